//! Facts of one facility in files that every member gets: names that are known, telephone numbers, addresses, mail. A public
//! body's number looks the same, so nothing here is more than a warning.

use super::texts;
use crate::check;
use crate::diagnostics::{Code, Finding, Sink};
use crate::model::{RegisterKind, SampleNames};
use crate::pack::Pack;
use crate::parse::{config, register};
use crate::source::{FileId, Sources, Span};

/// What is known of the facility that the template was written at.
#[derive(Debug, Clone, Default)]
pub struct Facts {
    /// Each with what it is.
    known: Vec<(&'static str, String)>,
}

impl Facts {
    /// The names that toji's own template uses.
    pub fn of_sample(names: &SampleNames) -> Self {
        Self { known: names.all.iter().map(|it| ("見本の名前", it.clone())).collect() }
    }

    /// What an author's own `binder.toml` says.
    pub fn take_settings(&mut self, text: &str) {
        let (mut sources, mut sink) = (Sources::default(), Sink::default());
        let Some(config) = config::parse(sources.add("binder.toml", text), text, &mut sink) else { return };
        self.take("施設の名前", &config.facility.name);
        config.facility.facts.iter().for_each(|it| self.take("施設の事実", &it.1));
    }

    /// What an author's own register says. A public body is the same for everybody.
    pub fn take_register(&mut self, kind: RegisterKind, text: &str) {
        let columns = match kind {
            RegisterKind::Contacts => ["氏名", "電話"],
            RegisterKind::Vendors => ["名称", "電話"],
            RegisterKind::Devices => ["シリアル番号", "IPアドレス"],
            RegisterKind::Accounts
            | RegisterKind::Media
            | RegisterKind::Links
            | RegisterKind::Backups
            | RegisterKind::Records
            | RegisterKind::Visits
            | RegisterKind::Copies
            | RegisterKind::Evidence => return,
        };
        let (mut sources, mut sink) = (Sources::default(), Sink::default());
        let register = register::parse(sources.add("register", text), text, (kind, &[]), &mut sink);
        for row in register.rows.iter().filter(|it| register.text(it, "区分") != "外部") {
            columns.iter().for_each(|it| self.take("台帳の値", register.text(row, it)));
        }
    }

