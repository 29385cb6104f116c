//! What files would change, figure by figure, and what the person decides about it.

use leptos::prelude::*;

use super::intake::IntakeState;
use super::intake_sheet::select;
use crate::domain::figure::Figure;
use crate::domain::name::Language;
use crate::domain::workbook::Workbook;
use crate::i18n::{fill, messages, month, number};
use crate::interop::figures::{Choice, Kind, Line, Merge};
use crate::ui::components::controls::picker;

/// As many figures are listed, those to be decided first.
const LISTED: usize = 200;

/// The figures that are new or differ, and the buttons that decide and take them.
pub(super) fn preview(state: IntakeState) -> AnyView {
    let language = state.session.language.get();
    let words = messages(language);
    state.merge.with(|merge| {
        if merge.sources.is_empty() {
            return ().into_any();
        }
        let rows = state.session.with_untracked(|workbook| rows(state, merge, workbook, language));
        let listed = if merge.lines.len() > LISTED {
            fill(words.merge_first, &[&LISTED.to_string()])
        } else {
            String::new()
        };
        view! {
            <p role="status" data-testid="merge-summary">{summary(merge, language)}</p>
            <p>{listed}</p>
            <div class="table-scroll intake-scroll" role="region" tabindex="0" aria-label=words.take_in>
                <table class="table">
                    <thead>
                        <tr>
                            <th scope="col">{words.unit}</th>
                            <th scope="col">{words.item}</th>
                            <th scope="col">{words.month}</th>
                            <th scope="col" class="number">{words.figure_here}</th>
                            <th scope="col">{words.figure_taken}</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
            {decisions(state, merge, language)}
        }
        .into_any()
    })
}

fn summary(merge: &Merge, language: Language) -> String {
    let words = messages(language);
    let count = |kind| merge.lines.iter().filter(|line| line.kind == kind).count().to_string();
    let counts = [count(Kind::New), count(Kind::Changed), count(Kind::Conflict), merge.same.to_string()];
    let summary = fill(words.merge_summary, &counts.each_ref().map(String::as_str));
    match merge.open() {
        0 => summary,
        open => format!("{summary}. {}", fill(words.still_open, &[&open.to_string()])),
    }
}

fn decisions(state: IntakeState, merge: &Merge, language: Language) -> impl IntoView + use<> {
    let words = messages(language);
    let ready = merge.open() == 0 && merge.changes() > 0;
    let take = fill(words.take_figures, &[&merge.changes().to_string()]);
    let differ = merge.lines.iter().any(|line| line.kind != Kind::New);
    let decide = |text: String, source: Option<usize>| {
        let decide = move |_| state.merge.update(|merge| merge.decide_all(source));
        view! { <button type="button" class="button" on:click=decide>{text}</button> }
    };
    let sources = merge.sources.iter().enumerate().take(20);
    let all: Vec<_> = sources
        .map(|(source, name)| decide(fill(words.take_all_of, &[name]), Some(source)))
        .chain([decide(words.keep_all.to_owned(), None)])
        .collect();
    view! {
        <p class="dialog-actions">
            {differ.then_some(all)}
            <button
                type="button"
                class="button"
                data-variant="primary"
                aria-disabled=(!ready).to_string()
                on:click=move |_| {
                    if ready {
                        state.take();
                    }
                }
            >
                {take}
            </button>
        </p>
    }
}

fn rows(state: IntakeState, merge: &Merge, workbook: &Workbook, language: Language) -> Vec<AnyView> {
    let conflicts = merge.lines.iter().enumerate().filter(|(_, line)| line.kind == Kind::Conflict);
    let changed = merge.lines.iter().enumerate().filter(|(_, line)| line.kind == Kind::Changed);
    let new = merge.lines.iter().enumerate().filter(|(_, line)| line.kind == Kind::New);
    let listed = conflicts.chain(changed).chain(new).take(LISTED);
    listed.map(|(index, line)| row(state, merge, index, line, workbook, language)).collect()
}

fn row(
    state: IntakeState,
    merge: &Merge,
    index: usize,
    line: &Line,
    workbook: &Workbook,
    language: Language,
) -> AnyView {
    let words = messages(language);
    let unit = workbook.unit(&line.cell.unit).map(|unit| unit.name.text(language).to_owned());
    let item = workbook.item(&line.cell.item).map(|item| item.name.text(language).to_owned());
    let here = shown(line.here, language);
    let mut choices = vec![picker::Choice { value: "k".to_owned(), text: fill(words.keep_here, &[&here]) }];
    if line.choice == Choice::Open {
        choices.insert(0, picker::Choice { value: String::new(), text: words.not_decided.to_owned() });
    }
    choices.extend(line.offers.iter().enumerate().map(|(offer, of)| {
        let source = merge.sources.get(of.source).map_or("", String::as_str);
        let place = of.found.at.map(|at| format!(" {}", at.name())).unwrap_or_default();
        let figure = shown(of.found.figure, language);
        picker::Choice {
            value: offer.to_string(),
            text: fill(words.with_detail, &[&figure, &format!("{source}{place}")]),
        }
    }));
    let chosen = match line.choice {
        Choice::Open => String::new(),
        Choice::Keep => "k".to_owned(),
        Choice::Take(offer) => offer.to_string(),
    };
    let decide = move |text: String| {
        state.merge.update(|merge| {
            if let Some(line) = merge.lines.get_mut(index) {
                line.choice = match text.parse() {
                    Ok(offer) => Choice::Take(offer),
                    Err(_) => Choice::Keep,
                };
            }
        });
    };
    let at = month::format_brief(line.cell.month, language);
    let label = fill(words.cell_label, &[item.as_deref().unwrap_or(""), unit.as_deref().unwrap_or(""), &at]);
    view! {
        <tr>
            <td>{unit}</td>
            <td>{item}</td>
            <td>{at}</td>
            <td class="number">{here}</td>
            <td class="intake-choice">{select(label, choices, chosen, decide)}</td>
        </tr>
    }
    .into_any()
}

fn shown(figure: Figure, language: Language) -> String {
    let words = messages(language);
    match figure {
        Figure::Missing => words.missing.to_owned(),
        Figure::NotApplicable => words.not_applicable.to_owned(),
        Figure::Value(value) | Figure::Exempt(value) => number::format(value, 0),
    }
}
