//! Where everything of a network stands: outside at the left, the facility at the right with its devices as a tree, between
//! them a channel with one track for each line that leads outside.
//!
//! Heights lie on a grid. Lines leave boxes of the left column on its whole steps and reach those of the right one between
//! them, so that two lines never run on each other. No layout library: `rust-sugiyama` and `layout-rs` place nodes, but
//! know neither zones nor ports nor pages.

use super::groups::{Group, Groups, counted};
use super::outer::{self, count, heading};
use super::paper;
use super::tracks::{self, Track};
use super::{Device, Network};
use crate::render::drawing::Drawing;
use crate::render::drawing::content::{Content, Type};
use crate::render::drawing::measure::{self, Weight, wrap};
use crate::render::drawing::shape::{Anchor, Area, Look, Point, Shape, Sheet, Stroke, Text, Tip};

/// The grid of heights.
pub(super) const STEP: f64 = 6.0;
pub(super) const NAME: Type = Type { size: 9.0, weight: Weight::Bold };
pub(super) const SMALL: Type = Type { size: 7.5, weight: Weight::Regular };
pub(super) const NOTE: Type = Type { size: 9.0, weight: Weight::Regular };
/// Between two tracks, and all that a channel of them may take.
const TRACK: f64 = 8.0;
const CHANNEL: f64 = 160.0;
/// How far a box stands in from the one above it.
const INDENT: f64 = 24.0;
/// The least a device takes in its box, and how many of them are told one by one.
const CELL: f64 = 150.0;
const MOST: usize = 24;

/// The drawing; none where no link is known.
pub fn network(network: &Network) -> Option<Drawing> {
    let groups = Groups::of(network);
    if groups.groups.is_empty() {
        return None;
    }
    let (sheets, is_cut) = paper::fit(|width| Plan::draw(network, &groups, width));
    Some(Drawing {
        name: "network",
        title: "ネットワーク構成図".to_owned(),
        alt: alt(network, &groups),
        is_cut,
        sheets,
    })
}

fn alt(network: &Network, groups: &Groups) -> String {
    let mut said = format!("施設内の機器{}台と外とのつながり。", network.devices.len());
    for line in &groups.outer {
        let devices: Vec<&str> = line
            .groups
            .iter()
            .flat_map(|it| &groups.groups[*it].devices)
            .map(|it| network.devices[*it].id.as_str())
            .collect();
        said.push_str(&format!(
            "{}から{}：{}。",
            network.outside[line.outside].name,
            devices.join("・"),
            line.label.shown(network)
        ));
    }
    for group in groups.groups.iter().filter(|it| !it.labels.is_empty()) {
        let above = group.above.and_then(|it| groups.groups.get(it)).and_then(|it| it.devices.first());
        let devices: Vec<&str> = group.devices.iter().map(|it| network.devices[*it].id.as_str()).collect();
        if let Some(above) = above {
            said.push_str(&format!("{}に{}。", network.devices[*above].id, devices.join("・")));
        }
    }
    said.push_str("すべての接続は、下の表にもある。");
    said
}

/// A drawing of any height, and where it may be cut.
pub(super) struct Plan {
    pub(super) sheet: Sheet,
    /// Heights between two boxes.
    pub(super) gaps: Vec<f64>,
    pub(super) is_cut: bool,
}

/// A box of the facility where it stands.
struct Placed {
    area: Area,
    content: Content,
}

impl Plan {
    fn draw(network: &Network, groups: &Groups, width: f64) -> Self {
        let mut plan = Self { sheet: Sheet { width, ..Sheet::default() }, gaps: Vec::new(), is_cut: false };
        let (ports, left_end) = outer::draw(network, groups, &mut plan.sheet);
        let facility = outer::WIDTH + 16.0 + pitch(groups.outer.len()) * count(groups.outer.len().max(2));
        let aside = groups.beside.len();
        let right = width - 10.0 - if aside == 0 { 0.0 } else { pitch(aside) * count(aside + 1) };
        let frame = plan.sheet.shapes.len();
        let boxes = plan.boxes(network, groups, (facility, right));
        let bottom = boxes.last().map_or(0.0, |it| it.area.bottom()) + STEP;
        let bottom = plan.unlinked(network, groups, (facility, right), bottom);
        let area = Area { x: facility, y: 0.6, w: width - 0.6 - facility, h: bottom };
        plan.sheet.shapes.insert(frame, Shape::Box(area, Look::Zone));
        plan.sheet.text(heading("施設内", Point::new(facility + 8.0, 12.0)));
        plan.tree(groups, &boxes);
        plan.outer(groups, &boxes, &ports);
        plan.beside(groups, &boxes, right);
        for (placed, group) in boxes.iter().zip(&groups.groups) {
            plan.fill(network, group, placed);
        }
        plan.legend(bottom.max(left_end) + 3.0 * STEP);
        plan.gaps.sort_by(f64::total_cmp);
        plan
    }

