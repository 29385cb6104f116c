//! Where plotters draws: SVG elements whose classes say what they are, so that the page decides
//! how they look. A role is the blue of a colour.

use std::convert::Infallible;
use std::fmt::Write as _;

use plotters::style::RGBColor;
use plotters::style::text_anchor::HPos;
use plotters_backend::{BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind};

/// The line of the data.
pub(super) const SERIES: RGBColor = RGBColor(0, 0, 0);
/// What helps to read values off.
pub(super) const GRID: RGBColor = RGBColor(0, 0, 1);
/// Words and numbers.
pub(super) const LABEL: RGBColor = RGBColor(0, 0, 2);
/// The line of the full points.
pub(super) const FULL: RGBColor = RGBColor(0, 0, 3);
/// The line of a target.
pub(super) const MARK: RGBColor = RGBColor(0, 0, 4);
/// A limit of natural variation.
pub(super) const LIMIT: RGBColor = RGBColor(0, 0, 5);
/// What is unusual.
pub(super) const ALARM: RGBColor = RGBColor(0, 0, 6);

const ROLES: [&str; 7] = ["series", "grid", "label", "full", "mark", "limit", "alarm"];

/// The elements drawn so far.
pub(super) struct RoleCanvas<'c> {
    pub(super) svg: &'c mut String,
    pub(super) size: (u32, u32),
}

type Drawn = Result<(), DrawingErrorKind<Infallible>>;

impl DrawingBackend for RoleCanvas<'_> {
    type ErrorType = Infallible;

    fn get_size(&self) -> (u32, u32) {
        self.size
    }

    fn ensure_prepared(&mut self) -> Drawn {
        Ok(())
    }

    fn present(&mut self) -> Drawn {
        Ok(())
    }

    fn draw_pixel(&mut self, _: BackendCoord, _: plotters_backend::BackendColor) -> Drawn {
        Ok(())
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        path: I,
        style: &S,
    ) -> Drawn {
        let _ = write!(self.svg, "<polyline class=\"chart-{}-line\" fill=\"none\" points=\"", role(style));
        for (x, y) in path {
            let _ = write!(self.svg, "{x},{y} ");
        }
        self.svg.push_str("\"/>");
        Ok(())
    }

    fn draw_circle<S: BackendStyle>(
        &mut self,
        (x, y): BackendCoord,
        radius: u32,
        style: &S,
        _: bool,
    ) -> Drawn {
        let role = role(style);
        let _ =
            write!(self.svg, "<circle class=\"chart-{role}-fill\" cx=\"{x}\" cy=\"{y}\" r=\"{radius}\"/>");
        Ok(())
    }

    fn draw_text<S: BackendTextStyle>(&mut self, text: &str, style: &S, (x, y): BackendCoord) -> Drawn {
        let anchor = match style.anchor().h_pos {
            HPos::Left => "start",
            HPos::Right => "end",
            HPos::Center => "middle",
        };
        let _ = write!(
            self.svg,
            "<text class=\"chart-label-fill\" x=\"{x}\" y=\"{y}\" dy=\"0.35em\" text-anchor=\"{anchor}\">{}</text>",
            escape(text)
        );
        Ok(())
    }
}

fn role(style: &impl BackendStyle) -> &'static str {
    let (_, _, blue) = style.color().rgb;
    ROLES.get(usize::from(blue)).copied().unwrap_or_default()
}

/// Text as SVG writes it.
pub(super) fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
