//! The list of a signed pack: every file with its size, SHA-256, kind and blocks. Whether paths are sound is asked by
//! whoever reads the pack, who has more of them to compare.

use crate::diagnostics::Sink;
use crate::model::{Listed, Share};
use crate::parse::toml::Reader;

pub(super) fn read(reader: &mut Reader<'_>, sink: &mut Sink) -> Vec<Listed> {
    reader.tables("files", sink).into_iter().filter_map(|it| listed(it, sink)).collect()
}

fn listed(reader: Reader<'_>, sink: &mut Sink) -> Option<Listed> {
    let mut reader = reader.need(&["path", "kind", "size", "sha256"]);
    let path = reader.string("path", sink);
    let share = reader.choice("kind", &Share::ALL.map(|it| (it.as_str(), it)), sink);
    let written = reader.integer("size", sink);
    let size = written.as_ref().and_then(|it| u64::try_from(it.value).ok());
    if let Some(negative) = written.as_ref().filter(|_| size.is_none()) {
        sink.push(reader.bad_value("size", negative, "0, 1, 2 …"));
    }
    let digest = reader.string("sha256", sink);
    let is_digest = |it: &str| it.len() == 64 && it.bytes().all(|it| matches!(it, b'0'..=b'9' | b'a'..=b'f'));
    if let Some(wrong) = digest.as_ref().filter(|it| !is_digest(&it.value)) {
        sink.push(reader.bad_value("sha256", wrong, "0-9 a-f, 64"));
        return None;
    }
    let blocks = reader.strings("blocks", sink).unwrap_or_default().into_iter().map(|it| it.value).collect();
    reader.finish(sink);
    Some(Listed { path: path?.value, share: share?.value, size: size?, sha256: digest?.value, blocks })
}
