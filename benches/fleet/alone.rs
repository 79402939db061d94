//! The baseline: members that are compiled already are rendered, and rendered and written, by one thread.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use toji::load;
use toji::model::Date;
use toji::model::Profile;
use toji::pipeline::{self, Kept, Many, Request, Shared};
use toji::render::html::{FindingText, Options, Workshop, html_of};
use toji::view::View;

use crate::{DATE, Outcome};

/// So many compiled members are held at a time.
const AT_A_TIME: usize = 50;

/// Processor seconds.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Alone {
    pub(crate) rendered: f64,
    pub(crate) written: f64,
    /// What reading, parsing, resolving and checking cost before the clock ran.
    pub(crate) compiled: f64,
}

/// Runs it in a process of its own.
pub(crate) fn measure(fleet: &str, out: &str) -> Outcome<Alone> {
    let output = Command::new(std::env::current_exe()?).args(["alone", fleet, out]).output()?;
    let said = String::from_utf8_lossy(&output.stdout);
    let mut numbers = said.split_whitespace().map(str::parse::<f64>);
    let mut next = || numbers.next().ok_or_else(|| String::from_utf8_lossy(&output.stderr).into_owned());
    Ok(Alone { rendered: next()??, written: next()??, compiled: next()?? })
}

pub(crate) fn run(fleet: &Path, out: &Path) -> Outcome<()> {
    rayon::ThreadPoolBuilder::new().num_threads(1).build_global()?;
    let today = Date::parse(DATE).map_err(|it| format!("{it:?}"))?;
    let mut folders: Vec<PathBuf> = fs::read_dir(fleet)?.map(|it| it.map(|it| it.path())).collect::<Result<_, _>>()?;
    folders.sort();
    let theme = load::theme();
    let workshop = Workshop::new(&theme)?;
    let shared = Shared::of(folders.iter().take(2).map(PathBuf::as_path));
    let (mut rendered, mut written, mut before) = (0.0, 0.0, 0.0);
    let profile = Profile::full();
    for folders in folders.chunks(AT_A_TIME) {
        let begin = cpu()?;
        let compiled: Vec<_> = folders.iter().map(|it| pipeline::compile_shared(it, today, &shared)).collect();
        let wholes =
            || compiled.iter().zip(folders).filter_map(|(it, folder)| Some((it, it.outcome.as_ref().ok()?, folder)));
        let message = |_: &toji::diagnostics::Finding| FindingText::default();
        let start = cpu()?;
        for (_, whole, _) in wholes() {
            let view = View::new(&whole.binder, &whole.report, &profile);
            html_of(&view, &theme, &workshop, &Options { pdf: false, message: &message })?;
        }
        let middle = cpu()?;
        for (compiled, whole, folder) in wholes() {
            let out = out.join(folder.file_name().ok_or("no name")?);
            let kept = Kept::default();
            let many = Some(Many { shared: &shared, kept: &kept });
            let request = Request { out: &out, theme: &theme, press: None, profile: &profile, many };
            let mut sink = toji::diagnostics::Sink::default();
            pipeline::build(compiled, whole, &request, &mut sink, &|_| ()).ok_or("not written")?;
        }
        before += start - begin;
        rendered += middle - start;
        written += cpu()? - middle;
    }
    println!("{rendered} {written} {before}");
    Ok(())
}

/// User and system time of this process, in seconds.
fn cpu() -> Outcome<f64> {
    let stat = fs::read_to_string("/proc/self/stat")?;
    let behind_name = stat.rsplit_once(')').ok_or("no name in /proc/self/stat")?.1;
    let fields: Vec<&str> = behind_name.split_whitespace().collect();
    Ok((fields[11].parse::<f64>()? + fields[12].parse::<f64>()?) / 100.0)
}
