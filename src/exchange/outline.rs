//! A guideline's table of contents as plain text: numbers glued to titles, leaders, numbers of pages. Never a heading that
//! does not stand there.

use super::lines::{Line, lines};
use super::number::{digits, join, narrow};
use super::successor::follows;
use super::unread::Unread;
use crate::diagnostics::Sink;
use crate::exchange::hints::Hints;
use crate::model::SectionNumber;
use crate::source::FileId;

/// A table of contents as it was read.
#[derive(Debug)]
pub struct Outline {
    /// Its text.
    pub file: FileId,
    /// The line that names the guideline.
    pub title: Option<String>,
    /// `6.0`.
    pub edition: Option<String>,
    /// `2023-05`.
    pub issued: Option<String>,
    /// Its parts, as they stand.
    pub parts: Vec<OutlinePart>,
}

/// A part (編).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutlinePart {
    /// Its name.
    pub name: String,
    /// Its sections, in the order of their numbers.
    pub sections: Vec<OutlineSection>,
}

/// A line of the table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutlineSection {
    /// Its number.
    pub number: SectionNumber,
    /// Its heading; `None` where only the number is known.
    pub title: Option<String>,
    /// The page it names.
    pub page: Option<u32>,
    /// Where it stands, for people: the file and the line.
    pub source: String,
}

/// Signs between a title and its page.
const LEADERS: [char; 10] = ['…', '‥', '・', '.', '･', '─', '━', '_', '‧', '⋯'];
const DASHES: [char; 6] = ['-', '–', '—', '‐', '−', 'ー'];

/// Whether a text looks like one: numbered lines with pages, and no note.
pub fn is_outline(text: &str) -> bool {
    let lines = lines(text);
    let is_entry = |it: &&Line<'_>| Tail::of(it.text).page.is_some() && number(it.text, None).is_some();
    !lines.iter().any(|it| it.text.starts_with('▶')) && lines.iter().filter(is_entry).count() >= 2
}

/// Whether a line is one of a table of contents: leaders, then a page.
pub(super) fn has_leader(text: &str) -> bool {
    let tail = Tail::of(text);
    tail.leaders >= 3 && tail.page.is_some()
}

/// Reads a table of contents; `name` is its file's.
pub fn read(file: FileId, name: &str, text: &str, sink: &mut Sink) -> Outline {
    let lines = lines(text);
    let mut parts: Vec<OutlinePart> = Vec::new();
    let mut unread = Unread::default();
    let (mut title, mut issued) = (None, None);
    let mut at = 0;
    while at < lines.len() {
        let line = &lines[at];
        at += 1;
        if let Some(part) = parts.last_mut()
            && let Some((section, used)) = section(&lines[at - 1..], part)
        {
            let source = format!("{name} L{}", line.number);
            part.sections.push(OutlineSection { source, ..section });
            at += used - 1;
        } else if let Some(name) = part(line.text) {
            if !parts.iter().any(|it| it.name == name) {
                parts.push(OutlinePart { name, sections: Vec::new() });
            }
        } else if line.text.contains("ガイドライン") && title.is_none() {
            title = Some(without_edition(line.text));
        } else if issued.is_none() && month(line.text).is_some() {
            issued = month(line.text);
        } else if !is_label(line.text) {
            unread.take(line.number, &line.place(), line.text, line.span(file));
        }
    }
    unread.tell(sink);
    parts.retain(|it| !it.sections.is_empty());
    Outline { file, title, edition: Hints::of(text).guideline, issued, parts }
}

/// What stands above the table.
fn is_label(text: &str) -> bool {
    let bare: String = narrow(text).chars().filter(|it| !it.is_whitespace()).collect();
    let is_edition = bare.starts_with('第') && bare.ends_with('版') && bare.chars().count() <= 8;
    ["目次", "厚生労働省", "-目次-", "<目次>", "【目次】"].contains(&bare.as_str()) || is_edition
}

/// A title, and what stands behind it.
struct Tail {
    /// How many characters the title has.
    title: usize,
    leaders: usize,
    page: Option<u32>,
}

impl Tail {
    fn of(text: &str) -> Self {
        let narrow = narrow(text.trim());
        let plain = Self { title: narrow.chars().count(), leaders: 0, page: None };
        let undashed = narrow.trim_end_matches(DASHES).trim_end();
        let number = undashed.trim_end_matches(|it: char| it.is_ascii_digit());
        let digits = &undashed[number.len()..];
        let is_dashed = undashed.len() < narrow.len();
        if digits.is_empty() || digits.len() > 4 {
            return plain;
        }
        let before = if is_dashed { number.trim_end().strip_suffix(DASHES).unwrap_or(number) } else { number };
        let title = before.trim_end_matches(|it: char| it.is_whitespace() || LEADERS.contains(&it));
        let between = &before[title.len()..];
        let leaders = between.chars().filter(|it| !it.is_whitespace()).count();
        if title.is_empty() || (between.is_empty() && !is_dashed) {
            return plain;
        }
        Self { title: title.chars().count(), leaders, page: digits.parse().ok() }
    }
}

