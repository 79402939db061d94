//! The pages that toji draws from the registers.

/// A drawing or card, by what it shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DrawingKind {
    /// 連絡体制図.
    ContactChart,
    /// ネットワーク構成図.
    Network,
    /// 緊急時カード.
    Emergency,
}

impl DrawingKind {
    /// All of them, in the order in which they are shown.
    pub const ALL: [Self; 3] = [Self::ContactChart, Self::Network, Self::Emergency];

    /// The name of its page, and its label in the PDF.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::ContactChart => "contact-chart",
            Self::Network => "network",
            Self::Emergency => "emergency",
        }
    }

    /// As a reader knows it, and as authors write it behind ▶.
    pub fn japanese(self) -> &'static str {
        match self {
            Self::ContactChart => "連絡体制図",
            Self::Network => "ネットワーク構成図",
            Self::Emergency => "緊急時カード",
        }
    }
}
