//! What every vendor owes, on one page. A vendor whose contract is over owes nothing.

use serde::Serialize;

use crate::check;
use crate::model::{Date, FormState};
use crate::resolve::Binder;

#[derive(Serialize)]
pub(super) struct Owed {
    made: String,
    vendors: Vec<Vendor>,
}

#[derive(Serialize)]
struct Vendor {
    id: String,
    name: String,
    /// Its first day; empty where nobody wrote it.
    contract: String,
    /// How far the form has got, for the theme: `not-asked`, `asked`, `received`, `transcribed`.
    form: &'static str,
    /// The day of that.
    day: String,
    /// When it was asked back.
    due: String,
    overdue: bool,
    /// Whether MDS/SDS were recorded.
    disclosed: bool,
}

pub(super) fn content(binder: &Binder, today: Date) -> Owed {
    let vendors = check::owed(binder, today).into_iter().filter(|it| it.is_in_force || it.contract.is_none());
    Owed { made: today.japanese(), vendors: vendors.map(vendor).collect() }
}

fn vendor(it: check::Owed) -> Vendor {
    let (form, day) = match it.form {
        FormState::NotAsked => ("not-asked", None),
        FormState::Asked(day) => ("asked", Some(day)),
        FormState::Received(day) => ("received", Some(day)),
        FormState::Transcribed | FormState::Submitted(_) => ("transcribed", None),
    };
    let shown = |day: Option<Date>| day.map(Date::japanese).unwrap_or_default();
    Vendor {
        id: it.id.to_string(),
        name: it.name,
        contract: shown(it.contract),
        form,
        day: shown(day),
        due: shown(it.due),
        overdue: it.is_overdue,
        disclosed: !it.lacks_disclosure,
    }
}
