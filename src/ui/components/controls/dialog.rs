//! A dialog that is there while a signal says so.

use leptos::html::Dialog;
use leptos::prelude::*;

use crate::ui::effects::watch;

/// The dialog, wide; `heading` is the identity of the heading in it. `on_close` is called when it is
/// closed, by Escape too.
pub(in crate::ui) fn dialog_view(
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
    view! {
        <dialog class="dialog" data-variant="wide" node_ref=dialog aria-labelledby=heading on:close=move |_| on_close.run(())>
            {content}
        </dialog>
    }
    .into_any()
}
