//! A dialog that is there while a signal says so.

use leptos::html::Dialog;
use leptos::prelude::*;

use crate::ui::effects::watch;

/// The dialog, wide; `heading` is the identity of the heading in it. Closing it by Escape says so
/// to the signal.
pub(in crate::ui) fn dialog_view(
    open: RwSignal<bool>,
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
        <dialog class="dialog" data-variant="wide" node_ref=dialog aria-labelledby=heading on:close=move |_| open.set(false)>
            {content}
        </dialog>
    }
    .into_any()
}
