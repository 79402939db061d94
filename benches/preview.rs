//! `toji preview`: from a saved file to the new page in the browser, on the sample and on 10,000 documents.
//!
//! `cargo bench --bench preview`. The preview is a process of its own, asked as a browser asks: the question whether the page
//! has changed is open, a file is saved, the answer comes, the page is fetched and holds the new words. The parts are
//! measured within this process. `-- end DIR FILE PAGE` measures another folder (a copy of it: the file is written to).
#![expect(clippy::print_stdout, reason = "a bench prints what it measured")]

#[expect(dead_code, reason = "shared with the other benches")]
mod measure;
mod synthetic;

use std::error::Error;
use std::fs;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitCode, Stdio};
use std::time::{Duration, Instant};

use toji::model::{Date, Profile};
use toji::preview::{Desk, Noticing, Request, Shown};

/// The allocator of the executable.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

pub(crate) type Outcome<T> = Result<T, Box<dyn Error + Send + Sync>>;

const ROUNDS: usize = 50;
const DATE: &str = "2025-12-01";
/// Files that were written just now are read again at every look, since a second change within the coarsest step of a file
/// system's clock would not show.
const SETTLED: Duration = Duration::from_millis(2_500);

fn main() -> Outcome<ExitCode> {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|it| it != "--bench").collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["preview", ..] => {
            return Ok(toji::cli::run(["toji".into()].into_iter().chain(arguments.iter().map(Into::into))));
        }
        ["end", folder, file, page] => measured("folder", Path::new(folder), file, page, Duration::MAX)?,
        _ => both()?,
    }
    Ok(ExitCode::SUCCESS)
}

fn both() -> Outcome<()> {
    let shared = Path::new("/dev/shm");
    let place = if shared.is_dir() { shared.to_owned() } else { std::env::temp_dir() };
    let place = tempfile::Builder::new().prefix("toji-bench-").tempdir_in(place)?;
    println!("{}; {ROUNDS} saves each; files in {}", measure::machine()?, place.path().display());
    let sample = place.path().join("sample");
    copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("content"), &sample)?;
    let page = ("rules/operation-rules.md", "rules/operation-rules.html");
    measured("the sample", &sample, page.0, page.1, Duration::from_millis(200))?;
    let many = place.path().join("many");
    synthetic::write(&many, 10_000)?;
    let page = ("pages/050/p05000.md", "pages/050/p05000.html");
    measured("10,000 documents", &many, page.0, page.1, Duration::from_millis(500))?;
    println!("load at the end: {}", measure::machine()?);
    Ok(())
}

fn measured(name: &str, folder: &Path, file: &str, page: &str, target: Duration) -> Outcome<()> {
    std::thread::sleep(SETTLED);
    let whole = end_to_end(folder, file, page)?;
    std::thread::sleep(SETTLED);
    let parts = parts(folder, file, page)?;
    println!("\n{name} (at most {target:?}); ms: p50, p99, most");
    let rows = [
        ("saved to page fetched", whole.iter().map(|it| it.1).collect::<Vec<_>>()),
        ("  saved to browser told", whole.iter().map(|it| it.0).collect()),
        ("  compiled (within)", parts.iter().map(|it| it.0).collect()),
        ("  page made (within)", parts.iter().map(|it| it.1).collect()),
    ];
    for (part, mut times) in rows {
        times.sort();
        let ms = |it: usize| times[it.min(times.len() - 1)].as_secs_f64() * 1e3;
        println!("{part:24} {:7.1} {:7.1} {:7.1}", ms(times.len() / 2), ms(times.len() * 99 / 100), ms(times.len()));
    }
    Ok(())
}

/// A running preview; killed when it goes.
struct Running {
    child: Child,
    port: u16,
}

