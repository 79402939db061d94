//! PDFs made by hand: each place of one, and each way to write text on a page.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use lopdf::{Document, Object, Stream, StringFormat, dictionary};

use super::{found, tell_apart};

/// UTF-16 with its mark, as most PDFs write texts.
fn utf16(text: &str) -> Object {
    let bytes = [0xFE, 0xFF].into_iter().chain(text.encode_utf16().flat_map(u16::to_be_bytes)).collect();
    Object::String(bytes, StringFormat::Hexadecimal)
}

/// A file of one page, with a font whose codes say nothing without their table; `change` adds to it.
fn file(content: &str, change: impl FnOnce(&mut Document)) -> Vec<u8> {
    let mut document = Document::with_version("1.7");
    let pages = document.new_object_id();
    let table = document.add_object(Stream::new(dictionary! {}, table().into_bytes()));
    let font = document.add_object(dictionary! {
        "Type" => "Font", "Subtype" => "Type0", "BaseFont" => "Any", "Encoding" => "Identity-H", "ToUnicode" => table,
    });
    let content = document.add_object(Stream::new(dictionary! {}, content.as_bytes().to_vec()));
    let page = document.add_object(dictionary! {
        "Type" => "Page", "Parent" => pages, "Contents" => content,
        "Resources" => dictionary! { "Font" => dictionary! { "f0" => font } },
    });
    let kids = dictionary! { "Type" => "Pages", "Kids" => vec![page.into()], "Count" => 1 };
    document.objects.insert(pages, kids.into());
    let catalog = document.add_object(dictionary! { "Type" => "Catalog", "Pages" => pages });
    document.trailer.set("Root", catalog);
    change(&mut document);
    document.compress();
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).unwrap();
    bytes
}

/// Each character's code is its own, turned round: nothing reads as what it is.
fn code(c: char) -> u16 {
    u16::try_from(u32::from(c)).unwrap() ^ 0x5555
}

fn table() -> String {
    let all = super::PLANTED.concat() + &super::ALIKE.concat() + "0123456789. ";
    let line = |c: char| format!("<{:04X}> <{:04X}>\n", code(c), c as u32);
    let lines: String = all.chars().map(line).collect();
    format!("1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n9 beginbfchar\n{lines}endbfchar\n")
}

fn codes(text: &str) -> String {
    text.chars().map(|it| format!("{:04X}", code(it))).collect()
}

#[test]
fn text_by_its_table() {
    tell_apart("binder.pdf", |it| file(&format!("BT /f0 9 Tf <{}> Tj ET", codes(it)), |_| ()));
    tell_apart("binder.pdf", |it| {
        let parts: Vec<String> = it.chars().map(|it| format!("<{:04X}>", code(it))).collect();
        file(&format!("BT /f0 9 Tf [{}] TJ ET", parts.join("-20")), |_| ())
    });
    tell_apart("a.pdf", |it| {
        let said = format!("/Span <</ActualText <{}>>> BDC BT /f0 9 Tf <{}> Tj ET EMC", hex_utf16(it), codes("0"));
        file(&said, |_| ())
    });
}

fn hex_utf16(text: &str) -> String {
    let bytes = [0xFE, 0xFF].into_iter().chain(text.encode_utf16().flat_map(u16::to_be_bytes));
    bytes.map(|it| format!("{it:02X}")).collect()
}

#[test]
fn lines_and_words_that_are_moved_apart() {
    let lines = format!("BT /f0 9 Tf <{}> Tj 0 -12 Td <{}> Tj ET", codes("KDS-"), codes("7001"));
    assert!(found("KDS-7001", "", "a.pdf", &file(&lines, |_| ())));
    let words = format!("BT /f0 9 Tf [<{}> -900 <{}>] TJ ET", codes("KDS-7001"), codes("2"));
    assert!(found("KDS-7001", "", "a.pdf", &file(&words, |_| ())));
    let short = format!("BT /f0 9 Tf <{}> Tj ET BT 90 0 Td <{}> Tj ET", codes("合言"), codes("葉は"));
    assert!(!found("合言葉は", "", "a.pdf", &file(&short, |_| ())), "two cells side by side are two");
}

#[test]
fn every_string_of_every_object() {
    tell_apart("a.pdf", |it| {
        file("", |pdf| {
            let info = pdf.add_object(dictionary! { "Title" => utf16(it) });
            pdf.trailer.set("Info", info);
        })
    });
    for key in ["Alt", "ActualText", "URI", "F", "T", "Dest", "TU"] {
        tell_apart("a.pdf", |it| {
            file("", |pdf| {
                pdf.add_object(dictionary! { key => utf16(it) });
            })
        });
    }
    tell_apart("a.pdf", |it| {
        file("", |pdf| {
            let url: String = it.bytes().map(|it| format!("%{it:02X}")).collect();
            pdf.add_object(dictionary! { "URI" => Object::string_literal(format!("https://example.jp/{url}/")) });
        })
    });
    tell_apart("a.pdf", |it| {
        file("", |pdf| {
            pdf.add_object(dictionary! { "Names" => vec![Object::Array(vec![utf16(it), 1.into()])] });
        })
    });
    tell_apart("a.pdf", |it| {
        file("", |pdf| {
            pdf.add_object(dictionary! { it => 1 });
        })
    });
}

#[test]
fn streams() {
    let stream = |kind: &str, text: String| {
        file("", |pdf| {
            pdf.add_object(Stream::new(dictionary! { "Type" => kind }, text.into_bytes()));
        })
    };
    tell_apart("a.pdf", |it| stream("Metadata", format!("<x:xmpmeta><rdf:li>{it}</rdf:li></x:xmpmeta>")));
    tell_apart("a.pdf", |it| stream("EmbeddedFile", format!("前,{it},後")));
    tell_apart("a.pdf", |it| stream("Unheard", format!("app.alert('{it}')")));
    tell_apart("a.pdf", |it| {
        file("/x0 Do", |pdf| {
            let form = dictionary! { "Subtype" => "Form", "Resources" => dictionary! { "Font" => dictionary! {
                "g" => dictionary! { "Type" => "Font", "Subtype" => "Type0", "Encoding" => "UniJIS-UTF16-H" },
            } } };
            let text: String = it.encode_utf16().map(|it| format!("{it:04X}")).collect();
            pdf.add_object(Stream::new(form, format!("BT /g 9 Tf <{text}> Tj ET").into_bytes()));
        })
    });
}

#[test]
fn a_file_that_is_none_after_all_is_searched_as_bytes() {
    assert!(found("KDS-7001", "", "a.pdf", b"%PDF-1.7 broken \xFF (KDS-7001) \x00"));
}
