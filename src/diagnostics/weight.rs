//! How much a finding weighs, and how loud it is for that. Never looks at a finding.

/// What a finding weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Weight {
    /// The binder cannot be built right.
    Build,
    /// 検査項目: the notice says that inspectors check it.
    Inspection,
    /// 食い違い: the binder disagrees with itself.
    Disagreement,
    /// 助言: good practice, or data that nobody has verified.
    Advice,
}

/// How loud a finding is: follows from its weight.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Nothing is replaced.
    Error,
    /// Somebody must act.
    Warning,
    /// Worth knowing.
    Note,
}

impl Weight {
    /// The name in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Build => "build",
            Self::Inspection => "inspection",
            Self::Disagreement => "disagreement",
            Self::Advice => "advice",
        }
    }

    /// The severity that goes with it.
    pub fn severity(self) -> Severity {
        match self {
            Self::Build => Severity::Error,
            Self::Inspection | Self::Disagreement => Severity::Warning,
            Self::Advice => Severity::Note,
        }
    }
}

impl Severity {
    /// The name in JSON and SARIF.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Note => "note",
        }
    }
}
