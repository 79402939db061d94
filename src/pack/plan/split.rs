//! A page that became several: what the facility wrote in its blocks goes with them.

use std::collections::BTreeMap;

use super::sheet::Sheet;
use super::{Before, Plan};
use crate::model::{Date, Migration};

/// What is to be told of pages that became several.
pub(super) struct Splits;

pub(super) fn travel(_: &mut BTreeMap<String, Sheet>, _: &[&Migration]) -> Splits {
    Splits
}

impl Splits {
    pub(super) fn told(self, _: &mut Plan, _: Before<'_>, _: Date) {}
}
