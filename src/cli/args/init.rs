//! What can be typed about a new source folder.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

#[derive(Debug, Args)]
pub(in crate::cli) struct Init {
    /// 作るフォルダー / the folder to make
    pub(in crate::cli) dir: PathBuf,
    /// 施設の種類 / kind of facility
    #[arg(long)]
    pub(in crate::cli) kind: Kind,
    /// 施設の名前 / name of the facility
    #[arg(long)]
    pub(in crate::cli) name: String,
    /// 配られたひな型の束（.tojipack）。省くと toji の中のひな型 / a template pack; toji's own template without it
    #[arg(long, value_name = "FILE")]
    pub(in crate::cli) pack: Option<PathBuf>,
}

/// The kinds of facility.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum Kind {
    /// 薬局
    Pharmacy,
    /// 病院
    Hospital,
    /// 診療所
    Clinic,
    /// 歯科診療所
    Dental,
    /// 助産所
    Midwifery,
}
