//! The open workbook for other programs: a spreadsheet in which every score is a formula, and lists.

use leptos::prelude::*;

use crate::domain::scoring::{Finding, Plan};
use crate::i18n::{finding, keeping_words, sheet_texts};
use crate::interop::figures::list;
use crate::interop::json::plain_file_name;
use crate::interop::{live, scores};
use crate::ui::browser::{clock, download};
use crate::ui::state::Session;

/// What a file is made of: the rest of its name, and its bytes.
type File = (String, Vec<u8>);

/// Buttons that download them.
pub(super) fn for_other_programs(session: Session) -> impl IntoView {
    let (common, words) = (session.words(), keeping_words(session.language.get_untracked()));
    let button = |word: &'static str, make: fn(Session) -> Option<File>| {
        view! { <button type="button" class="button" on:click=move |_| save(session, make)>{word}</button> }
    };
    view! {
        <h3>{words.export_heading}</h3>
        <p>{words.export_about}</p>
        <p class="dialog-actions">
            {button(words.export_excel, excel)} {button(words.export_scores, all_scores)}
            {button(common.figures_as_csv, all_figures)}
        </p>
    }
}

fn save(session: Session, make: fn(Session) -> Option<File>) {
    session.close_typing();
    let language = session.language.get_untracked();
    let name = session.with_untracked(|workbook| workbook.name.text(language).to_owned());
    if let (Some(name), Some((rest, bytes))) = (name, make(session)) {
        download::download_bytes(&plain_file_name(&name, &rest), &bytes);
    }
}

fn excel(session: Session) -> Option<File> {
    let language = session.language.get_untracked();
    let rest = format!("{}-{}.xlsx", keeping_words(language).export_excel_file, clock::today());
    session.with_untracked(|workbook| {
        let words = live::Words(sheet_texts(language));
        (rest, live::write(workbook, &Plan::new(workbook), &words).bytes)
    })
}

fn all_scores(session: Session) -> Option<File> {
    let language = session.language.get_untracked();
    let rest = format!("{}-{}.csv", keeping_words(language).export_scores_file, clock::today());
    session.with_untracked(|workbook| {
        let words = |found: &Finding| finding::sentence(&found.problem, workbook, language);
        let names = scores::Names { workbook, language, finding: &words };
        let rows = scores::all_rows(names, &Plan::new(workbook));
        // By the mark at the beginning spreadsheets know UTF-8.
        (rest, format!("\u{feff}{}", scores::to_csv(&rows)).into_bytes())
    })
}

fn all_figures(session: Session) -> Option<File> {
    let language = session.language.get_untracked();
    let rest = format!("{}.csv", clock::today());
    session.with_untracked(|workbook| (rest, list::to_csv(workbook, language).into_bytes()))
}
