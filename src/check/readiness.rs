//! Where the facility stands: the answers of every respondent, item by item.

use super::context::Context;
use crate::diagnostics::{Finding, Weight};
use crate::model::{Answer, Date, FiscalYear, Form, FormRow, Item, ItemId, Reason, Respondent};

/// The answers for one fiscal year.
#[derive(Debug, Clone)]
pub struct Readiness {
    /// The id of the edition that the settings name.
    pub edition: String,
    /// The year.
    pub fiscal_year: FiscalYear,
    /// Whether no 検査項目 is open: every row that is demanded carries an answer and its date, and no finding weighs as one.
    /// Never in a year whose form is not there. Disagreements and advice do not count.
    pub ready: bool,
    /// A row per item and respondent, in official order; what is demanded of the facility also where its form is not there.
    pub items: Vec<ReadyItem>,
    /// The facility's own rows.
    pub own: Tally,
}

/// How many of the rows that are demanded of the facility carry what.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tally {
    /// All of them, written down or not.
    pub demanded: usize,
    /// An answer that the form knows, and its date.
    pub answered: usize,
    /// はい, be it for a plan.
    pub yes: usize,
    /// いいえ.
    pub no: usize,
}

/// One item as one respondent answers it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadyItem {
    /// The item.
    pub item: ItemId,
    /// Who answers.
    pub respondent: Respondent,
    /// The answer in force: the second confirmation, else the first.
    pub answer: Option<Answer>,
    /// Whether the form knows the answer: はい, いいえ, or a vendor's 該当なし on machines that are not its own.
    pub is_known: bool,
    /// When it was confirmed.
    pub date: Option<Date>,
    /// Until when an いいえ is to be mended, or the plan's date.
    pub target: Option<Date>,
    /// Whether the row counts for [`Readiness::ready`].
    pub demanded: bool,
}

impl Readiness {
    /// `findings` are those of the day.
    pub(super) fn of(context: &Context<'_>, findings: &[Finding]) -> Self {
        let binder = context.binder;
        let config = binder.config();
        let has_facility = binder.forms().any(|(_, it)| it.respondent == Respondent::Facility);
        let mut items = Vec::new();
        // Without the year's own checklist there is no form, and so nobody answers anything.
        for item in binder.edition_of_year().iter().flat_map(|it| &it.items) {
            if !has_facility {
                items.extend(row(context, item, &Respondent::Facility, None));
            }
            for (_, form) in binder.forms() {
                items.extend(row(context, item, &form.respondent, Some(form)));
            }
        }
        let answered = |it: &ReadyItem| !it.demanded || it.is_answered();
        let is_open = |it: &Finding| it.code.weight() == Weight::Inspection;
        Self {
            edition: config.edition.value.clone(),
            fiscal_year: config.fiscal_year,
            ready: has_facility && items.iter().all(answered) && !findings.iter().any(is_open),
            own: Tally::of(context, &items),
            items,
        }
    }
}

impl Tally {
    fn of(context: &Context<'_>, items: &[ReadyItem]) -> Self {
        // Of a checklist that is not there nobody knows how many items it has.
        let of_year = context.binder.edition_of_year().into_iter().flat_map(|it| &it.items);
        let asked = of_year.filter(|it| context.is_asked(it, &Respondent::Facility));
        let own = || items.iter().filter(|it| it.demanded && it.respondent == Respondent::Facility);
        Self {
            demanded: asked.count(),
            answered: own().filter(|it| it.is_answered()).count(),
            yes: own().filter(|it| matches!(it.answer, Some(Answer::Yes(_)))).count(),
            no: own().filter(|it| it.answer == Some(Answer::No)).count(),
        }
    }
}

impl ReadyItem {
    /// Whether it carries an answer that the form knows, and its date.
    pub fn is_answered(&self) -> bool {
        self.is_known && self.date.is_some()
    }

    /// Whether an answer that the form knows is asked for and missing.
    pub fn is_blank(&self) -> bool {
        self.demanded && !self.is_known
    }

    /// The target date where it stands: that of an いいえ, or of a plan.
    pub fn open_until(&self) -> Option<Date> {
        self.target.filter(|_| self.answer == Some(Answer::No) || self.is_planned())
    }

    /// はい, because a plan already allows it.
    pub fn is_planned(&self) -> bool {
        self.answer == Some(Answer::Yes(Some(Reason::Planned)))
    }
}

fn row(context: &Context<'_>, item: &Item, respondent: &Respondent, form: Option<&Form>) -> Option<ReadyItem> {
    let demanded = context.is_asked(item, respondent);
    let row = form.and_then(|it| it.row(item.id));
    if row.is_none() && !demanded {
        return None;
    }
    let (answer, date) = row.map_or((None, None), FormRow::in_force);
    let is_known = match answer {
        Some(Answer::Yes(_) | Answer::No) => true,
        Some(Answer::NotApplicable) => form.is_some_and(|it| context.knows_not_applicable(it, item)),
        None => false,
    };
    Some(ReadyItem {
        item: item.id,
        respondent: respondent.clone(),
        answer,
        is_known,
        date,
        target: row.and_then(|it| it.target),
        demanded,
    })
}
