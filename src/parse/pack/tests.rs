//! What an author writes in `pack.toml`, and where a mistake in it is shown.

use super::*;
use crate::model::{Action, Migration, Step, ValuePlace};
use crate::parse::expect::{findings, run};

const HEAD: &str = "id = \"nara\"\nversion = \"2026.1\"\nserial = 2\nkinds = [\"pharmacy\"]\n";

fn with(lines: &str) -> Vec<String> {
    findings(&format!("{HEAD}{lines}"), author)
}

#[test]
fn an_authors_pack_is_read() {
    let text = format!(
        "{HEAD}expires = 2027-06-30\ntoji = \"0.1\"\nmanaged = [\"rules/**\"]\n\
         [[changes]]\npage = \"rules/a.md\"\naction = \"確認のみ\"\n\
         [[migrations]]\nsince = 2\nkind = \"rename-page\"\nfrom = \"a.md\"\nto = \"b.md\"\n\
         [[migrations]]\nsince = 2\nkind = \"split-page\"\nfrom = \"a.md\"\ninto = [\"b.md\", \"c.md\"]\n\
         [[migrations]]\nsince = 2\nkind = \"rename-variable\"\nfrom = \"facility.tel\"\nto = \"facility.phone\"\n\
         [[migrations]]\nsince = 2\nkind = \"map-value\"\nregister = \"devices\"\ncolumn = \"種別\"\nfrom = \"x\"\nto = \"y\"\n\
         [[migrations]]\nsince = 2\nkind = \"map-value\"\nkey = \"limits.patch_days\"\nfrom = \"92\"\nto = \"60\"\n\
         [[migrations]]\nsince = 2\nkind = \"retire-page\"\npath = \"d.md\"\n\
         [[disclosures]]\nkind = \"SDS\"\nfile = \"a.pdf\"\nproduct = \"p\"\nversion = \"1\"\npermitted = \"v\"\n"
    );
    let (read, told) = run(&text, author);
    assert_eq!(told, [""; 0]);
    let (head, marks) = read.unwrap_or_else(|| panic!("nothing read"));
    assert_eq!((head.serial, marks.managed.len(), head.disclosures.len()), (2, 1, 1));
    assert_eq!((head.changes[0].action, head.changes[0].note.as_str()), (Action::Look, ""));
    assert_eq!(head.migrations.len(), 6);
    assert_eq!(head.migrations[5], Step { since: 2, what: Migration::RetirePage { path: "d.md".to_owned() } });
    let Migration::MapValue { place: ValuePlace::Key(key), .. } = &head.migrations[4].what else { panic!("{head:?}") };
    assert_eq!(key, "limits.patch_days");
}

#[test]
fn every_mistake_has_its_place() {
    for (lines, told) in [
        ("key = \"abc\"", "5:7 bad-value"),
        ("expires = \"いつか\"", "5:11 bad-date"),
        ("toji = \"next\"", "5:8 bad-value"),
        ("toji = \"99.0\"", "5:8 pack-needs-newer"),
        ("format = 2", "5:10 unsupported-format"),
        ("managd = []", "5:1 unknown-key"),
        ("[[changes]]\npage = \"../a.md\"\naction = \"要対応\"", "6:8 bad-value"),
        ("[[changes]]\npage = \"a.md\"\naction = \"対応\"", "7:10 bad-value"),
        ("[[migrations]]\nsince = 2\nkind = \"run\"\ncommand = \"x\"", "7:8 bad-value"),
        ("[[migrations]]\nsince = 2\nkind = \"retire-page\"", "5:1 missing-key"),
        (
            "[[migrations]]\nsince = 2\nkind = \"rename-variable\"\nfrom = \"tel\"\nto = \"facility.phone\"",
            "8:8 bad-value",
        ),
        ("[[migrations]]\nsince = 2\nkind = \"retire-page\"\npath = \"/etc\"", "8:8 bad-value"),
        ("[[migrations]]\nkind = \"retire-page\"\npath = \"a.md\"", "5:1 pack-migration-since"),
        ("[[migrations]]\nsince = 3\nkind = \"retire-page\"\npath = \"a.md\"", "6:9 pack-migration-since"),
        ("[[migrations]]\nsince = 0\nkind = \"retire-page\"\npath = \"a.md\"", "6:9 pack-migration-since"),
        (
            "[[migrations]]\nsince = 2\nkind = \"map-value\"\nregister = \"dev\"\ncolumn = \"a\"\nfrom = \"x\"\nto = \"y\"",
            "8:12 bad-value",
        ),
        (
            "[[disclosures]]\nkind = \"MDS\"\nfile = \"a\"\nproduct = \"p\"\nversion = \"1\"\npermitted = \" \"",
            "10:13 empty-value",
        ),
    ] {
        assert_eq!(with(lines), [told], "{lines}");
    }
    assert_eq!(findings("kinds = []\n", author).len(), 4);
}

#[test]
fn a_signed_list_names_every_file() {
    let digest = "0".repeat(64);
    let file = |kind: &str, size: &str, digest: &str| {
        let text = format!(
            "format = 1\n{HEAD}[[files]]\npath = \"a.md\"\nkind = \"{kind}\"\nsize = {size}\nsha256 = \"{digest}\"\n"
        );
        run(&text, signed)
    };
    let (read, told) = file("seed", "3", &digest);
    assert_eq!((read.map(|it| it.1.len()), told), (Some(1), Vec::new()));
    assert_eq!(file("other", "3", &digest).1, ["8:8 bad-value"]);
    assert_eq!(file("seed", "-3", &digest).1, ["9:8 bad-value"]);
    assert_eq!(file("seed", "3", "ABC").1, ["10:10 bad-value"]);
}
