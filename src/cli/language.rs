//! Which language the terminal speaks: `--lang`, else the system's.

use super::args::Lang;
use crate::diagnostics::catalogue::Language;

/// Japanese where the locale is, else English.
pub(super) fn of(asked: Option<Lang>) -> Language {
    match asked {
        Some(Lang::Ja) => Language::Japanese,
        Some(Lang::En) => Language::English,
        None => sys_locale::get_locale().map_or(Language::English, |it| Language::of_locale(&it)),
    }
}
