//! `[profiles.NAME]` in `binder.toml`: for whom copies of the binder are made. Never looks at a register, so a mask may name
//! a column that stands in none; and never adds to what ships: a profile that is written anew is what is written, no more.

use super::toml::Reader;
use crate::diagnostics::{Code, Finding, Sink, nearest};
use crate::model::{Class, Mask, Omitted, Profile, RegisterKind, is_line};
use crate::source::{Spanned, name_problem};

/// Names that mean something else: every profile at once, outputs that are none of a profile, folders within `output/`.
const TAKEN: [&str; 7] = [Profile::FULL, Profile::ALL, "binder", "copies", "frozen", "profiles", "vendor-kit"];
/// A folder bears the name.
const LONGEST: usize = 40;

/// Those that ship with toji, as they are redefined here, then the facility's own in the order in which they are written;
/// and every mask with its place.
pub(super) fn parse(reader: Option<Reader<'_>>, sink: &mut Sink) -> (Vec<Profile>, Vec<Spanned<Mask>>) {
    let (mut profiles, mut masks) = (Profile::shipped(), Vec::new());
    let Some(reader) = reader else { return (profiles, masks) };
    for (name, table) in reader.every_table(sink) {
        if !is_name(&name.value) {
            sink.push(Finding::at(Code::BadProfileName, name.span).with("name", &name.value));
        }
        let (profile, masked) = profile(&name.value, table, sink);
        masks.extend(masked);
        match profiles.iter_mut().find(|it| it.name == profile.name) {
            Some(shipped) => *shipped = profile,
            None => profiles.push(profile),
        }
    }
    reader.finish_open(sink);
    (profiles, masks)
}

/// Whether a folder can be called so on every system, and a command line can name it.
fn is_name(name: &str) -> bool {
    let fits = |it: u8| it.is_ascii_lowercase() || it.is_ascii_digit() || it == b'-';
    let sound = !name.is_empty() && name.len() <= LONGEST && !name.starts_with('-') && name.bytes().all(fits);
    sound && name_problem(name).is_none() && !TAKEN.contains(&name)
}

fn profile(name: &str, reader: Reader<'_>, sink: &mut Sink) -> (Profile, Vec<Spanned<Mask>>) {
    let mut reader = reader.need(&["label"]);
    let label = reader.string("label", sink);
    if let Some(label) = label.as_ref().filter(|it| !is_line(&it.value)) {
        let finding = Finding::at(Code::BadProfileLabel, label.span).with("longest", Profile::LINE);
        sink.push(finding.with("name", name));
    }
    let classes = words(&mut reader, ("classes", &Class::ALL.map(|it| (it.as_str(), it))), sink);
    let omits = words(&mut reader, ("omit", &Omitted::ALL.map(|it| (it.as_str(), it))), sink);
    let written = reader.strings("mask", sink).unwrap_or_default();
    let masks: Vec<Spanned<Mask>> = written.iter().filter_map(|it| mask(it, &reader, sink)).collect();
    reader.finish(sink);
    let profile = Profile {
        name: name.into(),
        label: label.map(|it| it.value).unwrap_or_default().into(),
        // What nobody classed is public: without it there would be no binder.
        classes: Class::ALL.into_iter().filter(|it| *it == Class::Public || classes.contains(it)).collect(),
        masks: masks.iter().map(|it| it.value.clone()).collect(),
        omits: Omitted::ALL.into_iter().filter(|it| omits.contains(it)).collect(),
        recipient: None,
    };
    (profile, masks)
}

/// An array of words of a closed set.
fn words<T: Copy>(reader: &mut Reader<'_>, (key, choices): (&'static str, &[(&str, T)]), sink: &mut Sink) -> Vec<T> {
    let mut found = Vec::new();
    for word in reader.strings(key, sink).unwrap_or_default() {
        if let Some((_, it)) = choices.iter().find(|it| it.0 == word.value) {
            found.push(*it);
            continue;
        }
        let names: Vec<&str> = choices.iter().map(|it| it.0).collect();
        let finding = reader.bad_value(key, &word, &names.join(", "));
        sink.push(finding.nearest(nearest(&word.value, names)));
    }
    found
}

