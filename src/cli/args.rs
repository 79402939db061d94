//! What can be typed. The texts of `--help` are bilingual: Japanese first, English behind.

mod build;
mod exchange;
mod fleet;
mod host;
mod init;
mod pack;

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

pub(super) use build::Build;
pub(super) use exchange::{
    Export, ExportForm, ExportRegisters, ExportWhat, Import, ImportForm, ImportRegisters, ImportWhat, Vendor,
    VendorKit, VendorWhat,
};
pub(super) use fleet::{Fleet, FleetBuild, FleetMerge, FleetPurge, FleetReceive, FleetWhat, FleetWorkbook};
pub(super) use host::{
    Front, Host, HostConfig, HostLog, HostPasswd, HostServe, HostWhat, LogFormat, Preview, Seal, Usb,
};
pub(super) use init::{Init, Kind};
pub(super) use pack::{
    Pack, PackBuild, PackDiff, PackLint, PackNewKey, PackNotice, PackSign, PackSimulate, PackVerify, PackWhat, Resolve,
    Undo, Update,
};

/// 医療機関・薬局のセキュリティ文書を、一冊の綴じ（ウェブサイトとPDF）にまとめます。
///
/// Compiles a health facility's security documents, written in Markdown, into one binder: a website and a PDF.
#[derive(Debug, Parser)]
#[command(name = "toji", version, max_term_width = 100, arg_required_else_help = true)]
pub(super) struct Toji {
    /// 画面に出す言葉 / language of what the terminal says (default: the system's)
    #[arg(long, global = true, value_name = "LANG")]
    pub(super) lang: Option<Lang>,
    #[command(subcommand)]
    pub(super) command: Command,
}

/// The languages of the terminal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Lang {
    /// 日本語
    Ja,
    /// English
    En,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// ひな型から新しいフォルダーを作る / make a new source folder from the template
    Init(Init),
    /// 文書を調べ、直すところを示す / check the documents and say what to mend
    Check(Check),
    /// ウェブサイトとPDFを作る / build the website and the PDF
    Build(Build),
    /// 作ったものが変わっていないか確かめる / verify that an output is what was built
    Verify(Verify),
    /// 指摘の意味と直し方を説明する / explain the code of a finding
    Explain(Explain),
    /// このパソコンの用意（typst、フォント）を調べる / look for typst and fonts on this machine
    Doctor(Doctor),
    /// 空の様式を作る、新しい年度を始める / write a blank form, begin a new year
    New(New),
    /// 公式の様式やマニュアルを取り込む / import the official forms and the manual
    Standards(Standards),
    /// 二つの年度の新旧対照表を作る / compare two years
    Compare(Compare),
    /// 立入検査で見せた綴じを、そのままの形で保存する / keep the binder as it was shown
    Freeze(Freeze),
    /// Excel で書き込むためのブックを作る / write workbooks to be filled in with Excel
    Export(Export),
    /// Excel で書き込まれたブックを取り込む / take in what was filled in with Excel
    Import(Import),
    /// 事業者に渡すもの（依頼状、空の様式など）を作る / what goes out to vendors: letters, blank forms
    Vendor(Vendor),
    /// 綴じとは別に刷るもの（ラベル、緊急時カード、改善報告書の案）のPDFを作る / print beside the binder: labels, the emergency card, a report on an inspection
    Print(Print),
    /// 個人データの漏えい等の、報告の期限の目安を日付で示す / dates by which a breach is to be reported
    BreachClock(BreachClock),
    /// ひな型の束を作る、署名する、確かめる（配る側） / template packs, for whoever gives them out
    Pack(Pack),
    /// 新しい版のひな型を取り込む / take in a new version of the template
    Update(Update),
    /// 最後の取り込みを取り消し、元に戻す / undo the last update
    Undo(Undo),
    /// 取り込みで保留になった文を決める / decide what an update left open
    Resolve(Resolve),
    /// 大勢の会員の綴じをまとめて作る（会など） / many members at once, for associations
    Fleet(Fleet),
    /// 保存するたびに作り直して見る / look at the binder while writing
    Preview(Preview),
    /// 施設の中で見られるようにする / serve a built binder within the house
    Host(Host),
    /// USBメモリで渡せる形にする / onto a stick
    Usb(Usb),
    /// PDFの写しに鍵をかける / a copy of the PDF under a passphrase
    Seal(Seal),
}

