//! What a page writes: its operators in order, to text with white space where lines and words part. Follows no drawing that
//! the page names: these are read by themselves.

use lopdf::content::{Content, Operation};
use lopdf::{Dictionary, Object};

use super::font::{Font, Named};
use super::structure::{Block, Blocks};
use super::text_of;
use crate::leak::normal::{APART, is_unseen};
use crate::leak::reader::Reader;
use crate::leak::search::Strung;

/// A space that is made by moving on, in thousandths of the font's size.
const SPACE: f32 = 200.0;

/// The text of a page.
#[derive(Debug, Default)]
pub(super) struct PageText {
    /// Blocks of prose and cells, apart from one another.
    flowing: String,
    /// What stands side by side: drawings, headers, pages that are not tagged.
    strung: String,
}

impl PageText {
    pub(super) fn looked_through(&self, reader: &mut Reader<'_>) {
        reader.text(&self.flowing, Strung::Flowing);
        reader.text(&self.strung, Strung::BySpaces);
    }
}

/// What marked text is, until its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mark {
    /// It belongs to a block of the page; what was written to before it.
    Block(Into),
    /// Its text has been said.
    Said,
    /// Anything else.
    Other,
}

/// Where text is written to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Into {
    Flowing,
    Strung,
}

/// Carries out a page's operators.
pub(super) struct Interpreter<'a> {
    fonts: &'a Named<'a>,
    blocks: Option<&'a Blocks>,
    page_count: usize,
    font: Option<&'a Font<'a>>,
    saved: Vec<Option<&'a Font<'a>>>,
    marks: Vec<Mark>,
    /// The block of the page that was written to last.
    last: Option<Block>,
    into: Into,
    /// The height at which the last text of this line stands.
    height: Option<f32>,
    /// What has been written since the last text began.
    run: String,
    text: PageText,
}

impl<'a> Interpreter<'a> {
    /// `blocks` are none where the file is not tagged.
    pub(super) fn new(fonts: &'a Named<'a>, blocks: Option<&'a Blocks>, page_count: usize) -> Self {
        Self {
            fonts,
            blocks,
            page_count,
            font: None,
            saved: Vec::new(),
            marks: Vec::new(),
            last: None,
            into: Into::Strung,
            height: None,
            run: String::new(),
            text: PageText::default(),
        }
    }

    pub(super) fn run(mut self, content: &[u8]) -> PageText {
        for operation in Content::decode_iter(content).map_while(Result::ok) {
            self.operation(&operation);
        }
        self.end_run();
        self.text
    }

    fn operation(&mut self, operation: &Operation) {
        let operands = operation.operands.as_slice();
        match operation.operator.as_str() {
            "q" => self.saved.push(self.font),
            "Q" => self.font = self.saved.pop().flatten(),
            "Tf" => {
                let name = operands.first().and_then(|it| it.as_name().ok());
                self.font = name.and_then(|it| self.fonts.get(it));
            }
            "Tj" => self.show(operands.last()),
            "'" | "\"" => {
                self.gap();
                self.show(operands.last());
            }
            "TJ" => self.show_all(operands),
            "Td" | "TD" => self.moved(operands.get(1).map(|it| self.height.unwrap_or_default() + number(it))),
            "Tm" => self.moved(operands.get(5).map(number)),
            "T*" => self.gap(),
            "BT" | "ET" => {
                self.end_run();
                self.gap();
                self.height = None;
            }
            "BDC" => self.begin(operands),
            "BMC" => self.marks.push(Mark::Other),
            "EMC" => self.end(),
            _ => {}
        }
    }

    fn show_all(&mut self, operands: &[Object]) {
        for part in operands.first().and_then(|it| it.as_array().ok()).into_iter().flatten() {
            if matches!(part, Object::String(..)) {
                self.show(Some(part));
            } else if number(part).abs() > SPACE {
                self.gap();
            }
        }
    }

    fn show(&mut self, string: Option<&Object>) {
        if self.marks.contains(&Mark::Said) {
            return;
        }
        if let (Some(font), Some(Object::String(bytes, _))) = (self.font, string) {
            font.decode(bytes, &mut self.run);
        }
    }

    /// To another place: on the same line of a tagged file all white space is written out.
    fn moved(&mut self, height: Option<f32>) {
        let is_same_line = match (self.height, height) {
            (Some(old), Some(new)) => (old - new).abs() < f32::EPSILON,
            (None, _) | (_, None) => false,
        };
        let is_tagged = self.blocks.is_some();
        if !(is_same_line && is_tagged) {
            self.gap();
        }
        self.height = height;
    }

    /// White space, unless the text has just said that a line may end within a word.
    fn gap(&mut self) {
        let target = if self.run.is_empty() { self.target() } else { &mut self.run };
        if !target.chars().next_back().is_some_and(is_unseen) {
            target.push(' ');
        }
    }

    fn target(&mut self) -> &mut String {
        match self.into {
            Into::Flowing => &mut self.text.flowing,
            Into::Strung => &mut self.text.strung,
        }
    }

    /// A number by itself that may be a page's is none of a text.
    fn end_run(&mut self) {
        let run = std::mem::take(&mut self.run);
        let is_page = run.trim().parse::<usize>().is_ok_and(|it| it <= self.page_count);
        if !is_page {
            self.target().push_str(&run);
        }
    }

    fn begin(&mut self, operands: &[Object]) {
        let properties = operands.get(1).and_then(|it| it.as_dict().ok());
        let said = properties.and_then(|it| it.get(b"ActualText").and_then(Object::as_str).ok());
        if let Some(said) = said {
            self.run.push_str(&text_of(said));
            return self.marks.push(Mark::Said);
        }
        let Some(blocks) = self.blocks else { return self.marks.push(Mark::Other) };
        let number = properties.and_then(|it: &Dictionary| it.get(b"MCID").and_then(Object::as_i64).ok());
        self.end_run();
        self.marks.push(Mark::Block(self.into));
        self.enter(number.and_then(|it| blocks.get(&it)).copied());
    }

    /// The lines of a block are one text, even where a drawing or a header stands between them.
    fn enter(&mut self, block: Option<Block>) {
        self.into = match block {
            Some(Block::Flowing(_)) => Into::Flowing,
            Some(Block::Drawing(_)) | None => Into::Strung,
        };
        if block.is_some() && block == self.last {
            self.gap();
        } else {
            self.target().push(APART);
        }
        self.last = block.or(self.last);
    }

    fn end(&mut self) {
        match self.marks.pop() {
            Some(Mark::Block(before)) => {
                self.end_run();
                self.into = before;
                if before == Into::Strung {
                    self.target().push(APART);
                }
            }
            Some(Mark::Said | Mark::Other) | None => {}
        }
    }
}

fn number(object: &Object) -> f32 {
    object.as_float().unwrap_or_default()
}
