//! Fleets of members with 60 documents that differ in facts: what the fleet costs beside rendering alone, a second run, one
//! edit, memory; and the PDFs beside typst alone.
//!
//! `cargo bench --bench fleet`, on Linux: 100 and 1,000 members. `-- 10000` takes other counts. `-- pdf 6` compares the PDFs
//! of six members. Both sides have one thread, and processor time is what is compared: what else the machine does is
//! another matter. The baseline compiles the members before its clock runs, and then renders and writes the same pages.
#![expect(clippy::print_stdout, reason = "a bench prints what it measured")]

#[path = "fleet/alone.rs"]
mod alone;
mod measure;
#[path = "fleet/members.rs"]
mod members;
#[path = "fleet/pdf.rs"]
mod pdf;

use std::error::Error;
use std::fs;
use std::path::Path;
use std::process::ExitCode;

/// The allocator of the executable, for both of the compared.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

pub(crate) type Outcome<T> = Result<T, Box<dyn Error + Send + Sync>>;

const COUNTS: [usize; 2] = [100, 1_000];
pub(crate) const DATE: &str = "2025-12-01";

fn main() -> Outcome<ExitCode> {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|it| it != "--bench").collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["write", folder, count] => members::write(Path::new(folder), count.parse()?)?,
        ["fleet", fleet, out] => return command(&["fleet", "build", fleet, "-o", out, "--no-pdf"]),
        ["fleet-pdf", fleet, out, typst] => return command(&["fleet", "build", fleet, "-o", out, "--typst", typst]),
        ["alone", fleet, out] => alone::run(Path::new(fleet), Path::new(out))?,
        ["pdf", count] => pdf::compare(count.parse()?)?,
        [] => compare(&COUNTS)?,
        [..] => compare(&arguments.iter().map(|it| it.parse()).collect::<Result<Vec<usize>, _>>()?)?,
    }
    Ok(ExitCode::SUCCESS)
}

/// The command, and the peak of its memory.
fn command(arguments: &[&str]) -> Outcome<ExitCode> {
    let all = [&["toji"], arguments, &["--jobs", "1", "--date", DATE]].concat();
    let code = toji::cli::run(all.into_iter().map(Into::into));
    println!("{}", measure::own_peak()?);
    Ok(code)
}

/// A place for sources and outputs, in memory where there is room.
pub(crate) fn place(count: usize) -> Outcome<tempfile::TempDir> {
    let shared = Path::new("/dev/shm");
    let folder = if shared.is_dir() && count <= 2_000 { shared.to_owned() } else { std::env::temp_dir() };
    Ok(tempfile::Builder::new().prefix("toji-bench-").tempdir_in(folder)?)
}

fn compare(counts: &[usize]) -> Outcome<()> {
    println!("{}\n", measure::machine()?);
    println!(
        "members | CPU s: fleet  render+write ratio  (render alone, compile) | second run  one edit | ms a member: CPU  wall | peak MB"
    );
    for &count in counts {
        let place = place(count)?;
        let (source, out) = (place.path().join("fleet"), place.path().join("out"));
        members::write(&source, count)?;
        let (source, out) = (source.to_string_lossy(), out.to_string_lossy());
        let run = || measure::child(&["fleet", &source, &out], 1, || Ok(()));
        let first = run()?;
        let second = measure::median((0..3).map(|_| run().map(|it| it.cpu)).collect::<Outcome<Vec<f64>>>()?);
        members::edit(Path::new(&*source), count)?;
        let edit = run()?;
        fs::remove_dir_all(&*out)?;
        let alone = alone::measure(&source, &out)?;
        println!(
            "{count:7} | {:12.2} {:13.2} {:5.2} {:14.2} {:8.2} | {:9.2}% {:8.2}% | {:16.2} {:5.2} | {:7.0}",
            first.cpu,
            alone.written,
            first.cpu / alone.written,
            alone.rendered,
            alone.compiled,
            100.0 * second / first.cpu,
            100.0 * edit.cpu / first.cpu,
            1e3 * first.cpu / f64::from(u32::try_from(count)?),
            1e3 * first.wall / f64::from(u32::try_from(count)?),
            first.peak / 1024.0,
        );
    }
    Ok(())
}
