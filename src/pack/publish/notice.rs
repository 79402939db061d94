//! The papers of a new version, as plain data: the change notice and the covering letter. Sets no type and writes no file.

use super::changes::{PageChange, State};
use super::words;
use crate::model::{Action, Date};
use crate::pack::Pack;
use crate::render::sheets::{ChangeNotice, ChangedBlock, ChangedPage, Letter, LetterPage, MOVED, UNSAID};

/// What whoever writes the letter says.
#[derive(Debug, Clone, Copy)]
pub struct Asked<'a> {
    /// The document number of the ministry's notice; empty without one.
    pub number: &'a str,
    /// Whom to ask; empty where nobody is named.
    pub phone: &'a str,
    /// By when members are to act.
    pub deadline: Date,
    /// Who sends it.
    pub from: &'a str,
    /// The day of the letter.
    pub made: Date,
    /// The pack's file name.
    pub file: &'a str,
}

/// The change notice.
pub fn change_notice(old: &Pack, new: &Pack, changes: &[PageChange<'_>], made: Date) -> ChangeNotice {
    let mut shown: Vec<&PageChange<'_>> = changes.iter().filter(|it| is_told(it)).collect();
    shown.sort_by_key(|it| (rank(it), it.path));
    let count = |wanted: &str| changes.iter().filter(|it| said(it) == wanted).count();
    let said = Action::ALL.map(|it| (it.japanese(), count(it.japanese())));
    let unsaid = [MOVED, UNSAID].map(|it| (it, count(it)));
    let counts = said.into_iter().chain(unsaid.into_iter().filter(|it| it.1 > 0));
    ChangeNotice {
        template: new.head.id.clone(),
        before: old.head.version.clone(),
        after: new.head.version.clone(),
        made: made.japanese(),
        counts: counts.map(|(word, count)| (word.to_owned(), count)).collect(),
        pages: shown.into_iter().map(page).collect(),
        unchanged: changes.iter().filter(|it| !is_told(it)).map(|it| format!("{}（{}）", it.title, it.path)).collect(),
        migrations: new.head.moved_since(old.head.serial).map(words::migration).collect(),
    }
}

/// What a member has to do: as it is said; where nothing is, nothing for a page that is the same.
fn action(page: &PageChange<'_>) -> Option<Action> {
    let unsaid = (page.state == State::Same && page.from.is_none()).then_some(Action::Nothing);
    page.note.map(|it| it.action).or(unsaid)
}

/// As the paper says it.
fn said(page: &PageChange<'_>) -> &'static str {
    let unsaid = if page.state == State::Same { MOVED } else { UNSAID };
    action(page).map_or(unsaid, Action::japanese)
}

fn is_told(page: &PageChange<'_>) -> bool {
    action(page) != Some(Action::Nothing)
        || page.state != State::Same
        || page.note.is_some_and(|it| !it.note.is_empty())
}

/// What nobody spoke of comes behind what is to be looked at.
fn rank(page: &PageChange<'_>) -> u8 {
    match action(page) {
        Some(Action::Required) => 0,
        Some(Action::Look) => 1,
        None => 2,
        Some(Action::Nothing) => 3,
    }
}

fn page(page: &PageChange<'_>) -> ChangedPage {
    ChangedPage {
        action: said(page).to_owned(),
        title: page.title.clone(),
        path: page.path.to_owned(),
        note: page.note.map(|it| it.note.clone()).unwrap_or_default(),
        state: match page.state {
            State::Added => "added",
            State::Changed => "changed",
            State::Removed => "removed",
            State::Same => "same",
        },
        from: page.from.unwrap_or_default().to_owned(),
        blocks: page.blocks.iter().filter(|it| page.state == State::Changed || is_section(it)).map(block).collect(),
    }
}

/// Of a page that came or went the sections are named, and nothing else.
fn is_section(block: &super::BlockChange) -> bool {
    let text = block.after.as_deref().or(block.before.as_deref());
    text.is_some_and(|it| it.starts_with("##"))
}

fn block(block: &super::BlockChange) -> ChangedBlock {
    let (before, after) = words::sides(block.before.as_deref(), block.after.as_deref());
    let state = match (&block.before, &block.after) {
        (None, _) => "added",
        (Some(_), None) => "removed",
        (Some(_), Some(_)) => "changed",
    };
    ChangedBlock { name: block.name.clone(), state, before, after }
}

/// The covering letter; `None` for a pack without a key: members could not tell it from a forged one.
pub fn letter(new: &Pack, asked: Asked<'_>) -> Option<Letter> {
    let fingerprint = new.head.key.as_ref()?.fingerprint();
    let title = |path: &str| {
        let text = new.file(path).and_then(|it| std::str::from_utf8(&it.bytes).ok());
        text.and_then(super::changes::title).unwrap_or_else(|| path.to_owned())
    };
    let of = |wanted: Action| new.head.changes.iter().filter(move |it| it.action == wanted);
    Some(Letter {
        number: asked.number.to_owned(),
        phone: asked.phone.to_owned(),
        from: asked.from.to_owned(),
        made: asked.made.japanese(),
        deadline: asked.deadline.japanese(),
        template: new.head.id.clone(),
        version: new.head.version.clone(),
        count: of(Action::Required).count(),
        required: of(Action::Required)
            .take(LISTED)
            .map(|it| LetterPage { title: title(&it.page), note: short(&it.note) })
            .collect(),
        look: of(Action::Look).count(),
        fingerprint,
        file: asked.file.to_owned(),
    })
}

/// More than fit one page, whatever stands in them.
const LISTED: usize = 60;

/// So much of a note stands on a page that is to hold many.
const NOTE: usize = 90;

fn short(note: &str) -> String {
    if note.chars().count() <= NOTE {
        return note.to_owned();
    }
    format!("{}…（続きは「変更のお知らせ」）", note.chars().take(NOTE - 14).collect::<String>())
}
