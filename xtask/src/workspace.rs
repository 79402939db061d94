//! Where things are: the repository, cargo, the folder that `cargo install` fills.

use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::process::Failure;

/// The repository and the cargo that this run of `cargo xtask` belongs to.
#[derive(Debug)]
pub(crate) struct Workspace {
    root: PathBuf,
    cargo: PathBuf,
    cargo_home: PathBuf,
}

impl Workspace {
    /// From what `cargo run` puts into the environment.
    ///
    /// # Errors
    /// If it was not started by cargo, or there is no home folder.
    pub(crate) fn from_env() -> Result<Self, Failure> {
        let package = env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from);
        let root = package.as_deref().and_then(Path::parent);
        let root = root.ok_or_else(|| Failure::new(2, "run it as `cargo xtask`"))?;
        let cargo_home = env::var_os("CARGO_HOME").map(PathBuf::from);
        let cargo_home = cargo_home.or_else(|| env::home_dir().map(|home| home.join(".cargo")));
        Ok(Self {
            root: root.to_path_buf(),
            cargo: env::var_os("CARGO").map_or_else(|| "cargo".into(), PathBuf::from),
            cargo_home: cargo_home.ok_or_else(|| Failure::new(3, "no home folder: set CARGO_HOME"))?,
        })
    }

    pub(crate) fn root(&self) -> &Path {
        &self.root
    }

    pub(crate) fn cargo_home(&self) -> &Path {
        &self.cargo_home
    }

    /// Where cargo compiles to.
    pub(crate) fn target(&self) -> PathBuf {
        self.root.join(env::var_os("CARGO_TARGET_DIR").map_or_else(|| "target".into(), PathBuf::from))
    }

    /// A cargo command that runs in the root of the repository.
    pub(crate) fn cargo(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(&self.cargo);
        command.current_dir(&self.root).args(arguments);
        command
    }
}
