//! Who fills in a form of the new year, and what of the form of the year before may stand in each. Never says which vendors
//! those are.

use super::carry::{Carried, carry};
use crate::model::{Edition, FiscalYear, Form, Item, Respondent, RowId};
use crate::resolve::Binder;

/// Last year's and this year's, for one respondent.
#[derive(Debug, Clone)]
pub struct Plan<'a> {
    /// Who answers.
    pub respondent: Respondent,
    /// The items of its form.
    pub carried: Vec<Carried<'a>>,
}

/// A plan for the facility, then one for each of the vendors.
pub fn plans<'a>(binder: &'a Binder, edition: &'a Edition, vendors: Vec<RowId>) -> Vec<Plan<'a>> {
    let plan = |respondent: Respondent| {
        let is_asked = |it: &Item| match respondent {
            Respondent::Facility => true,
            Respondent::Vendor(_) => it.is_asked_of_vendors(),
        };
        let carried = carry(edition, is_asked, form_before(binder, edition.fiscal_year, &respondent));
        Plan { respondent, carried }
    };
    std::iter::once(Respondent::Facility).chain(vendors.into_iter().map(Respondent::Vendor)).map(plan).collect()
}

fn form_before<'a>(binder: &'a Binder, year: FiscalYear, respondent: &Respondent) -> Option<&'a Form> {
    let mut forms = binder.all_forms().map(|it| it.1);
    forms.find(|it| it.fiscal_year.next() == Some(year) && it.respondent == *respondent)
}
