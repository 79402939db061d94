//! The pages of the gate: logging in, logging out. Japanese first; no scripts; nothing of the binder, not even whose it is.

use crate::diagnostics::catalogue::{self, Language};

/// The style sheet of these pages.
pub(super) const CSS: &str = include_str!("login.css");

/// Their addresses.
pub(super) const LOGIN: &str = "/-/login";
pub(super) const LOGOUT: &str = "/-/logout";
pub(super) const STYLE: &str = "/-/login.css";

/// What the login page has to say before its form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Say {
    Nothing,
    Wrong,
    /// Seconds.
    Wait(u64),
    Stale,
    Busy,
    LoggedOut,
}

/// The login form. `signed` and `way` go back with it.
pub(super) fn login(say: Say, signed: &str, way: &str) -> String {
    let (account, password) = (both("host-login-account", "span"), both("host-login-password", "span"));
    let go = both("host-login-go", "span");
    let notes = idle() + "</p>\n<p>" + &both("host-login-forgot", "span");
    let way = escaped(way);
    let form = format!(
        "{}<form method=\"post\" action=\"{LOGIN}\">\n\
         <input type=\"hidden\" name=\"form\" value=\"{signed}\"><input type=\"hidden\" name=\"to\" value=\"{way}\">\n\
         <label for=\"name\">{account}</label>\n\
         <input id=\"name\" name=\"name\" autocomplete=\"username\" autocapitalize=\"none\" spellcheck=\"false\" maxlength=\"200\" required autofocus>\n\
         <label for=\"password\">{password}</label>\n\
         <input id=\"password\" name=\"password\" type=\"password\" autocomplete=\"current-password\" maxlength=\"1000\" required>\n\
         <button>{go}</button>\n</form>\n<div class=\"notes\"><p>{notes}</p></div>",
        said(say)
    );
    page("host-login-title", &form)
}

fn said(say: Say) -> String {
    let (class, key) = match say {
        Say::Nothing => return String::new(),
        Say::Wrong => ("told", "host-login-wrong"),
        Say::Wait(_) => ("told", "host-login-wait"),
        Say::Stale => ("told", "host-login-stale"),
        Say::Busy => ("told", "host-login-busy"),
        Say::LoggedOut => ("said", "host-logout-done"),
    };
    let seconds = match say {
        Say::Wait(seconds) => seconds.to_string(),
        Say::Nothing | Say::Wrong | Say::Stale | Say::Busy | Say::LoggedOut => String::new(),
    };
    let text = filled(key, &[("seconds", &seconds)], "span");
    format!("<p class=\"{class}\" role=\"alert\">{text}</p>\n")
}

/// For somebody who is logged in: on to the binder, or out.
pub(super) fn logged_in(name: &str) -> String {
    let (open, out) = (both("host-login-open", "span"), both("host-logout-go", "span"));
    let main = format!(
        "<p class=\"said\">{}</p>\n<a class=\"button\" href=\"/\">{open}</a>\n\
         <form method=\"post\" action=\"{LOGOUT}\"><button class=\"quiet\">{out}</button></form>\n\
         <div class=\"notes\"><p>{}</p></div>",
        filled("host-login-is", &[("name", name)], "span"),
        idle()
    );
    page("host-login-title", &main)
}

/// Whether somebody wants to log out: a page that is merely opened changes nothing.
pub(super) fn logout(name: &str) -> String {
    let (go, open) = (both("host-logout-go", "span"), both("host-login-open", "span"));
    let main = format!(
        "<p class=\"said\">{}</p>\n<p>{}</p>\n<form method=\"post\" action=\"{LOGOUT}\"><button>{go}</button></form>\n\
         <a class=\"button quiet\" href=\"/\">{open}</a>",
        filled("host-login-is", &[("name", name)], "span"),
        both("host-logout-ask", "span")
    );
    page("host-logout-title", &main)
}

/// `no-referrer`, which goes with every answer, would have browsers send a form without its origin.
fn page(title: &'static str, main: &str) -> String {
    let (plain, heading) = (catalogue::ui(title, Language::Japanese), both(title, "span"));
    format!(
        "<!doctype html>\n<html lang=\"ja\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"referrer\" content=\"same-origin\">\n<meta name=\"robots\" content=\"noindex\">\n\
         <title>{plain}</title>\n<link rel=\"stylesheet\" href=\"{STYLE}\">\n</head>\n<body>\n<main>\n\
         <h1>{heading}</h1>\n{main}\n</main>\n</body>\n</html>\n"
    )
}

/// The pages of the binder are as they were built, so none of them has a link to the logout.
fn idle() -> String {
    filled("host-login-idle", &[("address", LOGIN)], "span")
}

/// A text in both languages.
fn both(key: &'static str, tag: &str) -> String {
    filled(key, &[], tag)
}

fn filled(key: &'static str, values: &[(&str, &str)], tag: &str) -> String {
    let text = |language| escaped(&catalogue::fill(catalogue::ui(key, language), values));
    format!("{}<{tag} lang=\"en\">{}</{tag}>", text(Language::Japanese), text(Language::English))
}

fn escaped(text: &str) -> String {
    text.chars().fold(String::with_capacity(text.len()), |mut out, it| {
        match it {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            other => out.push(other),
        }
        out
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_comes_from_outside_stays_text() {
        let page = login(Say::Nothing, "00", "/\"><script>alert(1)</script>");
        assert!(!page.contains("<script") && page.contains("/&quot;&gt;&lt;script&gt;"), "{page}");
        assert!(!logged_in("<b>").contains("<b>"));
    }

    #[test]
    fn a_page_says_what_happened_and_has_its_form_in_any_case() {
        for (say, word) in [
            (Say::Wrong, "アカウントかパスワードが違います"),
            (Say::Wait(32), "あと32秒お待ちください"),
            (Say::Stale, "もう一度入力してください"),
            (Say::Busy, "混み合って"),
            (Say::LoggedOut, "ログアウトしました"),
        ] {
            let page = login(say, "00", "/");
            assert!(page.contains(word) && page.contains("type=\"password\""), "{page}");
        }
        assert!(!login(Say::Nothing, "00", "/").contains("role=\"alert\""));
    }
}
