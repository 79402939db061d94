//! What vendors owe to the members together, so that each is asked once for all of them: a vendor is one by its name,
//! however members write it.

use std::collections::BTreeMap;

use serde::Serialize;
use unicode_normalization::UnicodeNormalization as _;

use crate::fleet::{FormOwed, MemberReport, OwedReport};
use crate::model::{Date, maybe_iso};

/// The legal forms of companies, as NFKC writes them: 株式会社ことりシステム, ことりシステム(株) and ㈱ことりシステム are one.
const LEGAL_FORMS: [&str; 8] = ["株式会社", "有限会社", "合同会社", "合資会社", "(株)", "(有)", "(同)", "(資)"];

/// One vendor, and all members to whom it owes something.
#[derive(Debug, Serialize)]
pub(super) struct Vendor {
    /// As most members write it.
    pub(super) name: String,
    /// Its products at these members, the most frequent first.
    pub(super) products: Vec<Product>,
    pub(super) members: Vec<OwedTo>,
}

/// A product, and at how many members.
#[derive(Debug, Serialize)]
pub(super) struct Product {
    pub(super) name: String,
    pub(super) members: usize,
}

/// What it owes to one member.
#[derive(Debug, Serialize)]
pub(super) struct OwedTo {
    /// The member's id.
    pub(super) id: String,
    #[serde(skip)]
    pub(super) shown: String,
    pub(super) form: FormOwed,
    #[serde(serialize_with = "maybe_iso::serialize")]
    pub(super) since: Option<Date>,
    #[serde(serialize_with = "maybe_iso::serialize")]
    pub(super) due: Option<Date>,
    pub(super) overdue: bool,
    pub(super) lacks_disclosure: bool,
    pub(super) products: Vec<String>,
}

impl Vendor {
    /// How many forms it owes.
    pub(super) fn forms(&self) -> usize {
        self.members.iter().filter(|it| it.form != FormOwed::Came).count()
    }

    /// How many of its rows are so.
    pub(super) fn counting(&self, wanted: impl Fn(&OwedTo) -> bool) -> usize {
        self.members.iter().filter(|it| wanted(it)).count()
    }
}

/// Who owes most forms first.
pub(super) fn all(members: &[MemberReport]) -> Vec<Vendor> {
    let mut groups: BTreeMap<String, Vec<(&MemberReport, &OwedReport)>> = BTreeMap::new();
    for (member, owed) in members.iter().flat_map(|it| it.owed.iter().map(move |owed| (it, owed))) {
        // Without a name nobody knows whether two are one.
        let key = if owed.name == owed.id { format!("{}\0{}", member.id, owed.id) } else { one_name(&owed.name) };
        groups.entry(key).or_default().push((member, owed));
    }
    let mut vendors: Vec<Vendor> = groups.into_values().map(|it| vendor(&it)).collect();
    vendors.sort_by(|a, b| (b.forms(), &a.name).cmp(&(a.forms(), &b.name)));
    vendors
}

fn vendor(rows: &[(&MemberReport, &OwedReport)]) -> Vendor {
    let names = most(rows.iter().map(|it| it.1.name.clone()));
    let products = most(rows.iter().flat_map(|it| it.1.products.iter().map(|it| one_product(it))));
    let owed = |(member, it): &(&MemberReport, &OwedReport)| OwedTo {
        id: member.id.clone(),
        shown: member.shown().to_owned(),
        form: it.form,
        since: it.since,
        due: it.due,
        overdue: it.overdue,
        lacks_disclosure: it.lacks_disclosure,
        products: it.products.clone(),
    };
    Vendor {
        name: names.into_iter().next().map(|it| it.0).unwrap_or_default(),
        products: products.into_iter().map(|(name, members)| Product { name, members }).collect(),
        members: rows.iter().map(owed).collect(),
    }
}

/// Each once, the most frequent first.
fn most(words: impl Iterator<Item = String>) -> Vec<(String, usize)> {
    let mut counted: BTreeMap<String, usize> = BTreeMap::new();
    words.for_each(|it| *counted.entry(it).or_default() += 1);
    let mut counted: Vec<_> = counted.into_iter().collect();
    counted.sort_by(|a, b| (b.1, &a.0).cmp(&(a.1, &b.0)));
    counted
}

fn one_name(name: &str) -> String {
    let mut bare: String = name.nfkc().filter(|it| !it.is_whitespace()).flat_map(char::to_lowercase).collect();
    for form in LEGAL_FORMS {
        bare = bare.replace(form, "");
    }
    // A name that is nothing but a legal form stays what it is.
    if bare.is_empty() { name.to_owned() } else { bare }
}

/// In one width, with single blanks.
fn one_product(name: &str) -> String {
    let narrow: String = name.nfkc().collect();
    narrow.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_vendor_however_it_is_written() {
        let names = [
            "株式会社ことりシステム",
            "ことりシステム㈱",
            "ことりシステム（株）",
            "ことり システム",
            "株式会社 ことりｼｽﾃﾑ",
        ];
        assert!(names.iter().all(|it| one_name(it) == "ことりシステム"), "{:?}", names.map(one_name));
        assert_ne!(one_name("みやこネットワーク"), one_name("ことりシステム"));
        assert_eq!(one_name("株式会社"), "株式会社");
        assert_eq!(one_product("ことりレセ　８.４"), "ことりレセ 8.4");
    }
}
