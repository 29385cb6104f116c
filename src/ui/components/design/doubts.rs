//! What should be looked at in the definition, the figures and the scores; each leads to its place.

use std::time::Duration;

use leptos::prelude::*;

use super::Design;
use crate::domain::checks::{Finding, Part, Place, of_definition, of_figures, of_scores};
use crate::domain::period::Month;
use crate::domain::scoring::{Plan, Results};
use crate::domain::workbook::Workbook;
use crate::forms::{CardPlace, Subject};
use crate::i18n::doubt;
use crate::ui::components::controls::dynamic::{dynamic, text};
use crate::ui::components::controls::pages::{PAGE, pages_view};
use crate::ui::effects::{Later, watch};
use crate::ui::state::{DesignRoute, Route};

/// Calendar years whose scores are looked through, counted from the last that has figures.
const YEARS: i32 = 3;
/// How long the findings wait for the next keystroke.
const PAUSE: Duration = Duration::from_millis(300);

/// The findings of the whole workbook.
pub(in crate::ui) fn doubts_view(design: Design) -> AnyView {
    let session = design.session;
    let found = RwSignal::new_local(None::<Vec<Finding>>);
    let first = RwSignal::new(0);
    let later = Later::default();
    watch(move || {
        // The first time at once; then once the typing pauses, as all years are scored for it.
        session.with_structure(|_| ());
        let pause = if found.with_untracked(Option::is_none) { Duration::ZERO } else { PAUSE };
        later.run(pause, move || {
            found.try_set(session.with_untracked(findings));
        });
    });
    let rows = move || {
        let language = session.language.get();
        let row = |workbook: &Workbook, found: &Finding| {
            let href = route(workbook, &found.place).fragment();
            let place = doubt::place(&found.place, workbook, language);
            let sentence = doubt::sentence(found, workbook, language);
            view! { <li><a href=href>{place}</a> " " {sentence}</li> }.into_any()
        };
        let rows = |workbook: &Workbook| -> Option<Vec<AnyView>> {
            let first = first.get();
            let page = |found: &Vec<Finding>| {
                let start = first.min(found.len().saturating_sub(1)) / PAGE * PAGE;
                found.iter().skip(start).take(PAGE).map(|found| row(workbook, found)).collect()
            };
            found.with(|found| found.as_ref().map(page))
        };
        let rows = session.with_untracked(rows).flatten().filter(|rows| !rows.is_empty());
        rows.map(|rows| view! { <ul class="findings" data-testid="doubts">{rows}</ul> })
    };
    // Until they are found, nothing is said.
    let count = move || found.with(|found| found.as_ref().map_or(1, Vec::len));
    view! {
        <p class="lead">{text(move || design.words().doubts_about.to_owned())}</p>
        {pages_view(session, first, Signal::derive(count), |words| words.no_doubts)}
        {dynamic(rows)}
    }
    .into_any()
}

fn findings(workbook: &Workbook) -> Vec<Finding> {
    let mut findings = of_definition(workbook);
    findings.extend(of_figures(workbook, None));
    if let Some((first, last)) = workbook.figures.year_range() {
        let first = first.max(last.saturating_sub(YEARS - 1));
        let (first, last) = (Month::january(first), Month::january(last).plus(11));
        findings.extend(of_scores(&Results::new(Plan::new(workbook), first, last)));
    }
    findings
}

/// The page where a place is.
fn route(workbook: &Workbook, place: &Place) -> Route {
    let (card, part, subject) = match place {
        Place::Figure(cell) => {
            return Route::Figure(cell.clone());
        }
        Place::Item(_) => (None, "items", None),
        Place::Design { scorecard, from, part } => {
            let place = CardPlace { scorecard: scorecard.clone(), from: *from };
            let (word, subject) = match part {
                Part::Grades => ("rules", None),
                Part::Perspective(id) => ("measures", Some(Subject::Perspective(place.clone(), id.clone()))),
                Part::Objective(id) => ("measures", Some(Subject::Objective(place.clone(), id.clone()))),
                Part::Measure(id) => ("measures", Some(Subject::Measure(place.clone(), id.clone()))),
            };
            (Some(place), word, subject)
        }
    };
    let subject = subject.map(|subject| subject.word());
    Route::Design(DesignRoute { subject, ..DesignRoute::part(workbook, card, part) })
}
