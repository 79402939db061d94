//! The text of a new `binder.toml`: name, kind, year and edition in place, everything else for the facility to write.

use super::init::NewFolder;
use crate::model::{Edition, Role};

/// Its text. Roles stand as comments, since no contact has a row yet.
pub(super) fn text(new: &NewFolder<'_>, edition: &Edition) -> String {
    let roles: String = Role::ALL.iter().map(|it| role(*it)).collect();
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

# 役割と、registers/contacts.csv（連絡先）の番号。連絡先に書いたら、行の初めの # を消す。一人が兼ねてもよい。
[roles]
{roles}
# 規程の中の数字。規程には {{{{ limits.patch_days }}}} と書いてあり、ここの数字が載る。
[limits]
patch_days = 92           # 更新プログラムを適用しないまま使ってよい日数

[pdf]
duplex = false            # 両面に印刷するときは true
"#,
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
