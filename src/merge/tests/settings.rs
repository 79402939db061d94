//! TOML.

use super::*;

const BASE: &str = "# 綴じの設定\nformat = 1\n\n[facility]\n# 名前\nname = \"○○薬局\"\nkind = \"pharmacy\"\n\n# 役割\n[roles]\nowner = \"CT-01\"\n\n[[revisions]]\ndate = 2025-04-01\ntext = \"a\"\n";

fn merged(mine: &str, theirs: &str) -> Out {
    out("binder.toml", [BASE, mine, theirs])
}

#[test]
fn blocks_are_called_by_their_keys() {
    let expected = [
        "format",
        "[facility]",
        "facility.name",
        "facility.kind",
        "[roles]",
        "roles.owner",
        "[revisions[]]",
        "revisions[].date",
        "revisions[].text",
    ];
    assert_eq!(names("binder.toml", BASE), expected);
    let text = "a.b = [\n  1,\n]\n# 別\n\n[[x]]\nid = \"A\"\n[x.sub]\nk = 1\n[[x]]\nid = \"B\"\n[y]\n";
    let expected = ["a.b", "はじめの注記", "[x[A]]", "x[A].id", "[x.sub]", "x.sub.k", "[x[B]]", "x[B].id", "[y]"];
    assert_eq!(names("a.toml", text), expected);
}

#[test]
fn keys_merge_by_themselves() {
    let mine = BASE.replace("○○薬局", "さくら薬局").replace("kind", "phone = \"0000-00-0000\"\nkind");
    let theirs =
        BASE.replace("kind = \"pharmacy\"\n", "kind = \"pharmacy\"\nmember_id = \"\"\n").replace("CT-01", "CT-02");
    let both =
        mine.replace("kind = \"pharmacy\"\n", "kind = \"pharmacy\"\nmember_id = \"\"\n").replace("CT-01", "CT-02");
    assert_eq!(merged(&mine, &theirs), text(&both));
    assert_eq!(merged(&mine, &BASE.replace("○○", "△△")), clash(["facility.name"]));
    // The comment is the template's, the value the member's.
    let theirs = BASE.replace("# 名前", "# 施設の名前");
    assert_eq!(merged(&mine, &theirs), text(&mine.replace("# 名前", "# 施設の名前")));
}

#[test]
fn elements_that_both_added_both_stay() {
    let mine = format!("{BASE}\n[[revisions]]\ndate = 2025-10-01\ntext = \"b\"\n");
    let theirs = format!("{BASE}\n[[revisions]]\ndate = 2026-04-01\ntext = \"c\"\n");
    let both = format!("{mine}\n[[revisions]]\ndate = 2026-04-01\ntext = \"c\"\n");
    assert_eq!(merged(&mine, &theirs), text(&both));
}

#[test]
fn a_key_that_would_stand_twice_is_left_to_people() {
    let mine = BASE.replace("format = 1", "format = 1\nlimits.days = 3");
    let theirs = format!("{BASE}\n[limits]\ndays = 4\n");
    assert_eq!(merged(&mine, &theirs), clash([""]));
}

#[test]
fn a_table_that_goes_with_a_key_that_came() {
    let mine = BASE.replace("owner = \"CT-01\"\n", "owner = \"CT-01\"\nmanager = \"CT-02\"\n");
    let theirs = BASE.replace("# 役割\n[roles]\nowner = \"CT-01\"\n\n", "");
    assert_eq!(merged(&mine, &theirs), clash(["[roles]"]));
    assert_eq!(merged(BASE, &theirs), Out::New(theirs));
}
