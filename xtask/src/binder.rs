//! `cargo xtask binder`: the sample, from `content/` into `output/binder/`.

use crate::debian;
use crate::process::{Failure, run};
use crate::setup::setup;
use crate::workspace::Workspace;

/// The day the sample is dated: inside fiscal year 2025, which its forms are of.
const DATE: &str = "2025-12-01";

/// # Errors
/// If the set-up or the build fails; with toji's own exit code where it is toji that fails.
pub(crate) fn build(workspace: &Workspace) -> Result<(), Failure> {
    let typst = setup(workspace, &[debian::BUILD])?;
    let toji = ["run", "--release", "--quiet", "--bin", "toji", "--"];
    let build = ["build", "content", "-o", "output/binder", "--date", DATE];
    run(workspace.cargo(&toji).args(build).env("TOJI_TYPST", typst))?;
    println!("\nThe binder is there. Open either of these:");
    for file in ["index.html", "binder.pdf"] {
        println!("    {}", workspace.root().join("output").join("binder").join(file).display());
    }
    Ok(())
}
