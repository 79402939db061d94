//! Runs `cargo xtask` on a machine whose every program is a shell script of ours, and looks at what it starts.
#![cfg(unix)]

use std::fs;
use std::io;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// Answers as if every package were installed.
const DPKG: &str = r#"shift 2; for name; do echo "$name installed"; done"#;

/// Writes its arguments to `log` and fails for the subcommand `$FAIL`. `cargo install` puts a typst at its place.
const CARGO: &str = r#"echo "$*" >> "$LOG"
if [ "$1" = "$FAIL" ]; then exit 7; fi
if [ "$1" = install ]; then
    echo "$CARGO_PROFILE_RELEASE_OPT_LEVEL $CARGO_PROFILE_RELEASE_LTO $CARGO_PROFILE_RELEASE_DEBUG $CARGO_PROFILE_RELEASE_STRIP" >> "$LOG"
    /bin/mkdir -p "$HOME/cargo/bin"
    printf '#!/bin/sh\necho "typst 0.15.1 (fake)"\n' > "$HOME/cargo/bin/typst"
    /bin/chmod +x "$HOME/cargo/bin/typst"
fi
if [ "$1" = run ] || [ "$1" = test ]; then echo "with $TOJI_TYPST" >> "$LOG"; fi"#;

const CHECKS: [&str; 4] = [
    "fmt --all --check",
    "clippy --all-targets --workspace -- -D warnings",
    "doc --no-deps --workspace",
    "test --workspace",
];

/// One machine at a time: a script that is being written while another test starts a program cannot itself be
/// started yet ("text file busy"), since the new process has inherited the open file.
static TURN: Mutex<()> = Mutex::new(());

/// A folder that plays the machine; removed when dropped.
struct Machine {
    root: PathBuf,
    _turn: MutexGuard<'static, ()>,
}

impl Machine {
    fn new(name: &str) -> io::Result<Self> {
        let turn = TURN.lock().unwrap_or_else(PoisonError::into_inner);
        let root = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        if root.exists() {
            fs::remove_dir_all(&root)?;
        }
        let machine = Self { root, _turn: turn };
        machine.script("bin/cargo", CARGO)?;
        machine.script("bin/dpkg-query", DPKG)?;
        machine.script("bin/apt-get", "exit 9")?;
        Ok(machine)
    }

    fn script(&self, path: &str, text: &str) -> io::Result<PathBuf> {
        let path = self.root.join(path);
        fs::create_dir_all(path.parent().unwrap_or(&path))?;
        fs::write(&path, format!("#!/bin/sh\n{text}\n"))?;
        fs::set_permissions(&path, fs::Permissions::from_mode(0o755))?;
        Ok(path)
    }

    fn typst(&self, path: &str, version: &str) -> io::Result<PathBuf> {
        self.script(path, &format!("echo 'typst {version} (fake)'"))
    }

    fn xtask(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_xtask"));
        command.args(arguments).env_clear().current_dir(&self.root);
        command.env("PATH", self.root.join("bin")).env("HOME", &self.root);
        command.env("CARGO", self.root.join("bin/cargo")).env("CARGO_HOME", self.root.join("cargo"));
        command.env("CARGO_MANIFEST_DIR", self.root.join("xtask")).env("LOG", self.root.join("log"));
        command
    }

    /// What cargo was asked, a line each.
    fn asked(&self) -> Vec<String> {
        let log = fs::read_to_string(self.root.join("log")).unwrap_or_default();
        log.lines().map(str::to_owned).collect()
    }

    fn shown(&self, path: &str) -> String {
        self.root.join(path).display().to_string()
    }
}

impl Drop for Machine {
    fn drop(&mut self) {
        // What stays of it lies in cargo's own temporary folder.
        let _ = fs::remove_dir_all(&self.root);
    }
}

fn text(output: &Output) -> String {
    let both = [&output.stdout[..], &output.stderr[..]].concat();
    String::from_utf8_lossy(&both).into_owned()
}

#[test]
fn typst_is_compiled_once_and_then_found() -> io::Result<()> {
    let machine = Machine::new("compiled-once")?;
    let first = machine.xtask(&["setup"]).output()?;
    assert!(first.status.success(), "{}", text(&first));
    assert!(text(&first).contains("this takes 6 to 30 minutes on two cores"), "{}", text(&first));
    let install = format!(
        "install --locked typst-cli@0.15.1 --no-default-features --features embedded-fonts --root {} --target-dir {}",
        machine.shown("cargo"),
        machine.shown("target/typst-cli"),
    );
    assert_eq!(machine.asked(), [&install, "1 off false symbols"]);

    let second = machine.xtask(&["setup"]).output()?;
    assert!(second.status.success());
    assert_eq!(text(&second), format!("packages: nothing missing\ntypst: {}\n", machine.shown("cargo/bin/typst")));
    assert_eq!(machine.asked().len(), 2);
    Ok(())
}

#[test]
fn two_setups_at_once_compile_typst_once() -> io::Result<()> {
    let machine = Machine::new("two-at-once")?;
    machine.script("bin/cargo", &format!("/bin/sleep 1\n{CARGO}"))?;
    let mut first = machine.xtask(&["setup"]).stdout(Stdio::null()).spawn()?;
    let second = machine.xtask(&["setup"]).output()?;
    assert!(first.wait()?.success() && second.status.success(), "{}", text(&second));
    assert_eq!(machine.asked().len(), 2, "{:?}", machine.asked());
    Ok(())
}

