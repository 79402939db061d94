//! `toji host serve`: serves an output.

use axum::http::HeaderName;

use crate::cli::args::HostServe;
use crate::cli::output::Terminal;
use crate::cli::{Outcome, findings};
use crate::diagnostics::{Code, Finding};
use crate::host::{self, Admitted, Event, Front, Serving, Started, Tls};
use crate::source::Sources;

pub(super) fn run(arguments: &HostServe, terminal: &Terminal) -> Outcome {
    let mut sources = Sources::default();
    let served = serving(arguments).map_err(|it| vec![it]).and_then(|serving| {
        let hearing = Terminal::new(terminal.language);
        host::serve(
            &serving,
            &mut sources,
            |it| say(it, arguments, terminal),
            move |it| hearing.message(&heard(&it, &hearing)),
        )
    });
    let Err(found) = served else { return Outcome::Done };
    findings::people(&found, &sources, terminal);
    match found.iter().any(|it| it.code == Code::HostCannotListen) {
        true => Outcome::MachineFailed,
        false => Outcome::Usage,
    }
}

fn serving(arguments: &HostServe) -> Result<Serving, Finding> {
    let HostServe { output, state, listen, tls_cert, tls_key, .. } = arguments;
    let tls = match (tls_cert, tls_key) {
        (Some(cert), Some(key)) => Tls::Files { cert: cert.clone(), key: key.clone() },
        (Some(_) | None, Some(_) | None) if arguments.tls_self_signed => Tls::SelfSigned,
        (Some(_) | None, Some(_) | None) => Tls::None,
    };
    let front = arguments.behind_proxy.then(|| front(arguments)).transpose()?;
    Ok(Serving { output: output.clone(), state: state.clone(), listen: *listen, tls, front })
}

fn front(arguments: &HostServe) -> Result<Front, Finding> {
    let name = |it: &String| {
        let bad = |_| Finding::of_machine(Code::HostBadHeader).with("name", it);
        HeaderName::from_bytes(it.as_bytes()).map_err(bad)
    };
    let user_header = arguments.user_header.as_ref().map(name).transpose()?;
    Ok(Front { trusted: arguments.trust.clone(), user_header })
}

fn say(started: &Started, arguments: &HostServe, terminal: &Terminal) {
    let scheme = if started.fingerprint.is_some() { "https" } else { "http" };
    let builds: Vec<String> = started.builds.iter().map(|(profile, build)| format!("{profile} {build}")).collect();
    let address = format!("{scheme}://{}/", started.address);
    terminal.message(&terminal.fill("host-serving", &[("address", &address), ("builds", &builds.join(", "))]));
    if let Some(fingerprint) = &started.fingerprint {
        terminal.message(&terminal.fill("host-fingerprint", &[("fingerprint", fingerprint)]));
    }
    let state = arguments.state.as_ref().map(|it| it.display().to_string()).unwrap_or_default();
    let admission = match started.admission {
        Admitted::Accounts => "host-accounts",
        Admitted::Everybody => "host-open-recorded",
        Admitted::Unrecorded => "host-open",
    };
    terminal.message(&terminal.fill(admission, &[("dir", &state)]));
    started.wrong.iter().for_each(|it| terminal.message(&terminal.fill("host-changed", &[("path", it)])));
}

fn heard(event: &Event, terminal: &Terminal) -> String {
    match event {
        Event::Build { build, profile } => terminal.fill("host-build", &[("build", build), ("profile", profile)]),
        Event::BuildUnsound { build, path } => terminal.fill("host-build-unsound", &[("build", build), ("path", path)]),
        Event::Changed { path } => terminal.fill("host-changed", &[("path", path)]),
        Event::Restored { path } => terminal.fill("host-restored", &[("path", path)]),
        Event::Forged { address } => terminal.fill("host-forged", &[("address", &address.to_string())]),
        Event::Unknown { name } => terminal.fill("host-unknown", &[("name", name)]),
        Event::NotRecorded => terminal.fill("host-not-recorded", &[]),
    }
}
