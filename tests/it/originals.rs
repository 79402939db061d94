//! Originals of forms: printed behind their transcription, and told where they cannot be.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use lopdf::{Dictionary, Document, Object, Stream, StringFormat, dictionary};
use toji::diagnostics::Code;
use toji::model::Date;

use crate::binder_pdf::tool;
use crate::project::Project;
use crate::sample::sample;

const VENDORS: &str =
    "番号,名称,契約日,契約終了日,MDS/SDS,確認書依頼日,確認書受領日\nVD-01,見本システム,2023-04-01,,,,\n";

/// A PDF of `count` pages that say what `content` draws with the font `F1`, which is broken.
fn pdf(count: usize, content: &str) -> Document {
    let mut document = Document::with_version("1.7");
    let root = document.new_object_id();
    let content = document.add_object(Stream::new(Dictionary::new(), content.as_bytes().to_vec()));
    let font = dictionary! { "Type" => "Font", "Subtype" => "Type0", "BaseFont" => "Lost", "Encoding" => "Identity-H" };
    let resources = dictionary! { "Font" => dictionary! { "F1" => font } };
    let resources = document.add_object(resources);
    let page = |document: &mut Document| -> Object {
        let size = vec![0.into(), 0.into(), 200.into(), 280.into()];
        let page = dictionary! {
            "Type" => "Page", "Parent" => root, "MediaBox" => size, "Contents" => content, "Resources" => resources,
        };
        document.add_object(page).into()
    };
    let pages: Vec<Object> = (0..count).map(|_| page(&mut document)).collect();
    let pages = dictionary! { "Type" => "Pages", "Count" => i64::try_from(count).unwrap(), "Kids" => pages };
    document.objects.insert(root, pages.into());
    let catalog = document.add_object(dictionary! { "Type" => "Catalog", "Pages" => root });
    document.trailer.set("Root", catalog);
    document
}

fn locked() -> Document {
    let mut document = pdf(1, "");
    let word = |it: u8| Object::String(vec![it; 32], StringFormat::Hexadecimal);
    let lock = dictionary! {
        "Filter" => "Standard", "V" => 1, "R" => 2, "Length" => 40, "P" => -4, "O" => word(1), "U" => word(2),
    };
    let lock = document.add_object(lock);
    document.trailer.set("Encrypt", lock);
    document.trailer.set("ID", vec![word(3), word(3)]);
    document
}

fn bytes(mut document: Document) -> Vec<u8> {
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).unwrap();
    bytes
}

/// A form of last year, which nobody judges, with this file as its original.
fn project(name: &str, file: &[u8]) -> Project {
    let form = format!("+++\noriginal = {{ file = \"{name}\", received_by = \"FAX\" }}\n+++\n# 見本システムの確認\n");
    let project = Project::new().file("registers/vendors.csv", VENDORS);
    project.file("checklists/2024/vendor-VD-01.md", &form).bytes(&format!("attachments/{name}"), file)
}

fn codes(project: &Project) -> Vec<Code> {
    let compiled = toji::pipeline::compile(project.root(), Date::new(2025, 12, 1).unwrap());
    let rules: Vec<Code> = toji::check::codes().collect();
    compiled.findings().iter().map(|it| it.code).filter(|it| !rules.contains(it)).collect()
}

/// The first bytes of a PNG that says it has this many dots.
fn png(width: u32, height: u32) -> Vec<u8> {
    let mut head = b"IHDR".to_vec();
    head.extend([width.to_be_bytes(), height.to_be_bytes()].concat());
    head.extend([8, 0, 0, 0, 0]);
    let mut table = [0_u32; 256];
    for (n, entry) in (0_u32..).zip(&mut table) {
        *entry = (0..8).fold(n, |it, _| if it & 1 == 1 { 0xedb8_8320 ^ (it >> 1) } else { it >> 1 });
    }
    let sum = head.iter().fold(!0, |sum: u32, it| table[((sum ^ u32::from(*it)) & 255) as usize] ^ (sum >> 8));
    let chunk = [&13_u32.to_be_bytes()[..], &head, &(!sum).to_be_bytes()].concat();
    [b"\x89PNG\r\n\x1a\n".as_slice(), &chunk, &[0, 0, 0, 0], b"IDAT"].concat()
}

