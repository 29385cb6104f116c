//! The title of the page names the workbook.

use leptos::prelude::*;

use super::watch;
use crate::ui::browser::document::set_title;
use crate::ui::state::Session;

/// Keeps the title right.
pub(super) fn start(session: Session) {
    let name = Memo::new(move |_| {
        let language = session.language.get();
        session.with_structure(|workbook| workbook.name.text(language).to_owned()).unwrap_or_default()
    });
    watch(move || {
        let app = session.words().app_name;
        let name = name.get();
        if name.is_empty() { set_title(app) } else { set_title(&format!("{name} · {app}")) }
    });
}
