//! Who a copy of the binder is made for, and what it shows them. Removes nothing by itself.

use super::{Class, RegisterKind};

/// A profile: one that ships with toji, or `[profiles.NAME]` of `binder.toml`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Profile {
    /// Its name on the command line, in the manifest, and of its folder under `--profile all`.
    pub name: Box<str>,
    /// For whom it is made, as every page and the PDF say.
    pub label: Box<str>,
    /// The classes it shows. What is classed otherwise is not in the copy.
    pub classes: Vec<Class>,
    /// The columns whose cells it does not show.
    pub masks: Vec<Mask>,
    /// What of the output it lacks besides.
    pub omits: Vec<Omitted>,
    /// Whom this one copy is handed to, marked on every page; nobody in a profile as such.
    pub recipient: Option<Box<str>>,
}

/// A column whose cells are not shown, but for the telephone numbers on the contact chart and the emergency card.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mask {
    /// In this register; in every one that has such a column where none is named.
    pub register: Option<RegisterKind>,
    /// Its header, as the schema spells it or as the facility added it.
    pub column: Box<str>,
}

/// A part of the output that is made for the facility itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Omitted {
    /// `dashboard.html`: where the facility stands.
    Dashboard,
    /// `findings.html`: the list of work.
    Findings,
    /// Of the findings, those that somebody else is to mend: a vendor, the association.
    FindingsOfOthers,
    /// `binder.json`, and data embedded in pages or the PDF.
    Data,
}

impl Omitted {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Dashboard, Self::Findings, Self::FindingsOfOthers, Self::Data];

    /// The word in `[profiles.NAME] omit`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Dashboard => "dashboard",
            Self::Findings => "findings",
            Self::FindingsOfOthers => "findings-of-others",
            Self::Data => "data",
        }
    }
}

impl Profile {
    /// The facility's own copy: everything.
    pub const FULL: &'static str = "full";
    /// What `--profile` takes for every profile at once; no profile has this name.
    pub const ALL: &'static str = "all";
    /// As many characters may a label or a recipient have: the foot of a page is one line.
    pub const LINE: usize = 60;
    /// What a masked cell says.
    pub const MASKED: &'static str = "非公開";
    /// What stands in the place of what is gone.
    pub const HIDDEN: &'static str = "（この版では非公開）";

    /// The facility's own copy: everything.
    pub fn full() -> Self {
        Self {
            name: Self::FULL.into(),
            label: "施設内（全部）".into(),
            classes: Class::ALL.to_vec(),
            masks: Vec::new(),
            omits: Vec::new(),
            recipient: None,
        }
    }

    /// Those that ship with toji, the facility's own copy last.
    pub fn shipped() -> Vec<Self> {
        let of_house = vec![Class::Public, Class::Inspection];
        let mask = |column: &str| Mask { register: None, column: column.into() };
        let addresses = vec![mask("IPアドレス"), mask("製造番号")];
        let handed_over = [addresses.clone(), vec![mask("電話")]].concat();
        let none_of_work = vec![Omitted::Dashboard, Omitted::Findings, Omitted::Data];
        vec![
            Self {
                name: "inspector".into(),
                label: "立入検査用".into(),
                classes: of_house.clone(),
                masks: Vec::new(),
                omits: none_of_work.clone(),
                recipient: None,
            },
            Self {
                name: "handover".into(),
                label: "外部提出用".into(),
                classes: of_house.clone(),
                masks: handed_over,
                omits: none_of_work,
                recipient: None,
            },
            Self {
                name: "staff".into(),
                label: "職員用".into(),
                classes: of_house,
                masks: addresses,
                omits: vec![Omitted::FindingsOfOthers],
                recipient: None,
            },
            Self::full(),
        ]
    }

    /// The same for one copy that is handed to `recipient`, a text of which [`is_line`] holds.
    #[must_use]
    pub fn handed_to(self, recipient: &str) -> Self {
        Self { recipient: Some(recipient.into()), ..self }
    }

