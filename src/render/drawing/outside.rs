//! What kind of body an outside contact is, by the words of its row, and who calls it where the register does not say. The
//! words are those of the facts a chart must hold; a row that has none of them is some other body. Nothing here draws.

use crate::model::Role;

/// The outside bodies that are called, in the order in which they are called.
///
/// Source of the order: the facility's own BCP as the template has it (4.2); no official order is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Body {
    /// 事業者.
    Vendor,
    /// 厚生労働省.
    Ministry,
    /// 保健所.
    HealthCentre,
    /// 都道府県警察.
    Police,
    /// サイバー保険.
    Insurer,
    /// 個人情報保護委員会.
    Privacy,
    /// Any other.
    Other,
}

/// Words by which a body is known, the more telling first.
const WORDS: [(Body, &[&str]); 6] = [
    (Body::Privacy, &["個人情報保護委員会", "個人情報の漏"]),
    (Body::Insurer, &["サイバー保険", "損害保険", "損保", "保険会社", "保険代理"]),
    (Body::HealthCentre, &["保健所", "保健センター"]),
    (Body::Police, &["警察"]),
    (Body::Ministry, &["厚生労働省", "厚労省"]),
    (Body::Vendor, &["保守", "事業者", "ベンダ", "サポート"]),
];

impl Body {
    /// By the texts of a row of the contacts.
    pub(super) fn of(texts: &[&str]) -> Self {
        let named = |words: &&[&str]| words.iter().any(|word| texts.iter().any(|it| it.contains(word)));
        WORDS.iter().find(|(_, words)| named(words)).map_or(Self::Other, |(body, _)| *body)
    }

    /// The roles that call it, the first that somebody fills.
    pub(super) fn callers(self) -> &'static [Role] {
        use Role::{Manager, Owner, PlanningManager, SafetyOfficer, SystemOperator};
        match self {
            Self::Vendor => &[SystemOperator, SafetyOfficer, PlanningManager, Manager, Owner],
            Self::Insurer => &[Owner, Manager, SafetyOfficer, PlanningManager, SystemOperator],
            Self::Ministry | Self::HealthCentre | Self::Police | Self::Privacy | Self::Other => {
                &[SafetyOfficer, PlanningManager, Manager, SystemOperator, Owner]
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bodies_are_known_by_their_words() {
        for (text, body) in [
            ("ルータの保守", Body::Vendor),
            ("国への連絡　厚生労働省", Body::Ministry),
            ("ことり市保健所", Body::HealthCentre),
            ("みやこ県警察本部", Body::Police),
            ("サイバー保険　みやこ損害保険株式会社", Body::Insurer),
            ("個人情報保護委員会", Body::Privacy),
            ("医薬品卸", Body::Other),
        ] {
            assert_eq!(Body::of(&[text]), body, "{text}");
        }
    }
}
