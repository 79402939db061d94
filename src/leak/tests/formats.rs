//! Every kind of file of an output, and every place within it.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::io::{Cursor, Write as _};

use super::{found, tell_apart};

/// Writes `text` with `$` where the value stands.
fn within(path: &str, text: &str) {
    tell_apart(path, |value| text.replace('$', value).into_bytes());
}

/// A letter is a token of its own; the value is cut in two behind its third character.
fn cut_by(path: &str, before: &str, with: &str, after: &str) {
    tell_apart(path, |value| {
        let at = value.char_indices().nth(3).unwrap().0;
        format!("{before}{}{with}{}{after}", &value[..at], &value[at..]).into_bytes()
    });
}

#[test]
fn html() {
    for text in [
        "<p>前 $ 後</p>",
        "<td>$</td><td>0</td>",
        "<img alt=\"$\">",
        "<a href='$'>x</a>",
        "<a title=$ >x</a>",
        "<!-- $ -->",
        "<meta name=\"description\" content=\"$\">",
        "<script>var a = \"$\"</script>",
        "<style>a::after { content: \"$\" }</style>",
        "<a data-x=\"{&quot;a&quot;:&quot;$&quot;}\">x</a>",
        "a < b $ <",
        "<p title=\"never closed $ <p>x",
        "<h2 id=\"$\">x</h2>",
        "<input value=\"$\"",
        "<template>$</template>",
    ] {
        within("index.html", text);
    }
}

#[test]
fn html_in_which_tags_cut_it() {
    for with in
        ["<b>", "</span><span class=\"x\">", "<wbr>", "<br>\n", "&#8203;", "&shy;", "<!-- x -->", "<em title=\"q\">"]
    {
        cut_by("index.html", "<p>", with, "</p>");
    }
}

#[test]
fn two_blocks_are_no_value() {
    for text in ["<td>合言葉は</td><td>青い鳥</td>", "<p>192.168.</p><p>77.1</p>", "<li>合言葉は<li>青い鳥"]
    {
        assert!(!found("合言葉は青い鳥", "", "a.html", text.as_bytes()), "{text}");
        assert!(!found("192.168.77.1", "", "a.html", text.as_bytes()), "{text}");
    }
}

#[test]
fn svg() {
    for text in ["<svg><text x=\"1\">$</text></svg>", "<svg><title>$</title></svg>", "<svg><desc>$</desc></svg>"] {
        within("assets/a.svg", text);
    }
    cut_by("assets/a.svg", "<text>", "</tspan><tspan x=\"1\" dy=\"8\">", "</text>");
    assert!(!found("4821", "", "a.svg", b"<rect x=\"4821\" width=\"4821\"/><path d=\"M4821 4821Z\"/>"));
    assert!(found("4821", "", "a.svg", b"<rect x=\"4821\" width=\"4821\" id=\"4821\"/>"));
}

#[test]
fn scripts_and_data() {
    for text in ["[\"$\"]", "{\"$\": 1}", "{\"a\":\"<b>$</b>\"}", "// $\nvar a = `$`", "{\"url\": \"items/$.html#x\"}"]
    {
        within("binder.json", text);
        within("search-data.js", text);
    }
    cut_by("search-data.js", "[\"", "\\u003cb\\u003e", "\"]");
    tell_apart("binder.json", |value| {
        let escaped: String = value.encode_utf16().map(|it| format!("\\u{it:04x}")).collect();
        format!("[\"{escaped}\"]").into_bytes()
    });
}

#[test]
fn data_within_an_address() {
    let svg = |value: &str| format!("<svg><text>{value}</text></svg>");
    let percent = |it: &str| it.bytes().map(|it| format!("%{it:02X}")).collect::<String>();
    tell_apart("a.html", |it| format!("<img src=\"data:image/svg+xml,{}\">", percent(&svg(it))).into_bytes());
    tell_apart("a.html", |it| {
        format!("<img src=\"data:image/svg+xml;base64,{}\">", base64(svg(it).as_bytes())).into_bytes()
    });
}

#[test]
fn texts_in_every_writing() {
    for path in
        ["attachments/a.txt", "attachments/a.csv", "attachments/a.md", "assets/style.css", "attachments/nameless"]
    {
        within(path, "前,\"$\",後\n");
    }
    tell_apart("a.txt", |it| encoding_rs::SHIFT_JIS.encode(&format!("前 {it} 後")).0.into_owned());
    let utf16 = |it: &str| it.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
    tell_apart("a.txt", |it| [&[0xFF, 0xFE][..], &utf16(it)].concat());
}

#[test]
fn names_of_files() {
    for path in ["items/KDS-7001.html", "attachments/192.168.77.1.txt", "a/合言葉は青い鳥.pdf"] {
        assert!(super::PLANTED.iter().any(|it| found(it, "", path, b"")), "{path}");
    }
    assert!(!found("KDS-7001", "", "items/KDS-70012.html", b""));
    assert!(found("合言葉は青い鳥", "", "a/%E5%90%88%E8%A8%80%E8%91%89%E3%81%AF%E9%9D%92%E3%81%84%E9%B3%A5.html", b""));
}

