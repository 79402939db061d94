//! One page as a PNG, or as a JPEG where a PNG would be large: a scan of a photograph or of coloured paper. Never larger
//! than a printer can show.

use hayro::hayro_interpret::InterpreterSettings;
use hayro::hayro_interpret::hayro_syntax::page::Page;
use hayro::vello_cpu::Pixmap;
use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::{PixmapSettings, RenderCache, RenderSettings, render};
use image::codecs::jpeg::JpegEncoder;
use image::codecs::png::{CompressionType, FilterType, PngEncoder};
use image::{ExtendedColorType, ImageEncoder as _};

/// Dots an inch: small print of a form stays legible.
const RESOLUTION: f32 = 150.0;
/// Points an inch, the measure of a PDF.
const POINTS: f32 = 72.0;
/// A little more than A3 has at that resolution. A larger page is drawn with fewer dots an inch.
const PIXELS: f32 = 4_500_000.0;
/// A page may be very long and narrow.
const SIDE: f32 = 12_000.0;
/// A PNG of more bytes than this is tried as a JPEG.
const PNG_ENOUGH: usize = 400 << 10;
/// Of the JPEG: print stays sharp.
const QUALITY: u8 = 85;

/// A page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PagePicture {
    /// The file.
    pub bytes: Vec<u8>,
    /// What kind of file.
    pub kind: PictureKind,
    /// Whether something on the page could not be drawn: writing in a font that is not there, or a broken picture.
    pub is_incomplete: bool,
}

/// What a page's picture is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PictureKind {
    /// A PNG.
    Png,
    /// A JPEG.
    Jpeg,
}

impl PictureKind {
    /// The ending of its file.
    pub fn ending(self) -> &'static str {
        match self {
            Self::Png => "png",
            Self::Jpeg => "jpg",
        }
    }
}

/// `None` where the page has no size.
pub(super) fn draw<'a>(
    page: &'a Page<'a>,
    cache: &RenderCache<'a>,
    settings: &InterpreterSettings,
) -> Option<PagePicture> {
    let (width, height) = page.render_dimensions();
    let scale = scale(width, height)?;
    let size = PixmapSettings { x_scale: scale, y_scale: scale, bg_color: WHITE };
    let drawn = render(page, cache, settings, &RenderSettings::default(), &size);
    encode(&drawn)
}

/// Pixels a point.
fn scale(width: f32, height: f32) -> Option<f32> {
    let is_size = |it: f32| it.is_finite() && it >= 1.0;
    if !is_size(width) || !is_size(height) {
        return None;
    }
    let wanted = RESOLUTION / POINTS;
    let by_area = (PIXELS / width / height).sqrt();
    let by_side = SIDE / width.max(height);
    Some(wanted.min(by_area).min(by_side))
}

fn encode(drawn: &Pixmap) -> Option<PagePicture> {
    let size = (u32::from(drawn.width()), u32::from(drawn.height()));
    let is_grey = drawn.data().iter().all(|it| it.r == it.g && it.g == it.b);
    let (dots, colour): (Vec<u8>, _) = if is_grey {
        (drawn.data().iter().map(|it| it.r).collect(), ExtendedColorType::L8)
    } else {
        (drawn.data().iter().flat_map(|it| [it.r, it.g, it.b]).collect(), ExtendedColorType::Rgb8)
    };
    let bytes = png(&dots, size, colour)?;
    if bytes.len() > PNG_ENOUGH
        && let Some(jpeg) = jpeg(&dots, size, colour).filter(|it| it.len() < bytes.len())
    {
        return Some(PagePicture { bytes: jpeg, kind: PictureKind::Jpeg, is_incomplete: false });
    }
    Some(PagePicture { bytes, kind: PictureKind::Png, is_incomplete: false })
}

fn png(dots: &[u8], (width, height): (u32, u32), colour: ExtendedColorType) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    let encoder = PngEncoder::new_with_quality(&mut bytes, CompressionType::Default, FilterType::Adaptive);
    encoder.write_image(dots, width, height, colour).ok()?;
    Some(bytes)
}

fn jpeg(dots: &[u8], (width, height): (u32, u32), colour: ExtendedColorType) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    JpegEncoder::new_with_quality(&mut bytes, QUALITY).write_image(dots, width, height, colour).ok()?;
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_has_the_dots_of_a_printer_within_bounds() {
        let dots = |width: f32, height: f32| scale(width, height).map(|it| (width * it, height * it));
        assert_eq!(scale(595.0, 842.0), Some(150.0 / 72.0));
        assert!(dots(20_000.0, 20_000.0).is_some_and(|(w, h)| w * h <= PIXELS * 1.01));
        assert!(dots(100.0, 14_400.0).is_some_and(|(_, h)| h <= SIDE + 1.0));
        for (width, height) in [(0.0, 842.0), (595.0, -1.0), (f32::NAN, 842.0), (f32::INFINITY, 842.0)] {
            assert_eq!(scale(width, height), None, "{width} × {height}");
        }
    }
}