/// The section that a line names, and how many lines it takes: a title without a page may go on on the next one.
fn section(lines: &[Line<'_>], part: &OutlinePart) -> Option<(OutlineSection, usize)> {
    let first = lines.first()?;
    let before = part.sections.last().map(|it| &it.number);
    let (number, used) = number(first.text, before)?;
    if before.is_some_and(|it| number <= *it) {
        return None;
    }
    let tail = Tail::of(first.text);
    let head = slice(first.text, used, tail.title);
    let source = String::new();
    if tail.page.is_some() {
        let title = (!head.is_empty()).then_some(head);
        return Some((OutlineSection { number, title, page: tail.page, source }, 1));
    }
    let next = lines.get(1).filter(|it| self::number(it.text, None).is_none() && self::part(it.text).is_none());
    let ended = next.map(|it| (it, Tail::of(it.text))).filter(|(_, tail)| tail.page.is_some());
    if let Some((next, tail)) = ended {
        let title = join([head.as_str(), slice(next.text, 0, tail.title).as_str()]);
        return Some((OutlineSection { number, title: Some(title), page: tail.page, source }, 2));
    }
    // Without a page only the number that comes next is one.
    let sound = !head.is_empty() && follows(before, &number) && !head.contains('。');
    sound.then_some((OutlineSection { number, title: Some(head), page: None, source }, 1))
}

/// The characters `from..to` of a line.
fn slice(text: &str, from: usize, to: usize) -> String {
    text.trim().chars().take(to).skip(from).collect::<String>().trim().to_owned()
}

/// The number that a line begins with and how many characters it takes. Of a last level of two digits that is not the next
/// number, the second digit belongs to the title where that is the next number.
fn number(text: &str, before: Option<&SectionNumber>) -> Option<(SectionNumber, usize)> {
    let narrow = narrow(text.trim());
    let mut levels: Vec<u8> = Vec::new();
    let mut rest = narrow.as_str();
    while let Some((level, behind)) = digits(rest) {
        levels.push(u8::try_from(level).ok()?);
        rest = behind;
        let Some(behind) = rest.strip_prefix('.').filter(|it| !it.starts_with(LEADERS)) else { break };
        rest = behind;
    }
    let used = |rest: &str| narrow.chars().count() - rest.chars().count();
    let title = rest.trim_start().chars().next()?;
    let whole = SectionNumber::new(&levels).filter(|_| !title.is_ascii_punctuation());
    let last = levels.last_mut()?;
    if *last >= 10 && !whole.as_ref().is_some_and(|it| follows(before, it)) {
        *last /= 10;
        let shorter = SectionNumber::new(&levels).filter(|it| follows(before, it));
        if let Some(shorter) = shorter.filter(|_| !rest.starts_with(' ')) {
            return Some((shorter, used(rest) - 1));
        }
    }
    Some((whole?, used(rest)))
}

/// A line that is a part's name: `【経営管理編】`, `ガイドライン第6.0版 システム運用編`.
fn part(text: &str) -> Option<String> {
    let text = text.trim();
    let tail = Tail::of(text);
    let head: String = text.chars().take(tail.title).collect();
    let head = head.split(['（', '(']).next().unwrap_or_default().trim();
    let last = head.split([' ', '　', '\t']).next_back()?;
    let name = last.trim_matches(['【', '】', '「', '」', '[', ']', '<', '>', '＜', '＞', '■', '●', '○']);
    let fits =
        name.ends_with('編') && (3..=12).contains(&name.chars().count()) && name.chars().all(char::is_alphabetic);
    fits.then(|| name.to_owned())
}

fn without_edition(text: &str) -> String {
    let text = text.trim();
    let at = text.find("ガイドライン").map_or(text.len(), |it| it + "ガイドライン".len());
    text[..at].to_owned()
}

/// 令和5年5月, alone on its line.
fn month(text: &str) -> Option<String> {
    let text: String = narrow(text).chars().filter(|it| !it.is_whitespace()).collect();
    let (base, rest) = text.strip_prefix("令和").map_or((0, text.as_str()), |it| (2018, it));
    let (year, rest) = rest.strip_prefix('元').map_or_else(|| digits(rest), |it| Some((1, it)))?;
    let (month, rest) = digits(rest.strip_prefix('年')?)?;
    let year = base + year;
    let sound = rest == "月" && (1..=12).contains(&month) && (2000..=2200).contains(&year);
    sound.then(|| format!("{year}-{month:02}"))
}
