//! The table of a card: perspectives, their objectives, and the measures of both.

use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use rust_decimal::Decimal;

use super::Design;
use super::toolbar::{move_rows, toolbar};
use super::tree_rows::{Row, row_view};
use crate::domain::design::{Direction, Group};
use crate::domain::exact::Exact;
use crate::domain::id::PerspectiveId;
use crate::domain::measure::Measure;
use crate::domain::name::Language;
use crate::domain::scorecard::{Perspective, Revision, Weighting};
use crate::domain::scoring::full_points_of;
use crate::domain::sorted::SortedMap;
use crate::forms::{CardPlace, Subject};
use crate::i18n::{form_words, messages};
use crate::ui::components::controls::dynamic::dynamic;

/// Percent of the card by the word of a row.
pub(super) type Shares = SortedMap<String, Decimal>;

/// What the rows are made of; it changes only when rows come, go or move.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Layout {
    place: CardPlace,
    language: Language,
    in_points: bool,
    bodies: Vec<(PerspectiveId, Vec<Row>)>,
}

impl Layout {
    fn of(place: CardPlace, revision: &Revision, language: Language) -> Self {
        let bodies = revision.perspectives.iter().map(|own| (own.id.clone(), rows(&place, own)));
        let in_points = revision.weighting == Weighting::Points;
        Self { bodies: bodies.collect(), place, language, in_points }
    }
}

fn rows(place: &CardPlace, own: &Perspective) -> Vec<Row> {
    let measure = |measure: &Measure| Row::Measure {
        subject: Subject::Measure(place.clone(), measure.id.clone()),
        counted: measure.is_counted(),
        adjustment: measure.method.is_adjustment(),
    };
    let group = |objective| Row::AddMeasure(Group { perspective: own.id.clone(), objective });
    let mut rows = vec![Row::Perspective(Subject::Perspective(place.clone(), own.id.clone()))];
    for objective in &own.objectives {
        rows.push(Row::Objective(Subject::Objective(place.clone(), objective.id.clone())));
        rows.extend(objective.measures.iter().map(measure));
        rows.push(group(Some(objective.id.clone())));
    }
    rows.extend(own.measures.iter().map(measure));
    rows.push(group(None));
    rows
}

/// Percent of the card of every measure, objective and perspective.
fn shares(place: &CardPlace, revision: &Revision) -> Shares {
    let full = full_points_of(revision);
    let counted: Vec<Exact> = full
        .into_iter()
        .zip(revision.measures())
        .map(|(full, measure)| if measure.is_counted() { full } else { Exact::ZERO })
        .collect();
    let total = counted.iter().fold(Exact::ZERO, |sum, own| sum.plus(own));
    let percent = |part: &Exact| part.times(&Exact::whole(100)).over(&total)?.to_decimal();
    let mut shares = Shares::default();
    let mut put = |subject: Subject, part: &Exact| {
        shares.insert(subject.word(), percent(part).unwrap_or_default());
    };
    let mut full = counted.iter();
    for own in &revision.perspectives {
        let mut all = Exact::ZERO;
        for objective in &own.objectives {
            let mut sum = Exact::ZERO;
            for (measure, part) in objective.measures.iter().zip(full.by_ref()) {
                put(Subject::Measure(place.clone(), measure.id.clone()), part);
                sum = sum.plus(part);
            }
            put(Subject::Objective(place.clone(), objective.id.clone()), &sum);
            all = all.plus(&sum);
        }
        for (measure, part) in own.measures.iter().zip(full.by_ref()) {
            put(Subject::Measure(place.clone(), measure.id.clone()), part);
            all = all.plus(part);
        }
        put(Subject::Perspective(place.clone(), own.id.clone()), &all);
    }
    shares
}

/// The table with its tools.
pub(in crate::ui) fn tree_view(design: Design) -> AnyView {
    let layout = Memo::new(move |_| {
        let (place, language) = (design.place.get(), design.session.language.get());
        design.with(|_, _, revision| Layout::of(place, revision, language))
    });
    let shares = Memo::new(move |_| {
        let place = design.place.get();
        design.with(|_, _, revision| shares(&place, revision)).unwrap_or_default()
    });
    view! {
        {toolbar(design)}
        {dynamic(move || layout.get().map(|layout| table(design, layout, shares)))}
    }
    .into_any()
}

fn table(design: Design, layout: Layout, shares: Memo<Shares>) -> AnyView {
    let (words, language) = (design.words(), layout.language);
    let weight = if layout.in_points { words.full_points } else { words.weight };
    let bodies: Vec<_> = layout
        .bodies
        .iter()
        .map(|(_, rows)| {
            let rows: Vec<AnyView> =
                rows.iter().map(|row| row_view(design, row, layout.in_points, shares)).collect();
            view! { <tbody>{rows}</tbody> }
        })
        .collect();
    let on_key = move |event: KeyboardEvent| {
        let direction = match (event.key().as_str(), event.alt_key()) {
            ("ArrowUp", true) => Direction::Up,
            ("ArrowDown", true) => Direction::Down,
            _ => return,
        };
        event.prevent_default();
        move_rows(design, direction);
    };
    view! {
        <div class="table-scroll tree-scroll" role="region" tabindex="0" aria-label=words.tab_measures>
            <table class="table tree" on:keydown=on_key>
                <caption class="visually-hidden">{words.tab_measures}</caption>
                <thead>
                    <tr>
                        <th scope="col">{messages(language).measure}</th>
                        <th scope="col" class="number">{weight}</th>
                        <th scope="col" class="share">{words.share}</th>
                        <th scope="col" class="words">{form_words(language).section_target}</th>
                        <th scope="col" class="words">{words.method}</th>
                        <th scope="col"><span class="visually-hidden">{words.edit}</span></th>
                    </tr>
                </thead>
                {bodies}
            </table>
        </div>
    }
    .into_any()
}
