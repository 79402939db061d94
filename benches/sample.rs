//! `toji build content`: what of its wall time is not typst's.
//!
//! `cargo bench --bench sample`. Each run is a process of its own, given this program as its typst: it passes everything on
//! to the real one and writes down how long that took.
#![expect(clippy::print_stdout, reason = "a bench prints what it measured")]

#[expect(dead_code, reason = "shared with the other bench")]
mod measure;

use std::error::Error;
use std::fs::{self, OpenOptions};
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, ExitCode};
use std::time::Instant;

use toji::emit::typst::{SearchPlaces, Typst};

/// The allocator of the executable.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

pub(crate) type Outcome<T> = Result<T, Box<dyn Error + Send + Sync>>;

const RUNS: usize = 5;
/// Of the wall time, everything but typst.
const TARGET: f64 = 0.20;
/// Set for the program that stands in for typst: where the real one is, and where to write its times.
const REAL: &str = "TOJI_BENCH_TYPST";
const TIMES: &str = "TOJI_BENCH_TIMES";

fn main() -> Outcome<ExitCode> {
    let arguments: Vec<_> = std::env::args_os().skip(1).filter(|it| it != "--bench").collect();
    if arguments.first().is_some_and(|it| it == "build") {
        return Ok(toji::cli::run(["toji".into()].into_iter().chain(arguments)));
    }
    match (std::env::var_os(REAL), std::env::var_os(TIMES)) {
        (Some(real), Some(times)) => {
            let start = Instant::now();
            let ended = Command::new(real).args(arguments).status()?;
            let mut times = OpenOptions::new().create(true).append(true).open(times)?;
            writeln!(times, "{}", start.elapsed().as_micros())?;
            Ok(if ended.success() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
        }
        _ => print().map(|()| ExitCode::SUCCESS),
    }
}

fn print() -> Outcome<()> {
    let typst = Typst::find(&SearchPlaces::of_machine(None)).map_err(|it| format!("{it:?}"))?;
    let place = tempfile::tempdir()?;
    let source = place.path().join("content");
    copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("content"), &source)?;
    println!("{}; medians of {RUNS} runs", measure::machine()?);
    for state in [Output::None, Output::FromBefore] {
        let runs: Vec<(f64, f64)> = (0..RUNS).map(|_| run(&source, &typst, state)).collect::<Outcome<_>>()?;
        let whole = measure::median(runs.iter().map(|it| it.0));
        let of_typst = measure::median(runs.iter().map(|it| it.1));
        let share = measure::median(runs.iter().map(|(whole, of_typst)| 1.0 - of_typst / whole));
        println!(
            "{}: {whole:.3} s, typst {of_typst:.3} s, all else {:.1} % (at most {:.0} %)",
            state.shown(),
            share * 100.0,
            TARGET * 100.0
        );
    }
    Ok(())
}

/// What lies in the output folder before a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Output {
    None,
    FromBefore,
}

impl Output {
    fn shown(self) -> &'static str {
        match self {
            Self::None => "first build",
            Self::FromBefore => "nothing changed since",
        }
    }
}

/// Seconds of one build, and those of typst in it.
fn run(source: &Path, typst: &Typst, state: Output) -> Outcome<(f64, f64)> {
    let (output, times) = (source.join("output"), source.with_file_name("times"));
    if state == Output::None && output.exists() {
        fs::remove_dir_all(output)?;
    }
    let own = std::env::current_exe()?;
    let mut build = Command::new(&own);
    build.arg("build").arg(source).arg("--typst").arg(&own).args(["--date", "2025-12-01"]);
    build.env(REAL, &typst.path).env(TIMES, &times);
    let start = Instant::now();
    let ended = build.output()?;
    let whole = start.elapsed().as_secs_f64();
    if !ended.status.success() {
        return Err(String::from_utf8_lossy(&ended.stderr).into());
    }
    let micros: f64 = fs::read_to_string(&times)?.lines().map(str::parse::<f64>).sum::<Result<_, _>>()?;
    fs::remove_file(times)?;
    Ok((whole, micros / 1e6))
}

fn copy(from: &Path, to: &Path) -> Outcome<()> {
    for entry in walkdir::WalkDir::new(from) {
        let entry = entry?;
        let target = to.join(entry.path().strip_prefix(from)?);
        if entry.file_type().is_dir() {
            fs::create_dir_all(target)?;
        } else {
            fs::copy(entry.path(), target)?;
        }
    }
    Ok(())
}
