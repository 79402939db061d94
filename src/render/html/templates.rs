//! The theme's templates, parsed once for all pages. Nothing here knows what a page is about.

use serde::Serialize;
use tera::{Context, Tera, Value};

use super::ThemeError;
use crate::model::Theme;

/// HTML that Rust wrote and escaped itself. A template inserts it as it is.
#[derive(Debug, Default, Clone)]
pub(super) struct Html(pub(super) String);

impl Serialize for Html {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        Value::safe_string(&self.0).serialize(serializer)
    }
}

/// What every template sees beside the struct of its page.
pub(super) type Globals = Vec<(&'static str, Value)>;

/// All templates of a theme.
pub(super) struct Templates(Tera);

impl Templates {
    /// Parses them.
    pub(super) fn new(theme: &Theme) -> Result<Self, ThemeError> {
        let mut tera = Tera::new();
        tera.autoescape_on([".html"]);
        let files = theme.html.iter().map(|(name, text)| (name, text.as_ref()));
        tera.add_raw_templates(files)?;
        Ok(Self(tera))
    }

    /// One page. Where it has a field of the same name as one of `globals`, its own is seen.
    pub(super) fn render<T: Serialize>(&self, name: &str, page: &T, globals: &Globals) -> Result<Vec<u8>, ThemeError> {
        let mut out = Vec::with_capacity(16 * 1024);
        let mut context = Context::new();
        for (name, value) in globals {
            context.insert_value(*name, value.clone());
        }
        context.extend(Context::from_serialize(page)?);
        self.0.render_to(name, &context, &mut out)?;
        // All pages of the site are held until it is written.
        out.shrink_to_fit();
        Ok(out)
    }
}
