//! The workbook as a link, with what there is to know about links of that length.

use leptos::prelude::*;

use super::exports::for_other_programs;
use super::header_tools::export;
use crate::i18n::{KeepingWords, fill, keeping_words};
use crate::interop::qr_code::{Drawing, draw};
use crate::interop::share_link::{LONGEST, SAFE, is_hopeless, write};
use crate::ui::browser::document::{self, copy_text, print};
use crate::ui::browser::{download, location, scripts};
use crate::ui::components::controls::dialog::{Width, dialog_view};
use crate::ui::components::controls::dynamic::dynamic;
use crate::ui::state::{Session, use_session};

/// A dialog that is there while the person shares the open workbook.
#[component]
pub(in crate::ui) fn ShareDialog() -> impl IntoView {
    let session = use_session();
    let close = Callback::new(move |()| session.sharing.set(false));
    let content = dynamic(move || session.sharing.get().then(|| content(session)));
    dialog_view(Width::Text, session.sharing.into(), close, "share-heading", content)
}

fn content(session: Session) -> impl IntoView {
    let (common, words) = (session.words(), keeping_words(session.language.get()));
    session.close_typing();
    let address =
        session.document().filter(|document| !is_hopeless(document)).and_then(|document| write(&document));
    let address = address.map(|fragment| format!("{}#/{fragment}", location::page()));
    let said = RwSignal::new("");
    let offered = address.filter(|address| address.len() <= LONGEST);
    let copy = move |_| {
        let copied = copy_text("#share-link");
        said.set(if copied { words.share_copied } else { words.share_not_copied });
    };
    let copy_file = move |_| {
        let text = session.document().and_then(|document| document.to_json().ok());
        let copied = text.is_some_and(|text| document::copy(&text));
        said.set(if copied { words.share_text_copied } else { words.share_text_not_copied });
    };
    let can_copy = offered.is_some();
    view! {
        <h2 id="share-heading">{words.share_heading}</h2>
        {match offered {
            Some(address) => view! { {link(&address, words)} {qr_code(session, &address, words)} }.into_any(),
            None => view! { <p data-testid="too-long">{words.share_too_long}</p> }.into_any(),
        }}
        <p role="status">{said}</p>
        {for_other_programs(session)}
        <p class="dialog-actions">
            {can_copy
                .then(|| {
                    view! {
                        <button type="button" class="button" data-variant="primary" on:click=copy>
                            {words.share_copy}
                        </button>
                    }
                })}
            <button type="button" class="button" on:click=move |_| export(session)>{common.export}</button>
            <button type="button" class="button" on:click=copy_file>{words.share_text}</button>
            {scripts::is_one_file()
                .then(|| {
                    view! {
                        <button type="button" class="button" on:click=move |_| save_whole(session)>
                            {words.share_one_file}
                        </button>
                    }
                })}
            <button type="button" class="button" data-variant="quiet" on:click=move |_| session.sharing.set(false)>
                {common.close}
            </button>
        </p>
    }
}

/// Downloads the app's own file with the open workbook inside.
fn save_whole(session: Session) {
    let Some(document) = session.document() else { return };
    if let Ok(text) = document.to_json()
        && let Some(page) = scripts::whole_file(&text)
        && download::download_page("counterpoise.html", &page)
    {
        session.note_backup();
    }
}

/// The link as a QR code, for whoever asks for it; not in the one-file build, whose address is on one disk.
fn qr_code(session: Session, address: &str, words: &KeepingWords) -> Option<AnyView> {
    if scripts::is_one_file() {
        return None;
    }
    let Some(Drawing { size, path }) = draw(address) else {
        let text = fill(words.share_qr_long, &[&address.len().to_string()]);
        return Some(view! { <p data-testid="qr-too-long">{text}</p> }.into_any());
    };
    let language = session.language.get_untracked();
    let name = session.with_untracked(|workbook| workbook.name.text(language).to_owned()).unwrap_or_default();
    let code = view! {
        <details class="qr">
            <summary>{words.share_qr}</summary>
            <svg class="qr-code" viewBox=format!("0 0 {size} {size}") role="img" aria-label=words.share_qr>
                <rect width=size height=size fill="#fff"></rect>
                <path d=path fill="#000"></path>
            </svg>
            <p class="qr-about">{fill(words.share_qr_about, &[&name])}</p>
            <button type="button" class="button" on:click=move |_| print()>{words.share_qr_print}</button>
        </details>
    };
    Some(code.into_any())
}

fn link(address: &str, words: &KeepingWords) -> impl IntoView + use<> {
    let length = fill(words.share_length, &[&address.len().to_string()]);
    let warning = (address.len() > SAFE).then_some(words.share_long);
    view! {
        <p>{words.share_about}</p>
        <label class="field">
            <span>{words.share_label}</span>
            <textarea id="share-link" rows="4" readonly spellcheck="false" prop:value=address.to_owned()></textarea>
        </label>
        <p>{length} " " {warning}</p>
    }
}