#[test]
fn files_of_an_office() {
    tell_apart("a.xlsx", |it| zipped("xl/sharedStrings.xml", &format!("<si><t>{it}</t></si><si><t>0</t></si>")));
    tell_apart("a.docx", |it| {
        let at = it.char_indices().nth(2).unwrap().0;
        let runs = format!("<w:p><w:r><w:t>{}</w:t></w:r><w:r><w:t>{}</w:t></w:r></w:p>", &it[..at], &it[at..]);
        zipped("word/document.xml", &runs)
    });
    tell_apart("a.docx", |it| zipped("docProps/core.xml", &format!("<dc:creator>{it}</dc:creator>")));
    tell_apart("a.zip", |it| zipped(&format!("{it}/x.txt"), ""));
    tell_apart("a.zip", |it| zipped("inner.zip", &lossless(&zipped("x.txt", it))));
    assert!(!found(
        "合言葉は青い鳥",
        "",
        "a.xlsx",
        &zipped("xl/sharedStrings.xml", "<si><t>合言葉は</t></si><si><t>青い鳥</t></si>")
    ));
}

/// Bytes as the letters that stand for them, which [`zipped`] turns back.
fn lossless(bytes: &[u8]) -> String {
    bytes.iter().map(|it| char::from(*it)).collect()
}

fn zipped(name: &str, text: &str) -> Vec<u8> {
    let is_bytes = name.ends_with(".zip");
    let bytes: Vec<u8> = if is_bytes { text.chars().map(|it| it as u8).collect() } else { text.as_bytes().to_vec() };
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    writer.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
    writer.write_all(&bytes).unwrap();
    writer.finish().unwrap().into_inner()
}

#[test]
fn packed_files() {
    tell_apart("a.html.gz", |it| {
        let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        packer.write_all(format!("<p>{it}</p>").as_bytes()).unwrap();
        packer.finish().unwrap()
    });
}

#[test]
fn notes_of_pictures() {
    tell_apart("a.png", |it| png(&[chunk(b"tEXt", format!("Comment\0{it}").as_bytes())]));
    tell_apart("a.png", |it| png(&[chunk(b"iTXt", format!("Comment\0\0\0ja\0\0{it}").as_bytes())]));
    tell_apart("a.png", |it| {
        let mut packer = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::fast());
        packer.write_all(it.as_bytes()).unwrap();
        png(&[chunk(b"zTXt", &[b"Comment\0\0", &*packer.finish().unwrap()].concat())])
    });
    tell_apart("a.png", |it| [png(&[]), it.as_bytes().to_vec()].concat());
    tell_apart("a.jpg", |it| jpeg(0xFE, it.as_bytes()));
    tell_apart("a.jpg", |it| {
        let exif: Vec<u8> = it.encode_utf16().flat_map(u16::to_le_bytes).collect();
        jpeg(0xE1, &[b"Exif\0\0II*\0", &*exif, &[0, 0]].concat())
    });
    tell_apart("a.jpg", |it| [jpeg(0xFE, b""), it.as_bytes().to_vec()].concat());
}

fn chunk(kind: &[u8; 4], data: &[u8]) -> Vec<u8> {
    let length = u32::try_from(data.len()).unwrap().to_be_bytes();
    [&length[..], kind, data, &[0; 4]].concat()
}

fn png(chunks: &[Vec<u8>]) -> Vec<u8> {
    let dots = chunk(b"IDAT", b"dots KDS-7001 among dots are none");
    [&crate::leak::picture::PNG.to_vec(), &dots, &chunks.concat(), &chunk(b"IEND", b"")].map(Vec::as_slice).concat()
}

fn jpeg(kind: u8, data: &[u8]) -> Vec<u8> {
    let length = u16::try_from(data.len() + 2).unwrap().to_be_bytes();
    [&[0xFF, 0xD8, 0xFF, kind], &length[..], data, &[0xFF, 0xDA, 0, 2, 9, 9, 9, 0xFF, 0xD9]].concat()
}

#[test]
fn bytes_of_which_nothing_is_known() {
    tell_apart("a.doc", |it| [&[0xD0, 0xCF, 0, 1, 0xFF, 0xC0][..], it.as_bytes(), &[0, 0xFF]].concat());
    for skew in [&[0xD0, 0xFF, 0xFF, 0xC0][..], &[0xD0, 0xFF, 0xC0]] {
        tell_apart("a.doc", |it| {
            [skew, &it.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>(), &[0, 0, 0xFF]].concat()
        });
    }
}

#[test]
fn what_may_be_said_is_no_secret() {
    assert!(!found("KDS-7001", "棚に KDS-7001 がある", "a.html", b"<p>KDS-7001</p>"));
    assert!(found("KDS-7001", "棚に KDS-70012 がある", "a.html", b"<p>KDS-7001</p>"));
    assert!(!found("KDS-7001", "**KDS**-7001".replace('*', "").as_str(), "a.html", b"<p>KDS-7001</p>"));
}

fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::new();
    for three in bytes.chunks(3) {
        let bits = three.iter().fold(0u32, |sum, it| sum << 8 | u32::from(*it)) << (8 * (3 - three.len()));
        for digit in 0..=three.len() {
            out.push(char::from(DIGITS[(bits >> (18 - 6 * digit) & 63) as usize]));
        }
    }
    out
}
