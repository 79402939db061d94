//! Folders of 100, 1,000 and 10,000 documents to a website, beside a baseline that only turns Markdown into pages.
//!
//! `cargo bench --bench folders`, on Linux. Every run is a process of its own. `-- toji DIR OUT` and `-- baseline DIR OUT`
//! run one of the two once, for a profiler; `-- write DIR COUNT` makes a folder.
#![expect(clippy::print_stdout, reason = "a bench prints what it measured")]

mod baseline;
mod measure;
mod synthetic;

use std::error::Error;
use std::fs;
use std::path::Path;
use std::process::ExitCode;

use measure::Cost;
use toji::diagnostics::Severity;
use toji::model::{BlockKind, Date, Document, DocumentKind, Inline, Target};

/// The allocator of the executable, for both of the compared.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

pub(crate) type Outcome<T> = Result<T, Box<dyn Error + Send + Sync>>;

const COUNTS: [u32; 3] = [100, 1_000, 10_000];
const RUNS: usize = 5;
const DATE: &str = "2025-12-01";

fn main() -> Outcome<ExitCode> {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|it| it != "--bench").collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["write", folder, count] => synthetic::write(Path::new(folder), count.parse()?)?,
        ["toji", folder, out] => {
            let command = ["toji", "build", folder, "-o", out, "--no-pdf", "--date", DATE];
            let code = toji::cli::run(command.map(Into::into));
            println!("{}", measure::own_peak()?);
            return Ok(code);
        }
        ["baseline", folder, out] => {
            baseline::build(Path::new(folder), Path::new(out))?;
            println!("{}", measure::own_peak()?);
        }
        _ => compare()?,
    }
    Ok(ExitCode::SUCCESS)
}

fn compare() -> Outcome<()> {
    let shared = Path::new("/dev/shm");
    let place = if shared.is_dir() { shared.to_owned() } else { std::env::temp_dir() };
    let place = tempfile::Builder::new().prefix("toji-bench-").tempdir_in(place)?;
    println!("{}; files in {}; medians of {RUNS} runs each\n", measure::machine()?, place.path().display());
    println!(
        "documents | CPU s: toji  baseline ratio | wall s: toji  baseline ratio | KB a document | a page: CPU ms  bytes"
    );
    for count in COUNTS {
        let folder = place.path().join("source");
        synthetic::write(&folder, usize::try_from(count)?)?;
        sound(&folder, usize::try_from(count)?)?;
        row(count, &folder, &place.path().join("out"))?;
        fs::remove_dir_all(folder)?;
    }
    println!("\nload at the end: {}", measure::machine()?);
    Ok(())
}

/// Alternates the two; small folders are built several times a run, because the kernel counts hundredths of a second.
fn row(count: u32, folder: &Path, out: &Path) -> Outcome<()> {
    let (folder, target) = (folder.display().to_string(), out.display().to_string());
    let times = (2_000 / count).clamp(1, 20);
    let afresh = || match fs::remove_dir_all(out) {
        Err(error) if out.exists() => Err(error.into()),
        _ => Ok(fs::create_dir(out)?),
    };
    let (mut baseline, mut toji) = (Vec::new(), Vec::new());
    for _ in 0..RUNS {
        baseline.push(measure::child(&["baseline", &folder, &target], times, afresh)?);
        toji.push(measure::child(&["toji", &folder, &target], times, afresh)?);
    }
    let (pages, bytes) = size_of(out)?;
    afresh()?;
    let median = |runs: &[Cost], of: fn(&Cost) -> f64| measure::median(runs.iter().map(of));
    let (cpu, cpu_base) = (median(&toji, |it| it.cpu), median(&baseline, |it| it.cpu));
    let (wall, wall_base) = (median(&toji, |it| it.wall), median(&baseline, |it| it.wall));
    let (memory, memory_base) = (median(&toji, |it| it.peak), median(&baseline, |it| it.peak));
    let count = f64::from(count);
    println!(
        "{count:9} | {cpu:11.3} {cpu_base:9.3} {:5.2} | {wall:12.3} {wall_base:9.3} {:5.2} | {:5.1} ({:5.1}) | {:15.3} {:6.0}",
        cpu / cpu_base,
        wall / wall_base,
        memory / count,
        memory_base / count,
        cpu * 1e3 / pages,
        bytes / pages,
    );
    Ok(())
}

/// Pages below `out`, and their bytes.
fn size_of(out: &Path) -> Outcome<(f64, f64)> {
    let (mut pages, mut bytes) = (0, 0);
    for entry in walkdir::WalkDir::new(out) {
        let entry = entry?;
        if entry.path().extension().is_some_and(|it| it == "html") {
            pages += 1;
            bytes += entry.metadata()?.len();
        }
    }
    Ok((f64::from(pages), f64::from(u32::try_from(bytes)?)))
}

/// The folder is what it is said to be: nothing wrong in it, 3 KB and five references a document.
fn sound(folder: &Path, count: usize) -> Outcome<()> {
    let today = Date::new(2025, 12, 1).ok_or("no such day")?;
    let compiled = toji::pipeline::compile(folder, today);
    let wrong = compiled.findings().iter().filter(|it| it.severity() == Severity::Error).count();
    let whole = compiled.outcome.as_ref().map_err(|it| format!("{it:?}"))?;
    let pages = || whole.binder.documents().iter().filter(|it| matches!(it.kind, DocumentKind::Page));
    let bytes: usize = pages().map(|it| compiled.sources.file(it.file).text().len()).sum();
    let references = pages().all(|it| references(it) == 5);
    let size = bytes / count;
    if wrong > 0 || pages().count() != count || !references || !(2_800..=3_300).contains(&size) {
        return Err(format!("{wrong} errors, {size} bytes a document, five references each: {references}").into());
    }
    Ok(())
}

fn references(document: &Document<Target>) -> usize {
    let paragraphs = document
        .blocks
        .iter()
        .filter_map(|it| if let BlockKind::Paragraph(content) = &it.kind { Some(content) } else { None });
    paragraphs.flatten().filter(|it| matches!(it, Inline::Ref(_))).count()
}
