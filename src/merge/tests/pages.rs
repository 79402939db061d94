//! Pages that a new template splits.

use super::*;

fn divided(base: &str, mine: &str, pages: [&str; 2]) -> Vec<(String, String)> {
    let text = |it: Vec<u8>| String::from_utf8(it).unwrap();
    let portions = portions("manual/a.md", base.as_bytes(), mine.as_bytes(), &pages.map(str::as_bytes));
    portions.into_iter().map(|it| (text(it.base), text(it.mine))).collect()
}

#[test]
fn blocks_go_where_the_template_has_them() {
    let base = "# 題\n\n## 甲\n\n甲。\n\n## 乙\n\n乙。\n\n## 丙\n\n丙。\n";
    let mine = "\u{feff}# 題\r\n\r\n## 甲\r\n\r\n甲。\r\n\r\n## 乙\r\n\r\nうちの乙。\r\n\r\n### 自分\r\n\r\n自分。\r\n\r\n## 丙\r\n\r\n丙。\r\n";
    let (first, second) = ("# 題\n\n## 甲\n\n甲。\n\n## 丙\n\n丙とする。\n", "# 別の題\n\n## 乙\n\n乙。\n");
    let portions = divided(base, mine, [first, second]);
    assert_eq!(portions[0].0, "# 題\n\n## 甲\n\n甲。\n\n## 丙\n\n丙。\n");
    assert_eq!(portions[0].1, "\u{feff}# 題\r\n\r\n## 甲\r\n\r\n甲。\r\n\r\n## 丙\r\n\r\n丙。\r\n");
    assert_eq!(portions[1].0, "## 乙\n\n乙。\n\n");
    assert_eq!(portions[1].1, "\u{feff}## 乙\r\n\r\nうちの乙。\r\n\r\n### 自分\r\n\r\n自分。\r\n\r\n");
    let merged = merge("manual/b.md", Some(portions[1].0.as_bytes()), portions[1].1.as_bytes(), second.as_bytes());
    let expected = "\u{feff}# 別の題\r\n\r\n## 乙\r\n\r\nうちの乙。\r\n\r\n### 自分\r\n\r\n自分。\r\n\r\n";
    assert_eq!(merged, Merged::Merged(expected.as_bytes().to_vec()));
}

#[test]
fn what_cannot_be_divided_goes_to_the_first() {
    let portions = portions("a.png", b"\x89a", b"\x89b", &[b"\x89c", b"\x89d"]);
    let empty = Portion { base: Vec::new(), mine: Vec::new() };
    assert_eq!(portions, [Portion { base: b"\x89a".to_vec(), mine: b"\x89b".to_vec() }, empty]);
}
