//! The facility that the binder is about.

/// What `[facility]` in `binder.toml` says.
#[derive(Debug, Clone)]
pub struct Facility {
    /// Its name.
    pub name: String,
    /// What kind it is: decides the form.
    pub kind: FacilityKind,
    /// Every text of the table, for variables: key and value, in the order written.
    pub facts: Vec<(String, String)>,
}

/// What the template's fictional facility calls itself and others: names that have no place in anybody else's binder.
#[derive(Debug, Clone, Default)]
pub struct SampleNames {
    /// Its own.
    pub facility: String,
    /// Its own, its people's and its vendors'.
    pub all: Vec<String>,
}

/// The kinds of facility that the checklist is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum FacilityKind {
    /// 薬局.
    Pharmacy,
    /// 病院.
    Hospital,
    /// 診療所.
    Clinic,
    /// 歯科診療所.
    Dental,
    /// 助産所.
    Midwifery,
}

impl FacilityKind {
    /// All kinds.
    pub const ALL: [Self; 5] = [Self::Pharmacy, Self::Hospital, Self::Clinic, Self::Dental, Self::Midwifery];

    /// The name in `binder.toml` and on the command line.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Pharmacy => "pharmacy",
            Self::Hospital => "hospital",
            Self::Clinic => "clinic",
            Self::Dental => "dental",
            Self::Midwifery => "midwifery",
        }
    }

    /// As a reader knows it.
    pub fn japanese(self) -> &'static str {
        match self {
            Self::Pharmacy => "薬局",
            Self::Hospital => "病院",
            Self::Clinic => "診療所",
            Self::Dental => "歯科診療所",
            Self::Midwifery => "助産所",
        }
    }

    /// Reads the name; `None` for any other word.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.as_str() == name)
    }
}

/// A role that the guideline or the law names. `[roles]` ties it to a row of `registers/contacts.csv`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// 経営層: in a pharmacy the 開設者.
    Owner,
    /// 管理者: the 薬局の管理者, the 院長.
    Manager,
    /// 企画管理者.
    PlanningManager,
    /// 医療情報システム安全管理責任者.
    SafetyOfficer,
    /// システム運用担当者.
    SystemOperator,
}

impl Role {
    /// All roles, in the order in which they are shown.
    pub const ALL: [Self; 5] =
        [Self::Owner, Self::Manager, Self::PlanningManager, Self::SafetyOfficer, Self::SystemOperator];

    /// The key in `[roles]`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Owner => "owner",
            Self::Manager => "manager",
            Self::PlanningManager => "planning_manager",
            Self::SafetyOfficer => "safety_officer",
            Self::SystemOperator => "system_operator",
        }
    }

    /// As a reader knows it.
    pub fn japanese(self) -> &'static str {
        match self {
            Self::Owner => "経営層（開設者）",
            Self::Manager => "管理者",
            Self::PlanningManager => "企画管理者",
            Self::SafetyOfficer => "医療情報システム安全管理責任者",
            Self::SystemOperator => "システム運用担当者",
        }
    }

    /// Reads the key; `None` for any other word.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.as_str() == name)
    }
}
