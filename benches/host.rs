//! `toji host serve` beside Debian's nginx: the same files over the same TLS, asked by wrk, in one run.
//!
//! `cargo bench --bench host`, on Linux, with nginx, wrk and openssl installed. Both write a line for each answer, toji into
//! its record, nginx into its access log; both take two workers. The two alternate, since machines have moods. Named
//! arguments: `-- SECONDS RUNS`.
#![expect(clippy::print_stdout, reason = "a bench prints what it measured")]

#[expect(dead_code, reason = "shared with the other benches")]
mod measure;
#[path = "host/servers.rs"]
mod servers;
#[path = "host/wrk.rs"]
mod wrk;

use std::error::Error;
use std::fs;
use std::path::Path;

use toji::diagnostics::Sink;
use toji::emit::{self, BuildIdentity};
use toji::render::{Artifact, Artifacts};
use toji::source::Digest;

use servers::Server;
use wrk::Load;

pub(crate) type Outcome<T> = Result<T, Box<dyn Error + Send + Sync>>;

/// A large file, read from the disk in pieces, in bytes.
const LARGE: usize = 8 << 20;
const CONNECTIONS: u32 = 32;

fn main() -> Outcome<()> {
    let numbers: Vec<u32> = std::env::args().skip(1).filter_map(|it| it.parse().ok()).collect();
    let (seconds, runs) = (numbers.first().copied().unwrap_or(5), numbers.get(1).copied().unwrap_or(5));
    let place = tempfile::Builder::new().prefix("toji-bench-").tempdir()?;
    let files = output(place.path())?;
    servers::certificate(place.path())?;
    let (nginx, toji) = (Server::nginx(place.path())?, Server::toji(place.path())?);
    println!("{}; {CONNECTIONS} connections, medians of {runs} runs of {seconds} s each\n", measure::machine()?);
    println!("file                        bytes | requests/s: nginx     toji  ratio | p99 ms: nginx     toji  ratio");
    for (path, size) in files {
        let (mut theirs, mut ours) = (Vec::new(), Vec::new());
        for _ in 0..runs {
            theirs.push(wrk::run(&nginx.url(&path), CONNECTIONS, seconds)?);
            ours.push(wrk::run(&toji.url(&path), CONNECTIONS, seconds)?);
        }
        row(&path, size, &theirs, &ours);
    }
    println!("\nload at the end: {}", measure::machine()?);
    Ok(())
}

fn row(path: &str, size: usize, theirs: &[Load], ours: &[Load]) {
    let middle = |loads: &[Load], of: fn(&Load) -> f64| measure::median(loads.iter().map(of));
    let (nginx, toji) = (middle(theirs, |it| it.requests), middle(ours, |it| it.requests));
    let (nginx_p99, toji_p99) = (middle(theirs, |it| it.p99), middle(ours, |it| it.p99));
    println!(
        "{path:<25} {size:>8} | {nginx:>17.0} {toji:>8.0} {:>6.2} | {nginx_p99:>13.2} {toji_p99:>8.2} {:>6.2}",
        toji / nginx,
        toji_p99 / nginx_p99
    );
}

/// The sample's website with a large file beside it, as an output in `place/out`; the files to ask for, with their sizes.
fn output(place: &Path) -> Outcome<Vec<(String, usize)>> {
    let (content, site) = (Path::new(env!("CARGO_MANIFEST_DIR")).join("content"), place.join("site"));
    let arguments = ["toji", "build", content.to_str().ok_or("a path")?, "-o", site.to_str().ok_or("a path")?];
    let date = ["--no-pdf", "--date", "2025-12-01"];
    // Ends with 0 or, for want of a PDF, with what its user should know; the manifest tells whether it is whole.
    toji::cli::run(arguments.into_iter().chain(date).map(Into::into));
    let built = emit::Built::read(&site).ok_or("the sample was not built")?;
    let read = |path: &String| Ok((path.clone(), Artifact::Bytes(fs::read(site.join(path))?)));
    let mut files: Artifacts = built.files.keys().map(read).collect::<Outcome<_>>()?;
    let words = (0u32..).flat_map(|it| it.wrapping_mul(2_654_435_761).to_le_bytes());
    files.insert("binder.pdf".to_owned(), Artifact::Bytes(words.take(LARGE).collect()));
    let (digest, sources) = (Digest::of(b"bench"), Digest::of(b""));
    let identity = BuildIdentity { digest, sources, profile: "full".into(), facility: String::new(), pdf: true };
    emit::write(&place.join("out"), &files, &identity, &mut Sink::default()).ok_or("the output was not written")?;
    let size = |it: &Artifact| match it {
        Artifact::Bytes(bytes) => bytes.len(),
        Artifact::Pieces(_) | Artifact::CopyOf(_) => 0,
    };
    let asked = ["assets/style.css", "index.html", "items/2-03.html", "search.js", "binder.pdf"];
    Ok(asked.iter().filter_map(|it| Some(((*it).to_owned(), size(files.get(*it)?)))).collect())
}
