//! The columns of every register. Which words may stand in a cell is said here and nowhere else.

use super::column::{Column, Holds, column, date, text};
use super::kind::RegisterKind;

pub(super) fn columns(kind: RegisterKind) -> &'static [Column] {
    match kind {
        RegisterKind::Devices => &DEVICES,
        RegisterKind::Contacts => &CONTACTS,
        RegisterKind::Vendors => &VENDORS,
        RegisterKind::Accounts => &ACCOUNTS,
        RegisterKind::Media => &MEDIA,
        RegisterKind::Links => &LINKS,
        RegisterKind::Backups => &BACKUPS,
        RegisterKind::Records => &RECORDS,
        RegisterKind::Visits => &VISITS,
        RegisterKind::Copies => &COPIES,
        RegisterKind::Evidence => &EVIDENCE,
    }
}

const YES_NO: Holds = Holds::Choice(&["あり", "なし"]);
/// As the checklist's scopes name them.
const DEVICE_KINDS: Holds = Holds::Choice(&["サーバ", "端末PC", "ネットワーク機器", "その他"]);
const STATES: Holds = Holds::Suggested(&["使用中", "予備", "保管", "修理中", "廃棄"]);
const MEDIA_KINDS: Holds = Holds::Suggested(&["USBメモリ", "外付けHDD", "外付けSSD", "SDカード", "CD・DVD", "テープ"]);
const LINE_KINDS: Holds =
    Holds::Suggested(&["LAN（有線）", "LAN（無線）", "光回線", "閉域網", "携帯電話回線", "VPN", "USB"]);
const RECORD_KINDS: Holds = Holds::Suggested(&[
    "棚卸し",
    "アカウント確認",
    "更新適用",
    "ログ確認",
    "復元試験",
    "教育",
    "訓練",
    "見直し",
    "規程の承認",
    "BCPの承認",
]);
/// The words of [`crate::model::Class`].
const CLASSES: Holds = Holds::Choice(&["public", "inspection", "manager", "confidential"]);

const DEVICES: [Column; 20] = [
    text("管理番号").required(),
    column("種別", DEVICE_KINDS).required(),
    text("名称").required(),
    text("メーカー"),
    text("型番"),
    text("製造番号").inspection(),
    text("OS"),
    text("ソフトウェア"),
    text("IPアドレス").inspection(),
    text("設置場所"),
    text("利用者"),
    column("事業者", Holds::Row(RegisterKind::Vendors)),
    column("リモート保守", YES_NO),
    text("リモート保守の手段").inspection(),
    date("最終更新適用日"),
    text("ウイルス対策"),
    date("サポート終了日"),
    date("取得日"),
    column("状態", STATES),
    date("最終棚卸日"),
];
const CONTACTS: [Column; 10] = [
    text("番号").required(),
    column("区分", Holds::Choice(&["内部", "外部"])).required(),
    text("役割"),
    text("氏名"),
    text("所属"),
    column("電話", Holds::Phone).inspection(),
    column("代行", Holds::Row(RegisterKind::Contacts)),
    // Who inside calls this body outside: the chart hangs it there.
    column("呼ぶ人", Holds::Row(RegisterKind::Contacts)),
    date("確認日"),
    text("備考"),
];
const VENDORS: [Column; 12] = [
    text("番号").required(),
    text("名称").required(),
    text("担当システム"),
    column("対象機器", Holds::Rows(RegisterKind::Devices)),
    date("契約日"),
    date("契約終了日"),
    column("MDS/SDS", Holds::Rows(RegisterKind::Evidence)),
    date("確認書依頼日"),
    // The day that the letter names; without it, so many days after it was asked.
    date("確認書期限"),
    date("確認書受領日"),
    column("連絡先", Holds::Row(RegisterKind::Contacts)),
    text("備考"),
];
const ACCOUNTS: [Column; 11] = [
    text("番号").required(),
    text("利用者").inspection().required(),
    text("職種"),
    text("システム").required(),
    text("権限"),
    column("二要素認証", Holds::Suggested(&["あり", "なし", "予定"])),
    date("発行日"),
    date("停止日"),
    date("退職日"),
    date("最終確認日"),
    text("備考"),
];
const MEDIA: [Column; 7] = [
    text("番号").required(),
    column("種別", MEDIA_KINDS),
    text("名称").required(),
    text("用途"),
    text("保管場所"),
    text("管理者"),
    column("状態", STATES),
];
const LINKS: [Column; 7] = [
    text("番号").required(),
    column("接続元", Holds::Ids).inspection().required(),
    column("接続先", Holds::Ids).inspection().required(),
    column("種別", LINE_KINDS),
    text("用途"),
    column("リモート保守", YES_NO),
    text("備考"),
];
const BACKUPS: [Column; 8] = [
    text("番号").required(),
    column("対象", Holds::Rows(RegisterKind::Devices)).required(),
    text("方法").required(),
    column("頻度", Holds::Suggested(&["毎日", "毎週", "毎月"])),
    column("世代数", Holds::Number),
    column("保管先", Holds::Ids).inspection(),
    column("オフライン", Holds::Choice(&["はい", "いいえ"])),
    date("最終確認日"),
];
const RECORDS: [Column; 7] = [
    text("番号").required(),
    column("種別", RECORD_KINDS).required(),
    date("実施日").required(),
    text("実施者"),
    text("結果"),
    column("項目", Holds::Items),
    text("備考"),
];
/// A row a remark (指摘); the rows of one day and one authority are one visit.
const VISITS: [Column; 12] = [
    text("番号").required(),
    date("実施日").required(),
    text("機関").required(),
    text("見せた書類"),
    text("指摘").inspection(),
    column("伝え方", Holds::Choice(&["書面", "口頭"])),
    text("措置").inspection(),
    date("期限"),
    date("完了日"),
    column("証拠", Holds::Rows(RegisterKind::Evidence)),
    column("項目", Holds::Items),
    text("備考"),
];
/// A row a copy that was handed to somebody.
const COPIES: [Column; 8] = [
    text("番号").required(),
    date("渡した日").required(),
    text("相手").inspection().required(),
    // By its name: a facility has profiles of its own.
    column("見せ方", Holds::Suggested(&["inspector", "handover", "staff", "full"])),
    text("版"),
    text("渡した人"),
    date("返却・廃棄日"),
    text("備考"),
];
const EVIDENCE: [Column; 10] = [
    text("番号").required(),
    column("ファイル", Holds::File),
    text("表題").required(),
    column("区分", CLASSES),
    column("SHA-256", Holds::Digest),
    date("承認日"),
    text("承認者"),
    date("有効期限"),
    date("保存期限"),
    column("項目", Holds::Items),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Class, Need};

    #[test]
    fn every_register_begins_with_its_id_and_names_no_column_twice() {
        for kind in RegisterKind::ALL {
            let columns = columns(kind);
            assert_eq!(columns.first().map(|it| (it.holds, it.need)), Some((Holds::Text, Need::Required)), "{kind:?}");
            let mut names: Vec<_> = columns.iter().map(|it| it.name).collect();
            names.sort_unstable();
            assert!(names.is_sorted_by(|a, b| a < b), "{names:?}");
        }
    }

    #[test]
    fn the_classes_of_evidence_are_the_classes() {
        let words: Vec<_> = Class::ALL.iter().map(|it| it.as_str()).collect();
        assert_eq!(CLASSES, Holds::Choice(&["public", "inspection", "manager", "confidential"]));
        assert_eq!(words, ["public", "inspection", "manager", "confidential"]);
    }
}
