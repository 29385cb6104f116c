//! The header: the workbook's name, undo and redo, save state, export, language and theme.

use leptos::prelude::*;

use super::controls::icon::{Drawing, Icon};
use super::controls::picker::{Choice, Picker};
use super::save_indicator::SaveIndicator;
use crate::domain::edit::Edit;
use crate::domain::name::{Language, Name};
use crate::i18n::Messages;
use crate::interop::json;
use crate::storage::Theme;
use crate::ui::browser::{clock, download};
use crate::ui::components::controls::dynamic::{dynamic, text};
use crate::ui::state::{Session, use_session};

/// Everything in the header: what is open and whether it is kept, then what can be done.
#[component]
pub(super) fn HeaderTools() -> impl IntoView {
    let session = use_session();
    let open = Memo::new(move |_| session.open_id().is_some());
    view! {
        {dynamic(move || match open.get() {
            true => view! { <WorkbookName /> <SaveIndicator /> }.into_any(),
            false => view! { <p class="header-name">{session.word(|w| w.app_name)}</p> }.into_any(),
        })}
        <div class="header-strip strip">
            {dynamic(move || open.get().then(|| view! { <WorkbookTools /> }))}
            <div class="preferences">
                <LanguagePicker />
                <ThemePicker />
            </div>
        </div>
    }
}

/// What there is while a workbook is open.
#[component]
fn WorkbookTools() -> impl IntoView {
    let session = use_session();
    view! {
        <div class="tools">
            <ToolButton
                drawing=Drawing::Undo
                word=|w| w.undo
                enabled=Signal::derive(move || session.can_undo())
                on_press=Callback::new(move |()| session.undo())
            />
            <ToolButton
                drawing=Drawing::Redo
                word=|w| w.redo
                enabled=Signal::derive(move || session.can_redo())
                on_press=Callback::new(move |()| session.redo())
            />
            <ToolButton
                drawing=Drawing::Export
                word=|w| w.export
                enabled=Signal::stored(true)
                on_press=Callback::new(move |()| export(session))
            />
            <ToolButton
                drawing=Drawing::Share
                word=|w| w.share
                enabled=Signal::stored(true)
                on_press=Callback::new(move |()| session.sharing.set(true))
            />
        </div>
    }
}

/// Downloads the open workbook as a file and notes the backup.
pub(in crate::ui) fn export(session: Session) {
    session.close_typing();
    let Some(document) = session.document() else {
        return;
    };
    let name = document.workbook.name.text(session.language.get_untracked());
    let file = json::file_name(name, &clock::today());
    if let Ok(text) = document.to_json()
        && download::download(&file, &text)
    {
        session.note_backup();
    }
}

#[component]
fn WorkbookName() -> impl IntoView {
    let session = use_session();
    let name = Memo::new(move |_| {
        let language = session.language.get();
        session.with_structure(|workbook| workbook.name.text(language).to_owned()).unwrap_or_default()
    });
    let rename = move |text: String| {
        if !text.trim().is_empty() && text != name.get_untracked() {
            session.dispatch_typing(Edit::RenameWorkbook(Name::plain(&text)));
        }
    };
    view! {
        <input
            class="header-name"
            type="text"
            autocomplete="off"
            aria-label=session.word(|w| w.workbook_name)
            prop:value=name
            on:input:target=move |event| rename(event.target().value())
            on:blur:target=move |event| {
                session.close_typing();
                event.target().set_value(&name.get_untracked());
            }
        />
    }
}

#[component]
fn ToolButton(
    drawing: Drawing,
    word: fn(&Messages) -> &'static str,
    enabled: Signal<bool>,
    on_press: Callback<()>,
) -> impl IntoView {
    let session = use_session();
    view! {
        <button
            type="button"
            class="button"
            data-variant="quiet"
            aria-disabled=text(move || (!enabled.get()).to_string())
            on:click=move |_| {
                if enabled.get_untracked() {
                    on_press.run(());
                }
            }
        >
            <Icon drawing />
            <span>{session.word(word)}</span>
        </button>
    }
}

/// The language of the screen.
#[component]
pub(in crate::ui) fn LanguagePicker() -> impl IntoView {
    let session = use_session();
    let choices: Vec<Choice> = Language::ALL
        .iter()
        .map(|language| Choice { value: language.tag().to_owned(), text: language.own_name().to_owned() })
        .collect();
    view! {
        <Picker
            label=session.word(|w| w.language)
            choices=Signal::stored(choices)
            chosen=Signal::derive(move || session.language.get().tag().to_owned())
            on_choose=Callback::new(move |tag: String| {
                if let Some(language) = Language::ALL.into_iter().find(|language| language.tag() == tag) {
                    session.language.set(language);
                }
            })
        />
    }
}

/// The colours of the screen.
#[component]
pub(in crate::ui) fn ThemePicker() -> impl IntoView {
    let session = use_session();
    let choices = move || {
        let words = session.words();
        let text = |theme| match theme {
            Theme::System => words.theme_system,
            Theme::Light => words.theme_light,
            Theme::Dark => words.theme_dark,
        };
        Theme::ALL
            .iter()
            .map(|theme| Choice { value: theme.word().to_owned(), text: text(*theme).to_owned() })
            .collect()
    };
    view! {
        <Picker
            label=session.word(|w| w.theme)
            choices=Signal::derive(choices)
            chosen=Signal::derive(move || session.theme.get().word().to_owned())
            on_choose=Callback::new(move |word: String| {
                if let Some(theme) = Theme::ALL.into_iter().find(|theme| theme.word() == word) {
                    session.theme.set(theme);
                }
            })
        />
    }
}
