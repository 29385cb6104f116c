//! Settings: the screen, the open workbook, the data in this browser, what this program is.

use leptos::prelude::*;

use crate::domain::edit::Edit;
use crate::domain::period::FirstMonth;
use crate::domain::workbook::NumberStyle;
use crate::i18n::{fill, keeping_words, month};
use crate::ui::components::change_log::ChangeLog;
use crate::ui::components::controls::dynamic::{dynamic, text};
use crate::ui::components::controls::picker::{Choice, Picker};
use crate::ui::components::header_tools::{LanguagePicker, ThemePicker};
use crate::ui::components::offline_panel::OfflinePanel;
use crate::ui::components::storage_panel::StoragePanel;
use crate::ui::state::use_session;

/// The page.
#[component]
pub(in crate::ui) fn SettingsPage() -> impl IntoView {
    let session = use_session();
    let open = Memo::new(move |_| session.open_id().is_some());
    view! {
        <h1>{session.word(|w| w.nav_settings)}</h1>
        <div class="settings">
            <section>
                <h2>{session.keeping_word(|w| w.settings_screen)}</h2>
                <LanguagePicker />
                <ThemePicker />
            </section>
            {dynamic(move || open.get().then(|| view! { <Conventions /> }))}
            <StoragePanel />
            <OfflinePanel />
            {dynamic(move || open.get().then(|| view! { <ChangeLog /> }))}
            <section>
                <h2>{session.keeping_word(|w| w.about_heading)}</h2>
                <p>{text(move || fill(keeping_words(session.language.get()).about_text, &[env!("CARGO_PKG_VERSION")]))}</p>
                <p>{session.word(|w| w.privacy)}</p>
                <p>{session.keeping_word(|w| w.about_parts)}</p>
            </section>
        </div>
    }
}

/// How the year of the open workbook begins, and how its numbers are read.
#[component]
fn Conventions() -> impl IntoView {
    let session = use_session();
    let now = Memo::new(move |_| {
        let both = session.with(|workbook| (workbook.first_month, workbook.number_style));
        both.unwrap_or((FirstMonth::JANUARY, NumberStyle::Point))
    });
    let months = move || {
        let language = session.language.get();
        let choice =
            |number: u32| Choice { value: number.to_string(), text: month::format_of_year(number, language) };
        (1..=12).map(choice).collect()
    };
    let styles = move || {
        let words = keeping_words(session.language.get());
        let choice = |value: &str, text: &str| Choice { value: value.to_owned(), text: text.to_owned() };
        vec![choice("point", words.settings_point), choice("comma", words.settings_comma)]
    };
    let choose_month = move |number: String| {
        if let Some(first_month) = number.parse().ok().and_then(|number| FirstMonth::new(number).ok()) {
            session.dispatch(Edit::Conventions { first_month, number_style: now.get_untracked().1 });
        }
    };
    let choose_style = move |value: String| {
        let number_style = if value == "comma" { NumberStyle::Comma } else { NumberStyle::Point };
        session.dispatch(Edit::Conventions { first_month: now.get_untracked().0, number_style });
    };
    view! {
        <section>
            <h2>{session.keeping_word(|w| w.settings_workbook)}</h2>
            <Picker
                label=session.keeping_word(|w| w.settings_first_month)
                choices=Signal::derive(months)
                chosen=Signal::derive(move || now.get().0.number().to_string())
                on_choose=Callback::new(choose_month)
            />
            <Picker
                label=session.keeping_word(|w| w.settings_number_style)
                choices=Signal::derive(styles)
                chosen=Signal::derive(move || {
                    if now.get().1 == NumberStyle::Comma { "comma".to_owned() } else { "point".to_owned() }
                })
                on_choose=Callback::new(choose_style)
            />
        </section>
    }
}
