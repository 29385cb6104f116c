//! A dialog that is there while a signal says so.

use leptos::html::Dialog;
use leptos::prelude::*;

use crate::ui::effects::watch;

/// How wide a dialog may be.
#[derive(Clone, Copy)]
pub(in crate::ui) enum Width {
    /// As wide as a text.
    Text,
    /// As wide as a table.
    Table,
}

/// The dialog; `heading` is the identity of the heading in it. `on_close` is called when it is closed, by
/// Escape too.
pub(in crate::ui) fn dialog_view(
    width: Width,
    open: Signal<bool>,
    on_close: Callback<()>,
    heading: &'static str,
    content: Box<dyn Fn() -> AnyView + Send>,
) -> AnyView {
    let dialog = NodeRef::<Dialog>::new();
    watch(move || {
        let open = open.get();
        let Some(dialog) = dialog.get() else { return };
        if open && !dialog.open() {
            let _ = dialog.show_modal();
        } else if !open && dialog.open() {
            dialog.close();
        }
    });
    // The browser says it later: the dialog may have been opened again.
    let closed = move |_| {
        if dialog.get_untracked().is_some_and(|dialog| !dialog.open()) {
            on_close.run(());
        }
    };
    let variant = match width {
        Width::Text => None,
        Width::Table => Some("wide"),
    };
    view! {
        <dialog class="dialog" data-variant=variant node_ref=dialog aria-labelledby=heading on:close=closed>
            {content}
        </dialog>
    }
    .into_any()
}
