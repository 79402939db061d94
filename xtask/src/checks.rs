//! `cargo xtask test`: every check there is, the quickest first, so that a failure shows early.

use std::env;
use std::path::Path;
use std::process::Command;

use crate::debian;
use crate::process::{Failure, run};
use crate::setup::setup;
use crate::workspace::Workspace;

/// # Errors
/// At the first check that fails, with its exit code.
pub(crate) fn run_all(workspace: &Workspace) -> Result<(), Failure> {
    let typst = setup(workspace, &[debian::BUILD, debian::TESTS])?;
    for variable in ["TOJI_CASES", "PROPTEST_CASES"] {
        if let Ok(value) = env::var(variable) {
            println!("tests: {variable}={value}");
        }
    }
    for mut check in checks(workspace, &typst) {
        run(&mut check)?;
    }
    licences(workspace)
}

fn checks(workspace: &Workspace, typst: &Path) -> [Command; 4] {
    let mut doc = workspace.cargo(&["doc", "--no-deps", "--workspace"]);
    doc.env("RUSTDOCFLAGS", "-D warnings");
    let mut test = workspace.cargo(&["test", "--workspace"]);
    test.env("TOJI_TYPST", typst);
    [
        workspace.cargo(&["fmt", "--all", "--check"]),
        workspace.cargo(&["clippy", "--all-targets", "--workspace", "--", "-D", "warnings"]),
        doc,
        test,
    ]
}

/// Licences and sources of the dependencies, by `deny.toml`. cargo-deny takes minutes to compile, so it is used
/// where it is and not installed.
fn licences(workspace: &Workspace) -> Result<(), Failure> {
    let mut deny = workspace.cargo(&["deny", "check", "bans", "licenses", "sources"]);
    if is_installed(workspace, "cargo-deny") {
        return run(&mut deny);
    }
    println!("\n!!! NOT RUN: cargo deny check bans licenses sources");
    println!("!!! The licences and sources of the dependencies were not checked: cargo-deny is not on this machine.");
    println!("!!! To get it: cargo install --locked cargo-deny");
    Ok(())
}

fn is_installed(workspace: &Workspace, name: &str) -> bool {
    let program = format!("{name}{}", env::consts::EXE_SUFFIX);
    let path = env::var_os("PATH").unwrap_or_default();
    let on_path = env::split_paths(&path).any(|folder| folder.join(&program).is_file());
    on_path || workspace.cargo_home().join("bin").join(&program).is_file()
}
