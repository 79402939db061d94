//! The theme's fixed texts (`i18n/ja.toml`): as a whole for templates, and those that Rust itself writes into pages.
//! No fixed text of a page stands in Rust.

use serde::Deserialize;

use super::ThemeError;
use crate::model::{Callout, Class, Theme};

const FILE: &str = "ja.toml";

/// The texts that Rust writes. Deserialising is validating: a theme without one of them is refused.
#[derive(Debug, Deserialize)]
pub(super) struct Texts {
    pub(super) prose: Prose,
    pub(super) callout: Callouts,
    pub(super) class: Classes,
    pub(super) copy: Copy,
    pub(super) title: Titles,
    pub(super) answer: Answers,
    pub(super) guideline: Guideline,
    pub(super) register: Register,
    pub(super) drawing: Drawing,
    pub(super) fleet: Fleet,
}

#[derive(Debug, Deserialize)]
pub(super) struct Copy {
    pub(super) recipient: String,
    pub(super) separator: String,
}

#[derive(Debug, Deserialize)]
pub(super) struct Prose {
    pub(super) backlinks: String,
    pub(super) footnotes: String,
    pub(super) back: String,
    pub(super) more: String,
    pub(super) places: String,
    pub(super) separator: String,
}

#[derive(Debug, Deserialize)]
pub(super) struct Callouts {
    note: String,
    tip: String,
    important: String,
    warning: String,
    caution: String,
    supplement: String,
    terms: String,
    example: String,
    reference: String,
    limited: String,
}

#[derive(Debug, Deserialize)]
pub(super) struct Classes {
    public: String,
    inspection: String,
    manager: String,
    confidential: String,
}

#[derive(Debug, Deserialize)]
pub(super) struct Titles {
    pub(super) cover: String,
    pub(super) coverage: String,
    pub(super) dashboard: String,
    pub(super) findings: String,
    pub(super) glossary: String,
    pub(super) guideline: String,
    pub(super) inspection: String,
    pub(super) search: String,
    pub(super) explanation: String,
    pub(super) answers: String,
    pub(super) rules: String,
    pub(super) evidence: String,
    pub(super) sections: String,
    pub(super) backlinks: String,
}

#[derive(Debug, Deserialize)]
pub(super) struct Answers {
    pub(super) yes: String,
    pub(super) no: String,
    pub(super) planned: String,
    pub(super) not_applicable: String,
    pub(super) blank: String,
}

#[derive(Debug, Deserialize)]
pub(super) struct Register {
    pub(super) no_row: String,
    pub(super) no_match: String,
}

#[derive(Debug, Deserialize)]
pub(super) struct Drawing {
    pub(super) by: String,
    pub(super) finder: String,
}

#[derive(Debug, Deserialize)]
pub(super) struct Fleet {
    pub(super) sign: Signs,
}

/// What stands in a cell of the members' table.
#[derive(Debug, Deserialize)]
pub(super) struct Signs {
    pub(super) yes: String,
    pub(super) planned: String,
    pub(super) no: String,
    pub(super) overdue: String,
    pub(super) not_applicable: String,
    pub(super) undated: String,
    pub(super) blank: String,
    pub(super) none: String,
}

#[derive(Debug, Deserialize)]
pub(super) struct Guideline {
    pub(super) unverified: String,
}

impl Texts {
    /// Reads the theme's texts: for Rust, and as a value for templates.
    pub(super) fn read(theme: &Theme) -> Result<(Self, tera::Value), ThemeError> {
        let broken = |reason: String| ThemeError::Texts { file: FILE.to_owned(), reason };
        let text = theme.texts.get(FILE).ok_or_else(|| broken("the file is missing".to_owned()))?;
        let table: toml::Table = toml::from_str(text).map_err(|it| broken(it.to_string()))?;
        let value = tera::Value::try_from_serializable(&table).map_err(|it| broken(it.to_string()))?;
        let texts = toml::from_str(text).map_err(|it| broken(it.to_string()))?;
        Ok((texts, value))
    }

    /// What stands over a callout, and the name of its style.
    pub(super) fn callout(&self, callout: Callout) -> (&'static str, &str) {
        let texts = &self.callout;
        match callout {
            Callout::Note => ("note", &texts.note),
            Callout::Tip => ("tip", &texts.tip),
            Callout::Important => ("important", &texts.important),
            Callout::Warning => ("warning", &texts.warning),
            Callout::Caution => ("caution", &texts.caution),
            Callout::Supplement => ("supplement", &texts.supplement),
            Callout::Terms => ("terms", &texts.terms),
            Callout::Example => ("example", &texts.example),
            Callout::Reference => ("reference", &texts.reference),
            Callout::Limited(_) => ("limited", &texts.limited),
        }
    }

    /// Who may see something.
    pub(super) fn class(&self, class: Class) -> &str {
        match class {
            Class::Public => &self.class.public,
            Class::Inspection => &self.class.inspection,
            Class::Manager => &self.class.manager,
            Class::Confidential => &self.class.confidential,
        }
    }
}
