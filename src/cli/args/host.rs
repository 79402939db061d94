//! What can be typed about looking at a binder, hosting it and handing it over.

use std::net::{IpAddr, SocketAddr};
use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};

/// 文書を保存するたびに作り直し、ブラウザーの画面を更新します。このパソコンの中だけで見られます。
///
/// Rebuilds on every change and reloads the page. Loopback only.
#[derive(Debug, Args)]
pub(in crate::cli) struct Preview {
    /// 文書のフォルダー / the source folder
    #[arg(default_value = ".")]
    pub(in crate::cli) dir: PathBuf,
    /// ポート番号（使われていれば次の空きを使う） / the port; the next free one where it is taken
    #[arg(long, default_value_t = 8000)]
    pub(in crate::cli) port: u16,
    /// ブラウザーを開く / open the browser
    #[arg(long)]
    pub(in crate::cli) open: bool,
    /// この日の状態で作る / as of this day
    #[arg(long, value_name = "DATE")]
    pub(in crate::cli) date: Option<String>,
    /// 見せ方（例 inspector、staff） / the profile
    #[arg(long, value_name = "P")]
    pub(in crate::cli) profile: Option<String>,
    /// 変わったかどうかを定期的に見に行く（通知のない共有フォルダー） / look for changes at intervals, where a share has no events
    #[arg(long)]
    pub(in crate::cli) poll: bool,
}

/// 作った綴じを、施設の中で見られるようにします。
///
/// Serves a built binder within the house, read-only.
#[derive(Debug, Args)]
pub(in crate::cli) struct Host {
    #[command(subcommand)]
    pub(in crate::cli) what: HostWhat,
}

#[derive(Debug, Subcommand)]
pub(in crate::cli) enum HostWhat {
    /// 見せ始める / serve an output
    Serve(HostServe),
    /// アカウントを作る、パスワードを変える / make an account, or change its password
    Passwd(HostPasswd),
    /// だれがいつ何を見たかの記録を読む / read the audit log
    Log(HostLog),
    /// 前に置くサーバーの設定の見本を出す / print a configuration for the server in front
    Config(HostConfig),
}

#[derive(Debug, Args)]
pub(in crate::cli) struct HostServe {
    /// 作られたフォルダー / the output folder
    pub(in crate::cli) output: PathBuf,
    /// アカウントと記録を置くフォルダー（OUT の外） / the folder of accounts and logs, outside OUT
    #[arg(long, value_name = "DIR")]
    pub(in crate::cli) state: Option<PathBuf>,
    /// 待ち受けるアドレス / the address to listen at
    #[arg(long, default_value = "127.0.0.1:8443", value_name = "ADDR:PORT")]
    pub(in crate::cli) listen: SocketAddr,
    /// 証明書（PEM） / the certificate chain
    #[arg(long, value_name = "FILE", requires = "tls_key")]
    pub(in crate::cli) tls_cert: Option<PathBuf>,
    /// 証明書の鍵（PEM） / its private key
    #[arg(long, value_name = "FILE", requires = "tls_cert")]
    pub(in crate::cli) tls_key: Option<PathBuf>,
    /// 証明書を自分で作る（指紋を表示する） / make a certificate, and print its fingerprint
    #[arg(long, conflicts_with = "tls_cert")]
    pub(in crate::cli) tls_self_signed: bool,
    /// 前に Caddy・nginx・IIS を置く / behind Caddy, nginx or IIS
    #[arg(long)]
    pub(in crate::cli) behind_proxy: bool,
    /// 信じる前段のアドレス（何度でも） / an address whose headers are trusted (repeatable)
    #[arg(long, value_name = "ADDR", requires = "behind_proxy")]
    pub(in crate::cli) trust: Vec<IpAddr>,
    /// 利用者の名前が入るヘッダー / the header with the user's name
    #[arg(long, value_name = "NAME", requires = "behind_proxy")]
    pub(in crate::cli) user_header: Option<String>,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct HostPasswd {
    /// アカウントの名前 / the account
    pub(in crate::cli) name: String,
    /// アカウントと記録を置くフォルダー / the folder of accounts and logs
    #[arg(long, value_name = "DIR")]
    pub(in crate::cli) state: PathBuf,
    /// 見せ方（例 inspector、staff） / the profile
    #[arg(long, value_name = "P")]
    pub(in crate::cli) profile: Option<String>,
    /// パスワードのないアカウントにする（前に置くサーバーが本人を確かめるとき） / no password: a server in front checks who it is
    #[arg(long, conflicts_with = "remove")]
    pub(in crate::cli) no_password: bool,
    /// アカウントを消す / remove the account
    #[arg(long, conflicts_with = "profile")]
    pub(in crate::cli) remove: bool,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct HostLog {
    /// アカウントと記録を置くフォルダー / the folder of accounts and logs
    #[arg(long, value_name = "DIR")]
    pub(in crate::cli) state: PathBuf,
    /// この日から / from this day
    #[arg(long, value_name = "DATE")]
    pub(in crate::cli) since: Option<String>,
    /// このアカウントだけ / this account only
    #[arg(long, value_name = "NAME")]
    pub(in crate::cli) account: Option<String>,
    /// 出力の形式 / the format
    #[arg(long, value_enum, default_value = "human")]
    pub(in crate::cli) format: LogFormat,
}

/// How the record is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum LogFormat {
    /// 表 / a table
    Human,
    /// 1行に1件のJSON / JSON, a line each
    Json,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct HostConfig {
    /// どれの設定か / of which
    #[arg(value_enum)]
    pub(in crate::cli) of: Front,
}

/// What stands in front of `toji host`, or keeps it running.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum Front {
    /// Caddy
    Caddy,
    /// nginx
    Nginx,
    /// IIS
    Iis,
    /// systemd
    Systemd,
}

/// 作ったものを、USBメモリなどで渡せる形にします。書いたものは、すべて読み戻して確かめます。
///
/// Puts an output onto a stick, with a page to begin with, and reads back what was written. Nothing is encrypted.
#[derive(Debug, Args)]
pub(in crate::cli) struct Usb {
    /// 書き込む所（USBメモリ、またはその中のフォルダー） / the stick, or a folder of it
    pub(in crate::cli) dir: PathBuf,
    /// 渡す綴じのフォルダー（指定がなければ output の中から、--profile の見せ方のもの） / the output (default: the one of --profile below output)
    #[arg(long, value_name = "OUT")]
    pub(in crate::cli) output: Option<PathBuf>,
    /// どの見せ方の綴じか（例 handover。省くと full） / of which profile (default: full)
    #[arg(long, value_name = "P")]
    pub(in crate::cli) profile: Option<String>,
    /// 確かめるための toji も入れる / put toji itself there too, to verify with
    #[arg(long)]
    pub(in crate::cli) with_toji: bool,
}

/// PDFの写しに、作ったパスフレーズで鍵をかけます（AES-256）。元のPDFはそのまま残ります。
///
/// A copy of the PDF under a generated passphrase (AES-256). The archival PDF stays as it is.
#[derive(Debug, Args)]
pub(in crate::cli) struct Seal {
    /// 鍵をかけるPDF（指定がなければ output/binder/binder.pdf） / the PDF (default: output/binder/binder.pdf)
    #[arg(long, value_name = "FILE", default_value = "output/binder/binder.pdf")]
    pub(in crate::cli) pdf: PathBuf,
    /// 作るファイル（指定がなければ、綴じのフォルダーの隣に） / the file to write (default: beside the output folder)
    #[arg(short, long, value_name = "FILE")]
    pub(in crate::cli) output: Option<PathBuf>,
}
