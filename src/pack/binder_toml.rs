//! The text of a new `binder.toml`: name, kind, year and edition in place, everything else for the facility to write; and
//! what a pack carries of its author's: settings, and the names of facts without the facts.

use toml::{Table, Value};

use super::files::Files;
use super::init::NewFolder;
use super::plan::Plan;
use super::template::Pack;
use crate::model::{Edition, Role};

/// The tables that a pack carries: numbers of the rules, how it is printed, what columns are called.
const SETTINGS: [&str; 3] = ["limits", "pdf", "registers"];

/// What every new `binder.toml` asks for, so that a pack need not.
const ASKED: [&str; 7] = ["name", "kind", "postal_code", "address", "phone", "fax", "email"];

const DEFAULT: &str = "\
# 規程の中の数字。規程には {{ limits.patch_days }} と書いてあり、ここの数字が載る。
[limits]
patch_days = 92           # 更新プログラムを適用しないまま使ってよい日数

[pdf]
duplex = false            # 両面に印刷するときは true
";

/// What a pack carries of an author's `binder.toml`: its settings as they are written, and the names of further facts of the
/// facility, each with an empty value.
pub(super) fn carried(text: &str) -> String {
    let own: Table = text.parse().unwrap_or_default();
    let wanted: Table = own.iter().filter(|it| SETTINGS.contains(&it.0.as_str())).map(cloned).collect();
    let written = settings(text);
    // A text that can be cut in a way that a reader of TOML would not is written anew, without its remarks.
    let written = if written.parse::<Table>().is_ok_and(|it| it == wanted) { written } else { wanted.to_string() };
    let facts: String = further(&own).map(|it| format!("{it} = \"\"\n")).collect();
    if facts.is_empty() { written } else { format!("[facility]\n{facts}\n{written}") }
}

fn cloned((key, value): (&String, &Value)) -> (String, Value) {
    (key.clone(), value.clone())
}

/// Further facts of the facility, by their keys. One that must be quoted is none that a text could name.
fn further(table: &Table) -> impl Iterator<Item = &String> {
    let facility = table.get("facility").and_then(Value::as_table).into_iter().flatten();
    let is_bare = |it: &str| it.bytes().all(|it| it.is_ascii_alphanumeric() || b"_-".contains(&it));
    facility.map(|it| it.0).filter(move |it| !ASKED.contains(&it.as_str()) && is_bare(it))
}

/// The facts of the facility that a pack asks for and a member's `binder.toml`, as it will read, does not have.
pub fn lacking(pack: &Pack, files: &Files, plan: &Plan) -> Vec<String> {
    let text = |bytes: &[u8]| std::str::from_utf8(bytes).ok().map(|it| it.trim_start_matches('\u{feff}').to_owned());
    let table = |bytes: &[u8]| text(bytes).and_then(|it| it.parse::<Table>().ok());
    let mine = plan.after.get(PATH).and_then(Option::as_deref).or_else(|| files.get(PATH).map(Vec::as_slice));
    // Of settings that cannot be read nothing is known; `toji check` tells that.
    let (Some(asked), Some(mine)) = (pack.file(PATH).and_then(|it| table(&it.bytes)), mine.and_then(table)) else {
        return Vec::new();
    };
    let own = mine.get("facility").and_then(Value::as_table);
    further(&asked).filter(|it| own.is_none_or(|own| !own.contains_key(*it))).cloned().collect()
}

const PATH: &str = "binder.toml";

/// The lines of the settings' tables, each with the remarks that stand above it.
fn settings(text: &str) -> String {
    let (mut kept, mut waiting, mut is_kept) = (String::new(), String::new(), false);
    for line in text.split_inclusive('\n') {
        let bare = line.trim();
        if bare.starts_with('[') {
            let name = bare.trim_start_matches('[').split([']', '.', ' ']).next().unwrap_or_default();
            is_kept = SETTINGS.contains(&name);
        } else if bare.is_empty() || bare.starts_with('#') {
            waiting.push_str(line);
            continue;
        }
        let remarks = std::mem::take(&mut waiting);
        if is_kept {
            kept.extend([&remarks, line]);
        }
    }
    let kept = kept.trim();
    if kept.is_empty() { String::new() } else { format!("{kept}\n") }
}

/// Its text; `carried` is what the pack carries. Roles stand as comments, since no contact has a row yet.
pub(super) fn text(new: &NewFolder<'_>, edition: &Edition, carried: &str) -> String {
    let roles: String = Role::ALL.iter().map(|it| role(*it)).collect();
    let own: Table = carried.parse().unwrap_or_default();
    let facts: String = further(&own).map(|it| format!("{it} = \"\"\n")).collect();
    let settings = settings(carried);
    let settings = if settings.is_empty() { DEFAULT } else { &settings };
    format!(
        r#"# 綴じる内容の設定。# で始まる行は説明で、読み飛ばされる。
format = 1
language = "ja"
fiscal_year = {year}        # 載せるチェックリストの年度。新しい年度にするときは toji new year を使う
edition = {edition}           # チェックリストの版（r7 は令和7年度版）

[facility]
name = {name}
kind = "{kind}"     # {kind_japanese}
postal_code = ""          # ここに書いた値は、文書の中から {{{{ facility.address }}}} のように呼び出せる
address = ""
phone = ""
# 事業者からの返送先として、依頼状と様式に載せるもの。書いたら、行の初めの # を消す（Excel の様式は、メールがあると返してもらえる）。
# fax = ""
# email = ""
{facts}
# 役割と、registers/contacts.csv（連絡先）の番号。連絡先に書いたら、行の初めの # を消す。一人が兼ねてもよい。
[roles]
{roles}
{settings}"#,
        year = new.fiscal_year,
        edition = quoted(&edition.id),
        name = quoted(new.name),
        kind = new.kind.as_str(),
        kind_japanese = new.kind.japanese(),
    )
}

fn role(role: Role) -> String {
    format!("# {} = \"CT-01\"   # {}\n", role.as_str(), role.japanese())
}

/// As a TOML string, whatever is in it.
fn quoted(text: &str) -> String {
    toml::Value::String(text.to_owned()).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn settings_go_out_and_facts_do_not() {
        let text = "fiscal_year = 2025\n# みどり薬局のこと\n[facility]\nname = \"みどり薬局\"\npresident = \"春野 一郎\"\n\
                    [roles]\nowner = \"CT-01\"\n\n# 数字\n[limits]\npatch_days = 30 # 日\n\n# 内緒\n[[accept]]\nby = \"春野\"\n";
        let expected = "[facility]\npresident = \"\"\n\n# 数字\n[limits]\npatch_days = 30 # 日\n";
        assert_eq!(carried(text), expected);
        assert_eq!(carried(expected), expected);
        assert_eq!((carried(""), carried("no TOML [")), (String::new(), String::new()));
    }

    #[test]
    fn a_text_that_looks_like_a_table_carries_nothing_out() {
        let text = "[facility]\nname = \"a\"\nhistory = \"\"\"\n[limits]\nsecret = 1\n\"\"\"\n[pdf]\nduplex = true\n";
        assert_eq!(carried(text), "[facility]\nhistory = \"\"\n\n[pdf]\nduplex = true\n");
    }
}
