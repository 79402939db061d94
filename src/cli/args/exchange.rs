//! What can be typed about files that go out and come back: registers and forms as workbooks, what goes to vendors.

use std::path::PathBuf;

use clap::{Args, Subcommand};

#[derive(Debug, Args)]
pub(in crate::cli) struct Export {
    #[command(subcommand)]
    pub(in crate::cli) what: ExportWhat,
}

#[derive(Debug, Subcommand)]
pub(in crate::cli) enum ExportWhat {
    /// 公式の様式（.xlsx）に回答を書き込む / fill the official form with the answers
    Form(ExportForm),
    /// 台帳（registers/*.csv）を一冊のブックにする / the registers as one workbook
    Registers(ExportRegisters),
}

/// 台帳（registers/*.csv）を、台帳ごとに一枚のシートにしたブック（.xlsx）にします。書き込んで戻ってきたブックは、toji import registers で取り込みます。
///
/// Writes the registers as a workbook (.xlsx), a sheet each. What comes back filled in is taken over by toji import
/// registers.
#[derive(Debug, Args)]
pub(in crate::cli) struct ExportRegisters {
    /// 文書のフォルダー / the source folder
    #[arg(short = 'C', default_value = ".", value_name = "DIR")]
    pub(in crate::cli) dir: PathBuf,
    /// 作るファイル（.xlsx）。同じ名前のファイルがあれば書きません / the workbook to write; one that is there stays
    #[arg(short, long, value_name = "FILE")]
    pub(in crate::cli) output: PathBuf,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct Import {
    #[command(subcommand)]
    pub(in crate::cli) what: ImportWhat,
}

#[derive(Debug, Subcommand)]
pub(in crate::cli) enum ImportWhat {
    /// 事業者から戻ってきた様式（.xlsx）を取り込む / a form that a vendor sent back
    Form(ImportForm),
    /// 書き込まれた台帳のブックを取り込む / the workbook of the registers
    Registers(ImportRegisters),
}

/// 書き込まれた台帳のブックと registers/*.csv の違いを示します。書き換えるのは --apply を付けたときだけです。ブックを渡した後にフォルダーの側で変わったところは、上書きしません。
///
/// Shows how the workbook differs from the registers, and writes only with --apply. What changed in the folder since the
/// workbook was made is never overwritten.
#[derive(Debug, Args)]
pub(in crate::cli) struct ImportRegisters {
    /// 書き込まれたブック（.xlsx） / the workbook
    #[arg(value_name = "FILE")]
    pub(in crate::cli) file: PathBuf,
    /// 文書のフォルダー / the source folder
    #[arg(short = 'C', default_value = ".", value_name = "DIR")]
    pub(in crate::cli) dir: PathBuf,
    /// 違いを registers/*.csv に書き込む / write the differences
    #[arg(long)]
    pub(in crate::cli) apply: bool,
}

/// お手元の公式の様式（.xlsx）に、綴じの中の回答・確認日・目標日・備考を書き込み、別のファイルに保存します。書き込むセルのほかは、一字も変えません。もとのファイルには手を付けません。
///
/// Fills a copy of the official form (.xlsx) with the answers, days and remarks of the binder. Nothing but the cells filled
/// in changes, and the file itself is left alone.
#[derive(Debug, Args)]
pub(in crate::cli) struct ExportForm {
    /// 公式の様式（.xlsx） / the official form
    #[arg(long, value_name = "OFFICIAL.xlsx")]
    pub(in crate::cli) into: PathBuf,
    /// 作るファイル（.xlsx）。同じ名前のファイルがあれば書きません / the workbook to write; one that is there stays
    #[arg(short, long, value_name = "FILLED.xlsx")]
    pub(in crate::cli) output: PathBuf,
    /// 文書のフォルダー / the source folder
    #[arg(short = 'C', default_value = ".", value_name = "DIR")]
    pub(in crate::cli) dir: PathBuf,
    /// 事業者の番号。省くと施設の回答 / vendor id; the facility's answers without it
    #[arg(long, value_name = "ID")]
    pub(in crate::cli) vendor: Option<String>,
}

/// 事業者から戻ってきた様式（.xlsx）を、その事業者の回答として checklists/ に転記します。受け取ったファイルは attachments/ に残します。施設の回答は変えません。すでに転記がある場合は、違うところを示すだけで、上書きしません。
///
/// Transcribes a form that a vendor sent back into checklists/ as that vendor's answers, and keeps the file in attachments/.
/// The facility's own answers are never touched; a transcript that is there is compared, not overwritten.
#[derive(Debug, Args)]
pub(in crate::cli) struct ImportForm {
    /// 戻ってきた様式（.xlsx） / the form that came back
    #[arg(value_name = "FILE")]
    pub(in crate::cli) file: PathBuf,
    /// 文書のフォルダー / the source folder
    #[arg(short = 'C', default_value = ".", value_name = "DIR")]
    pub(in crate::cli) dir: PathBuf,
    /// 事業者の番号（registers/vendors.csv）。toji が作った様式なら要らない / vendor id, where the form does not carry it
    #[arg(long, value_name = "ID")]
    pub(in crate::cli) vendor: Option<String>,
    /// 受け取った日。省くと台帳の「確認書受領日」、なければ今日 / the day it came (default: the register's, else today)
    #[arg(long, value_name = "DATE")]
    pub(in crate::cli) received: Option<String>,
    /// 今日の日付の代わり / as of this day
    #[arg(long, value_name = "DATE")]
    pub(in crate::cli) date: Option<String>,
    /// すでにある転記を、この様式の内容に置き換える / replace the transcript that is there
    #[arg(long)]
    pub(in crate::cli) replace: bool,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct Vendor {
    #[command(subcommand)]
    pub(in crate::cli) what: VendorWhat,
}

#[derive(Debug, Subcommand)]
pub(in crate::cli) enum VendorWhat {
    /// 依頼状・FAX送付状・空の様式・督促状と、未提出の一覧を作る / letters, blank forms, reminders, and what each owes
    Kit(VendorKit),
}

/// 契約中の事業者のうち、確認書がまだ転記されていない事業者ごとに、依頼状（前に依頼した事業者には督促状）、FAX送付状、手書き用の様式（PDF）、入力用の様式（XLSX）を作ります。全体について、各事業者から届いていないものの一覧（PDF）を作り、画面にも示します。
///
/// For each vendor under contract whose form is not transcribed yet: the letter (a reminder where it was asked before), a fax
/// cover sheet, the form to be filled in by hand (PDF) and with Excel (XLSX); and for all a list of what each owes.
#[derive(Debug, Args)]
pub(in crate::cli) struct VendorKit {
    /// 事業者の番号（registers/vendors.csv）。省くと、確認書が要る事業者すべて / vendor id (default: all that owe a form)
    #[arg(long, value_name = "ID")]
    pub(in crate::cli) vendor: Option<String>,
    /// 文書のフォルダー / the source folder
    #[arg(short = 'C', default_value = ".", value_name = "DIR")]
    pub(in crate::cli) dir: PathBuf,
    /// 作るフォルダー（指定がなければ DIR/output/vendor-kit-日付） / the folder to make
    #[arg(short, long, value_name = "OUT")]
    pub(in crate::cli) output: Option<PathBuf>,
    /// 書類の日付（省くと今日） / the day that the letters carry
    #[arg(long, value_name = "DATE")]
    pub(in crate::cli) date: Option<String>,
    /// typst の場所 / the typst executable
    #[arg(long, value_name = "PATH")]
    pub(in crate::cli) typst: Option<PathBuf>,
    /// フォントのフォルダー（何度でも） / folder of fonts (repeatable)
    #[arg(long, value_name = "DIR")]
    pub(in crate::cli) font_path: Vec<PathBuf>,
}
