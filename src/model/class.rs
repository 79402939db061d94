//! Who may see a document, a section, a quote, a column or an attachment.

/// From the widest circle of readers to the narrowest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Class {
    /// Everybody.
    Public,
    /// Inspectors and staff.
    Inspection,
    /// Managers only.
    Manager,
    /// Only where a profile names it.
    Confidential,
}

impl Class {
    /// All classes, widest first.
    pub const ALL: [Self; 4] = [Self::Public, Self::Inspection, Self::Manager, Self::Confidential];

    /// The name in front matter, heading attributes and registers.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Public => "public",
            Self::Inspection => "inspection",
            Self::Manager => "manager",
            Self::Confidential => "confidential",
        }
    }

    /// Reads the name; `None` for any other word.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.as_str() == name)
    }
}
