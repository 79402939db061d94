//! Debian packages: what is missing, and how it gets here.
//!
//! What is needed and missing is decided by pure functions; only [`ensure`] runs anything. A derivative of
//! Debian is not Debian here: its packages may be named otherwise (Ubuntu has no package `chromium`).

use std::fs;
use std::process::Command;

use crate::process::{Failure, ask, run};

/// A Debian package, and what it is needed for, for those who install it by hand elsewhere.
#[derive(Debug, PartialEq)]
pub(crate) struct Need {
    package: &'static str,
    gives: &'static str,
}

/// What `toji build` needs, and `cargo install typst-cli` before it.
pub(crate) const BUILD: &[Need] = &[
    Need { package: "build-essential", gives: "a C compiler and linker" },
    Need { package: "pkg-config", gives: "pkg-config, which finds OpenSSL" },
    Need { package: "libssl-dev", gives: "the OpenSSL headers, to compile typst on Linux" },
    Need { package: "fonts-morisawa-bizud-gothic", gives: "BIZ UDGothic and UDPGothic, the PDF's fonts" },
    Need { package: "fonts-dejavu-core", gives: "DejaVu Sans Mono, for the signs that BIZ UD has not" },
];

/// What the tests look at the output with.
pub(crate) const TESTS: &[Need] = &[
    Need { package: "parallel", gives: "GNU parallel, to run the shares of a fleet as README says" },
    Need { package: "chromium", gives: "Chromium, to open the site as a reader does" },
    Need { package: "poppler-utils", gives: "pdftotext, pdfinfo and pdftoppm, to look into the PDF" },
    Need { package: "qpdf", gives: "qpdf, to check the PDF's structure" },
    Need { package: "openssl", gives: "openssl, to make the keys that `toji host serve` is tried with" },
    Need { package: "nginx", gives: "nginx, in front of `toji host serve` as its sample says" },
    Need { package: "caddy", gives: "Caddy, the same" },
    Need { package: "systemd", gives: "systemd-analyze, to check the sample of a service" },
];

/// Who we are, and where, as far as packages go.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Host {
    DebianRoot,
    DebianUser,
    Other,
}

/// What is to be done about packages.
#[derive(Debug, PartialEq)]
enum Plan<'a> {
    Ready,
    Install(Vec<&'a Need>),
    /// The command that would do it, where there is one.
    ByHand(Vec<&'a Need>, Option<String>),
}

/// Installs what is missing, or says what to install by hand.
///
/// # Errors
/// If apt-get cannot install a package.
pub(crate) fn ensure(needs: &[&'static [Need]]) -> Result<(), Failure> {
    let needs: Vec<&Need> = needs.iter().copied().flatten().collect();
    match plan(host(), missing(&needs, &installed(&needs))) {
        Plan::Ready => println!("packages: nothing missing"),
        Plan::Install(needs) => install(&needs)?,
        Plan::ByHand(needs, command) => by_hand(&needs, command.as_deref()),
    }
    Ok(())
}

fn plan(host: Host, missing: Vec<&Need>) -> Plan<'_> {
    if missing.is_empty() {
        return Plan::Ready;
    }
    match host {
        Host::DebianRoot => Plan::Install(missing),
        Host::DebianUser => {
            let command = format!("sudo apt-get install {}", names(&missing).join(" "));
            Plan::ByHand(missing, Some(command))
        }
        Host::Other => Plan::ByHand(missing, None),
    }
}

/// The needs that `status`, lines of `package state` from dpkg-query, does not call installed. A package that
/// was removed keeps a line, in the state `config-files`.
fn missing<'a>(needs: &[&'a Need], status: &str) -> Vec<&'a Need> {
    let installed = |need: &Need| status.lines().any(|line| line.split_once(' ') == Some((need.package, "installed")));
    needs.iter().copied().filter(|need| !installed(need)).collect()
}

/// Empty where there is no dpkg.
fn installed(needs: &[&Need]) -> String {
    let mut query = Command::new("dpkg-query");
    query.args(["--show", "--showformat", "${Package} ${db:Status-Status}\\n"]).args(names(needs));
    ask(&mut query).unwrap_or_default()
}

fn host() -> Host {
    let release = fs::read_to_string("/etc/os-release").unwrap_or_default();
    if !is_debian(&release) {
        return Host::Other;
    }
    let user = ask(Command::new("id").arg("-u")).unwrap_or_default();
    if user.trim() == "0" { Host::DebianRoot } else { Host::DebianUser }
}

fn is_debian(os_release: &str) -> bool {
    os_release.lines().any(|line| matches!(line.trim(), "ID=debian" | "ID=\"debian\""))
}

fn install(needs: &[&Need]) -> Result<(), Failure> {
    if let Err(failure) = run(apt_get().arg("update")) {
        println!("    {}; going on with the lists that are here", failure.why);
    }
    run(apt_get().args(["install", "--yes", "--no-install-recommends"]).args(names(needs)))
}

/// apt-get that asks nothing, and that waits for another one instead of failing.
fn apt_get() -> Command {
    let mut command = Command::new("apt-get");
    command.env("DEBIAN_FRONTEND", "noninteractive").args(["--quiet", "-o", "DPkg::Lock::Timeout=300"]);
    command
}

fn by_hand(needs: &[&Need], command: Option<&str>) {
    match command {
        Some(command) => println!("packages: not root, so please run\n\n    {command}\n"),
        None => println!("packages: this is not Debian, so please see to it that these are here"),
    }
    for Need { package, gives } in needs {
        println!("    {gives} (Debian: {package})");
    }
    println!("Going on without.");
}

fn names(needs: &[&Need]) -> Vec<&'static str> {
    needs.iter().map(|need| need.package).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const TWO: [&Need; 2] = [&TESTS[2], &TESTS[3]];

    #[test]
    fn what_dpkg_does_not_call_installed_is_missing() {
        for (status, expected) in [
            ("poppler-utils installed\nqpdf installed\n", vec![]),
            ("poppler-utils installed\npoppler-utils installed\n", vec!["qpdf"]),
            ("qpdf config-files\npoppler-utils installed\n", vec!["qpdf"]),
            ("qpdf half-installed\n", vec!["poppler-utils", "qpdf"]),
            ("poppler-utils-extra installed\nqpdf not-installed\n", vec!["poppler-utils", "qpdf"]),
            ("", vec!["poppler-utils", "qpdf"]),
        ] {
            assert_eq!(names(&missing(&TWO, status)), expected, "{status}");
        }
    }

    #[test]
    fn only_root_on_debian_installs() {
        let by_hand = "sudo apt-get install poppler-utils qpdf".to_owned();
        assert_eq!(plan(Host::DebianRoot, TWO.to_vec()), Plan::Install(TWO.to_vec()));
        assert_eq!(plan(Host::DebianUser, TWO.to_vec()), Plan::ByHand(TWO.to_vec(), Some(by_hand)));
        assert_eq!(plan(Host::Other, TWO.to_vec()), Plan::ByHand(TWO.to_vec(), None));
    }

    #[test]
    fn nothing_missing_is_nothing_to_do() {
        for host in [Host::DebianRoot, Host::DebianUser, Host::Other] {
            assert_eq!(plan(host, vec![]), Plan::Ready);
        }
    }

    #[test]
    fn a_derivative_is_not_debian() {
        assert!(is_debian("PRETTY_NAME=\"Debian GNU/Linux 12\"\nID=debian\n"));
        assert!(!is_debian("ID=ubuntu\nID_LIKE=debian\n"));
        assert!(!is_debian(""));
    }
}