    /// Every box of the tree, one below the other.
    fn boxes(&mut self, network: &Network, groups: &Groups, (left, right): (f64, f64)) -> Vec<Placed> {
        let mut y = 3.0 * STEP;
        let mut boxes = Vec::with_capacity(groups.groups.len());
        for (index, group) in groups.groups.iter().enumerate() {
            let x = left + 16.0 + INDENT * count(group.depth);
            let width = right - x;
            let content = header(network, group, width);
            let lines = groups.outer.iter().filter(|it| it.groups.contains(&index)).count();
            let beside = groups.beside.iter().filter(|it| it.ends.0 == index || it.ends.1 == index).count();
            let cells = cells(width, group.devices.len());
            let inner = content.height() + cells.height() + 2.0 * STEP * count(beside);
            let height = snapped(inner.max(4.0 * STEP + STEP * count(lines)));
            boxes.push(Placed { area: Area { x, y, w: width, h: height }, content });
            y += height + 2.0 * STEP;
            self.gaps.push(y - STEP);
        }
        boxes
    }

    fn fill(&mut self, network: &Network, group: &Group, placed: &Placed) {
        placed.content.draw(placed.area, Look::Strong, &mut self.sheet);
        self.is_cut |= placed.content.is_cut;
        let top = placed.area.y + placed.content.height();
        self.cells(network, &group.devices, Area { y: top, ..placed.area });
    }

    /// Devices in columns.
    fn cells(&mut self, network: &Network, devices: &[usize], area: Area) {
        let cells = cells(area.w, devices.len());
        for (index, device) in devices.iter().take(MOST).enumerate() {
            let column = count(index % cells.columns);
            let at =
                Point::new(area.x + 6.0 + column * cells.width, area.y + count(index / cells.columns) * CELL_HEIGHT);
            self.cell(&network.devices[*device], at, cells.width - 6.0);
        }
        if devices.len() > MOST {
            let more = format!("ほか{}台（機器台帳にある）", devices.len() - MOST);
            let y = area.y + count(cells.rows - 1) * CELL_HEIGHT + 9.0;
            self.put((area.x + 6.0, y), &more, area.w - 12.0, SMALL);
        }
    }

    fn cell(&mut self, device: &Device, at: Point, width: f64) {
        let id = measure::width(&device.id, NAME.size, NAME.weight).min(width * 0.5);
        self.put((at.x, at.y + 8.5), &device.id, id + 0.1, NAME);
        let size = Type { size: 8.0, weight: Weight::Regular };
        self.put((at.x + id + 4.0, at.y + 8.5), &device.name, width - id - 4.0, size);
        self.put((at.x, at.y + 18.5), &device.place, width, SMALL);
    }

    /// A text in one line, shortened where it must be.
    fn put(&mut self, (x, y): (f64, f64), text: &str, room: f64, face: Type) {
        let line = wrap(text, (room, 1), face.size, face.weight).into_iter().next().unwrap_or_default();
        self.is_cut |= line.ends_with('…') && line != text;
        self.sheet.text(Text {
            at: Point::new(x, y),
            anchor: Anchor::Start,
            size: face.size,
            weight: face.weight,
            text: line,
        });
    }

    /// From each box down to those below it in the tree.
    fn tree(&mut self, groups: &Groups, boxes: &[Placed]) {
        let mut last: Vec<f64> = boxes.iter().map(|it| it.area.bottom()).collect();
        for (group, placed) in groups.groups.iter().zip(boxes) {
            let Some(above) = group.above else { continue };
            let x = boxes[above].area.x + 10.0;
            let y = placed.area.y + 9.0;
            let points = vec![Point::new(x, last[above]), Point::new(x, y), Point::new(placed.area.x, y)];
            let is_maintenance = !group.labels.is_empty() && group.labels.iter().all(|it| it.is_maintenance);
            self.sheet.line(points, stroke(is_maintenance), Tip::Bare);
            last[above] = y;
        }
    }

