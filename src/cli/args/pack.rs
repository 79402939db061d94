//! What can be typed about template packs: making and signing them, and a member's updates.

use std::path::PathBuf;

use clap::{Args, Subcommand};

/// ひな型の束（.tojipack）を作り、署名し、確かめます。束は、配る側（会など）が作り、会員が toji init --pack と toji update --pack で受け取ります。
///
/// Makes, signs and checks template packs (.tojipack). An association makes them; members take them in with toji init --pack
/// and toji update --pack.
#[derive(Debug, Args)]
pub(in crate::cli) struct Pack {
    #[command(subcommand)]
    pub(in crate::cli) what: PackWhat,
}

#[derive(Debug, Subcommand)]
pub(in crate::cli) enum PackWhat {
    /// 署名の鍵を作り、置き場所を説明する / make a signing key, and say where it is to be kept
    NewKey(PackNewKey),
    /// フォルダーから束を作る / make a pack of a folder
    Build(PackBuild),
    /// 束に署名する / sign a pack
    Sign(PackSign),
    /// 束の署名と中身を確かめる / check a pack's signature and contents
    Verify(PackVerify),
    /// 配る前に調べる：施設の種類ごとに作ってみる、施設の事実が残っていないか、変更の書き漏らしがないか / look a pack over before it goes out
    Lint(PackLint),
    /// 二つの版の変更のお知らせ（MarkdownとPDF）を作る / the change notice between two versions (Markdown and PDF)
    Diff(PackDiff),
    /// 会員への事務連絡（A4で1枚、ファクスに向く）を作る / the covering letter to members (one A4 page, fit for fax)
    Notice(PackNotice),
    /// 新しい版を会員のフォルダーに当てたらどうなるかを数える（何も書きません） / what an update would do to members' folders; writes nothing
    Simulate(PackSimulate),
}

