//! Registers: tables of things, each row with an id.

use super::{Class, Date, RowId};
use crate::source::{FileId, Span, Spanned};

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
    /// 添付資料.
    Evidence,
}

/// A column that a register is expected to have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Column {
    /// Its header.
    pub name: &'static str,
    /// Who may see it.
    pub class: Class,
    /// What stands in its cells.
    pub holds: Holds,
}

/// What the cells of a column hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Holds {
    /// Any text.
    Text,
    /// A day, or nothing.
    Date,
}

const fn public(name: &'static str) -> Column {
    Column { name, class: Class::Public, holds: Holds::Text }
}

const fn date(name: &'static str) -> Column {
    Column { name, class: Class::Public, holds: Holds::Date }
}

const fn inspection(name: &'static str) -> Column {
    Column { name, class: Class::Inspection, holds: Holds::Text }
}

impl RegisterKind {
    /// All registers, in the order in which they are shown.
    pub const ALL: [Self; 9] = [
        Self::Devices,
        Self::Contacts,
        Self::Vendors,
        Self::Accounts,
        Self::Media,
        Self::Links,
        Self::Backups,
        Self::Records,
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
            Self::Evidence => "添付資料の一覧",
        }
    }

    /// Reads the file's stem; `None` for any other word.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.as_str() == name)
    }

    /// The columns a new register is given, the id first. More may be added.
    pub fn columns(self) -> &'static [Column] {
        match self {
            Self::Devices => &DEVICES,
            Self::Contacts => &CONTACTS,
            Self::Vendors => &VENDORS,
            Self::Accounts => &ACCOUNTS,
            Self::Media => &MEDIA,
            Self::Links => &LINKS,
            Self::Backups => &BACKUPS,
            Self::Records => &RECORDS,
            Self::Evidence => &EVIDENCE,
        }
    }
}

const DEVICES: [Column; 20] = [
    public("管理番号"),
    public("種別"),
    public("名称"),
    public("メーカー"),
    public("型番"),
    inspection("製造番号"),
    public("OS"),
    public("ソフトウェア"),
    inspection("IPアドレス"),
    public("設置場所"),
    public("利用者"),
    public("事業者"),
    public("リモート保守"),
    inspection("リモート保守の手段"),
    date("最終更新適用日"),
    public("ウイルス対策"),
    date("サポート終了日"),
    date("取得日"),
    public("状態"),
    date("最終棚卸日"),
];
const CONTACTS: [Column; 9] = [
    public("番号"),
    public("区分"),
    public("役割"),
    public("氏名"),
    public("所属"),
    inspection("電話"),
    public("代行"),
    date("確認日"),
    public("備考"),
];
const VENDORS: [Column; 11] = [
    public("番号"),
    public("名称"),
    public("担当システム"),
    public("対象機器"),
    date("契約日"),
    date("契約終了日"),
    public("MDS/SDS"),
    date("確認書依頼日"),
    date("確認書受領日"),
    public("連絡先"),
    public("備考"),
];
const ACCOUNTS: [Column; 11] = [
    public("番号"),
    inspection("利用者"),
    public("職種"),
    public("システム"),
    public("権限"),
    public("二要素認証"),
    date("発行日"),
    date("停止日"),
    date("退職日"),
    date("最終確認日"),
    public("備考"),
];
const MEDIA: [Column; 7] = [
    public("番号"),
    public("種別"),
    public("名称"),
    public("用途"),
    public("保管場所"),
    public("管理者"),
    public("状態"),
];
const LINKS: [Column; 7] = [
    public("番号"),
    inspection("接続元"),
    inspection("接続先"),
    public("種別"),
    public("用途"),
    public("リモート保守"),
    public("備考"),
];
const BACKUPS: [Column; 8] = [
    public("番号"),
    public("対象"),
    public("方法"),
    public("頻度"),
    public("世代数"),
    public("保管先"),
    public("オフライン"),
    date("最終確認日"),
];
const RECORDS: [Column; 7] =
    [public("番号"), public("種別"), date("実施日"), public("実施者"), public("結果"), public("項目"), public("備考")];
const EVIDENCE: [Column; 10] = [
    public("番号"),
    public("ファイル"),
    public("表題"),
    public("区分"),
    public("SHA-256"),
    date("承認日"),
    public("承認者"),
    date("有効期限"),
    date("保存期限"),
    public("項目"),
];

/// A register as read from its CSV file.
#[derive(Debug, Clone)]
pub struct Register {
    /// Which one.
    pub kind: RegisterKind,
    /// Its file.
    pub file: FileId,
    /// The headers as written, the id's first.
    pub columns: Vec<Spanned<String>>,
    /// The rows, in the order of the file.
    pub rows: Vec<Row>,
}

/// A row of a register.
#[derive(Debug, Clone)]
pub struct Row {
    /// Its id.
    pub id: Spanned<RowId>,
    /// One cell a column.
    pub cells: Vec<Cell>,
}

/// A cell with its place.
pub type Cell = Spanned<Box<str>>;

impl Register {
    /// The index of the column with this header.
    pub fn column(&self, name: &str) -> Option<usize> {
        self.columns.iter().position(|it| it.value == name)
    }

    /// The row with this id.
    pub fn row(&self, id: &RowId) -> Option<&Row> {
        self.rows.iter().find(|it| it.id.value == *id)
    }

    /// The day in the column called `name`; `None` where nothing or no day stands there.
    pub fn date(&self, row: &Row, name: &str) -> Option<Date> {
        Date::parse(self.text(row, name)).ok()
    }

    /// The place of the cell in the column called `name`; of the row's id where the register has no such column.
    pub fn cell_span(&self, row: &Row, name: &str) -> Span {
        self.column(name).and_then(|it| row.cells.get(it)).map_or(row.id.span, |it| it.span)
    }

    /// The text in the column called `name`; empty where the register has no such column.
    pub fn text<'a>(&self, row: &'a Row, name: &str) -> &'a str {
        self.column(name).and_then(|it| row.cells.get(it)).map_or("", |it| &it.value)
    }
}
