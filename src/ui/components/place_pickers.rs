//! Which unit, scorecard and period a page of scores shows.

use leptos::prelude::*;

use super::controls::picker::{Choice, Picker};
use crate::domain::id::{ScorecardId, UnitId};
use crate::domain::name::Language;
use crate::domain::period::Period;
use crate::domain::scorecard::Scorecard;
use crate::domain::workbook::Workbook;
use crate::forms::units_as_choices;
use crate::i18n::{Messages, messages, month};
use crate::markup::View;
use crate::ui::state::{Route, ScoresRoute, Session, Shown, needs_unit, shows_several_cards, use_session};

/// One of the pickers: its label, its choices, the one that is chosen, and the change it makes.
type Part = (
    fn(&Messages) -> &'static str,
    fn(&Workbook, &Shown, Language) -> Vec<Choice>,
    fn(&Shown) -> String,
    fn(&mut ScoresRoute, String),
);

const PARTS: [Part; 3] = [
    (
        |w| w.unit,
        unit_choices,
        unit_of,
        |route, id| {
            route.unit = (!id.is_empty()).then(|| UnitId::from(id.as_str()));
        },
    ),
    (
        |w| w.scorecard,
        card_choices,
        card_of,
        |route, id| {
            route.scorecard = (!id.is_empty()).then(|| ScorecardId::from(id.as_str()));
        },
    ),
    (
        |w| w.period,
        period_choices,
        |shown| shown.period.format(shown.first_month),
        |route, period| {
            route.period = Some(period);
        },
    ),
];

/// The pickers, one after the other.
#[component]
pub(in crate::ui) fn PlacePickers(shown: Memo<Option<Shown>>) -> impl IntoView {
    let session = use_session();
    let pickers = PARTS.map(|part| picker(session, shown, part));
    pickers.into_iter().collect_view()
}

fn picker(session: Session, shown: Memo<Option<Shown>>, (label, list, chosen, change): Part) -> AnyView {
    let choices = Memo::new(move |_| {
        let (shown, language) = (shown.get(), session.language.get());
        session
            .with_structure(|workbook| Some(list(workbook, &shown?, language)))
            .flatten()
            .unwrap_or_default()
    });
    let chosen = move || shown.with(|shown| shown.as_ref().map(chosen).unwrap_or_default());
    let on_choose = move |value: String| {
        // A measure is looked at in another unit or period too.
        let detail = match session.route.get_untracked() {
            Route::Scores(route) if matches!(route.view, View::Measure | View::Lab) => route.detail,
            _ => None,
        };
        if let Some(mut route) = shown.get_untracked().map(|shown| shown.route(detail)) {
            change(&mut route, value);
            Route::Scores(route).go();
        }
    };
    view! {
        <Picker
            label=session.word(label)
            choices=choices
            chosen=Signal::derive(chosen)
            on_choose=Callback::new(on_choose)
        />
    }
    .into_any()
}

fn unit_of(shown: &Shown) -> String {
    shown.unit.as_ref().map(ToString::to_string).unwrap_or_default()
}

fn card_of(shown: &Shown) -> String {
    shown.scorecard.as_ref().map(ToString::to_string).unwrap_or_default()
}

fn unit_choices(workbook: &Workbook, shown: &Shown, language: Language) -> Vec<Choice> {
    let units = units_as_choices(workbook, workbook.scored_units(), language);
    let all = Choice { value: String::new(), text: messages(language).all_units.to_owned() };
    (!needs_unit(shown.view)).then_some(all).into_iter().chain(units).collect()
}

fn card_choices(workbook: &Workbook, shown: &Shown, language: Language) -> Vec<Choice> {
    let used = |card: &&Scorecard| match &shown.unit {
        Some(unit) => card.units.contains(unit),
        None => !card.units.is_empty(),
    };
    let cards = workbook.scorecards.iter().filter(used);
    let several = shown.unit.is_none() && shows_several_cards(shown.view);
    let all = Choice { value: String::new(), text: messages(language).all_scorecards.to_owned() };
    let all = (several && cards.clone().nth(1).is_some()).then_some(all);
    let card =
        |card: &Scorecard| Choice { value: card.id.to_string(), text: card.name.text(language).to_owned() };
    all.into_iter().chain(cards.map(card)).collect()
}

fn period_choices(workbook: &Workbook, shown: &Shown, language: Language) -> Vec<Choice> {
    let choice = |period: Period| Choice {
        value: period.format(workbook.first_month),
        text: month::format_period(period, workbook.first_month, language),
    };
    shown.periods(workbook).into_iter().map(choice).collect()
}