impl Drop for Running {
    fn drop(&mut self) {
        // It may have ended by itself.
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

impl Running {
    fn begin(folder: &Path) -> Outcome<Self> {
        let mut command = Command::new(std::env::current_exe()?);
        command.arg("preview").arg(folder).args(["--port", "0", "--date", DATE]);
        let mut child = command.stderr(Stdio::piped()).spawn()?;
        let mut said = BufReader::new(child.stderr.take().ok_or("no standard error")?);
        let mut line = String::new();
        while !line.contains("http://127.0.0.1:") {
            line.clear();
            if said.read_line(&mut line)? == 0 {
                return Err("the preview ended".into());
            }
        }
        let port = line.split("127.0.0.1:").nth(1).and_then(|it| it.split('/').next()).ok_or("no port")?.parse()?;
        // What it says later has to go somewhere.
        std::thread::spawn(move || drop(std::io::copy(&mut said, &mut std::io::sink())));
        Ok(Self { child, port })
    }

    fn get(&self, path: &str) -> Outcome<String> {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port))?;
        write!(stream, "GET /{path} HTTP/1.1\r\nHost: 127.0.0.1:{}\r\nConnection: close\r\n\r\n", self.port)?;
        let mut answer = String::new();
        stream.read_to_string(&mut answer)?;
        Ok(answer)
    }
}

fn attribute<'a>(page: &'a str, name: &str) -> Outcome<&'a str> {
    let found = page.split(&format!(" {name}=\"")).nth(1).and_then(|it| it.split('"').next());
    found.ok_or_else(|| format!("no {name}").into())
}

/// Of each save: until the browser was told, and until it had the page.
fn end_to_end(folder: &Path, file: &str, page: &str) -> Outcome<Vec<(Duration, Duration)>> {
    let running = Running::begin(folder)?;
    let (file, mut times) = (folder.join(file), Vec::new());
    let text = fs::read_to_string(&file)?;
    for round in 0..ROUNDS {
        let shown = running.get(page)?;
        let (seen, bar) = (attribute(&shown, "data-seen")?, attribute(&shown, "data-bar")?);
        let question = format!(".toji/next?page={page}&seen={seen}&bar={bar}");
        let (told, fetched) = std::thread::scope(|scope| {
            let asked = scope.spawn(|| running.get(&question));
            std::thread::sleep(Duration::from_millis(400 + 7 * u64::try_from(round)?));
            let start = Instant::now();
            fs::write(&file, format!("{text}\n書き足し第{round}回\n"))?;
            let told = asked.join().map_err(|_| "the question failed")??;
            let told = (start.elapsed(), told);
            let fetched = running.get(page)?;
            Ok::<_, Box<dyn Error + Send + Sync>>((told, (start.elapsed(), fetched)))
        })?;
        if !told.1.contains("\"reload\":true") || !fetched.1.contains(&format!("書き足し第{round}回")) {
            return Err(format!("round {round}: not the new page: {}", told.1).into());
        }
        times.push((told.0, fetched.0));
    }
    fs::write(file, text)?;
    Ok(times)
}

/// Of each save, within this process: the folder compiled, and the page made.
fn parts(folder: &Path, file: &str, page: &str) -> Outcome<Vec<(Duration, Duration)>> {
    let today = Date::parse(DATE).map_err(|it| format!("{it:?}"))?;
    let request = Request {
        root: folder.to_path_buf(),
        port: 0,
        today: Box::new(move || today),
        profile: Box::new(|_| Some(Profile::full())),
        noticing: Noticing::Events,
    };
    let mut desk = Desk::new(&request).map_err(|it| it.to_string())?;
    desk.refresh(today, &request.profile).ok_or("nothing there")?;
    let (location, mut times): (PathBuf, _) = (folder.join(file), Vec::new());
    let text = fs::read_to_string(&location)?;
    for round in 0..ROUNDS {
        fs::write(&location, format!("{text}\n書き足し第{round}回\n"))?;
        let start = Instant::now();
        desk.changed(file);
        let refreshed = desk.refresh(today, &request.profile).ok_or("no change")?;
        let compiled = start.elapsed();
        let Shown::Made(..) = refreshed.state.file(page) else { return Err("no page".into()) };
        times.push((compiled, start.elapsed().saturating_sub(compiled)));
        drop(refreshed);
        std::thread::sleep(Duration::from_millis(100));
    }
    fs::write(location, text)?;
    Ok(times)
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