    /// From outside through the channel.
    fn outer(&mut self, groups: &Groups, boxes: &[Placed], ports: &[f64]) {
        let mut used = vec![0; boxes.len()];
        let mut tracks: Vec<Track> = Vec::with_capacity(ports.len());
        for (line, port) in groups.outer.iter().zip(ports) {
            let mut to = Vec::with_capacity(line.groups.len());
            for group in &line.groups {
                to.push(boxes[*group].area.y + 15.0 + STEP * count(used[*group]));
                used[*group] += 1;
            }
            tracks.push(Track { from: *port, to });
        }
        for (place, index) in tracks::order(&tracks).into_iter().enumerate() {
            let (line, track) = (&groups.outer[index], &tracks[index]);
            let x = outer::WIDTH + 12.0 + pitch(tracks.len()) * count(place);
            let stroke = stroke(line.label.is_maintenance);
            let (top, bottom) = track.span();
            self.sheet.line(vec![Point::new(outer::edge(), track.from), Point::new(x, track.from)], stroke, Tip::Bare);
            if bottom > top {
                self.sheet.line(vec![Point::new(x, top), Point::new(x, bottom)], stroke, Tip::Bare);
            }
            let tip = if line.label.is_maintenance { Tip::Arrow } else { Tip::Dot };
            for (group, y) in line.groups.iter().zip(&track.to) {
                self.sheet.line(vec![Point::new(x, *y), Point::new(boxes[*group].area.x, *y)], stroke, tip);
            }
        }
    }

    /// Lines that are not of the tree, at the right.
    fn beside(&mut self, groups: &Groups, boxes: &[Placed], right: f64) {
        let mut used = vec![0; boxes.len()];
        for (index, line) in groups.beside.iter().enumerate() {
            let mut port = |group: usize| {
                used[group] += 1;
                boxes[group].area.bottom() - 2.0 * STEP * count(used[group]) + STEP
            };
            let (from, to) = (port(line.ends.0), port(line.ends.1));
            let x = right + pitch(groups.beside.len()) * count(index + 1);
            let points = vec![Point::new(right, from), Point::new(x, from), Point::new(x, to), Point::new(right, to)];
            self.sheet.line(points, stroke(line.label.is_maintenance), Tip::Dot);
        }
    }

    /// Devices that no link names; gives where the facility ends.
    fn unlinked(&mut self, network: &Network, groups: &Groups, (left, right): (f64, f64), bottom: f64) -> f64 {
        if groups.unlinked.is_empty() {
            return bottom;
        }
        let x = left + 16.0;
        let mut content = Content::default();
        content.lines("接続の一覧にない機器", (right - x, 1), SMALL);
        let height = snapped(content.height() + cells(right - x, groups.unlinked.len()).height());
        let area = Area { x, y: bottom + STEP, w: right - x, h: height };
        content.draw(area, Look::Plain, &mut self.sheet);
        self.cells(network, &groups.unlinked, Area { y: area.y + content.height(), ..area });
        area.bottom() + STEP
    }

    fn legend(&mut self, y: f64) {
        let mut x = 0.6;
        for (stroke, text) in [(Stroke::Solid, "ふだんの接続"), (Stroke::Dashed, "リモート保守の接続【保守】")]
        {
            self.sheet.line(vec![Point::new(x, y - 3.0), Point::new(x + 30.0, y - 3.0)], stroke, Tip::Bare);
            self.put((x + 36.0, y), text, 200.0, SMALL);
            x += 130.0;
        }
        self.sheet.height = y + 4.0;
    }
}

/// What stands at the head of a box: the link to the box above, and how many devices of what kind.
fn header(network: &Network, group: &Group, width: f64) -> Content {
    let devices: Vec<&Device> = group.devices.iter().map(|it| &network.devices[*it]).collect();
    let mut content = Content::default();
    let labels: Vec<String> = group.labels.iter().map(|it| it.shown(network)).collect();
    content.pair((&labels.join("、"), SMALL), (&counted(&devices), SMALL), (width, 1));
    content
}

/// Columns and rows of the devices in a box.
struct Cells {
    columns: usize,
    rows: usize,
    width: f64,
}

const CELL_HEIGHT: f64 = 23.0;

impl Cells {
    fn height(&self) -> f64 {
        count(self.rows) * CELL_HEIGHT
    }
}

fn cells(width: f64, devices: usize) -> Cells {
    let room = width - 6.0;
    let columns = (1..=8).rev().find(|it| room / count(*it) >= CELL).unwrap_or(1).min(devices.max(1));
    let columns = columns.max(1);
    let shown = devices.min(MOST).div_ceil(columns);
    Cells { columns, rows: shown + usize::from(devices > MOST), width: room / count(columns) }
}

/// From one of so many tracks to the next.
fn pitch(tracks: usize) -> f64 {
    TRACK.min(CHANNEL / count(tracks.max(1)))
}

fn stroke(is_maintenance: bool) -> Stroke {
    if is_maintenance { Stroke::Dashed } else { Stroke::Solid }
}

/// The next step of the grid.
pub(super) fn snapped(y: f64) -> f64 {
    (y / STEP).ceil() * STEP
}