    /// All that makes it this one, for digests: another text where anything of it differs.
    pub fn definition(&self) -> String {
        let Self { name, label, classes, masks, omits, recipient } = self;
        format!("{name:?} {label:?} {classes:?} {masks:?} {omits:?} {recipient:?}")
    }

    /// Whether what is of this class is shown; what nobody classed is everybody's.
    pub fn sees(&self, class: Option<Class>) -> bool {
        self.classes.contains(&class.unwrap_or(Class::Public))
    }

    /// Whether the cells of this column are not shown: it is masked, or of a class that is not shown.
    pub fn masks(&self, register: RegisterKind, column: &str) -> bool {
        let named = |it: &Mask| it.register.is_none_or(|kind| kind == register) && *it.column == *column;
        let class = register.column(column).map(|it| it.class);
        self.masks.iter().any(named) || !self.sees(class)
    }

    /// Whether the output lacks this part.
    pub fn omits(&self, part: Omitted) -> bool {
        self.omits.contains(&part)
    }

    /// Whether nothing at all is kept from its readers.
    pub fn is_whole(&self) -> bool {
        self.masks.is_empty() && self.omits.is_empty() && Class::ALL.iter().all(|it| self.classes.contains(it))
    }
}

/// Whether a text can stand at the foot of every page: it says something, is not too long, and has no character that
/// nobody sees or that turns the direction of reading.
pub fn is_line(text: &str) -> bool {
    let hides = |it: char| {
        it.is_control()
            || matches!(it, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
    };
    !text.trim().is_empty() && text.chars().count() <= Profile::LINE && !text.contains(hides)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_confidential_is_shown_by_no_shipped_profile_but_the_facilitys_own() {
        for profile in Profile::shipped() {
            assert_eq!(profile.sees(Some(Class::Confidential)), profile.is_whole(), "{}", profile.name);
        }
    }

    #[test]
    fn a_mask_is_of_one_register_or_of_all() {
        let mask = Mask { register: Some(RegisterKind::Devices), column: "備考".into() };
        let profile = Profile { masks: vec![mask], ..Profile::full() };
        assert!(profile.masks(RegisterKind::Devices, "備考"));
        assert!(!profile.masks(RegisterKind::Contacts, "備考"));
        let handover = Profile::shipped().into_iter().find(|it| &*it.name == "handover");
        assert!(handover.is_some_and(|it| it.masks(RegisterKind::Contacts, "電話")));
    }

    #[test]
    fn a_line_says_something_and_is_one() {
        for line in ["東病院 様", "<b>株式会社\"甲\" & 乙</b>", &"あ".repeat(Profile::LINE)] {
            assert!(is_line(line), "{line}");
        }
        for other in ["", " 　", "a\nb", "a\u{202e}b", "a\u{200b}", "\u{7}", &"あ".repeat(Profile::LINE + 1)] {
            assert!(!is_line(other), "{other:?}");
        }
    }

    #[test]
    fn nothing_of_a_profile_stays_out_of_its_definition() {
        let full = Profile::full();
        let mask = Mask { register: None, column: "電話".into() };
        let others = [
            Profile { name: "other".into(), ..full.clone() },
            Profile { label: "甲".into(), ..full.clone() },
            Profile { classes: vec![Class::Public], ..full.clone() },
            Profile { masks: vec![mask], ..full.clone() },
            Profile { omits: vec![Omitted::Data], ..full.clone() },
            full.clone().handed_to("乙"),
        ];
        for other in others {
            assert_ne!(other.definition(), full.definition());
        }
    }

    #[test]
    fn a_column_of_a_class_that_is_not_shown_is_masked() {
        let profile = Profile { classes: vec![Class::Public], ..Profile::full() };
        assert!(profile.masks(RegisterKind::Devices, "IPアドレス"));
        assert!(!profile.masks(RegisterKind::Devices, "名称"));
    }
}
