//! A source folder of any size: documents of 3 KB Japanese Markdown with a table and five references each.

use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::Path;

const BINDER: &str =
    "format = 1\nfiscal_year = 2025\nedition = \"r7\"\n[facility]\nname = \"見本薬局\"\nkind = \"pharmacy\"\n";

const SENTENCES: [&str; 6] = [
    "受付の端末は、業務を終えたら必ず画面を閉じ、席を離れるときは鍵をかけます。",
    "更新の知らせが届いたら、担当者が内容を読み、事業者と日取りを決めてから当てます。",
    "紙に書き出した連絡先は、電話のそばと金庫の二か所に置き、年に一度は番号を確かめます。",
    "外から借りた媒体は、受け取った人と日付を台帳に書き、検査を終えるまでつなぎません。",
    "退職した人の利用者名は、その日のうちに止め、止めた人と時刻を記録に残します。",
    "復元の試験では、実際に別の機器へ戻し、開けたことを二人で確かめて署名します。",
];

/// Writes a folder of `count` documents below `root`, a hundred in each subfolder.
pub(crate) fn write(root: &Path, count: usize) -> io::Result<()> {
    fs::create_dir_all(root.join("rules"))?;
    fs::write(root.join("binder.toml"), BINDER)?;
    fs::write(root.join("rules/rules.md"), rules())?;
    for n in 0..count {
        let folder = root.join(format!("pages/{:03}", n / 100));
        if n % 100 == 0 {
            fs::create_dir_all(&folder)?;
        }
        fs::write(folder.join(format!("p{n:05}.md")), document(n, count))?;
    }
    Ok(())
}

fn rules() -> String {
    (1..=25).fold("# 規程\n".to_owned(), |mut text, n| {
        let _ = write!(text, "\n## 第{n}条（定め{n}）\n\n第{n}条の定めを置く。\n\n２　次の年に見直す。\n");
        text
    })
}

fn document(n: usize, count: usize) -> String {
    let next = (n + 1) % count;
    let mut text = format!("# 手順書 {n}\n\n");
    for (i, heading) in ["目的", "手順", "記録"].iter().enumerate() {
        let _ = write!(text, "## {heading}\n\n");
        for k in 0..6 {
            text.push_str(SENTENCES[(n + i + k) % SENTENCES.len()]);
        }
        text.push_str("\n\n");
    }
    let _ = write!(text, "くわしくは第{}条と 2-③ を見ます。", n % 25 + 1);
    let _ = write!(text, "次は[手順書](../{:03}/p{next:05}.md)、[[p{:05}]]です。\n\n", next / 100, (n + 7) % count);
    text.push_str("| 日 | することと**確かめる**こと | 担当 |\n|---|---|---|\n");
    for row in 0..6 {
        let _ = writeln!(text, "| {row}日目 | {} | 担当{row} |", &SENTENCES[row % 6][..60]);
    }
    text.push_str("\n▶システム運用編 8③\n");
    text
}
