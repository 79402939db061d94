//! What each vendor still owes: its form, its disclosure statement, the day of its contract. Demands nothing, and makes no
//! finding.

use super::contracts::{Contract, REPLY_DAYS};
use super::ledger;
use crate::model::{Date, FormState, RegisterKind, RowId};
use crate::resolve::Binder;

/// For how many days a vendor may think about a reminder.
const REMINDER_DAYS: u16 = 14;

/// The column of the vendors' register that says which MDS/SDS came.
pub(super) const DISCLOSURE: &str = "MDS/SDS";

/// The characters of 令和10年12月31日, and some.
const LONGEST_DAY: usize = 16;

/// What one vendor owes on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Owed {
    /// The vendor.
    pub id: RowId,
    /// Its name; the id where the register has none.
    pub name: String,
    /// Whether its contract has begun and not ended.
    pub is_in_force: bool,
    /// How far its form has got.
    pub form: FormState,
    /// When it was asked back; `None` where it was not asked, or has come.
    pub due: Option<Date>,
    /// The first day of its contract, where the register names one.
    pub contract: Option<Date>,
    /// Whether no MDS/SDS of it was recorded.
    pub lacks_disclosure: bool,
    /// The day by which a letter of today asks for an answer.
    pub reply_by: Date,
    /// Whether the day by which its form was asked back is over.
    pub is_overdue: bool,
}

impl Owed {
    /// Whether its form was asked for and has not come: to ask as if for the first time would be discourteous.
    pub fn is_asked(&self) -> bool {
        match self.form {
            FormState::Asked(_) => true,
            FormState::NotAsked | FormState::Received(_) | FormState::Transcribed | FormState::Submitted(_) => false,
        }
    }

    /// Whether its form is not there yet: one that came and is not transcribed is not owed by the vendor.
    pub fn owes_form(&self) -> bool {
        match self.form {
            FormState::NotAsked | FormState::Asked(_) => true,
            FormState::Received(_) | FormState::Transcribed | FormState::Submitted(_) => false,
        }
    }
}

/// Every vendor, in the order of the register.
pub fn owed(binder: &Binder, today: Date) -> Vec<Owed> {
    Contract::all(binder, today).iter().map(|it| of(binder, it, today)).collect()
}

fn of(binder: &Binder, it: &Contract<'_>, today: Date) -> Owed {
    let due = it.due();
    let is_overdue = due.is_some_and(|due| due < today);
    Owed {
        id: it.id().clone(),
        name: it.name().to_owned(),
        is_in_force: it.is_in_force,
        form: it.form,
        due,
        contract: it.register.date(it.row, "契約日"),
        lacks_disclosure: !is_disclosed(binder, it.register.text(it.row, DISCLOSURE)),
        reply_by: reply_by(binder, it, today, is_overdue),
        is_overdue,
    }
}

/// A reminder names a new day; a letter the one that stands, or that the register names, or so many days from now: within
/// the year that the form is for, if that is not over.
fn reply_by(binder: &Binder, it: &Contract<'_>, today: Date, is_overdue: bool) -> Date {
    let after = |days| today.plus_days(days).unwrap_or(today);
    if is_overdue {
        return after(REMINDER_DAYS);
    }
    let named = it.register.date(it.row, "確認書期限");
    let last = binder.config().fiscal_year.last_day();
    let in_days = Some(after(REPLY_DAYS)).map(|it| if today <= last { it.min(last) } else { it });
    it.due().or(named).filter(|it| *it >= today).or(in_days).unwrap_or(today)
}

/// By the day on which it came, or by a row of the evidence. 未 and なし record nothing.
pub(super) fn is_disclosed(binder: &Binder, text: &str) -> bool {
    let evidence = binder.register(RegisterKind::Evidence);
    let is_row = |it| evidence.is_some_and(|evidence| evidence.row(&it).is_some());
    let words = text.split(|it: char| it.is_whitespace() || "：:、,，・/／（）()".contains(it));
    words.filter(|it| !it.is_empty()).any(|it| ledger::ids(it).any(is_row) || is_day(it))
}

/// 令和7年7月14日受領, R7.7.14.
fn is_day(word: &str) -> bool {
    let begins_with_one = |rest: &str| {
        let ends = rest.char_indices().map(|(at, c)| at + c.len_utf8()).take(LONGEST_DAY);
        ends.map(|end| &rest[..end]).any(|it| Date::parse(it).is_ok())
    };
    word.char_indices().any(|(at, _)| begins_with_one(&word[at..]))
}
