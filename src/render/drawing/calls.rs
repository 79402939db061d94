//! Who calls whom, from the contacts, the roles and the vendors: one caller for each contact, so that the chart is a tree.
//! Nothing here draws, and no fact is made up: a cell that is empty stays empty.

use super::outside::Body;
use crate::model::{Date, Register, RegisterKind, Role, Row, RowId};
use crate::resolve::Binder;

/// In this order the people inside learn of it.
const CHAIN: [Role; 5] = [Role::SystemOperator, Role::SafetyOfficer, Role::PlanningManager, Role::Manager, Role::Owner];
/// Where nobody fills a role, so many people inside stand in the chain.
const WITHOUT_ROLES: usize = 4;

/// Inside the facility or outside: the staff first, then bodies in the order in which they are called.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Side {
    /// 内部.
    Inside,
    /// 外部, and what kind of body it is.
    Outside(Body),
}

/// A row of the contacts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// Its id.
    pub id: String,
    /// Inside or outside.
    pub side: Side,
    /// 役割.
    pub role: String,
    /// 氏名.
    pub name: String,
    /// 所属.
    pub body: String,
    /// 電話.
    pub phone: String,
    /// 確認日, as people read it.
    pub confirmed: String,
    /// Who stands in.
    pub deputies: Vec<Deputy>,
}

/// Who stands in for somebody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deputy {
    /// The name; where the cell names no row, its text.
    pub name: String,
    /// The telephone; empty where the cell names no row.
    pub phone: String,
}

/// Somebody who is called by the one before, and calls others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Caller {
    /// Who it is.
    pub person: Person,
    /// Whom they call, besides the next in the chain.
    pub calls: Vec<Person>,
}

/// Who calls whom.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Calls {
    /// Whom the one who noticed calls, where there is nobody inside.
    pub finder: Vec<Person>,
    /// The people inside, in the order in which they are called.
    pub chain: Vec<Caller>,
}

impl Calls {
    /// By what the binder says.
    pub fn of(binder: &Binder) -> Self {
        binder
            .register(RegisterKind::Contacts)
            .map_or_else(Self::default, |it| Contacts { binder, register: it }.calls())
    }

    /// Whether there is nobody to call.
    pub fn is_empty(&self) -> bool {
        self.finder.is_empty() && self.chain.is_empty()
    }

    /// Everybody, with the one who calls them: none where that is the one who noticed.
    pub fn all(&self) -> Vec<(&Person, Option<&Person>)> {
        let mut all: Vec<_> = self.finder.iter().map(|it| (it, None)).collect();
        let mut before = None;
        for caller in &self.chain {
            all.push((&caller.person, before));
            all.extend(caller.calls.iter().map(|it| (it, Some(&caller.person))));
            before = Some(&caller.person);
        }
        all
    }
}

struct Contacts<'a> {
    binder: &'a Binder,
    register: &'a Register,
}

impl<'a> Contacts<'a> {
    fn calls(&self) -> Calls {
        let chain = self.chain();
        let mut callers: Vec<Caller> =
            chain.iter().map(|it| Caller { person: self.person(it), calls: Vec::new() }).collect();
        let mut finder = Vec::new();
        let mut others: Vec<&Row> = self.rows().filter(|it| !is_one_of(&chain, it)).collect();
        others.sort_by_cached_key(|it| self.side(it));
        for row in others {
            let person = self.person(row);
            match self.caller(row, &chain).and_then(|it| callers.get_mut(it)) {
                Some(caller) => caller.calls.push(person),
                None => finder.push(person),
            }
        }
        Calls { finder, chain: callers }
    }

