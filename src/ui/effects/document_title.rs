//! The title of the page names the workbook.

use leptos::prelude::*;

use crate::ui::browser::document::set_title;
use crate::ui::state::Session;

/// Keeps the title right.
pub(super) fn start(session: Session) {
    let name = Memo::new(move |_| {
        let language = session.language.get();
        session.with(|workbook| workbook.name.text(language).to_owned())
    });
    Effect::new(move |_| {
        let app = session.words().app_name;
        match name.get() {
            Some(name) => set_title(&format!("{name} · {app}")),
            None => set_title(app),
        }
    });
}
