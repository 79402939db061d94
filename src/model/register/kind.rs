//! Which registers there are, and what they are called.

use super::column::Column;
use super::schema;

/// The registers that toji knows, by the name of their file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RegisterKind {
    /// 機器台帳.
    Devices,
    /// 連絡先.
    Contacts,
    /// 事業者.
    Vendors,
    /// アカウント.
    Accounts,
    /// 外部記録媒体.
    Media,
    /// ネットワーク接続.
    Links,
    /// バックアップ.
    Backups,
    /// 実施記録.
    Records,
    /// 立入検査の記録.
    Visits,
    /// 配布した写し.
    Copies,
    /// 添付資料.
    Evidence,
}

impl RegisterKind {
    /// All registers, in the order in which they are shown.
    pub const ALL: [Self; 11] = [
        Self::Devices,
        Self::Contacts,
        Self::Vendors,
        Self::Accounts,
        Self::Media,
        Self::Links,
        Self::Backups,
        Self::Records,
        Self::Visits,
        Self::Copies,
        Self::Evidence,
    ];

    /// The file's stem, the name in variables and views.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Devices => "devices",
            Self::Contacts => "contacts",
            Self::Vendors => "vendors",
            Self::Accounts => "accounts",
            Self::Media => "media",
            Self::Links => "links",
            Self::Backups => "backups",
            Self::Records => "records",
            Self::Visits => "visits",
            Self::Copies => "copies",
            Self::Evidence => "evidence",
        }
    }

    /// As a reader knows it.
    pub fn japanese(self) -> &'static str {
        match self {
            Self::Devices => "機器台帳",
            Self::Contacts => "連絡先一覧",
            Self::Vendors => "事業者一覧",
            Self::Accounts => "アカウント一覧",
            Self::Media => "外部記録媒体の一覧",
            Self::Links => "ネットワーク接続の一覧",
            Self::Backups => "バックアップの一覧",
            Self::Records => "実施記録",
            Self::Visits => "立入検査の記録",
            Self::Copies => "配布した写し",
            Self::Evidence => "添付資料の一覧",
        }
    }

    /// Reads the file's stem; `None` for any other word.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.as_str() == name)
    }

    /// All of them as a sentence lists them: devices（機器台帳）、contacts（連絡先一覧）.
    pub fn names() -> String {
        Self::ALL.map(|it| format!("{}（{}）", it.as_str(), it.japanese())).join("、")
    }

    /// The columns a new register is given, the id first. More may be added.
    pub fn columns(self) -> &'static [Column] {
        schema::columns(self)
    }

    /// What is known of the column with this header.
    pub fn column(self, name: &str) -> Option<&'static Column> {
        self.columns().iter().find(|it| it.name == name)
    }
}
