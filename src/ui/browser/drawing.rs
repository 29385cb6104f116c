//! Drawings of the page as files.

use leptos::ev::MouseEvent;
use leptos::prelude::document;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{CanvasRenderingContext2d, Element, HtmlAnchorElement, HtmlCanvasElement, HtmlImageElement};

use super::download;

/// Pixels of a picture for each of the drawing.
const SCALE: f64 = 2.0;

/// A drawing that is asked for.
pub(crate) struct Asked {
    /// Its title, as the name of the file.
    pub(crate) name: String,
    /// What is on the page.
    pub(crate) markup: String,
    /// Whether a picture is asked for, instead of a drawing.
    pub(crate) png: bool,
}

/// The drawing whose button was pressed.
pub(crate) fn asked(event: &MouseEvent) -> Option<Asked> {
    let target = event.target()?.dyn_into::<Element>().ok()?;
    let button = target.closest("[data-chart]").ok()??;
    let drawing = button.closest("figure").ok()??.query_selector("svg.chart").ok()??;
    Some(Asked {
        name: drawing.get_attribute("aria-label").unwrap_or_default(),
        markup: drawing.outer_html(),
        png: button.get_attribute("data-chart").as_deref() == Some("png"),
    })
}

/// Downloads the text of an SVG file.
pub(crate) fn download_svg(name: &str, file: &str) {
    download::download_bytes(&format!("{name}.svg"), file.as_bytes());
}

/// Downloads the same as a picture.
pub(crate) fn download_png(name: &str, file: &str) {
    let _ = draw(format!("{name}.png"), file);
}

fn draw(name: String, file: &str) -> Result<(), JsValue> {
    let image = HtmlImageElement::new()?;
    let drawn = image.clone();
    let done = Closure::once_into_js(move || {
        let _ = hand_over(&name, &drawn);
    });
    image.set_onload(Some(done.unchecked_ref()));
    image.set_src(&format!(
        "data:image/svg+xml;charset=utf-8,{}",
        String::from(js_sys::encode_uri_component(file))
    ));
    Ok(())
}

fn hand_over(name: &str, image: &HtmlImageElement) -> Result<(), JsValue> {
    let (width, height) = (f64::from(image.width()) * SCALE, f64::from(image.height()) * SCALE);
    let canvas: HtmlCanvasElement = document().create_element("canvas")?.dyn_into()?;
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "the size of a picture")]
    {
        canvas.set_width(width as u32);
        canvas.set_height(height as u32);
    }
    let context = canvas.get_context("2d")?.ok_or(JsValue::NULL)?;
    let context: CanvasRenderingContext2d = context.dyn_into()?;
    context.draw_image_with_html_image_element_and_dw_and_dh(image, 0.0, 0.0, width, height)?;
    let anchor: HtmlAnchorElement = document().create_element("a")?.dyn_into()?;
    anchor.set_href(&canvas.to_data_url_with_type("image/png")?);
    anchor.set_download(name);
    anchor.click();
    Ok(())
}