#[derive(Debug, Args)]
pub(in crate::cli) struct PackNewKey {
    /// 鍵を置くフォルダー / the folder to put the key in
    #[arg(short, long, value_name = "DIR")]
    pub(in crate::cli) output: PathBuf,
    /// 鍵の名前（例 nara-2026） / what to call the key
    #[arg(long, value_name = "NAME", default_value = "toji-pack")]
    pub(in crate::cli) name: String,
    /// パスワードを書いたファイル。省くと画面で尋ねる / a file that holds the password; asked for without it
    #[arg(long, value_name = "FILE")]
    pub(in crate::cli) password_file: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct PackBuild {
    /// ひな型のフォルダー（pack.toml のあるフォルダー） / the template's folder (with pack.toml)
    pub(in crate::cli) dir: PathBuf,
    /// 作るファイル（指定がなければ ID-VERSION.tojipack） / the pack to write (default: ID-VERSION.tojipack)
    #[arg(short, long, value_name = "FILE")]
    pub(in crate::cli) output: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct PackSign {
    /// 束 / the pack
    pub(in crate::cli) file: PathBuf,
    /// 署名の鍵 / the signing key
    #[arg(long, value_name = "FILE")]
    pub(in crate::cli) key: PathBuf,
    /// パスワードを書いたファイル。省くと画面で尋ねる / a file that holds the password; asked for without it
    #[arg(long, value_name = "FILE")]
    pub(in crate::cli) password_file: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct PackVerify {
    /// 束 / the pack
    pub(in crate::cli) file: PathBuf,
    /// 公開鍵のファイル、または鍵そのもの。省くと束の中の鍵で確かめ、指紋を示す / the public key: a file or the key itself
    #[arg(long, value_name = "KEY")]
    pub(in crate::cli) key: Option<String>,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct PackLint {
    /// ひな型のフォルダー、または束 / the template's folder, or a pack
    pub(in crate::cli) pack: PathBuf,
    /// 前の版の束。変更の書き漏らしを調べる / the version before: changes that no note speaks of are told
    #[arg(long, value_name = "FILE")]
    pub(in crate::cli) against: Option<PathBuf>,
    /// この日の状態で調べる / as of this day
    #[arg(long, value_name = "DATE")]
    pub(in crate::cli) date: Option<String>,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct PackDiff {
    /// 前の版の束 / the version before
    #[arg(value_name = "OLD")]
    pub(in crate::cli) before: PathBuf,
    /// 新しい版の束 / the new version
    #[arg(value_name = "NEW")]
    pub(in crate::cli) after: PathBuf,
    /// 作るフォルダー（指定がなければ今のフォルダー） / where to write (default: here)
    #[arg(short, long, value_name = "DIR")]
    pub(in crate::cli) output: Option<PathBuf>,
    /// お知らせの日付（省くと今日） / the day of the notice
    #[arg(long, value_name = "DATE")]
    pub(in crate::cli) date: Option<String>,
    #[command(flatten)]
    pub(in crate::cli) engine: Engine,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct PackNotice {
    /// 新しい版の束 / the new version
    #[arg(value_name = "NEW")]
    pub(in crate::cli) pack: PathBuf,
    /// 国の通知の文書番号（例 医薬総発0514第3号）。国の通知によらない改訂では省く / the document number of the ministry's notice, if there is one
    #[arg(long, value_name = "TEXT")]
    pub(in crate::cli) number: Option<String>,
    /// 問い合わせ先の電話番号など / whom to ask, by telephone or otherwise
    #[arg(long, value_name = "TEXT")]
    pub(in crate::cli) phone: Option<String>,
    /// 会員の対応の期限 / by when members are to act
    #[arg(long, value_name = "DATE")]
    pub(in crate::cli) deadline: String,
    /// 差出人（例 ○○県薬剤師会） / who sends it
    #[arg(long, value_name = "TEXT")]
    pub(in crate::cli) from: String,
    /// 発信日（省くと今日） / the day of the letter
    #[arg(long, value_name = "DATE")]
    pub(in crate::cli) date: Option<String>,
    /// 作るPDF（指定がなければ notice-VERSION.pdf） / the PDF to write
    #[arg(short, long, value_name = "FILE")]
    pub(in crate::cli) output: Option<PathBuf>,
    #[command(flatten)]
    pub(in crate::cli) engine: Engine,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct PackSimulate {
    /// 新しい版の束 / the new version
    #[arg(value_name = "NEW")]
    pub(in crate::cli) pack: PathBuf,
    /// 会員のフォルダーを集めたフォルダー / a folder of members' source folders
    #[arg(long, value_name = "FOLDER")]
    pub(in crate::cli) against: PathBuf,
    /// 取り込む日（省くと今日） / the day of the update
    #[arg(long, value_name = "DATE")]
    pub(in crate::cli) date: Option<String>,
}

/// Where the PDF's engine and fonts are.
#[derive(Debug, Args)]
pub(in crate::cli) struct Engine {
    /// typst の場所 / the typst executable
    #[arg(long, value_name = "PATH")]
    pub(in crate::cli) typst: Option<PathBuf>,
    /// フォントのフォルダー（何度でも） / folder of fonts (repeatable)
    #[arg(long, value_name = "DIR")]
    pub(in crate::cli) font_path: Vec<PathBuf>,
}

/// 新しい版のひな型を取り込みます。書き換えるのは、配られたままの部分だけです。あなたが書いたものは残ります。両方が同じ所を変えていたときは、あなたのファイルはそのままにし、新しい文を「保留」に置きます（toji resolve）。
///
/// Takes in a new version of the template. What you wrote stays; where both sides changed one place, your file stays as it is
/// and the proposal waits for toji resolve.
#[derive(Debug, Args)]
pub(in crate::cli) struct Update {
    /// 新しい束（.tojipack） / the new pack
    #[arg(long, value_name = "FILE")]
    pub(in crate::cli) pack: PathBuf,
    /// 予定を示すだけで、何も書かない / show the plan, write nothing
    #[arg(long)]
    pub(in crate::cli) dry_run: bool,
    /// 文書のフォルダー / the source folder
    #[arg(short = 'C', default_value = ".", value_name = "DIR")]
    pub(in crate::cli) dir: PathBuf,
    /// 取り込む日（省くと今日） / the day of the update (default: today)
    #[arg(long, value_name = "DATE")]
    pub(in crate::cli) date: Option<String>,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct Undo {
    /// 文書のフォルダー / the source folder
    #[arg(short = 'C', default_value = ".", value_name = "DIR")]
    pub(in crate::cli) dir: PathBuf,
}

/// 保留になっている文を、一つずつ決めます。何も付けないと、保留の一覧と、見比べるページの場所を示します。
///
/// Decides what an update left open; without options, lists it.
#[derive(Debug, Args)]
pub(in crate::cli) struct Resolve {
    /// 決めるファイル（例 rules/operation-rules.md） / the file to decide about
    #[arg(value_name = "PATH")]
    pub(in crate::cli) path: Option<String>,
    /// どの部分か（例 第3条）。省くとそのファイルの全部 / which block; all of the file's without it
    #[arg(long, value_name = "BLOCK")]
    pub(in crate::cli) block: Option<String>,
    /// 今の文を残す / keep mine
    #[arg(long, group = "choice")]
    pub(in crate::cli) mine: bool,
    /// 新しいひな型の文にする / take theirs
    #[arg(long, group = "choice")]
    pub(in crate::cli) theirs: bool,
    /// 自分で書き直した文のファイルを使う / take the text of this file
    #[arg(long, group = "choice", value_name = "FILE")]
    pub(in crate::cli) edited: Option<PathBuf>,
    /// 決めた人 / who decided
    #[arg(long, value_name = "NAME")]
    pub(in crate::cli) by: Option<String>,
    /// 決めた日（省くと今日） / the day of the decision (default: today)
    #[arg(long, value_name = "DATE")]
    pub(in crate::cli) date: Option<String>,
    /// 文書のフォルダー / the source folder
    #[arg(short = 'C', default_value = ".", value_name = "DIR")]
    pub(in crate::cli) dir: PathBuf,
}