/// 漏えい等又はそのおそれを知った日から、速報・確報の期限の目安を数え、本人への通知とあわせて示します。目安です。個人情報保護委員会の案内で確認してください。
///
/// Counts from the day on which the facility became aware. The dates are to be confirmed with the authority; this is no legal
/// advice.
#[derive(Debug, Args)]
pub(super) struct BreachClock {
    /// 知った日（例 2026-05-07、令和8年5月7日） / the day on which you became aware
    pub(super) date: String,
}

#[derive(Debug, Args)]
pub(super) struct Check {
    /// 文書のフォルダー / the source folder
    #[arg(default_value = ".")]
    pub(super) dir: PathBuf,
    /// この日の状態で調べる（例 2025-12-01、令和7年12月1日） / as of this day
    #[arg(long, value_name = "DATE")]
    pub(super) date: Option<String>,
    /// 出力の形 / format of the findings
    #[arg(long, value_enum, default_value_t = Format::Human)]
    pub(super) format: Format,
    /// この重さ以上の指摘があれば終了コードを1にする / exit with 1 if there are findings of this severity or above
    #[arg(long, value_enum, default_value_t = FailOn::Error, value_name = "SEVERITY")]
    pub(super) fail_on: FailOn,
}

/// How findings are written out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// 人が読む形
    Human,
    /// JSON
    Json,
    /// SARIF 2.1.0
    Sarif,
    /// GitHub Actions
    Github,
}

/// The severity from which findings fail the command.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum FailOn {
    /// 誤り
    Error,
    /// 警告
    Warning,
    /// 参考
    Note,
    /// 決して
    Never,
}

#[derive(Debug, Args)]
pub(super) struct Verify {
    /// 作られたフォルダー / the output folder
    pub(super) output: PathBuf,
    /// 署名を確かめる公開の鍵（.pub のファイルか、RW で始まる鍵そのもの）。署名がなければ合格にしない / the public key; an output that it did not sign does not pass
    #[arg(long, value_name = "KEY")]
    pub(super) key: Option<String>,
    /// 確かめてから、この秘密の鍵（toji pack new-key で作る）で署名する / sign it with this secret key, once it was verified
    #[arg(long, value_name = "FILE", conflicts_with = "key")]
    pub(super) sign: Option<PathBuf>,
    /// 鍵のパスワードが1行目にあるファイル（なければ尋ねる） / a file with the key's password on its first line; asked for without it
    #[arg(long, value_name = "FILE", requires = "sign")]
    pub(super) password_file: Option<PathBuf>,
    /// 署名に書く日 / the date that is signed along
    #[arg(long, value_name = "DATE", requires = "sign")]
    pub(super) date: Option<String>,
}

#[derive(Debug, Args)]
pub(super) struct Explain {
    /// 指摘の符号（例 unknown-item）。省くと一覧 / the code of a finding; all codes without it
    pub(super) code: Option<String>,
}

#[derive(Debug, Args)]
pub(super) struct Doctor {
    /// typst の場所 / the typst executable
    #[arg(long, value_name = "PATH")]
    pub(super) typst: Option<PathBuf>,
    /// フォントのフォルダー（何度でも） / folder of fonts (repeatable)
    #[arg(long, value_name = "DIR")]
    pub(super) font_path: Vec<PathBuf>,
}

#[derive(Debug, Args)]
pub(super) struct New {
    #[command(subcommand)]
    pub(super) what: NewWhat,
}

#[derive(Debug, Subcommand)]
pub(super) enum NewWhat {
    /// 空のチェックリスト / a blank form
    Form(NewForm),
    /// 改訂履歴の行 / a row of a document's revisions
    Revision(NewRevision),
    /// 新しい年度を始める：binder.toml の年度と、空のチェックリスト / begin a fiscal year: binder.toml and blank forms
    Year(NewYear),
}

