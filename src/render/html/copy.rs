//! For whom this copy of the site is made: what templates see of it, and the style sheet that puts it into the margin of
//! every printed sheet. Decides nothing about what the copy holds but which pages it links.

use serde::Serialize;

use super::texts::Copy;
use crate::model::{Omitted, Profile};

/// Where the style sheet lies.
pub(super) const STYLE: &str = "assets/copy.css";

/// The profile, as templates see it.
#[derive(Serialize)]
pub(super) struct CopyView<'a> {
    label: &'a str,
    recipient: Option<&'a str>,
    has_dashboard: bool,
    has_findings: bool,
}

impl<'a> CopyView<'a> {
    pub(super) fn of(profile: &'a Profile) -> Self {
        Self {
            label: &profile.label,
            recipient: profile.recipient.as_deref(),
            has_dashboard: !profile.omits(Omitted::Dashboard),
            has_findings: !profile.omits(Omitted::Findings),
        }
    }
}

/// Print has no element that stands on every sheet; browsers that know margin boxes set this text there.
pub(super) fn style(profile: &Profile, texts: &Copy) -> Vec<u8> {
    let recipient = profile.recipient.iter().map(|it| format!("{}{}{it}", texts.separator, texts.recipient));
    let line: String = std::iter::once(profile.label.to_string()).chain(recipient).collect();
    let font = "font: 6.5pt \"BIZ UDPGothic\", \"Yu Gothic UI\", Meiryo, \"Hiragino Sans\", sans-serif";
    format!("@page {{ @bottom-right {{ content: {}; {font}; }} }}\n", quoted(&line)).into_bytes()
}

/// As a string of CSS.
fn quoted(text: &str) -> String {
    let escaped = text.chars().map(|it| match it {
        '"' | '\\' => format!("\\{it}"),
        // None gets here; a theme's own texts might hold one.
        it if it.is_control() => String::new(),
        it => it.to_string(),
    });
    format!("\"{}\"", escaped.collect::<String>())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_cannot_leave_its_string() {
        assert_eq!(quoted("甲\"} body { display: none } \\"), "\"甲\\\"} body { display: none } \\\\\"");
    }

    #[test]
    fn the_style_names_the_recipient_of_a_copy() {
        let texts = Copy { recipient: "渡した相手　".to_owned(), separator: "／".to_owned() };
        let style = |profile: &Profile| String::from_utf8(style(profile, &texts)).unwrap_or_default();
        assert!(style(&Profile::full()).contains("content: \"施設内（全部）\";"));
        assert!(style(&Profile::full().handed_to("東病院")).contains("\"施設内（全部）／渡した相手　東病院\""));
    }
}
