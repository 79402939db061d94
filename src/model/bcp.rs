//! The phases that a BCP speaks of.

/// A phase of a BCP. Source: the ministry's template of a BCP for cyber attacks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum BcpPhase {
    /// 平時.
    Peacetime,
    /// 検知.
    Detection,
    /// 初動対応.
    InitialResponse,
    /// 復旧処理.
    Recovery,
    /// 事後対応.
    Aftermath,
}

impl BcpPhase {
    /// All phases, in order.
    pub const ALL: [Self; 5] =
        [Self::Peacetime, Self::Detection, Self::InitialResponse, Self::Recovery, Self::Aftermath];

    /// As a reader knows it.
    pub fn japanese(self) -> &'static str {
        match self {
            Self::Peacetime => "平時",
            Self::Detection => "検知",
            Self::InitialResponse => "初動対応",
            Self::Recovery => "復旧処理",
            Self::Aftermath => "事後対応",
        }
    }

    /// Whether a heading names it, be it by the first half of its name alone.
    pub fn is_named_in(self, heading: &str) -> bool {
        heading.contains(match self {
            Self::Peacetime => "平時",
            Self::Detection => "検知",
            Self::InitialResponse => "初動",
            Self::Recovery => "復旧",
            Self::Aftermath => "事後",
        })
    }
}
