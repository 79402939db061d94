//! What every run of text must give: examples by kind, then properties.

mod any_text;
mod notes;
mod printed;
mod prose;
mod variables;

use super::scan;
use crate::diagnostics::Sink;
use crate::model::{Circled, Inline, Inlines, RawRef, Reference, VariablePath, plain_text};
use crate::parse::run::Run;
use crate::source::Sources;

/// A text scanned from a file that holds nothing else.
struct Scanned {
    sources: Sources,
    inlines: Inlines<RawRef>,
    sink: Sink,
}

impl Scanned {
    fn new(text: &str) -> Self {
        let (mut sources, mut sink) = (Sources::default(), Sink::default());
        let mut run = Run::new(sources.add("a.md", text));
        run.push(text, 0..text.len());
        let inlines = scan(&run, Vec::new(), &mut sink);
        Self { sources, inlines, sink }
    }

    fn references(&self) -> impl Iterator<Item = &Reference<RawRef>> {
        self.inlines.iter().filter_map(|it| if let Inline::Ref(it) = it { Some(&**it) } else { None })
    }

    /// The inlines on one line: `[shown|target]`, all else as it is.
    fn drawn(&self) -> String {
        let draw = |it: &Inline<RawRef>| {
            let seen = plain_text(std::slice::from_ref(it));
            if let Inline::Ref(it) = it { format!("[{seen}|{}]", target(&it.to)) } else { seen }
        };
        self.inlines.iter().map(draw).collect()
    }
}

fn target(to: &RawRef) -> String {
    match to {
        RawRef::Guideline { part, section, item } => {
            format!("{} {section}{}", part.value, item.map(Circled::to_char).map(String::from).unwrap_or_default())
        }
        RawRef::Part(name) => format!("part {name}"),
        RawRef::Item(id) => id.to_string(),
        RawRef::Clause(clause) => clause.to_string(),
        RawRef::RulesClause(clause) => format!("rules {clause}"),
        RawRef::Rules => "rules".to_owned(),
        RawRef::Bcp(number) => format!("bcp {}", number.as_ref().map(ToString::to_string).unwrap_or_default()),
        RawRef::Row(id) => format!("row {id}"),
        RawRef::Drawing(kind) => format!("drawing {}", kind.as_str()),
        RawRef::NoNumber(word, behind) => format!("no number: {} {behind}", word.word()),
        RawRef::Variable(VariablePath::Key(keys)) => keys.join("."),
        RawRef::Variable(VariablePath::Cell { register, row, column }) => format!("{register}[{row}].{column}"),
        RawRef::Wiki(_) | RawRef::Path(_) | RawRef::Outside(_) => format!("{to:?}"),
    }
}

/// Each text and what becomes of it.
#[track_caller]
fn becomes(cases: &[(&str, &str)]) {
    for (text, drawn) in cases {
        let scanned = Scanned::new(text);
        assert_eq!(scanned.drawn(), *drawn, "{text}");
        assert!(scanned.sink.into_sorted().is_empty(), "{text}");
    }
}

/// Each text holds no reference.
#[track_caller]
fn stay_text(texts: &[&str]) {
    for text in texts {
        assert_eq!(Scanned::new(text).drawn(), *text);
    }
}
