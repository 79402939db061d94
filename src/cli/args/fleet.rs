//! What can be typed about a fleet: many members' source folders.

use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::pack::Engine;

/// 会員のフォルダーを集めたフォルダーから、全員の綴じと一覧を作ります。ソフトを使わない会員とは、Excel のブックでやり取りします。
///
/// Builds for many members at once, and exchanges workbooks with members who have no software.
#[derive(Debug, Args)]
pub(in crate::cli) struct Fleet {
    #[command(subcommand)]
    pub(in crate::cli) what: FleetWhat,
}

#[derive(Debug, Subcommand)]
pub(in crate::cli) enum FleetWhat {
    /// 全員の綴じと一覧を作る / build all members, and the summary
    Build(FleetBuild),
    /// 分けて作った結果の一覧を一つにする / join the reports of shards
    Merge(FleetMerge),
    /// 会員に書き込んでもらうブックを作る / the workbook for a member to fill in
    Workbook(FleetWorkbook),
    /// 戻ってきたブックを取り込む / take in filled workbooks
    Receive(FleetReceive),
    /// 同意のない、または期限の過ぎた会員の情報を消す / delete what may no longer be kept
    Purge(FleetPurge),
}

/// What `--help` ends with: how the shares are run by engines that are not ours.
const SHARES: &str = concat!(
    "分けて作るとき / shares:\n\nGNU parallel (sh parallel.sh FLEET OUT 4 2):\n\n",
    include_str!("../fleet/parallel.sh"),
    "\nSlurm:\n\n    sbatch --array=1-8 --wrap 'toji fleet build FLEET -o OUT --shard auto/8'\n",
    "\nKubernetes (kubectl apply -f job.yaml):\n\n",
    include_str!("../fleet/job.yaml"),
);

#[derive(Debug, Args)]
#[command(after_long_help = SHARES)]
pub(in crate::cli) struct FleetBuild {
    /// 会員のフォルダーを集めたフォルダー / a folder of members' source folders
    pub(in crate::cli) fleet: PathBuf,
    /// 作るフォルダー / the output folder
    #[arg(short, long, value_name = "OUT")]
    pub(in crate::cli) output: PathBuf,
    /// 同時に使う処理の数 / number of threads
    #[arg(long, value_name = "N")]
    pub(in crate::cli) jobs: Option<usize>,
    /// 全体を N に分けたうちの I 番目だけを作る（例 2/4）。あとで toji fleet merge でまとめる。auto/N と書くと、番号を JOB_COMPLETION_INDEX（Kubernetes）か SLURM_ARRAY_TASK_ID（Slurm）から読む / only the I-th of N shares; auto/N takes I from Kubernetes or Slurm
    #[arg(long, value_name = "I/N")]
    pub(in crate::cli) shard: Option<String>,
    /// 施設の名前を出さず、集計だけを書く / tallies without names
    #[arg(long)]
    pub(in crate::cli) anonymous: bool,
    /// PDFを作らない / no PDF
    #[arg(long)]
    pub(in crate::cli) no_pdf: bool,
    /// この日の状態で作る / as of this day
    #[arg(long, value_name = "DATE")]
    pub(in crate::cli) date: Option<String>,
    #[command(flatten)]
    pub(in crate::cli) engine: Engine,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct FleetMerge {
    /// 分けて作ったフォルダー / the shards' output folders
    #[arg(required = true, value_name = "OUT")]
    pub(in crate::cli) shards: Vec<PathBuf>,
    /// 一覧を書くフォルダー / where the joined summary goes
    #[arg(short, long, value_name = "DIR")]
    pub(in crate::cli) output: PathBuf,
    /// 施設の名前を出さず、集計だけを書く / tallies without names
    #[arg(long)]
    pub(in crate::cli) anonymous: bool,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct FleetWorkbook {
    /// 会員のフォルダー（まだないときは toji init FLEET/会員番号 で作る） / the member's source folder (made with toji init)
    #[arg(value_name = "MEMBER")]
    pub(in crate::cli) member: PathBuf,
    /// 作るファイル（.xlsx） / the workbook to write
    #[arg(short, long, value_name = "FILE")]
    pub(in crate::cli) output: PathBuf,
    /// 返してもらう期日（省くと4週間後） / the day by which it is wanted back (default: in four weeks)
    #[arg(long, value_name = "DATE")]
    pub(in crate::cli) due: Option<String>,
    /// 送り返す先（メールアドレスなど。省くと、受け取ったメールへの返信） / where to send it back
    #[arg(long, value_name = "TEXT")]
    pub(in crate::cli) reply_to: Option<String>,
    /// この日の状態で作る / as of this day
    #[arg(long, value_name = "DATE")]
    pub(in crate::cli) date: Option<String>,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct FleetReceive {
    /// 戻ってきたブック（.xlsx） / the filled workbooks
    #[arg(required = true, value_name = "FILE")]
    pub(in crate::cli) files: Vec<PathBuf>,
    /// 会員のフォルダーを集めたフォルダー / the fleet's folder
    #[arg(short = 'C', default_value = ".", value_name = "FLEET")]
    pub(in crate::cli) fleet: PathBuf,
    /// 見るだけでなく、書き込む / write, instead of only showing
    #[arg(long)]
    pub(in crate::cli) apply: bool,
    /// 受け取った日（省くと今日） / the day of receipt
    #[arg(long, value_name = "DATE")]
    pub(in crate::cli) date: Option<String>,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct FleetPurge {
    /// 会員のフォルダーを集めたフォルダー / the fleet's folder
    #[arg(default_value = ".", value_name = "FLEET")]
    pub(in crate::cli) fleet: PathBuf,
    /// toji fleet build で作ったフォルダー。その会員の綴じも消す / what toji fleet build made: the member's binder goes too
    #[arg(short, long, value_name = "OUT")]
    pub(in crate::cli) output: Option<PathBuf>,
    /// 示すだけでなく、消す / delete, instead of only showing
    #[arg(long)]
    pub(in crate::cli) apply: bool,
    /// 受け取ったあとに変えられたファイルも消す / delete files that were changed since, too
    #[arg(long)]
    pub(in crate::cli) changed: bool,
    /// この日の状態で / as of this day
    #[arg(long, value_name = "DATE")]
    pub(in crate::cli) date: Option<String>,
}
