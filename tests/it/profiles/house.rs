//! A facility with a secret in every place where an author can put one: each holds `zqx` and a number of its own. Managers
//! may see them, inspectors may not.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::BTreeMap;
use std::fs;

use tempfile::TempDir;
use toji::diagnostics::catalogue::{self, Language};
use toji::diagnostics::{At, Finding};
use toji::load::{self, FontPlaces, Fonts, SystemFonts};
use toji::model::{Date, Profile};
use toji::pipeline::{Compiled, Whole, compile};
use toji::render::html::{FindingText, Options, html};
use toji::render::pdf::{Surroundings, pdf};
use toji::render::sheets::Sheet;
use toji::render::{Artifact, Pages, json, pictures, printed};
use toji::view::View;

/// The files, by path.
pub(crate) const FILES: &[(&str, &str)] = &[
    (
        "binder.toml",
        "format = 1\nfiscal_year = 2025\nedition = \"r7\"\n[facility]\nname = \"見本薬局\"\nkind = \"pharmacy\"\n\
         [roles]\nowner = \"CT-01\"\nplanning_manager = \"CT-02\"\nsafety_officer = \"CT-02\"\n",
    ),
    // A document as a whole: its title, its path, its text, its papers.
    (
        "notes/zqx01-plan.md",
        "+++\ntitle = \"計画zqx02\"\nclass = \"manager\"\nkept = \"金庫zqx03\"\napproved_by = \"山田zqx04\"\n\
         revisions = [{ date = 2025-04-01, reason = \"改定zqx05\", approver = \"佐藤zqx06\" }]\n+++\n\n\
         本文zqx07。[外](https://example.jp/zqx08) と [紙](../attachments/zqx09.txt \"題zqx10\")、▶システム運用編 8③。\n\n\
         ![図zqx11](../attachments/zqx12.svg)\n\n```\nコードzqx13\n```\n\n- 項目`zqx14`\n\n| 表 |\n|---|\n| zqx15 |\n",
    ),
    // By the heading that it is called by.
    ("notes/second.md", "# 題zqx16 {class=manager}\n\n本文zqx17。2-⑨\n"),
    // The page of an item, a clause of the rules, a section of the BCP, a vendor's form.
    ("manual/2-03.md", "+++\ntitle = \"回収\"\nclass = \"manager\"\n+++\n\n## 手順zqx18\n\n説明zqx19。\n"),
    (
        "rules/rules.md",
        "# 運用管理規程\n\n## 第1条（目的）\n\n目的。\n\n## 第2条（秘密zqx20） {class=manager covers=2-05}\n\n\
         1 二項zqx21。\n\n### 別表zqx22\n\n表。\n\n## 第3条（媒体）\n\n第2条と第2条第1項による。2-⑨\n",
    ),
    (
        "bcp/plan.md",
        "# 1 計画\n\n## 1.1 見せる節\n\n▶BCP 1.2 を見る。▶運用管理規程 第2条\n\n## 1.2 見せない節zqx23 {class=manager}\n\n本文zqx24。\n",
    ),
    (
        "checklists/2025/vendor-VD-01.md",
        "+++\nedition = \"r7\"\nform = \"vendor\"\nclass = \"manager\"\nanswered_by = \"担当zqx25\"\n\n[original]\n\
         file = \"zqx26.docx\"\nreceived_on = 2025-07-01\nsigned_by = \"署名zqx27\"\n+++\n\n\
         | 項目 | 1回目 | 確認日 | 目標日 | 2回目 | 確認日 | 備考 |\n|---|---|---|---|---|---|---|\n\
         | 2-④ | いいえ | 令和7年6月2日 | 令和8年3月31日 | | | 備考zqx28 |\n",
    ),
    (
        "checklists/2025/facility.md",
        "+++\nedition = \"r7\"\nform = \"pharmacy\"\n+++\n\n\
         | 項目 | 1回目 | 確認日 | 目標日 | 2回目 | 確認日 | 備考 |\n|---|---|---|---|---|---|---|\n\
         | 2-④ | はい | 令和7年6月2日 | | | | アドレスは {{ devices[SV-01].IPアドレス }} |\n\n\
         ## 内部の控え {class=manager}\n\n控えzqx29。\n",
    ),
    // Within a page that stays.
    (
        "notes/shown.md",
        "+++\ntitle = \"見せる頁\"\n+++\n\n\
         はじめに。[計画zqx30](zqx01-plan.md)、[[zqx01-plan]]、[[second]]、[[#手順zqx31]]、▶台帳 EV-02、▶台帳 SV-01。\n\n\
         ![図zqx32](../attachments/zqx33.svg) と [紙zqx34](../attachments/zqx35.txt)。頁の用語見本と用語ABC、[[用語ABC]]。脚注[^shown]と[^gone]。\n\n\
         電話は {{ roles.owner.電話 }}、場所は {{ devices[SV-01].設置場所 }}、証拠は {{ evidence[EV-02].表題 }}。\n\n\
         > [!限定 manager]\n> 引用zqx36。\n\n\
         1. 一\n2. > [!限定 manager]\n   > 手順zqx37。\n3. 三\n\n\
         > [!用語]\n> 用語見本\n> : 見せる説明。\n\n\
         > [!限定 manager]\n> > [!用語]\n> > 用語ABC\n> > : 説明zqx38。\n\n\
         ## アドレスは {{ devices[SV-01].IPアドレス }} の節\n\n| 表 |\n|---|\n| {{ devices[SV-01].製造番号 }} |\n\n\
         ## 手順zqx31 {class=manager}\n\n内部zqx39。[^inner]\n\n### 細目zqx40 {#zqx41}\n\n細目。\n\n[^gone]: 脚注zqx42。\n\n\
         ## 次の節\n\n次の本文。\n\n[^shown]: 見せる脚注。\n[^inner]: 脚注zqx43。\n",
    ),
    (
        "notes/views.md",
        "+++\ntitle = \"一覧の頁\"\n+++\n\n```台帳 devices\ncolumns = [\"管理番号\"]\nsort = \"IPアドレス\"\n```\n\n\
         ```台帳 devices\ncolumns = [\"名称\"]\nwhere = { \"IPアドレス\" = \"10.77.0.9zqx44\" }\n```\n",
    ),
    // Registers: rows and files of evidence, cells.
    (
        "registers/evidence.csv",
        "番号,ファイル,表題,区分,SHA-256,承認日,承認者,有効期限,保存期限,項目\n\
         EV-01,shown.txt,見せる紙,inspection,,,,,,2-09\n\
         EV-02,zqx35.txt,紙zqx45,manager,,2025-04-01,鈴木zqx46,2026-01-31,,2-09\n\
         EV-03,zqx33.svg,図zqx47,managers,,,,,,\n\
         EV-04,attachments/zqx48.txt,題zqx49,confidential,,,,,,\n",
    ),
    (
        "registers/devices.csv",
        "管理番号,種別,名称,製造番号,IPアドレス,設置場所,状態,鍵\n\
         SV-01,サーバ,見本サーバ,KDSzqx50,10.77.0.9zqx44,事務室,使用中,鍵zqx51\n\
         PC-01,端末PC,見本端末,KDPzqx52,10.77.0.1zqx53,受付,使用中,\n",
    ),
    (
        "registers/contacts.csv",
        "番号,区分,役割,氏名,所属,電話,代行,呼ぶ人,確認日,備考\n\
         CT-01,内部,開設者,見本 一郎,見本薬局,0000-00-1201,CT-02,,2025-11-04,\n\
         CT-02,内部,管理薬剤師,見本 二葉,見本薬局,0000-00-1202,,,2025-11-04,\n",
    ),
    ("registers/vendors.csv", "番号,名称,担当システム,対象機器,MDS/SDS\nVD-01,見本保守,レセプト,SV-01,EV-01 EV-02\n"),
    (
        "registers/links.csv",
        "番号,接続元,接続先,種別,用途,リモート保守,備考\n\
         LN-01,SV-01,回線zqx54,光回線,更新,なし,\nLN-02,PC-01,SV-01,LAN（有線）,業務,なし,\n",
    ),
    (
        "registers/backups.csv",
        "番号,対象,方法,頻度,世代数,保管先,オフライン,最終確認日\nBK-01,SV-01,複製,毎日,2,PC-01,いいえ,\n",
    ),
    ("attachments/zqx09.txt", "x"),
    ("attachments/zqx12.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 1 1\"/>"),
    ("attachments/zqx33.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 1 1\"/>"),
    ("attachments/zqx26.docx", "x"),
    ("attachments/zqx35.txt", "x"),
    ("attachments/zqx48.txt", "x"),
    ("attachments/shown.txt", "x"),
    // An imported paper, by its descriptor.
    (
        "rules/zqx55.toml",
        "title = \"別の規程zqx56\"\nclass = \"manager\"\nkept = \"書庫\"\n[[covers]]\nclause = \"第9条（zqx57）\"\npage = 1\nitems = [\"2-09\"]\n",
    ),
];

