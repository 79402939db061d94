//! What can be typed about building an output.

use std::path::PathBuf;

use clap::Args;

#[derive(Debug, Args)]
pub(in crate::cli) struct Build {
    /// 文書のフォルダー / the source folder
    #[arg(default_value = ".")]
    pub(in crate::cli) dir: PathBuf,
    /// 作るフォルダー（指定がなければ DIR/output/binder。見せ方を指定したときは DIR/output/見せ方の名前、all は DIR/output/profiles、--recipient は DIR/output/copies の中） / the output folder (default: DIR/output/binder; with --profile DIR/output/P, with all DIR/output/profiles, with --recipient below DIR/output/copies)
    #[arg(short, long, value_name = "OUT")]
    pub(in crate::cli) output: Option<PathBuf>,
    /// PDFを作らない / no PDF
    #[arg(long)]
    pub(in crate::cli) no_pdf: bool,
    /// だれに見せるか（inspector、handover、staff、full、binder.toml の [profiles] の名前。省くと full。all は全部を、フォルダーを分けて作る） / for whom (default: full); all makes every one, in a folder each
    #[arg(long, value_name = "P")]
    pub(in crate::cli) profile: Option<String>,
    /// 渡す相手の名前。写しの全ページに入る / the recipient, marked on every page of the copy
    #[arg(long, value_name = "NAME")]
    pub(in crate::cli) recipient: Option<String>,
    /// 渡した写しを、registers/copies.csv に1行書き足す / list the copy that is handed over in registers/copies.csv
    #[arg(long, requires = "recipient")]
    pub(in crate::cli) record: bool,
    /// この日の状態で作る / as of this day
    #[arg(long, value_name = "DATE")]
    pub(in crate::cli) date: Option<String>,
    /// 同時に使う処理の数 / number of threads
    #[arg(long, value_name = "N")]
    pub(in crate::cli) jobs: Option<usize>,
    /// typst の場所 / the typst executable
    #[arg(long, value_name = "PATH")]
    pub(in crate::cli) typst: Option<PathBuf>,
    /// フォントのフォルダー（何度でも） / folder of fonts (repeatable)
    #[arg(long, value_name = "DIR")]
    pub(in crate::cli) font_path: Vec<PathBuf>,
}