#[test]
fn a_supported_typst_anywhere_is_enough() -> io::Result<()> {
    let machine = Machine::new("anywhere")?;
    machine.typst("bin/typst", "0.14.2")?;
    let cargos = machine.typst("cargo/bin/typst", "0.15.0")?;
    let output = machine.xtask(&["setup"]).output()?;
    assert!(text(&output).contains(&format!("passing over {} (0.14.2)", machine.shown("bin/typst"))));
    assert!(text(&output).ends_with(&format!("typst: {}\n", cargos.display())));

    let named = machine.typst("named/typst", "0.15.7")?;
    let output = machine.xtask(&["setup"]).env("TOJI_TYPST", "named/typst").output()?;
    assert!(text(&output).contains("typst: named/typst"), "{}", text(&output));
    assert!(named.is_file() && machine.asked().is_empty());
    Ok(())
}

#[test]
fn a_named_typst_that_will_not_do_is_said_so() -> io::Result<()> {
    let machine = Machine::new("named-wrong")?;
    machine.typst("bin/typst", "0.15.1")?;
    for (named, why) in [("named/typst", "0.16.0"), ("nowhere", "no release of typst")] {
        machine.typst("named/typst", "0.16.0")?;
        let output = machine.xtask(&["setup"]).env("TOJI_TYPST", named).output()?;
        assert!(output.status.success());
        assert!(text(&output).contains(&format!("passing over {named} ({why})")), "{}", text(&output));
    }
    Ok(())
}

#[test]
fn another_version_is_not_replaced() -> io::Result<()> {
    let machine = Machine::new("not-replaced")?;
    machine.typst("cargo/bin/typst", "0.16.0")?;
    let output = machine.xtask(&["setup"]).output()?;
    assert_eq!(output.status.code(), Some(3));
    assert!(text(&output).contains("not ours to replace"), "{}", text(&output));
    assert!(machine.asked().is_empty());
    Ok(())
}

#[test]
fn binder_builds_the_sample_with_the_typst_found() -> io::Result<()> {
    let machine = Machine::new("binder")?;
    let typst = machine.typst("cargo/bin/typst", "0.15.1")?;
    let output = machine.xtask(&["binder"]).output()?;
    assert_eq!(output.status.code(), Some(0), "{}", text(&output));
    let build = "run --release --quiet --bin toji -- build content -o output/binder --date 2025-12-01";
    assert_eq!(machine.asked(), [build, &format!("with {}", typst.display())]);
    assert!(text(&output).contains(&machine.shown("output/binder/index.html")));
    assert!(text(&output).contains(&machine.shown("output/binder/binder.pdf")));
    Ok(())
}

#[test]
fn the_checks_run_in_order_and_a_missing_one_is_loud() -> io::Result<()> {
    let machine = Machine::new("checks")?;
    let typst = machine.typst("bin/typst", "0.15.1")?;
    let output = machine.xtask(&["test"]).env("TOJI_CASES", "20").output()?;
    assert_eq!(output.status.code(), Some(0), "{}", text(&output));
    assert_eq!(machine.asked()[..4], CHECKS);
    assert_eq!(machine.asked()[4..], [format!("with {}", typst.display())]);
    assert!(text(&output).contains("TOJI_CASES=20"));
    assert!(text(&output).contains("!!! NOT RUN: cargo deny check bans licenses sources"));

    machine.script("cargo/bin/cargo-deny", "exit 0")?;
    let output = machine.xtask(&["test"]).output()?;
    assert!(!text(&output).contains("NOT RUN"));
    assert_eq!(machine.asked().last().map(String::as_str), Some("deny check bans licenses sources"));
    Ok(())
}

#[test]
fn the_first_failure_ends_it_with_its_exit_code() -> io::Result<()> {
    let machine = Machine::new("first-failure")?;
    machine.typst("bin/typst", "0.15.1")?;
    let output = machine.xtask(&["test"]).env("FAIL", "clippy").output()?;
    assert_eq!(output.status.code(), Some(7));
    assert!(
        text(&output).ends_with("`cargo clippy --all-targets --workspace -- -D warnings` failed (exit status: 7)\n")
    );
    assert_eq!(machine.asked(), CHECKS[..2]);
    Ok(())
}

#[test]
fn packages_are_not_touched_where_nobody_can_tell() -> io::Result<()> {
    let machine = Machine::new("by-hand")?;
    machine.typst("bin/typst", "0.15.1")?;
    machine.script("bin/dpkg-query", "echo 'pkg-config installed'")?;
    machine.script("bin/id", "echo 1000")?;
    let output = machine.xtask(&["setup"]).output()?;
    assert!(output.status.success(), "{}", text(&output));
    assert!(
        text(&output).contains("BIZ UDGothic and UDPGothic, the PDF's fonts (Debian: fonts-morisawa-bizud-gothic)")
    );
    assert!(!text(&output).contains("Debian: pkg-config"));
    Ok(())
}

#[test]
fn an_unknown_command_is_a_usage_error() -> io::Result<()> {
    let machine = Machine::new("usage")?;
    for arguments in [&[][..], &["tset"], &["setup", "now"]] {
        let output = machine.xtask(arguments).output()?;
        assert_eq!(output.status.code(), Some(2));
        assert!(text(&output).contains("usage: cargo xtask COMMAND"));
    }
    Ok(())
}