/// 新しい年度を始めます。前の年度の様式はそのまま残し、新しい年度の空の様式を作り、前の年度の回答のうち引き継げるものを案として画面に出します。何度行っても、すでにある様式は変わりません。
///
/// Begins a fiscal year: last year's forms stay, blank ones are written, and what of last year's answers could be carried
/// over is shown as a proposal. Run again, it leaves every form that is there as it is.
#[derive(Debug, Args)]
pub(super) struct NewYear {
    /// 年度（例 2026、令和8年度） / the fiscal year
    pub(super) year: String,
    /// 文書のフォルダー / the source folder
    #[arg(short = 'C', default_value = ".", value_name = "DIR")]
    pub(super) dir: PathBuf,
    /// チェックリストの版（例 r8）。省くとその年度の版 / the edition; the year's own without it
    #[arg(long, value_name = "ID")]
    pub(super) edition: Option<String>,
    /// この日に契約のある事業者の様式を作る / forms for the vendors under contract on this day
    #[arg(long, value_name = "DATE")]
    pub(super) date: Option<String>,
    /// 引き継ぎの案の「はい」を、施設の新しい様式に、確認日なしで書いておく。確認日のない回答は、記入済みに数えない / write the
    /// proposed answers into the facility's new form, without dates: an answer without its date counts as none
    #[arg(long)]
    pub(super) carry: bool,
}

