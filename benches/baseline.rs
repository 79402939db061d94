//! What a site generator cannot do without: read, pulldown-cmark's own HTML writer, a page of the same template, a digest,
//! a file; each document by itself, under rayon. No references, no backlinks, no search, no findings.

use std::fs;
use std::path::{Path, PathBuf};

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd, html};
use rayon::prelude::*;
use serde::Serialize;
use sha2::{Digest as _, Sha256};
use tera::{Context, Tera, Value};
use toji::resolve::Tab;

use crate::Outcome;

#[derive(Serialize)]
struct Link {
    href: String,
    title: String,
}

#[derive(Serialize)]
struct TocEntry {
    level: u8,
    href: String,
    text: String,
}

/// The fields that the template of a document sees.
#[derive(Serialize)]
struct Page {
    title: String,
    root: &'static str,
    tab: &'static str,
    crumbs: Vec<Link>,
    previous: Option<Link>,
    next: Option<Link>,
    toc: Vec<TocEntry>,
}

#[derive(Serialize)]
struct DocumentPage {
    page: Page,
    backlinks: Value,
    control: Option<Value>,
    class: &'static str,
    is_form: bool,
    body: Value,
}

#[derive(Serialize)]
struct TabLink {
    number: u8,
    name: &'static str,
    id: &'static str,
}

/// Makes a page of every Markdown file below `root` in `out`.
pub(crate) fn build(root: &Path, out: &Path) -> Outcome<()> {
    let tera = templates()?;
    let paths = walkdir::WalkDir::new(root).sort_by_file_name().into_iter().filter_map(Result::ok);
    let paths: Vec<PathBuf> =
        paths.map(walkdir::DirEntry::into_path).filter(|it| it.extension().is_some_and(|it| it == "md")).collect();
    let digests: Vec<String> =
        (0..paths.len()).into_par_iter().map(|i| page(&tera, root, out, &paths, i)).collect::<Outcome<_>>()?;
    fs::write(out.join("digests"), digests.concat())?;
    Ok(())
}

fn page(tera: &Tera, root: &Path, out: &Path, paths: &[PathBuf], i: usize) -> Outcome<String> {
    let text = fs::read_to_string(&paths[i])?;
    let (body, headings) = markdown(&text);
    let link = |path: &PathBuf| Link { href: format!("../../{}", path.display()), title: path.display().to_string() };
    let crumb = |it: &str| Link { href: "../index.html".to_owned(), title: it.to_owned() };
    let page = Page {
        title: headings.first().map(|it| it.text.clone()).unwrap_or_default(),
        root: "../../",
        tab: Tab::Appendix.as_str(),
        crumbs: ["表紙", "資料", "pages", "000"].map(crumb).into(),
        previous: i.checked_sub(1).map(|it| link(&paths[it])),
        next: paths.get(i + 1).map(link),
        toc: headings,
    };
    let (body, backlinks) = (Value::safe_string(&body), Value::safe_string(""));
    let page = DocumentPage { page, backlinks, control: None, class: "", is_form: false, body };
    let mut html = Vec::with_capacity(16 * 1024);
    tera.render_to("document.html", &Context::from_serialize(&page)?, &mut html)?;
    let target = out.join(paths[i].strip_prefix(root)?).with_extension("html");
    fs::create_dir_all(target.parent().unwrap_or(out))?;
    fs::write(&target, &html)?;
    let digest: String = Sha256::digest(&html).iter().map(|it| format!("{it:02x}")).collect();
    Ok(format!("{digest}  {}\n", target.display()))
}

/// The page, and its headings.
fn markdown(text: &str) -> (String, Vec<TocEntry>) {
    let (mut headings, mut open) = (Vec::new(), None);
    let options = Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_HEADING_ATTRIBUTES;
    let events = Parser::new_ext(text, options).inspect(|event| match (event, &mut open) {
        (Event::Start(Tag::Heading { level, .. }), _) => open = Some((*level, String::new())),
        (Event::Text(it), Some((_, text))) => text.push_str(it),
        (Event::End(TagEnd::Heading(_)), _) => headings.extend(open.take()),
        _ => (),
    });
    let mut body = String::with_capacity(text.len() * 2);
    html::push_html(&mut body, events);
    let entry = |(level, text): (HeadingLevel, String)| TocEntry { level: level as u8, href: format!("#{text}"), text };
    (body, headings.into_iter().map(entry).collect())
}

/// The theme's templates, with what every page sees.
fn templates() -> Outcome<Tera> {
    let theme = toji::load::theme();
    let mut tera = Tera::new();
    tera.autoescape_on([".html"]);
    tera.add_raw_templates(theme.html.iter().map(|(name, text)| (name, text.as_ref())))?;
    let texts: toml::Table = toml::from_str(&theme.texts["ja.toml"])?;
    let tabs = Tab::ALL.map(|it| TabLink { number: it.number(), name: it.japanese(), id: it.as_str() });
    let globals = tera.global_context();
    globals.insert_value("t", Value::try_from_serializable(&texts)?);
    globals.insert_value("tabs", Value::try_from_serializable(&tabs)?);
    globals.insert_value("pdf", Value::try_from_serializable(&false)?);
    for (name, text) in [("facility", "見本薬局"), ("fiscal_year", "令和7年度"), ("edition", "チェックリスト")]
    {
        globals.insert_value(name, Value::normal_string(text));
    }
    Ok(tera)
}