#[test]
fn what_cannot_be_printed_is_told_before_anything_is_drawn() {
    let told = |name: &str, file: &[u8]| codes(&project(name, file));
    assert_eq!(told("sound.pdf", &bytes(pdf(100, ""))), []);
    assert_eq!(told("long.pdf", &bytes(pdf(101, ""))), [Code::PdfTooManyPages]);
    assert_eq!(told("locked.pdf", &bytes(locked())), [Code::PdfLocked]);
    assert_eq!(told("empty.pdf", b""), [Code::PdfDamaged]);
    assert_eq!(told("none.pdf", &bytes(pdf(0, ""))), [Code::PdfDamaged]);
    assert_eq!(told("scan.png", &png(1240, 1754)), []);
    assert_eq!(told("poster.png", &png(20_000, 20_000)), [Code::PictureTooLarge]);
    assert_eq!(told("head.png", &png(10, 10)[..20]), [Code::DamagedPicture]);
}

#[test]
fn a_page_that_lacks_something_is_told_when_it_is_printed() {
    let project = project("fax.pdf", &bytes(pdf(3, "0 g 20 20 100 30 re f BT /F1 20 Tf 20 100 Td <00010002> Tj ET")));
    let built = project.run(&["build", ".", "--date", "2025-12-01", "-o", "out", "--lang", "ja"]);
    assert!(built.stderr.contains("pdf-incomplete") && built.stderr.contains("1, 2, 3"), "{}", built.stderr);
    let text = tool("pdftotext", &["-layout"], &project.path("out/binder.pdf"), &["-"]);
    for page in 1..=3 {
        assert!(text.contains(&format!("{page}／3")), "{text}");
    }
}

/// The text of one page, without gaps.
fn page(number: usize) -> String {
    let number = number.to_string();
    let text = tool("pdftotext", &["-f", &number, "-l", &number], &sample().out.join("binder.pdf"), &["-"]);
    text.split_whitespace().collect()
}

#[test]
fn the_original_stands_right_behind_its_transcription() {
    let first = (3..30).find(|it| page(*it).contains("原本：vendor-VD-02-2025.pdf。令和7年6月27日FAXで受領")).unwrap();
    let original = (first..first + 4).find(|it| page(*it).contains("原本vendor-VD-02-2025.pdf1／1")).unwrap();
    assert!((first + 1..original).all(|it| page(it).contains("2-")), "{first} {original}");
    let number = original.to_string();
    let file = sample().out.join("binder.pdf");
    let listed = tool("pdfimages", &["-list", "-f", &number, "-l", &number], &file, &[]);
    let picture: Vec<&str> = listed.lines().nth(2).unwrap().split_whitespace().collect();
    // Page, number, type, width, height, colour, components: one component is grey.
    assert_eq!((picture[2], picture[3], picture[6]), ("image", "1240", "1"), "{listed}");
    assert_eq!(listed.lines().count(), 3, "{listed}");
}

#[test]
fn pages_on_the_screen_say_where_the_original_is() {
    let form = sample().text("checklists/2025/vendor-VD-02.html");
    assert!(form.contains("href=\"../../attachments/vendor-VD-02-2025.pdf\""), "{form}");
    assert!(form.contains("転記済") && form.contains("北村 仁 が署名"), "{form}");
    assert!(sample().text("checklists/2025/vendor-VD-01.html").contains("原本は紙"));
    assert!(sample().text("items/2-13.html").contains("attachments/vendor-VD-02-2025.pdf"));
    assert!(sample().text("inspection.html").contains("attachments/vendor-VD-02-2025.pdf"));
}