    fn rows(&self) -> impl Iterator<Item = &'a Row> {
        self.register.rows.iter()
    }

    fn text(&self, row: &'a Row, column: &str) -> &'a str {
        self.register.text(row, column).trim()
    }

    fn phone(&self, row: &'a Row) -> String {
        self.binder.phone(self.register, row).trim().to_owned()
    }

    /// Who fills a role, then everybody inside whom a row names as its caller; without any role, the first few inside.
    fn chain(&self) -> Vec<&'a Row> {
        let mut chain: Vec<&Row> = Vec::new();
        let holders = CHAIN.into_iter().filter_map(|it| self.binder.role_holder(it)).map(|(_, row)| row);
        let named = self.rows().flat_map(|it| self.named(it, "呼ぶ人")).filter(|it| self.side(it) == Side::Inside);
        for row in holders.chain(named) {
            if !is_one_of(&chain, row) {
                chain.push(row);
            }
        }
        if chain.is_empty() {
            chain.extend(self.rows().filter(|it| self.side(it) == Side::Inside).take(WITHOUT_ROLES));
        }
        chain
    }

    /// Who calls this row, as an index into the chain: the one it names, else the first who fills a fitting role.
    fn caller(&self, row: &'a Row, chain: &[&Row]) -> Option<usize> {
        let at = |wanted: &Row| chain.iter().position(|it| it.id.value == wanted.id.value);
        let named = self.named(row, "呼ぶ人").find_map(at);
        let by_role = || {
            let roles: &[Role] = match self.side(row) {
                Side::Inside => &[Role::SafetyOfficer, Role::Manager, Role::PlanningManager, Role::SystemOperator],
                Side::Outside(body) => body.callers(),
            };
            roles.iter().find_map(|it| self.binder.role_holder(*it).and_then(|(_, it)| at(it)))
        };
        named.or_else(by_role).or(if chain.is_empty() { None } else { Some(0) })
    }

    fn body(&self, row: &'a Row) -> Body {
        if self.is_vendor(row) {
            return Body::Vendor;
        }
        Body::of(&["役割", "所属", "氏名"].map(|it| self.text(row, it)))
    }

    /// Whether a vendor names this row as its contact.
    fn is_vendor(&self, row: &Row) -> bool {
        let vendors = self.binder.register(RegisterKind::Vendors);
        let mut rows = vendors.into_iter().flat_map(|it| it.rows.iter().map(move |row| it.text(row, "連絡先")));
        rows.any(|cell| ids(cell).any(|it| it == row.id.value))
    }

    /// The rows that a cell names.
    fn named(&self, row: &'a Row, column: &str) -> impl Iterator<Item = &'a Row> {
        ids(self.text(row, column))
            .filter_map(|it| self.register.row(&it))
            .filter(move |it| it.id.value != row.id.value)
    }

    /// A word that toji does not know leaves it to the roles.
    fn side(&self, row: &'a Row) -> Side {
        let side = self.register.text(row, "区分").trim();
        let fills = || self.binder.config().roles.iter().any(|(_, it)| it.value == row.id.value);
        if side.starts_with('内') || (!side.starts_with('外') && fills()) {
            Side::Inside
        } else {
            Side::Outside(self.body(row))
        }
    }

    fn person(&self, row: &'a Row) -> Person {
        let text = |column: &str| self.text(row, column).to_owned();
        let confirmed = self.text(row, "確認日");
        Person {
            id: row.id.value.to_string(),
            side: self.side(row),
            role: text("役割"),
            name: text("氏名"),
            body: text("所属"),
            phone: self.phone(row),
            confirmed: Date::parse(confirmed).map_or_else(|_| confirmed.to_owned(), Date::japanese),
            deputies: self.deputies(row),
        }
    }

    fn deputies(&self, row: &'a Row) -> Vec<Deputy> {
        let of = |it: &'a Row| Deputy { name: self.text(it, "氏名").to_owned(), phone: self.phone(it) };
        let named: Vec<Deputy> = self.named(row, "代行").map(of).collect();
        let cell = self.text(row, "代行");
        // Nobody stands in for themselves.
        let is_self = ids(cell).all(|it| it == row.id.value);
        if named.is_empty() && !is_self {
            return vec![Deputy { name: cell.to_owned(), phone: String::new() }];
        }
        named
    }
}

fn is_one_of(rows: &[&Row], row: &Row) -> bool {
    rows.iter().any(|it| it.id.value == row.id.value)
}

/// The ids in a cell that holds several of them.
pub(super) fn ids(text: &str) -> impl Iterator<Item = RowId> {
    text.split(|it: char| it.is_whitespace() || "、,，・;；".contains(it)).filter_map(RowId::new)
}
