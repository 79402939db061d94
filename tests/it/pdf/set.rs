//! What typst makes of the tree with the embedded theme. typst, its fonts and poppler are part of what tests need: where
//! one is missing, these fail.
#![expect(clippy::expect_used, reason = "a test fails by panicking")]

use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;

use lopdf::{Dictionary, Document, Object};
use toji::emit::typst::{PdfJob, SearchPlaces, Typst};
use toji::render::{Artifact, Artifacts};

use super::{folder, fonts, input, read, sample};

fn set(root: &Path) -> Vec<u8> {
    let (compiled, fonts) = (read(root), fonts());
    let input = input(&compiled, &fonts);
    assert_eq!(fonts.missing(&input.characters), []);
    let image = |it: &String| (format!("assets/{it}"), Artifact::CopyOf(root.join(it)));
    let images: Artifacts = input.images.iter().map(image).chain(input.drawn.clone()).collect();
    let theme = toji::load::theme();
    let job = PdfJob {
        theme: &theme.pdf,
        main: "main.typ",
        data: &input.tree,
        images: &images,
        fonts: &fonts.files(),
        timestamp: 1_764_547_200,
        timeout: PdfJob::TIMEOUT,
    };
    Typst::find(&SearchPlaces::of_machine(None)).unwrap().compile(&job).unwrap()
}

fn resolved<'a>(pdf: &'a Document, dictionary: &'a Dictionary, key: &[u8]) -> &'a Object {
    let value = dictionary.get(key).unwrap();
    pdf.dereference(value).unwrap().1
}

/// The names of a name tree.
fn names(pdf: &Document, node: &Dictionary, found: &mut BTreeSet<String>) {
    if let Ok(pairs) = node.get_deref(b"Names", pdf).and_then(Object::as_array) {
        let keys = pairs.iter().step_by(2).filter_map(|it| it.as_str().ok());
        found.extend(keys.map(|it| String::from_utf8_lossy(it).into_owned()));
    }
    if let Ok(kids) = node.get_deref(b"Kids", pdf).and_then(Object::as_array) {
        for kid in kids {
            names(pdf, pdf.dereference(kid).unwrap().1.as_dict().unwrap(), found);
        }
    }
}

/// The text of a page as poppler reads it, without spaces.
fn page(pdf: &[u8], number: usize) -> String {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("binder.pdf");
    std::fs::write(&path, pdf).unwrap();
    let range = number.to_string();
    let out = Command::new("pdftotext").args(["-f", &range, "-l", &range]).arg(&path).arg("-").output();
    let out = out.expect("poppler-utils is needed for the tests");
    String::from_utf8_lossy(&out.stdout).split_whitespace().collect()
}

#[test]
fn the_sample_is_tagged_labelled_and_readable() {
    let bytes = set(&sample());
    let pdf = Document::load_mem(&bytes).unwrap();
    let catalog = pdf.catalog().unwrap();
    assert_eq!(resolved(&pdf, catalog, b"Lang").as_str().unwrap(), b"ja-JP");
    assert!(resolved(&pdf, resolved(&pdf, catalog, b"MarkInfo").as_dict().unwrap(), b"Marked").as_bool().unwrap());
    assert!(catalog.has(b"Outlines") && catalog.has(b"PageLabels") && catalog.has(b"StructTreeRoot"));

    let tree = resolved(&pdf, catalog, b"Names").as_dict().unwrap();
    let mut destinations = BTreeSet::new();
    names(&pdf, resolved(&pdf, tree, b"Dests").as_dict().unwrap(), &mut destinations);
    for wanted in ["2-03", "4-01", "rules/operation-rules/a12", "bcp/detection", "registers/devices", "glossary"] {
        assert!(destinations.contains(wanted), "{wanted}: {destinations:?}");
    }

    assert!(page(&bytes, 1).contains("さくら通り薬局") && page(&bytes, 1).contains("令和7年12月1日現在"));
    assert!(page(&bytes, 2).contains("立入検査用の一覧") && page(&bytes, 2).ends_with("ii"));
    let answers = page(&bytes, 3);
    assert!(answers.contains("1-①") && answers.contains("4-①"), "the answers take one page: {answers}");
    assert!(page(&bytes, 4).contains("目次"));
    let pages = pdf.get_pages().len();
    assert!((2..=pages).all(|it| !page(&bytes, it).contains("現在")), "the day stands on the cover alone");
}

#[test]
fn the_same_tree_gives_the_same_bytes() {
    let folder = folder(&[("bcp/a.md", "# 1 総則\n\n## 1.1 目的\n\n本文[^a]。\n\n[^a]: 脚注。\n")]);
    assert_eq!(set(folder.path()), set(folder.path()));
}

#[test]
fn a_card_says_how_many_it_has_no_room_for() {
    let device = |it: usize| format!("PC-{it:02},端末PC,端末,受付,使用中\n");
    let contact = |it: usize| format!("CT-{it:02},外部,保守,窓口{it},0000-00-{it:04},CT-01\n");
    let devices: String = (1..=12).map(device).collect();
    let contacts: String = (2..=22).map(contact).collect();
    let folder = folder(&[
        ("registers/devices.csv", &format!("管理番号,種別,名称,設置場所,状態\n{devices}")),
        (
            "registers/contacts.csv",
            &format!("番号,区分,役割,氏名,電話,呼ぶ人\nCT-01,内部,管理者,春野 一郎,0000-00-1201,\n{contacts}"),
        ),
    ]);
    let pdf = set(folder.path());
    let all: String = (1..=Document::load_mem(&pdf).unwrap().get_pages().len()).map(|it| page(&pdf, it)).collect();
    for wanted in ["ほか4台（機器台帳にあります）", "ほか12件の連絡先は、連絡体制図にあります。"]
    {
        assert!(all.contains(wanted), "{wanted}: {all}");
    }
}

#[test]
fn every_kind_of_block_is_set_and_nothing_is_run() {
    let text = "# 全部\n\n本文**太字**と*強調*と`#panic()`と~~消~~[^a]、また[^a]。  \n次の行 #panic(\"x\") $x$ @y <z>\n\n\
        - [ ] する\n- [x] した\n\n1. 一\n   - 二\n     > 引用\n\n> [!注意]\n> 注意\n\n> [!限定 manager]\n> 内緒\n\n\
        > [!用語]\n>\n> 言葉\n> : 意味\n\n```\n\tcode #eval\n```\n\n| | 右[^a] |\n|:-:|--:|\n| a | [外](https://example.jp/) |\n\n\
        ***\n\n[宛先](mailto:a@example.jp)\n\n[^a]: 脚注の文。\n\n    二つめの段落。\n";
    let folder = folder(&[("notes/all.md", text), ("registers/media.csv", "番号,種別\n")]);
    let pdf = set(folder.path());
    let all: String = (1..=Document::load_mem(&pdf).unwrap().get_pages().len()).map(|it| page(&pdf, it)).collect();
    for wanted in ["#panic(\"x\")$x$@y", "code#eval", "脚注の文", "二つめの段落", "管理者限り", "https://example.jp/"]
    {
        assert!(all.contains(wanted), "{wanted}: {all}");
    }
}
