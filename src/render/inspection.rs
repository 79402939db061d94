//! The inspector's two pages before they are HTML or PDF: who is responsible, which day the form carries. Facts alone: no
//! verdict, no finding, nothing that depends on the day.

use crate::model::{Answer, Date, FacilityKind, Form, FormRow, Respondent, Role};
use crate::resolve::Binder;
use crate::source::Span;

/// A line of who is responsible.
pub(super) struct Responsible<'a> {
    pub(super) title: &'static str,
    pub(super) holders: Vec<Holder<'a>>,
}

/// Somebody, and as what where that is not the title.
pub(super) struct Holder<'a> {
    pub(super) name: &'a str,
    pub(super) parts: Vec<&'static str>,
    /// The row of the contacts.
    pub(super) span: Span,
}

/// The owner, the manager, and who is responsible for the systems: in a pharmacy two roles together.
pub(super) fn responsible(binder: &Binder) -> Vec<Responsible<'_>> {
    let (planning, safety) = (Role::PlanningManager, Role::SafetyOfficer);
    let mut all = vec![alone(binder, "開設者", Role::Owner), alone(binder, Role::Manager.japanese(), Role::Manager)];
    match binder.config().facility.kind {
        FacilityKind::Pharmacy => all.push(together(binder, "システム管理責任者", [planning, safety])),
        FacilityKind::Hospital | FacilityKind::Clinic | FacilityKind::Dental | FacilityKind::Midwifery => {
            all.extend([planning, safety].map(|it| alone(binder, it.japanese(), it)));
        }
    }
    all
}

/// The day on which a vendor's form came, as the register has it; empty where that was another year's form.
pub(super) fn received<'a>(binder: &Binder, cell: &'a str) -> &'a str {
    match Date::parse(cell) {
        Ok(day) if !binder.config().fiscal_year.contains(day) => "",
        Ok(_) | Err(_) => cell,
    }
}

fn alone<'a>(binder: &'a Binder, title: &'static str, role: Role) -> Responsible<'a> {
    let holder = binder.role_holder(role);
    let holder =
        holder
            .map(|(register, row)| Holder { name: register.text(row, "氏名"), parts: Vec::new(), span: row.id.span });
    Responsible { title, holders: holder.into_iter().collect() }
}

/// One who fills both roles is named once.
fn together<'a>(binder: &'a Binder, title: &'static str, roles: [Role; 2]) -> Responsible<'a> {
    let mut holders: Vec<Holder<'a>> = Vec::new();
    for (role, (register, row)) in roles.into_iter().filter_map(|it| Some((it, binder.role_holder(it)?))) {
        match holders.iter_mut().find(|it| it.span == row.id.span) {
            Some(holder) => holder.parts.push(role.japanese()),
            None => holders.push(Holder {
                name: register.text(row, "氏名"),
                parts: vec![role.japanese()],
                span: row.id.span,
            }),
        }
    }
    Responsible { title, holders }
}

impl Holder<'_> {
    /// 夏川 葉子（企画管理者・医療情報システム安全管理責任者）
    pub(super) fn shown(&self) -> String {
        match self.parts.as_slice() {
            [] => self.name.to_owned(),
            parts => format!("{}（{}）", self.name, parts.join("・")),
        }
    }
}

/// The day the facility's form carries; where it carries none, the last day on which one of its rows was confirmed.
pub(super) fn confirmed(binder: &Binder) -> Option<Date> {
    let (_, form) = binder.forms().find(|(_, it)| it.respondent == Respondent::Facility)?;
    form.answered_on.or_else(|| last_confirmed(form))
}

fn last_confirmed(form: &Form) -> Option<Date> {
    form.rows.iter().filter_map(|it: &FormRow| it.in_force().1).max()
}

/// The day beside an answer. Beside a 該当なし of the facility's, which prints no answer, a day would confirm nothing; a
/// vendor's, on machines that are not its own, is dated as the vendor wrote it.
pub(super) fn dated(respondent: &Respondent, (answer, date): (Option<Answer>, Option<Date>)) -> Option<Date> {
    match (respondent, answer) {
        (Respondent::Facility, Some(Answer::NotApplicable)) => None,
        (Respondent::Facility, Some(Answer::Yes(_) | Answer::No) | None) | (Respondent::Vendor(_), _) => date,
    }
}
