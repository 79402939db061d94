//! What is drawn from the registers: pages, links to them, and what they say where there is nothing to draw.

use crate::project::Project;

const CONTACTS: &str = "番号,区分,役割,氏名,所属,電話,代行,確認日,呼ぶ人
CT-01,内部,開設者,春野 一郎,,0000-00-1201,CT-02,2025-11-04,
CT-02,内部,管理者,夏川 葉子,,0000-00-1202,CT-01,2025-11-04,
CT-03,外部,保守,窓口,株式会社ことり,0000-00-2100,,2025-11-04,
CT-04,外部,管轄の保健所,担当,ことり市保健所,0000-00-4100,,2025-11-04,CT-01
";
const DEVICES: &str = "管理番号,種別,名称,設置場所,IPアドレス,状態
NW-01,ネットワーク機器,ルータ,事務室,192.168.10.1,使用中
SV-01,サーバ,薬歴サーバ,事務室,192.168.10.10,使用中
OT-01,その他,NAS,事務室,192.168.10.30,使用中
PC-09,端末PC,古い端末,倉庫,192.168.10.99,廃棄
";
const LINKS: &str = "番号,接続元,接続先,種別,用途,リモート保守,備考
LN-01,NW-01,インターネット,光回線,外との通信,なし,
LN-02,SV-01 OT-01,NW-01,LAN,施設内,なし,
LN-03,VD-01,SV-01,VPN,保守,あり,
";
const VENDORS: &str = "番号,名称,担当システム,連絡先\nVD-01,株式会社ことり,電子薬歴,CT-03\n";
const BACKUPS: &str = "番号,対象,方法,頻度,世代数,保管先,オフライン\nBK-01,SV-01,複製,毎日,2,OT-01,いいえ\n";

fn filled() -> Project {
    let binder = Project::new().read("binder.toml");
    let roles =
        "\n[roles]\nowner = \"CT-01\"\nmanager = \"CT-02\"\nsafety_officer = \"CT-02\"\nsystem_operator = \"CT-02\"\n";
    let binder = if binder.contains("[roles]") { binder } else { binder + roles };
    Project::new()
        .file("binder.toml", &binder)
        .file("registers/contacts.csv", CONTACTS)
        .file("registers/devices.csv", DEVICES)
        .file("registers/links.csv", LINKS)
        .file("registers/vendors.csv", VENDORS)
        .file("registers/backups.csv", BACKUPS)
}

fn built(project: &Project) {
    let output = project.run(&["build", "--no-pdf", "--date", "2025-12-01"]);
    assert_eq!(output.code, 0, "{}", output.stderr);
}

#[test]
fn the_chart_shows_who_calls_whom_and_the_same_as_a_table() {
    let project = filled();
    built(&project);
    let page = project.read("output/binder/contact-chart.html");
    assert!(page.contains("role=\"img\"") && page.contains("<desc"), "{page}");
    assert!(page.contains("夏川 葉子が電話する先：株式会社ことり 窓口。"), "{page}");
    assert!(page.contains("春野 一郎が電話する先：ことり市保健所 担当。"), "the column 呼ぶ人 decides");
    assert!(page.contains("registers/contacts.html#CT-04"), "{page}");
    assert!(project.read("output/binder/index.html").contains("emergency.html"));
}

#[test]
fn the_network_shows_what_is_in_use_without_addresses() {
    let project = filled();
    built(&project);
    let page = project.read("output/binder/network.html");
    let (svg, table) = page.split_once("</svg>").unwrap_or_else(|| panic!("{page}"));
    assert!(svg.contains("stroke-dasharray=\"5 3\"") && svg.contains("【保守】LN-03 VPN"), "{svg}");
    assert!(svg.contains("SV-01") && !svg.contains("PC-09") && !svg.contains("192.168"), "{svg}");
    assert!(table.contains("192.168.10.10"));
}

#[test]
fn the_card_names_the_backup_first_then_the_line_then_the_rest() {
    let project = filled();
    built(&project);
    let page = project.read("output/binder/emergency.html");
    let places: Vec<_> = ["<b>OT-01</b>", "<b>NW-01</b>", "<b>SV-01</b>", "0000-00-1202", "0000-00-2100"]
        .map(|it| page.find(it))
        .to_vec();
    assert!(places.iter().all(Option::is_some) && places.is_sorted(), "{places:?} {page}");
    assert!(page.contains("インターネットへのケーブル"));
}

#[test]
fn a_terminal_that_no_link_names_is_unplugged_too() {
    let project = filled().file("registers/devices.csv", &format!("{DEVICES}PC-01,端末PC,受付,受付,,使用中\n"));
    built(&project);
    let page = project.read("output/binder/emergency.html");
    assert!(page.contains("<b>PC-01</b>") && !page.contains("<b>PC-09</b>"), "{page}");
}

#[test]
fn empty_registers_say_what_is_missing() {
    let project = Project::new()
        .file("registers/contacts.csv", "番号,区分,役割,氏名,所属,電話,代行,確認日\n")
        .file("registers/links.csv", "番号,接続元,接続先,種別\n");
    built(&project);
    for (name, file) in [
        ("contact-chart", "registers/contacts.csv"),
        ("network", "registers/links.csv"),
        ("emergency", "registers/backups.csv"),
    ] {
        let page = project.read(&format!("output/binder/{name}.html"));
        assert!(!page.contains("<svg") && page.contains(file), "{name}: {page}");
    }
}

#[test]
fn notes_point_at_what_is_drawn() {
    let project =
        filled().file("bcp/detection.md", "# 検知\n\n▶連絡体制図 と ▶緊急時カード、▶ネットワーク構成図を見る。\n");
    built(&project);
    let page = project.read("output/binder/bcp/detection.html");
    for name in ["contact-chart", "emergency", "network"] {
        assert!(page.contains(&format!("href=\"../{name}.html\"")), "{name}: {page}");
    }
}
