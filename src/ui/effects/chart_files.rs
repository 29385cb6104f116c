//! Charts are handed over as files: a button with `data-chart` stands for the drawing of its figure.

use leptos::ev;
use leptos::prelude::*;

use crate::charts::to_svg_file;
use crate::ui::browser::drawing;

/// Listens to the buttons.
pub(super) fn start() {
    let handle = window_event_listener(ev::click, move |event| {
        let Some(asked) = drawing::asked(&event) else { return };
        let file = to_svg_file(&asked.markup);
        if asked.png {
            drawing::download_png(&asked.name, &file);
        } else {
            drawing::download_svg(&asked.name, &file);
        }
    });
    on_cleanup(move || handle.remove());
}
