//! `はじめに.html`: what lies on the stick, for whoever opens it. Holds everything in itself, runs nothing, loads nothing.

use crate::emit::{Built, FROZEN, KIT};
use crate::model::Profile;

use super::stick::FOLDER;

/// By which a page of ours is known; toji itself holds it with the page.
pub(super) const MARK: &str = "<meta name=\"generator\" content=\"toji usb\">";

/// What the page says.
pub(super) struct Said<'a> {
    pub(super) built: &'a Built,
    /// Whether a signature lies beside the manifest.
    pub(super) signed: bool,
    /// The name of the toji that lies on the stick.
    pub(super) toji: Option<&'a str>,
}

/// The page.
pub(super) fn page(said: &Said<'_>) -> String {
    let built = said.built;
    let facility = match built.facility.as_str() {
        "" => "この綴じを渡した施設",
        name => name,
    };
    let pdf = if built.files.contains_key("binder.pdf") { PDF } else { "" };
    let signed = if said.signed { SIGNED } else { UNSIGNED };
    let program = said.toji.map_or_else(|| ABSENT.to_owned(), |it| PRESENT.replace("{toji}", it));
    let toji = match said.toji {
        Some(name) if name.ends_with(".exe") => format!(".\\{name}"),
        Some(name) => format!("./{name}"),
        None => "toji".to_owned(),
    };
    let texts = [
        ("{mark}", MARK.to_owned()),
        ("{style}", include_str!("start.css").to_owned()),
        ("{pdf}", pdf.to_owned()),
        ("{signed}", signed.to_owned()),
        ("{program}", program),
        ("{toji}", toji),
        ("{folder}", FOLDER.to_owned()),
        ("{for}", escaped(&audience(&built.profile))),
        ("{build}", escaped(&built.build)),
        ("{files}", built.files.len().to_string()),
        // The last, so that nothing in a name is taken for a place.
        ("{facility}", escaped(facility)),
    ];
    texts.iter().fold(include_str!("start.html").to_owned(), |page, (place, text)| page.replace(place, text))
}

/// For whom it was made: what the shipped profiles are called, and the name of any other.
fn audience(profile: &str) -> String {
    match profile {
        FROZEN => "年度の終わりの保存用".to_owned(),
        KIT => "業者に記入を依頼するもの".to_owned(),
        name => match Profile::shipped().into_iter().find(|it| *it.name == *name) {
            Some(known) => format!("{}（{name}）", known.label),
            None => name.to_owned(),
        },
    }
}

const PDF: &str = "<p><a class=\"open\" href=\"{folder}/binder.pdf\">PDFで開く</a> 同じ内容を1冊にまとめたものです。印刷するときはこちらを使います。</p>";
const SIGNED: &str = "<p>この綴じには、渡した施設の署名があります（<code>manifest.json.minisig</code>）。施設から別の方法で受け取った公開の鍵があれば、署名も確かめられます。</p>\n<p class=\"type\"><code>{toji} verify {folder} --key 鍵のファイル.pub</code></p>";
const UNSIGNED: &str = "<p>この綴じには署名がありません。だれが作ったかまで確かめるには、渡した施設に、<code>{folder}/manifest.json</code> の SHA-256（64桁の英数字）を電話などで聞き、手元の値と比べてください。</p>\n<p class=\"type\"><code>certutil -hashfile {folder}\\manifest.json SHA256</code>（Windows のコマンド プロンプトで）</p>";
const PRESENT: &str = "このUSBメモリには、確かめるためのプログラム（<code>{toji}</code>）も入っています。受け取ったプログラムをそのまま動かすことが禁じられている職場では、使わずに情報システムの担当者に相談してください。";
const ABSENT: &str = "確かめるためのプログラム（toji）は、このUSBメモリには入っていません。受け取ったプログラムを動かすのは危ないことがあるためです。";

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn built(facility: &str, profile: &str) -> Built {
        Built {
            build: "0123456789ab".into(),
            digest: String::new(),
            sources: String::new(),
            profile: profile.into(),
            facility: facility.into(),
            pdf: true,
            files: [("binder.pdf".to_owned(), String::new())].into(),
        }
    }

    #[test]
    fn the_page_says_what_it_is_for_whom_and_that_nothing_is_encrypted() {
        let page = page(&Said { built: &built("<b>みどり & {build}", "handover"), signed: false, toji: None });
        for said in
            ["&lt;b&gt;みどり &amp; {build}", "外部提出用（handover）", "0123456789ab", "暗号化されていません", MARK]
        {
            assert!(page.contains(said), "{said}: {page}");
        }
        for link in ["href=\"toji-binder/index.html\"", "href=\"toji-binder/binder.pdf\"", "toji verify toji-binder"] {
            assert!(page.contains(link), "{link}");
        }
        for active in ["<script", "http:", "https:", "onclick", "{folder}", "{toji}", "{facility}", "{files}"] {
            assert!(!page.contains(active), "{active}");
        }
    }

    #[test]
    fn what_is_signed_and_what_goes_along_is_said() {
        let built = built("", "frozen");
        let page = page(&Said { built: &built, signed: true, toji: Some("toji") });
        for said in ["manifest.json.minisig", "./toji verify toji-binder --key", "この綴じを渡した施設"] {
            assert!(page.contains(said), "{said}: {page}");
        }
        assert!(!page.contains("certutil"), "{page}");
    }
}
