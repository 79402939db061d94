//! PDFs: the fleet beside typst alone, which is run on the very folders that the fleet staged for it.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::process::Command;

use toji::emit::typst::{SearchPlaces, Typst};

use crate::{Outcome, measure, members};

pub(crate) fn compare(count: usize) -> Outcome<()> {
    let typst = Typst::find(&SearchPlaces::of_machine(None)).map_err(|it| format!("{it:?}"))?.path;
    let place = crate::place(count)?;
    let (source, out, stages) = (place.path().join("fleet"), place.path().join("out"), place.path().join("stages"));
    members::write(&source, count)?;
    fs::create_dir(&stages)?;
    let wrapper = wrapper(place.path(), &stages, &typst)?;
    let (source_text, out_text) = (source.to_string_lossy(), out.to_string_lossy());
    let run =
        |typst: &Path| measure::child(&["fleet-pdf", &source_text, &out_text, &typst.to_string_lossy()], 1, || Ok(()));
    run(&wrapper)?;
    fs::remove_dir_all(&out)?;
    let first = run(&typst)?;
    let second = run(&typst)?;
    members::edit(&source, count)?;
    let edit = run(&typst)?;
    let (alone, runs) = alone(&stages, &typst)?;
    println!("{}\n", measure::machine()?);
    println!(
        "{count} members with PDF, {runs} runs of typst: CPU {:.2} s, typst alone {alone:.2} s, ratio {:.3}",
        first.cpu,
        first.cpu / alone
    );
    println!(
        "second run {:.2} %, one edit {:.2} % of the first",
        100.0 * second.cpu / first.cpu,
        100.0 * edit.cpu / first.cpu
    );
    Ok(())
}

/// typst, and a copy of each staged folder with the words of its command line.
fn wrapper(place: &Path, stages: &Path, typst: &Path) -> Outcome<std::path::PathBuf> {
    let path = place.join("typst-that-keeps");
    let (stages, typst) = (stages.display(), typst.display());
    let script = format!(
        "#!/bin/sh\nif [ \"$1\" = compile ]; then\n  d='{stages}'/$$\n  cp -r \"$PWD\" \"$d\"\n  \
         printf '%s\\n' \"$@\" | sed \"s#$PWD#$d#g\" > \"$d/words\"\nfi\nexec '{typst}' \"$@\"\n"
    );
    fs::write(&path, script)?;
    fs::set_permissions(&path, fs::Permissions::from_mode(0o755))?;
    Ok(path)
}

/// The processor time of typst on each staged folder, and how many there are.
fn alone(stages: &Path, typst: &Path) -> Outcome<(f64, usize)> {
    let mut count = 0;
    let before = measure::cpu_of_children()?;
    for stage in fs::read_dir(stages)? {
        let stage = stage?.path();
        let words = fs::read_to_string(stage.join("words"))?;
        let status = Command::new(typst).args(words.lines()).current_dir(&stage).status()?;
        if !status.success() {
            return Err(format!("typst on {}", stage.display()).into());
        }
        count += 1;
    }
    Ok((measure::cpu_of_children()? - before, count))
}
