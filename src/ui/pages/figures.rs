//! Figures: a unit's numbers, item by month.

use leptos::prelude::*;

use super::views::nothing_open;
use crate::domain::edit::Edit;
use crate::domain::id::UnitId;
use crate::domain::name::{Language, Name};
use crate::domain::workbook::Workbook;
use crate::ui::browser::clock;
use crate::ui::components::controls::dynamic::dynamic;
use crate::ui::components::controls::picker::{Choice, Picker};
use crate::ui::components::figures_grid::FiguresGrid;
use crate::ui::components::figures_intake::FiguresIntake;
use crate::ui::state::{Route, use_session};

type Shown = (UnitId, i32);

/// The page.
#[component]
pub(in crate::ui) fn FiguresPage() -> impl IntoView {
    let session = use_session();
    let shown = Memo::new(move |_| {
        let (unit, year) = match session.route.get() {
            Route::Figures { unit, year } => (unit, year),
            _ => (None, None),
        };
        session.with_structure(|workbook| resolve(workbook, unit, year)).flatten()
    });
    let found = Memo::new(move |_| shown.with(Option::is_some));
    let content = dynamic(move || match found.get() {
        true => {
            let shown =
                Signal::derive(move || shown.get().unwrap_or_else(|| (UnitId::from(""), clock::year())));
            view! {
                <Pickers shown />
                <FiguresIntake shown />
                <FiguresGrid shown />
            }
            .into_any()
        }
        false => nothing_open(session).into_any(),
    });
    view! {
        <h1>{session.word(|w| w.nav_figures)}</h1>
        {content}
    }
}

/// The named unit and year, else the first unit with a scorecard and its last year with figures.
fn resolve(workbook: &Workbook, unit: Option<UnitId>, year: Option<i32>) -> Option<Shown> {
    let named = unit.filter(|unit| workbook.unit(unit).is_some());
    let with_card = || {
        let units = workbook.units.iter().map(|unit| &unit.id);
        units
            .clone()
            .find(|unit| workbook.scorecards_of(unit).next().is_some())
            .or(units.clone().next())
            .cloned()
    };
    let unit = named.or_else(with_card)?;
    let year = year.filter(|year| (1..=9999).contains(year));
    let last = || workbook.figures.last_month(&unit).map_or_else(clock::year, |month| month.year());
    let year = year.unwrap_or_else(last);
    Some((unit, year))
}

/// Unit, year and the name of the unit.
#[component]
fn Pickers(shown: Signal<Shown>) -> impl IntoView {
    let session = use_session();
    let units = Memo::new(move |_| {
        let language = session.language.get();
        session.with_structure(|workbook| unit_choices(workbook, language)).unwrap_or_default()
    });
    let years = Memo::new(move |_| {
        let (_, shown) = shown.get();
        session.with_structure(|workbook| year_choices(workbook, shown)).unwrap_or_default()
    });
    let choose_unit = move |id: String| {
        let (_, year) = shown.get_untracked();
        Route::Figures { unit: Some(UnitId::from(id.as_str())), year: Some(year) }.go();
    };
    let choose_year = move |text: String| {
        let (unit, _) = shown.get_untracked();
        Route::Figures { unit: Some(unit), year: text.parse().ok() }.go();
    };
    view! {
        <div class="pickers">
            <Picker
                label=session.word(|w| w.unit)
                choices=units
                chosen=Signal::derive(move || shown.with(|(unit, _)| unit.to_string()))
                on_choose=Callback::new(choose_unit)
            />
            <Picker
                label=session.word(|w| w.year)
                choices=years
                chosen=Signal::derive(move || shown.with(|(_, year)| year.to_string()))
                on_choose=Callback::new(choose_year)
            />
            <UnitName shown />
        </div>
    }
}

#[component]
fn UnitName(shown: Signal<Shown>) -> impl IntoView {
    let session = use_session();
    let name = Memo::new(move |_| {
        let (unit, _) = shown.get();
        let language = session.language.get();
        let name = |workbook: &Workbook| Some(workbook.unit(&unit)?.name.text(language).to_owned());
        session.with_structure(name).flatten().unwrap_or_default()
    });
    let rename = move |text: String| {
        if !text.trim().is_empty() && text != name.get_untracked() {
            let (unit, _) = shown.get_untracked();
            session.dispatch_typing(Edit::RenameUnit { unit, name: Name::plain(&text) });
        }
    };
    view! {
        <label class="picker">
            <span class="picker-label">{session.word(|w| w.unit_name)}</span>
            <input
                type="text"
                autocomplete="off"
                prop:value=name
                on:change:target=move |event| {
                    rename(event.target().value());
                    session.close_typing();
                    event.target().set_value(&name.get_untracked());
                }
            />
        </label>
    }
}

/// The units as a tree in one list.
fn unit_choices(workbook: &Workbook, language: Language) -> Vec<Choice> {
    let indent = |unit: &UnitId| {
        let mut depth = 0;
        let mut parent = workbook.unit(unit).and_then(|unit| unit.parent.as_ref());
        while let Some(next) = parent.filter(|_| depth < workbook.units.len()) {
            depth += 1;
            parent = workbook.unit(next).and_then(|unit| unit.parent.as_ref());
        }
        "\u{2003}".repeat(depth)
    };
    let choice = |unit: &crate::domain::unit::Unit| Choice {
        value: unit.id.to_string(),
        text: format!("{}{}", indent(&unit.id), unit.name.text(language)),
    };
    workbook.units.iter().map(choice).collect()
}

/// From the year before the first figures to this year or the last with figures, newest first.
fn year_choices(workbook: &Workbook, shown: i32) -> Vec<Choice> {
    let now = clock::year();
    let (first, last) = workbook.figures.year_range().unwrap_or((now, now));
    let years = (first.saturating_sub(1).min(shown)..=last.max(now).max(shown)).rev();
    years.map(|year| Choice { value: year.to_string(), text: year.to_string() }).collect()
}
