//! What the template's fictional facility calls itself, its people and its vendors: names that have no place in the binder
//! of anybody else.

use std::sync::OnceLock;

use super::{config, register};
use crate::diagnostics::Sink;
use crate::model::{RegisterKind, SampleNames};
use crate::source::Sources;

const BINDER: &str = include_str!("../../content/binder.toml");
const CONTACTS: &str = include_str!("../../content/registers/contacts.csv");
const VENDORS: &str = include_str!("../../content/registers/vendors.csv");

/// Reads them from the sample in the executable. The sample's own mistakes are a matter of its tests.
pub fn names() -> &'static SampleNames {
    static NAMES: OnceLock<SampleNames> = OnceLock::new();
    NAMES.get_or_init(read)
}

fn read() -> SampleNames {
    let (mut sources, mut sink) = (Sources::default(), Sink::default());
    let file = sources.add("binder.toml", BINDER);
    let Some(config) = config::parse(file, BINDER, &mut sink) else { return SampleNames::default() };
    let facility = config.facility.name;
    let mut all = vec![facility.clone()];
    for (kind, text, column) in [(RegisterKind::Contacts, CONTACTS, "氏名"), (RegisterKind::Vendors, VENDORS, "名称")]
    {
        let register = register::parse(sources.add(kind.as_str(), text), text, (kind, &[]), &mut sink);
        // A public body is the same for everybody.
        let own = register.rows.iter().filter(|it| register.text(it, "区分") != "外部");
        all.extend(own.map(|it| register.text(it, column).to_owned()).filter(|it| !it.is_empty()));
    }
    SampleNames { facility, all }
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_sample_has_a_name_people_and_vendors() {
        let names = super::names();
        assert_eq!(names.all.first(), Some(&names.facility));
        assert!(names.all.len() >= 6 && names.all.iter().all(|it| it.chars().count() > 2), "{names:?}");
        assert!(!names.all.iter().any(|it| it.contains("厚生労働省") || it.contains("窓口")), "{names:?}");
    }
}
