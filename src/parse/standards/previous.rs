//! Rows of an earlier edition as the data names them: `1(1)`, `2(4) サーバ`, `2(9)? 端末PC`. Never guesses: a `?` stays a doubt.

use crate::diagnostics::Sink;
use crate::model::{Certainty, ItemId, ItemRow, Machine, Previous};
use crate::parse::toml::Reader;

/// `previous`: the rows of the edition before that an item goes back to.
pub(super) fn read(reader: &mut Reader<'_>, sink: &mut Sink) -> Vec<Previous> {
    rows(reader, "previous", sink)
}

/// The rows under `key`, each once.
pub(super) fn rows(reader: &mut Reader<'_>, key: &'static str, sink: &mut Sink) -> Vec<Previous> {
    let mut rows: Vec<Previous> = Vec::new();
    for written in reader.strings(key, sink).unwrap_or_default() {
        match row(&written.value).filter(|it| rows.iter().all(|known| known.row != it.row)) {
            Some(row) => rows.push(row),
            None => sink.push(reader.bad_value(key, &written, "1(1), 2(4) サーバ, 2(9)? 端末PC")),
        }
    }
    rows
}

fn row(written: &str) -> Option<Previous> {
    let (number, machine) = match written.split_once(char::is_whitespace) {
        Some((number, name)) => (number, Some(Machine::parse(name.trim())?)),
        None => (written, None),
    };
    let (number, certainty) = match number.strip_suffix('?') {
        Some(number) => (number, Certainty::Unverified),
        None => (number, Certainty::Verified),
    };
    Some(Previous { row: ItemRow { item: ItemId::parse_written(number)?, machine }, certainty })
}

#[cfg(test)]
mod tests {
    use super::row;
    use crate::model::Certainty;

    #[test]
    fn a_row_is_read_as_the_data_writes_it() {
        for (written, shown, certainty) in [
            ("1(1)", "1-①", Certainty::Verified),
            ("2(4) サーバ", "2-④ サーバ", Certainty::Verified),
            ("2(9)? 端末PC", "2-⑨ 端末PC", Certainty::Unverified),
            ("2-04", "2-④", Certainty::Verified),
        ] {
            assert_eq!(row(written).map(|it| (it.row.to_string(), it.certainty)), Some((shown.to_owned(), certainty)));
        }
        for wrong in ["", "台帳", "2(4) 電話"] {
            assert!(row(wrong).is_none(), "{wrong}");
        }
    }
}
