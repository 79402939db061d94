//! How an item and a kind of facility are written in a report. What cannot be read is an error that names it.

pub(super) mod item {
    use serde::{Deserialize as _, Deserializer, Serializer, de::Error as _};

    use crate::model::ItemId;

    #[expect(clippy::trivially_copy_pass_by_ref, reason = "the signature that serde asks for")]
    pub(crate) fn serialize<S: Serializer>(item: &ItemId, out: S) -> Result<S::Ok, S::Error> {
        out.collect_str(item)
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(input: D) -> Result<ItemId, D::Error> {
        let text = String::deserialize(input)?;
        ItemId::parse(&text).ok_or_else(|| D::Error::custom(format!("no item: {text}")))
    }
}

pub(super) mod kind {
    use serde::{Deserialize as _, Deserializer, Serialize as _, Serializer, de::Error as _};

    use crate::model::FacilityKind;

    #[expect(clippy::ref_option, clippy::trivially_copy_pass_by_ref, reason = "the signature that serde asks for")]
    pub(crate) fn serialize<S: Serializer>(kind: &Option<FacilityKind>, out: S) -> Result<S::Ok, S::Error> {
        kind.map(FacilityKind::as_str).serialize(out)
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(input: D) -> Result<Option<FacilityKind>, D::Error> {
        let Some(text) = Option::<String>::deserialize(input)? else { return Ok(None) };
        let kind =
            FacilityKind::parse(&text).ok_or_else(|| D::Error::custom(format!("no kind of facility: {text}")))?;
        Ok(Some(kind))
    }
}