    /// A short word is everybody's.
    fn take(&mut self, what: &'static str, value: &str) {
        let value = bare(value);
        if value.chars().count() > 2 && !self.known.iter().any(|it| it.1 == value) {
            self.known.push((what, value));
        }
    }
}

/// Tells each fact that stands in a managed file.
pub fn facts(pack: &Pack, known: &Facts, sources: &mut Sources, sink: &mut Sink) {
    for file in texts(pack, sources) {
        let text = sources.file(file).text();
        let mut start = 0;
        for line in text.split_inclusive('\n') {
            sink.extend(of_line(line.trim_end(), known).into_iter().map(|it| it.finding(file, start)));
            start += line.len();
        }
    }
}

struct Found {
    what: &'static str,
    value: String,
    /// Within the line, in bytes; nothing for the whole line.
    range: std::ops::Range<usize>,
}

impl Found {
    fn finding(self, file: FileId, start: usize) -> Finding {
        let span = Span::new(file, start + self.range.start..start + self.range.end);
        Finding::at(Code::PackFactLeft, span).with("what", self.what).with("value", self.value)
    }
}

fn of_line(line: &str, known: &Facts) -> Vec<Found> {
    let spaceless = bare(line);
    let names = known.known.iter().filter(|it| spaceless.contains(&bare(&it.1))).map(|(what, value)| {
        let range = line.find(value.as_str()).map_or(0..line.len(), |at| at..at + value.len());
        Found { what, value: value.clone(), range }
    });
    let numbers = check::telephone_numbers(line).into_iter();
    let numbers = numbers.map(|it| Found { what: "電話番号", value: line[it.clone()].to_owned(), range: it });
    let others = [("メールアドレス", mail(line)), ("郵便番号", postal_code(line)), ("住所", address(line))];
    let others = others.into_iter().filter_map(|(what, range)| {
        let range = range?;
        Some(Found { what, value: line[range.clone()].to_owned(), range })
    });
    let mut found: Vec<Found> = names.chain(numbers).chain(others).collect();
    // A number that is known is one finding.
    let ranges: Vec<_> = found.iter().map(|it| it.range.clone()).collect();
    let mut i = 0;
    found.retain(|it| {
        let is_first = !ranges[..i].iter().any(|other| other.start < it.range.end && it.range.start < other.end);
        i += 1;
        is_first
    });
    found
}

fn bare(text: &str) -> String {
    text.chars().filter(|it| !it.is_whitespace()).collect()
}

fn mail(line: &str) -> Option<std::ops::Range<usize>> {
    let is_part = |it: char| it.is_ascii_alphanumeric() || ".-_+".contains(it);
    let at = line.find('@')?;
    let start =
        line[..at].rfind(|it| !is_part(it)).map_or(0, |it| it + line[it..].chars().next().map_or(1, char::len_utf8));
    let end = line[at + 1..].find(|it| !is_part(it)).map_or(line.len(), |it| at + 1 + it);
    (start < at && line[at + 1..end].contains('.')).then_some(start..end)
}

/// 〒000-0000.
fn postal_code(line: &str) -> Option<std::ops::Range<usize>> {
    let at = line.find('〒')?;
    let digits = line[at + '〒'.len_utf8()..].chars().filter(|it| !it.is_whitespace() && !"-－ー".contains(*it));
    let is_code = digits.take(7).filter(|it| it.is_numeric()).count() == 7;
    is_code.then(|| at..line.len().min(line[at..].char_indices().nth(9).map_or(line.len(), |it| at + it.0)))
}

/// A prefecture, a town, and a number behind them.
fn address(line: &str) -> Option<std::ops::Range<usize>> {
    PREFECTURES.iter().find_map(|name| {
        let at = line.find(name)?;
        let near: Vec<(usize, char)> = line[at..].char_indices().take(40).collect();
        let town = near.iter().skip(name.chars().count()).position(|it| "市区町村郡".contains(it.1))?;
        let rest = near.iter().skip(name.chars().count() + town);
        let number = rest.clone().find(|it| it.1.is_numeric())?;
        Some(at..at + number.0 + number.1.len_utf8())
    })
}

const PREFECTURES: [&str; 47] = [
    "北海道",
    "青森県",
    "岩手県",
    "宮城県",
    "秋田県",
    "山形県",
    "福島県",
    "茨城県",
    "栃木県",
    "群馬県",
    "埼玉県",
    "千葉県",
    "東京都",
    "神奈川県",
    "新潟県",
    "富山県",
    "石川県",
    "福井県",
    "山梨県",
    "長野県",
    "岐阜県",
    "静岡県",
    "愛知県",
    "三重県",
    "滋賀県",
    "京都府",
    "大阪府",
    "兵庫県",
    "奈良県",
    "和歌山県",
    "鳥取県",
    "島根県",
    "岡山県",
    "広島県",
    "山口県",
    "徳島県",
    "香川県",
    "愛媛県",
    "高知県",
    "福岡県",
    "佐賀県",
    "長崎県",
    "熊本県",
    "大分県",
    "宮崎県",
    "鹿児島県",
    "沖縄県",
];

#[cfg(test)]
mod tests {
    use super::*;

    fn found(line: &str) -> Vec<(&'static str, String)> {
        let mut facts = Facts::default();
        facts.take("名前", "春野 一郎");
        of_line(line, &facts).into_iter().map(|it| (it.what, it.value)).collect()
    }

    #[test]
    fn facts_are_known_by_how_they_look() {
        for (line, what, value) in [
            ("電話は 0000-00-1200 です", "電話番号", "0000-00-1200"),
            ("連絡先: info@example.jp へ", "メールアドレス", "info@example.jp"),
            ("〒000-0000 ", "郵便番号", "〒000-0000"),
            ("所在地は奈良県見本市本町1丁目", "住所", "奈良県見本市本町1"),
            ("責任者の春野一郎が", "名前", "春野一郎"),
            ("責任者の春野　一郎が", "名前", "春野一郎"),
        ] {
            assert_eq!(found(line), [(what, value.to_owned())], "{line}");
        }
        for line in [
            "",
            "110番",
            "第12条 2025-04-01",
            "{{ facility.phone }}",
            "都道府県の窓口",
            "奈良県の通知",
            "a@b",
            "@",
            "〒",
        ] {
            assert_eq!(found(line), [], "{line}");
        }
    }
}
