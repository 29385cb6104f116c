//! Up to four units, or two periods, side by side.

use leptos::prelude::*;

use super::views::{scores_route, with_sheet};
use crate::domain::id::UnitId;
use crate::domain::period::{FirstMonth, Period};
use crate::forms::units_as_choices;
use crate::i18n::{month, view_words};
use crate::markup::{Beside, compare};
use crate::ui::components::controls::html_part::html_part;
use crate::ui::components::controls::picker::{Choice, Picker};
use crate::ui::state::{Session, Shown, use_session};

/// The most units beside the first.
const MOST: usize = 3;

/// Pickers of what stands beside, and the comparison.
#[component]
pub(in crate::ui) fn CompareView(shown: Memo<Option<Shown>>) -> impl IntoView {
    let session = use_session();
    let first_month =
        move || shown.with(|own| own.as_ref().map_or(FirstMonth::JANUARY, |own| own.first_month));
    let beside = Memo::new(move |_| Beside::parse(scores_route(session).detail.as_deref(), first_month()));
    let page = move || {
        let beside = beside.get();
        with_sheet(session, &shown.get()?, None, |sheet| compare(sheet, &beside))
    };
    let units = (0..MOST).map(|place| unit_picker(session, shown, beside, place)).collect_view();
    view! {
        <div class="pickers">
            {units}
            {period_picker(session, shown, beside)}
        </div>
        {html_part(move || page().unwrap_or_default())}
    }
}

fn go(shown: Memo<Option<Shown>>, beside: &Beside) {
    if let Some(shown) = shown.get_untracked() {
        shown.go(beside.format(shown.first_month));
    }
}

/// Which unit stands at a place beside the first.
fn unit_picker(session: Session, shown: Memo<Option<Shown>>, beside: Memo<Beside>, place: usize) -> AnyView {
    let chosen_units = move || match beside.get() {
        Beside::Units(units) => units,
        Beside::Period(_) => Vec::new(),
    };
    let choices = Memo::new(move |_| {
        let language = session.language.get();
        let nobody = Choice { value: String::new(), text: view_words(language).no_one.to_owned() };
        let own = shown.with(|shown| shown.as_ref().and_then(|shown| shown.unit.clone()));
        let units = session.with_structure(|workbook| {
            let mut others = workbook.scored_units();
            others.retain(|unit| Some(&unit.id) != own.as_ref());
            units_as_choices(workbook, others, language)
        });
        [nobody].into_iter().chain(units.unwrap_or_default()).collect::<Vec<_>>()
    });
    let chosen = move || chosen_units().get(place).map(ToString::to_string).unwrap_or_default();
    let on_choose = move |id: String| {
        let mut units = match beside.get_untracked() {
            Beside::Units(units) => units,
            Beside::Period(_) => Vec::new(),
        };
        if place < units.len() {
            units.remove(place);
        }
        if !id.is_empty() {
            units.insert(place.min(units.len()), UnitId::from(id.as_str()));
        }
        go(shown, &Beside::Units(units));
    };
    let label = Signal::derive(move || view_words(session.language.get()).compare_with);
    view! { <Picker label choices chosen=Signal::derive(chosen) on_choose=Callback::new(on_choose) /> }
        .into_any()
}

/// Which period stands beside.
fn period_picker(session: Session, shown: Memo<Option<Shown>>, beside: Memo<Beside>) -> AnyView {
    let choices = Memo::new(move |_| {
        let language = session.language.get();
        let none = Choice { value: String::new(), text: view_words(language).no_one.to_owned() };
        let periods = shown.get().and_then(|shown| {
            let choice = |period: Period| Choice {
                value: period.format(shown.first_month),
                text: month::format_period(period, shown.first_month, language),
            };
            session.with_structure(|workbook| {
                shown.periods(workbook).into_iter().map(choice).collect::<Vec<_>>()
            })
        });
        [none].into_iter().chain(periods.unwrap_or_default()).collect::<Vec<_>>()
    });
    let chosen = move || match (beside.get(), shown.get()) {
        (Beside::Period(period), Some(shown)) => period.format(shown.first_month),
        _ => String::new(),
    };
    let on_choose = move |word: String| {
        let Some(first_month) = shown.with_untracked(|own| own.as_ref().map(|own| own.first_month)) else {
            return;
        };
        let period = Period::parse(&word, first_month).ok();
        go(shown, &period.map_or_else(|| Beside::Units(Vec::new()), Beside::Period));
    };
    let label = Signal::derive(move || view_words(session.language.get()).compare_period);
    view! { <Picker label choices chosen=Signal::derive(chosen) on_choose=Callback::new(on_choose) /> }
        .into_any()
}
