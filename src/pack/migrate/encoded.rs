//! A text that is changed in the encoding in which it is: UTF-8, or CP932 as older Windows programs save it. Every line that
//! stays, stays byte for byte.

use encoding_rs::SHIFT_JIS;

use crate::source::{Splice, Writing};

/// The text that `change` makes of it. What is no text, or could not be written, stays.
pub(super) fn reworded(bytes: Vec<u8>, change: impl Fn(String) -> String) -> Vec<u8> {
    match String::from_utf8(bytes) {
        Ok(text) => change(text).into_bytes(),
        Err(other) => {
            let bytes = other.into_bytes();
            in_cp932(&bytes, change).unwrap_or(bytes)
        }
    }
}

fn in_cp932(bytes: &[u8], change: impl Fn(String) -> String) -> Option<Vec<u8>> {
    let text = SHIFT_JIS.decode_without_bom_handling_and_without_replacement(bytes)?.into_owned();
    let after = change(text.clone());
    Writing::of(bytes, &text)?.splice(bytes, &text, &splices(&text, &after))
}

/// The lines that differ; names are changed within their lines.
fn splices(before: &str, after: &str) -> Vec<Splice> {
    let (old, new): (Vec<_>, Vec<_>) = (before.split_inclusive('\n').collect(), after.split_inclusive('\n').collect());
    if old.len() != new.len() {
        return vec![Splice { range: 0..before.len(), text: after.to_owned() }];
    }
    let mut at = 0;
    let mut splices = Vec::new();
    for (old, new) in old.into_iter().zip(new) {
        if old != new {
            splices.push(Splice { range: at..at + old.len(), text: new.to_owned() });
        }
        at += old.len();
    }
    splices
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_keeps_its_encoding() {
        let cp932 = |it: &str| SHIFT_JIS.encode(it).0.into_owned();
        let change = |it: String| it.replace("tel", "phone").replace("薬", "💊");
        assert_eq!(reworded(cp932("一\r\n電話 tel\r\n"), change), cp932("一\r\n電話 phone\r\n"));
        assert_eq!(reworded(cp932("tel 薬"), change), cp932("tel 薬"), "no sign for it");
        assert_eq!(reworded(b"tel \xff\xfe".to_vec(), change), b"tel \xff\xfe");
        assert_eq!(reworded("tel 薬".into(), change), "phone 💊".as_bytes());
    }
}