/// How many secrets there are.
pub(crate) const SECRETS: usize = 57;

/// The masks of the inspector here: the shipped one has none.
pub(crate) fn inspector() -> Profile {
    let mask = |column: &str| toji::model::Mask { register: None, column: column.into() };
    let masks = ["IPアドレス", "製造番号", "鍵", "接続先", "保管先"].map(mask).to_vec();
    Profile { masks, ..shipped("inspector") }
}

pub(crate) fn shipped(name: &str) -> Profile {
    Profile::shipped().into_iter().find(|it| &*it.name == name).unwrap()
}

/// The folder, read.
pub(crate) fn house(files: &[(&str, &str)]) -> (TempDir, Compiled) {
    let folder = TempDir::new().unwrap();
    for (path, text) in files {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    let compiled = compile(folder.path(), Date::new(2025, 12, 1).unwrap());
    (folder, compiled)
}

pub(crate) fn whole(compiled: &Compiled) -> &Whole {
    compiled.outcome.as_ref().unwrap_or_else(|it| panic!("{it:#?}"))
}

/// All that is made for the readers of `profile` before typst and the disk: by path, as text.
pub(crate) fn artifacts(compiled: &Compiled, profile: &Profile) -> BTreeMap<String, String> {
    let whole = whole(compiled);
    let view = View::new(&whole.binder, &whole.report, profile);
    let message = |it: &Finding| FindingText {
        message: catalogue::message(it, Language::Japanese),
        help: catalogue::help(it, Language::Japanese).unwrap_or_default(),
        place: place(it, compiled),
        accept: String::new(),
    };
    let theme = load::theme();
    let made = html(&view, &theme, &Options { pdf: false, message: &message }).unwrap();
    let text = |it: Artifact| match it {
        Artifact::Bytes(bytes) => String::from_utf8(bytes).unwrap(),
        Artifact::Pieces(pieces) => pieces.concat(),
        Artifact::CopyOf(path) => path.display().to_string(),
    };
    let mut texts: BTreeMap<String, String> = made.into_iter().map(|(path, it)| (path, text(it))).collect();
    texts.insert("binder.json".to_owned(), String::from_utf8(json::binder(&view)).unwrap());
    let (fonts, pages) =
        (Fonts::find(&FontPlaces { folders: Vec::new(), system: SystemFonts::Ignore }), Pages::default());
    let around = Surroundings { sources: &compiled.sources, theme: &theme, fonts: fonts.families(), pages: &pages };
    let card = Sheet::Emergency.input(&view, around);
    for (name, input) in [("binder.pdf", Some(pdf(&view, around))), ("emergency.pdf", card)] {
        let Some(input) = input else { continue };
        let drawn: String = input.drawn.into_values().map(text).collect();
        let images = input.images.into_iter().collect::<Vec<_>>().join(" ");
        texts.insert(name.to_owned(), format!("{}{images}{drawn}", String::from_utf8(input.tree).unwrap()));
    }
    let files = printed(view.binder()).into_keys().chain(pictures(view.binder()).into_keys());
    texts.insert("(files)".to_owned(), files.collect::<Vec<_>>().join(" "));
    texts
}

fn place(finding: &Finding, compiled: &Compiled) -> String {
    match &finding.at {
        At::Span(span) => compiled.sources.place(*span).path.to_string(),
        At::Path(path) => path.clone(),
        At::Nowhere => String::new(),
    }
}
