//! Sound, odd, broken and locked PDFs.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use lopdf::{Dictionary, Document, Object, Stream, StringFormat, dictionary};
use proptest::prelude::*;

use super::*;

/// A PDF of `count` pages of this size, each drawn as `content` says.
fn pdf(count: usize, side: i64, content: &str) -> Document {
    let mut document = Document::with_version("1.7");
    let root = document.new_object_id();
    let content = document.add_object(Stream::new(Dictionary::new(), content.as_bytes().to_vec()));
    let pages: Vec<Object> = (0..count)
        .map(|_| {
            let size = vec![0.into(), 0.into(), side.into(), side.into()];
            let page = dictionary! { "Type" => "Page", "Parent" => root, "MediaBox" => size, "Contents" => content };
            document.add_object(page).into()
        })
        .collect();
    let kids = dictionary! { "Type" => "Pages", "Count" => count as i64, "Kids" => pages };
    document.objects.insert(root, kids.into());
    let catalog = document.add_object(dictionary! { "Type" => "Catalog", "Pages" => root });
    document.trailer.set("Root", catalog);
    document
}

fn bytes(mut document: Document) -> Vec<u8> {
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).unwrap();
    bytes
}

fn colour(picture: &PagePicture) -> (u32, u32, image::ColorType) {
    let read = image::load_from_memory(&picture.bytes).unwrap();
    (read.width(), read.height(), read.color())
}

#[test]
fn a_grey_page_is_a_grey_picture_and_a_stamp_keeps_its_red() {
    let grey = pages(bytes(pdf(2, 144, "0.5 g 10 10 50 50 re f")), None).unwrap();
    assert_eq!(grey.len(), 2);
    assert_eq!(colour(&grey[0]), (300, 300, image::ColorType::L8));
    let red = pages(bytes(pdf(1, 144, "1 0 0 rg 10 10 50 50 re f")), None).unwrap();
    assert_eq!(colour(&red[0]), (300, 300, image::ColorType::Rgb8));
    assert!(!red[0].is_incomplete);
}

#[test]
fn the_same_file_gives_the_same_pictures() {
    let file = bytes(pdf(9, 200, "0 0 1 rg 10 10 m 90 150 l 130 20 l f"));
    assert_eq!(pages(file.clone(), None), pages(file, None));
}

#[test]
fn a_huge_page_is_drawn_within_bounds() {
    let drawn = pages(bytes(pdf(1, 14_400, "0 g 10 10 9000 9000 re f")), None).unwrap();
    let (width, height, _) = colour(&drawn[0]);
    assert!((2000..2200).contains(&width) && width == height, "{width} × {height}");
}

#[test]
fn a_file_of_a_hundred_pages_is_the_longest() {
    assert_eq!(page_count(bytes(pdf(100, 10, ""))), Ok(100));
    assert_eq!(page_count(bytes(pdf(101, 10, ""))), Err(Fault::TooManyPages(101)));
    assert_eq!(pages(bytes(pdf(101, 10, "")), None), Err(Fault::TooManyPages(101)));
}

#[test]
fn what_is_no_pdf_or_has_no_page_is_damaged() {
    let sound = bytes(pdf(1, 144, "0 g"));
    let kept: Vec<&[u8]> = vec![b"", b"%PDF-1.7\n", b"PK\x03\x04 a workbook", &sound[..40]];
    for file in kept {
        assert_eq!(page_count(file.to_vec()), Err(Fault::Damaged), "{}", String::from_utf8_lossy(file));
    }
    assert_eq!(page_count(bytes(pdf(0, 144, ""))), Err(Fault::Damaged));
}

#[test]
fn a_password_is_asked_for() {
    let mut document = pdf(1, 144, "0 g");
    let word = |it: u8| Object::String(vec![it; 32], StringFormat::Hexadecimal);
    let lock = dictionary! {
        "Filter" => "Standard", "V" => 1, "R" => 2, "Length" => 40, "P" => -4, "O" => word(1), "U" => word(2),
    };
    let lock = document.add_object(lock);
    document.trailer.set("Encrypt", lock);
    document.trailer.set("ID", vec![word(3), word(3)]);
    let file = bytes(document);
    assert_eq!(page_count(file.clone()), Err(Fault::Locked));
    assert_eq!(pages(file, None), Err(Fault::Locked));
}

#[test]
fn a_panic_is_an_answer() {
    let silent = guard::run(|| std::panic::resume_unwind(Box::new("as a drawing crate might")));
    assert_eq!(silent, Err::<(), _>(Fault::Damaged));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn a_file_with_wrong_bytes_is_drawn_or_told(places in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..12)) {
        let mut file = bytes(pdf(2, 72, "q 0.3 g 10 10 50 50 re f Q BT ET"));
        for (place, byte) in places {
            let place = place.index(file.len());
            file[place] = byte;
        }
        if let Ok(drawn) = pages(file, None) {
            prop_assert!(drawn.len() <= PAGES_LIMIT);
        }
    }
}
