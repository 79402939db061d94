//! `toji pack sign`: signs a pack; the file is written anew as a whole, or stays as it was.

use super::password;
use crate::cli::args::{FailOn, PackSign};
use crate::cli::output::Terminal;
use crate::cli::{Outcome, findings};
use crate::diagnostics::Sink;
use crate::pack::{self, Naming, SignedPack, SigningKey};
use crate::source::Sources;

pub(in crate::cli) fn run(arguments: &PackSign, terminal: &Terminal) -> Outcome {
    let password = match password::of_key(arguments.password_file.as_deref(), terminal) {
        Ok(it) => it,
        Err(message) => return terminal.usage(&message),
    };
    let (mut sources, mut sink) = (Sources::default(), Sink::default());
    let signed = sign(arguments, password, &mut sources, &mut sink);
    let found = sink.into_sorted();
    let Some((signed, naming)) = signed else {
        findings::people(&found, &sources, terminal);
        return findings::outcome(&found, FailOn::Error);
    };
    match naming {
        Naming::Named => (),
        Naming::NamedNow => {
            let values = [("key", signed.key.as_str()), ("fingerprint", &signed.key.fingerprint())];
            terminal.message(&terminal.fill("pack-key-named", &values));
        }
    }
    let path = arguments.file.display().to_string();
    let values = [("path", path.as_str()), ("fingerprint", &signed.key.fingerprint())];
    terminal.message(&terminal.fill("pack-signed", &values));
    Outcome::Done
}

fn sign(
    arguments: &PackSign,
    password: String,
    sources: &mut Sources,
    sink: &mut Sink,
) -> Option<(SignedPack, Naming)> {
    let key = SigningKey::open(&arguments.key, password).map_err(|it| sink.push(it)).ok()?;
    pack::sign(&arguments.file, &key, sources, sink)
}