/// 二つの年度の、項目・回答・運用管理規程の条を比べ、新旧対照表（HTML一枚）を作ります。
///
/// Compares items, answers and clauses of two years, and writes one HTML page. Two years (2024 2025) are looked for in one
/// folder, whose rules have one text only; two folders (last year's copy and this year's) have two.
#[derive(Debug, Args)]
pub(super) struct Compare {
    /// 前の年度か、前の年度のフォルダーの写し / the earlier year, or a copy of its folder
    #[arg(value_name = "OLD")]
    pub(super) before: PathBuf,
    /// あとの年度か、今のフォルダー / the later year, or its folder
    #[arg(value_name = "NEW")]
    pub(super) after: PathBuf,
    /// 文書のフォルダー（年度で比べるとき） / the source folder, where two years are compared
    #[arg(short = 'C', default_value = ".", value_name = "DIR")]
    pub(super) dir: PathBuf,
    /// 作るファイル（指定がなければ、文書のフォルダーの output/compare-前-後.html） / the file to write (default: within output/)
    #[arg(short, long, value_name = "OUT")]
    pub(super) output: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(super) struct Freeze {
    /// 保存の名前（例：2025-11-18-inspection） / what to call it
    #[arg(long = "as", value_name = "NAME")]
    pub(super) name: String,
    /// 文書のフォルダー / the source folder
    #[arg(short = 'C', default_value = ".", value_name = "DIR")]
    pub(super) dir: PathBuf,
    /// 作られたフォルダー（指定がなければ、文書のフォルダーの output/binder） / the output to keep (default: output/binder)
    #[arg(long, value_name = "OUT")]
    pub(super) output: Option<PathBuf>,
    /// 保存する日 / the day on which it is kept
    #[arg(long, value_name = "DATE")]
    pub(super) date: Option<String>,
}

#[derive(Debug, Args)]
pub(super) struct Print {
    #[command(subcommand)]
    pub(super) what: PrintWhat,
}

#[derive(Debug, Subcommand)]
pub(super) enum PrintWhat {
    /// 機器に貼る管理番号のラベル（A4） / labels with the devices' numbers (A4)
    Labels(PrintOptions),
    /// 立入検査の指摘への改善報告書の案 / the draft of a report on what an inspection remarked
    Report(PrintReport),
    /// 緊急時カード（A4で1枚）：電話する順、切り離す順、してはいけないこと / the emergency card (one A4 page)
    Emergency(PrintOptions),
}

#[derive(Debug, Args)]
pub(super) struct PrintReport {
    /// どの立入検査か（実施日、または行の番号。例：2025-11-18） / which visit: its day, or the id of a row
    #[arg(long, value_name = "ID")]
    pub(super) visit: String,
    #[command(flatten)]
    pub(super) options: PrintOptions,
}

/// What every print asks.
#[derive(Debug, Args)]
pub(super) struct PrintOptions {
    /// 文書のフォルダー / the source folder
    #[arg(short = 'C', default_value = ".", value_name = "DIR")]
    pub(super) dir: PathBuf,
    /// 作るPDF（指定がなければ、文書のフォルダーの output の中） / the PDF to write (default: within output/)
    #[arg(short, long, value_name = "FILE")]
    pub(super) output: Option<PathBuf>,
    /// この日の状態で作る / as of this day
    #[arg(long, value_name = "DATE")]
    pub(super) date: Option<String>,
    /// typst の場所 / the typst executable
    #[arg(long, value_name = "PATH")]
    pub(super) typst: Option<PathBuf>,
    /// フォントのフォルダー（何度でも） / folder of fonts (repeatable)
    #[arg(long, value_name = "DIR")]
    pub(super) font_path: Vec<PathBuf>,
}

#[derive(Debug, Args)]
pub(super) struct NewForm {
    /// 文書のフォルダー / the source folder
    #[arg(short = 'C', default_value = ".", value_name = "DIR")]
    pub(super) dir: PathBuf,
    /// 事業者の番号（registers/vendors.csv）。省くと施設の様式 / vendor id; the facility's form without it
    #[arg(long, value_name = "ID")]
    pub(super) vendor: Option<String>,
}

/// 文書の改訂履歴に、承認を受けた改訂の行を足します。今の文の印も残し、後で文が変わったときに toji check が知らせます。行は、文書の隣の .toml（例 rules/operation-rules.toml。なければ作ります）か、文書の初めに改訂履歴があればそこに書きます。ほかの所は変えません。
///
/// Adds the row of an approved revision to a document, with a mark of the text as it is now: toji check tells when the text
/// changes later. It is written into the .toml beside the document (made where there is none), or into the document's own
/// front matter where its revisions stand there. Nothing else is changed.
#[derive(Debug, Args)]
pub(super) struct NewRevision {
    /// 文書（例 rules/operation-rules.md、rules/our-rules.pdf） / the document
    #[arg(value_name = "FILE")]
    pub(super) document: String,
    /// 内容と理由 / what changed and why
    #[arg(long)]
    pub(super) reason: String,
    /// 承認した人 / who approved it
    #[arg(long)]
    pub(super) approver: String,
    /// 承認した日（省くと今日） / the day of the approval (default: today)
    #[arg(long, value_name = "DATE")]
    pub(super) date: Option<String>,
    /// 施行日 / from when it holds
    #[arg(long, value_name = "DATE")]
    pub(super) effective: Option<String>,
    /// 改めた条など（例 第3条、第8条） / which clauses changed
    #[arg(long)]
    pub(super) clauses: Option<String>,
    /// 文書のフォルダー / the source folder
    #[arg(short = 'C', default_value = ".", value_name = "DIR")]
    pub(super) dir: PathBuf,
}

#[derive(Debug, Args)]
pub(super) struct Standards {
    #[command(subcommand)]
    pub(super) what: StandardsWhat,
}

#[derive(Debug, Subcommand)]
pub(super) enum StandardsWhat {
    /// お手元の公式ファイルから下書きを作る / make drafts from your own copies of the official files
    ///
    /// 様式は .xlsx、マニュアルとガイドラインの目次は .txt（PDF から文字をコピーし、UTF-8 で保存したもの）です。読めなかった所は一覧にし、推測で埋めません。今あるファイルは上書きしません。
    ///
    /// Forms are read as .xlsx, the manual and the guideline's table of contents as plain text copied from the PDF and
    /// saved as UTF-8. What cannot be read is listed, never guessed; existing files are never overwritten.
    Import(StandardsImport),
}

#[derive(Debug, Args)]
#[command(after_help = "\
例 / example:
  toji standards import facility.xlsx vendor.xlsx manual.txt toc.txt -o my-binder
  toji standards import facility.xlsx -o my-binder --edition r8 --year 2026 --guideline 6.0")]
pub(super) struct StandardsImport {
    /// 公式のファイル（.xlsx、.txt） / official files
    #[arg(required = true, value_name = "FILE")]
    pub(super) files: Vec<PathBuf>,
    /// 下書きを書くフォルダー（binder.toml のあるフォルダー） / the source folder to write to
    #[arg(short, long, value_name = "DIR")]
    pub(super) output: PathBuf,
    /// 版の名前（例 r8）。ファイルから読み取れないとき / id of the edition where no file says it
    #[arg(long, value_name = "ID")]
    pub(super) edition: Option<String>,
    /// 年度の始まる西暦年（例 2026）。ファイルから読み取れないとき / calendar year in which the fiscal year begins
    #[arg(long, value_name = "YEAR")]
    pub(super) year: Option<i64>,
    /// ▶ の行が指すガイドラインの版（例 6.0）。ファイルから読み取れないとき / guideline edition of the ▶ notes
    #[arg(long, value_name = "EDITION")]
    pub(super) guideline: Option<String>,
    /// 入手元のアドレス（1つか、ファイルの数だけ順に） / address it was fetched from (one, or one a file in order)
    #[arg(long, value_name = "URL")]
    pub(super) source: Vec<String>,
}
