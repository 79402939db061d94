//! The vendors: who has a contract, and how far each one's form has got. Never demands a form.

use crate::model::{Date, Form, FormState, Register, RegisterKind, Respondent, Row, RowId};
use crate::resolve::Binder;

/// For how many days a vendor may think about its form where the register names no day.
pub const REPLY_DAYS: u16 = 30;

/// A vendor of the register, on one day.
#[derive(Debug, Clone)]
pub struct Contract<'a> {
    /// `registers/vendors.csv`.
    pub register: &'a Register,
    /// Its row.
    pub row: &'a Row,
    /// Whether its contract has begun and not ended. One without a first day is no contract that toji knows of.
    pub is_in_force: bool,
    /// Whether its contract is over.
    pub has_ended: bool,
    /// How far the form of the year has got.
    pub form: FormState,
}

impl<'a> Contract<'a> {
    /// Every vendor, in the order of the register.
    pub fn all(binder: &'a Binder, today: Date) -> Vec<Self> {
        let Some(register) = binder.register(RegisterKind::Vendors) else { return Vec::new() };
        register.rows.iter().map(|row| Self::of(binder, register, row, today)).collect()
    }

    fn of(binder: &'a Binder, register: &'a Register, row: &'a Row, today: Date) -> Self {
        let begun = register.date(row, "契約日").is_some_and(|it| it <= today);
        let has_ended = register.date(row, "契約終了日").is_some_and(|it| it < today);
        let form = state(
            binder.forms().map(|it| it.1).find(|it| it.respondent == Respondent::Vendor(row.id.value.clone())),
            known(binder, register.date(row, "確認書受領日"), today),
            known(binder, register.date(row, "確認書依頼日"), today),
        );
        Self { register, row, is_in_force: begun && !has_ended, has_ended, form }
    }

    /// Its id.
    pub fn id(&self) -> &'a RowId {
        &self.row.id.value
    }

    /// Whether its form stands in `checklists/`, with an answer at least.
    pub fn is_transcribed(&self) -> bool {
        self.form.is_transcribed()
    }

    /// The day by which its form was asked back: 確認書期限, else [`REPLY_DAYS`] after it was asked. `None` where it was not
    /// asked, or has come.
    pub fn due(&self) -> Option<Date> {
        match self.form {
            FormState::Asked(asked) => {
                let named = self.register.date(self.row, "確認書期限").filter(|it| *it >= asked);
                named.or_else(|| asked.plus_days(REPLY_DAYS))
            }
            FormState::NotAsked | FormState::Received(_) | FormState::Transcribed | FormState::Submitted(_) => None,
        }
    }

    /// Its name; the id where the register has none.
    pub fn name(&self) -> &'a str {
        let name = self.register.text(self.row, "名称");
        if name.is_empty() { self.row.id.value.as_str() } else { name }
    }
}

/// A vendor as the report tells of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Vendor {
    /// Its id.
    pub id: RowId,
    /// Its name; the id where the register has none.
    pub name: String,
    /// Whether its contract has begun and not ended.
    pub is_in_force: bool,
    /// How far the form of the year has got.
    pub form: FormState,
}

impl From<&Contract<'_>> for Vendor {
    fn from(it: &Contract<'_>) -> Self {
        Self { id: it.id().clone(), name: it.name().to_owned(), is_in_force: it.is_in_force, form: it.form }
    }
}

/// Last year's day says nothing of this year's form, and a day to come has not been.
fn known(binder: &Binder, day: Option<Date>, today: Date) -> Option<Date> {
    day.filter(|it| (binder.config().fiscal_year.first_day()..=today).contains(it))
}

/// A form that nobody answered is a blank to be handed over, not the vendor's.
fn state(form: Option<&Form>, received: Option<Date>, asked: Option<Date>) -> FormState {
    match (form.and_then(Form::state), received, asked) {
        (Some(state), _, _) if state.is_transcribed() => state,
        (_, Some(day), _) => FormState::Received(day),
        (Some(state), None, _) => state,
        (None, None, Some(day)) => FormState::Asked(day),
        (None, None, None) => FormState::NotAsked,
    }
}