/// `IPアドレス`, or `devices.IPアドレス`. A name before the dot is a register's where it is written like one.
fn mask(written: &Spanned<String>, reader: &Reader<'_>, sink: &mut Sink) -> Option<Spanned<Mask>> {
    let split = written.value.split_once('.').filter(|it| is_register_like(it.0));
    let (register, column) = match split {
        Some((name, column)) => match RegisterKind::parse(name) {
            Some(kind) => (Some(kind), column),
            None => {
                sink.push(unknown_register(written, (name, column), reader));
                return None;
            }
        },
        None => (None, written.value.as_str()),
    };
    let is_id = |it: &RegisterKind| it.columns().first().is_some_and(|it| it.name == column);
    let ids_of = RegisterKind::ALL.into_iter().filter(|it| register.is_none_or(|kind| kind == *it)).find(is_id);
    if let Some(kind) = ids_of {
        let finding = Finding::at(Code::MaskOfId, written.span).with("name", column);
        sink.push(finding.with("register", kind.as_str()));
        return None;
    }
    Some(Spanned::new(Mask { register, column: column.into() }, written.span))
}

fn is_register_like(name: &str) -> bool {
    let is_japanese = RegisterKind::ALL.iter().any(|it| it.japanese() == name);
    is_japanese || !name.is_empty() && name.bytes().all(|it| it.is_ascii_lowercase())
}

fn unknown_register(written: &Spanned<String>, (name, column): (&str, &str), reader: &Reader<'_>) -> Finding {
    let named = RegisterKind::ALL.into_iter().filter(|it| it.japanese() == name).map(|it| it.as_str().to_owned());
    let near = named.chain(nearest(name, RegisterKind::ALL.iter().map(|it| it.as_str())));
    let finding = reader.bad_value("mask", written, &RegisterKind::names());
    finding.nearest(near.take(1).map(|it| format!("{it}.{column}")).collect())
}

#[cfg(test)]
mod tests {
    use crate::model::{Class, Config, Mask, Omitted, Profile, RegisterKind};
    use crate::parse::config;
    use crate::parse::expect::run;

    const HEAD: &str =
        "format = 1\nfiscal_year = 2025\nedition = \"r7\"\nfacility = { name = \"甲\", kind = \"pharmacy\" }\n";

    fn of(text: &str) -> (Option<Config>, Vec<String>) {
        run(&format!("{HEAD}{text}"), config::parse)
    }

    #[test]
    fn a_profile_shows_what_it_names_and_no_more() {
        let (config, found) = of("[profiles.owner]\nlabel = \"開設者用\"\nclasses = [\"manager\"]\n\
             mask = [\"IPアドレス\", \"devices.型番\", \"No.1\"]\nomit = [\"data\"]\n[profiles.visitor]\nlabel = \"来客用\"\n");
        assert_eq!(found, [""; 0]);
        let profile = |name: &str| config.as_ref().and_then(|it| it.profile(name));
        let mask = |register, column: &str| Mask { register, column: column.into() };
        let masks = vec![mask(None, "IPアドレス"), mask(Some(RegisterKind::Devices), "型番"), mask(None, "No.1")];
        let expected = Profile {
            name: "owner".into(),
            label: "開設者用".into(),
            classes: vec![Class::Public, Class::Manager],
            masks,
            omits: vec![Omitted::Data],
            recipient: None,
        };
        assert_eq!(profile("owner"), Some(&expected));
        assert_eq!(profile("visitor").map(|it| it.classes.clone()), Some(vec![Class::Public]));
        assert_eq!(profile("full"), Some(&Profile::full()));
        let names: Vec<&str> = config.iter().flat_map(|it| &it.profiles).map(|it| &*it.name).collect();
        assert_eq!(names, ["inspector", "handover", "staff", "full", "owner", "visitor"]);
    }

    #[test]
    fn one_that_ships_is_redefined_as_a_whole() {
        let (config, found) = of("[profiles.staff]\nlabel = \"薬局員用\"\n");
        assert_eq!(found, [""; 0]);
        let staff = config.as_ref().and_then(|it| it.profile("staff"));
        assert_eq!(staff.map(|it| (&*it.label, it.masks.len(), it.omits.len())), Some(("薬局員用", 0, 0)));
        assert_eq!(config.map(|it| it.profiles.len()), Some(Profile::shipped().len()));
    }

    #[test]
    fn a_name_is_a_folder_on_every_system() {
        for name in [
            "full",
            "all",
            "binder",
            "copies",
            "frozen",
            "profiles",
            "vendor-kit",
            "con",
            "com1",
            "-a",
            "A",
            "a b",
            "\"\"",
            "a.b",
        ] {
            let written = if name.contains(['.', ' ']) { format!("\"{name}\"") } else { name.to_owned() };
            assert_eq!(of(&format!("[profiles.{written}]\nlabel = \"甲\"\n")).1, ["5:11 bad-profile-name"], "{name}");
        }
        let longest = "a".repeat(super::LONGEST);
        assert_eq!(of(&format!("[profiles.{longest}]\nlabel = \"甲\"\n")).1, [""; 0]);
        assert_eq!(of(&format!("[profiles.{longest}b]\nlabel = \"甲\"\n")).1, ["5:11 bad-profile-name"]);
    }
}
