//! `toji preview`: the binder while it is written.

use super::args::Preview;
use super::output::Terminal;
use super::{Outcome, date, findings, readiness};
use crate::diagnostics::{Code, Finding, catalogue, summary};
use crate::model::Profile;
use crate::preview::{self, News, Noticing, Request, Said, Standing, Stopped, Turn, WhyLooking};

pub(super) fn run(arguments: &Preview, terminal: &Terminal) -> Outcome {
    // A day that was typed stays; today becomes tomorrow while the preview runs.
    let fixed = match arguments.date.as_deref().map(|it| date::of(Some(it), terminal)).transpose() {
        Ok(fixed) => fixed,
        Err(message) => return terminal.usage(&message),
    };
    let name = arguments.profile.clone().unwrap_or_else(|| Profile::FULL.to_owned());
    let request = Request {
        root: arguments.dir.clone(),
        port: arguments.port,
        today: Box::new(move || fixed.unwrap_or_else(date::of_machine)),
        profile: Box::new(move |binder| binder.config().profile(&name).cloned()),
        noticing: if arguments.poll { Noticing::Looking } else { Noticing::Events },
    };
    let say = |said: Said<'_>| tell(said, arguments, terminal);
    match preview::serve(&request, &say) {
        Ok(()) => Outcome::Done,
        Err(Stopped::Theme(error)) => {
            let finding = Finding::of_machine(Code::ThemeFailed).with("reason", error);
            findings::people(&[finding], &crate::source::Sources::default(), terminal);
            Outcome::MachineFailed
        }
        Err(Stopped::Machine(error)) => {
            terminal.message(&terminal.fill("preview-no-port", &[("reason", &error.to_string())]));
            Outcome::MachineFailed
        }
    }
}

fn tell(said: Said<'_>, arguments: &Preview, terminal: &Terminal) {
    match said {
        Said::Compiled(news) => tell_news(&news, terminal),
        Said::Listening { url, taken } => {
            if let Some(port) = taken {
                terminal.message(&terminal.fill("preview-port-taken", &[("port", &port.to_string())]));
            }
            terminal.message(&terminal.fill("preview-listening", &[("url", &url)]));
            if arguments.open
                && let Err(error) = open::that_detached(&url)
            {
                terminal.message(&terminal.fill("preview-no-browser", &[("reason", &error.to_string())]));
            }
        }
        Said::Looking(WhyLooking::Refused(reason)) => {
            terminal.message(&terminal.fill("preview-looking-refused", &[("reason", &reason)]));
        }
        Said::Looking(WhyLooking::Silent) => {
            terminal.message(catalogue::ui("preview-looking-silent", terminal.language));
        }
        Said::Ending => terminal.message(catalogue::ui("preview-ended", terminal.language)),
    }
}

/// All findings at first; of later versions what is new, and how many there are in all.
fn tell_news(news: &News<'_>, terminal: &Terminal) {
    let (sources, language) = (&news.compiled.sources, terminal.language);
    let report = news.compiled.outcome.as_ref().ok().map(|it| &it.report);
    match news.turn {
        Turn::First => {
            findings::work(news.compiled.findings(), sources, report, terminal);
            if let Some(report) = report {
                terminal.message(&readiness::line(report, terminal));
            }
        }
        Turn::Later => {
            findings::some(&news.new, sources, terminal);
            let took = format!("{:.2}", news.took.as_secs_f64());
            let (new, gone) = (news.new.len().to_string(), news.gone.to_string());
            let is_same = news.new.is_empty() && news.gone == 0;
            let key = if is_same { "preview-changed-nothing" } else { "preview-changed" };
            let line = terminal.fill(key, &[("took", &took), ("new", &new), ("gone", &gone)]);
            terminal.message(&format!("{line}{}", summary(news.compiled.findings(), language)));
        }
    }
    match news.standing {
        Standing::Shown => {}
        Standing::NotMade => terminal.message(catalogue::ui("preview-stays", language)),
        Standing::NoProfile => terminal.message(catalogue::ui("preview-no-profile", language)),
    }
}
