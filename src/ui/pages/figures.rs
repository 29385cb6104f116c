//! Figures: a unit's numbers month by month, or a month's numbers unit by unit.

use leptos::prelude::*;

use super::views::nothing_open;
use crate::domain::edit::Edit;
use crate::domain::id::{ScorecardId, UnitId};
use crate::domain::name::{Language, Name};
use crate::domain::period::Month;
use crate::domain::unit_tree::units_in_order;
use crate::domain::workbook::Workbook;
use crate::forms::units_as_choices;
use crate::grid::{MOST_MONTHS, View};
use crate::i18n::month;
use crate::ui::browser::clock;
use crate::ui::components::controls::dynamic::dynamic;
use crate::ui::components::controls::picker::{Choice, Picker};
use crate::ui::components::figures::FiguresGrid;
use crate::ui::components::figures::intake::FiguresIntake;
use crate::ui::state::{Route, use_session};

/// The page.
#[component]
pub(in crate::ui) fn FiguresPage() -> impl IntoView {
    let session = use_session();
    let view = Memo::new(move |_| {
        let route = session.route.get();
        session.with_structure(|workbook| resolve(workbook, &route)).flatten()
    });
    let found = Memo::new(move |_| view.with(Option::is_some));
    let content = dynamic(move || match found.get() {
        true => {
            let nothing = || View::Month { month: Month::january(clock::year()), scorecard: None };
            let view = Signal::derive(move || view.get().unwrap_or_else(nothing));
            view! {
                <Pickers view />
                <FiguresIntake view />
                <FiguresGrid view />
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

/// What an address shows: the named unit and months, else the first unit with a scorecard and its last
/// year with figures; `None` where there is no unit.
fn resolve(workbook: &Workbook, route: &Route) -> Option<View> {
    let first_unit = workbook.units.first()?;
    let is_there = |unit: &UnitId| workbook.unit(unit).is_some();
    match route {
        Route::FiguresOfMonths { unit, first, last } if is_there(unit) && first <= last => {
            let last = (*last).min(first.plus(MOST_MONTHS - 1));
            Some(View::Unit { unit: unit.clone(), first: *first, last })
        }
        Route::FiguresOfMonth { month, scorecard } => {
            let month = month.unwrap_or_else(|| last_month(workbook));
            let scorecard = scorecard.clone().filter(|card| workbook.scorecard(card).is_some());
            Some(View::Month { month, scorecard })
        }
        route => {
            let (unit, year) = match route {
                Route::Figures { unit, year } => (unit.clone(), *year),
                Route::Figure(cell) => (Some(cell.unit.clone()), Some(cell.month.year())),
                _ => (None, None),
            };
            let with_card =
                workbook.units.iter().find(|unit| workbook.scorecards_of(&unit.id).next().is_some());
            let unit = unit.filter(is_there).unwrap_or_else(|| with_card.unwrap_or(first_unit).id.clone());
            let last = || workbook.figures.last_month(&unit).map_or_else(clock::year, |month| month.year());
            let year = year.filter(|year| (1..=9999).contains(year)).unwrap_or_else(last);
            Some(of_year(unit, year))
        }
    }
}

fn of_year(unit: UnitId, year: i32) -> View {
    let first = Month::january(year);
    View::Unit { unit, first, last: first.plus(11) }
}

/// The last month with figures, else January of this year.
fn last_month(workbook: &Workbook) -> Month {
    workbook.figures.span().map_or_else(|| Month::january(clock::year()), |(_, last)| last)
}

/// The address of what is shown; a calendar year has the short one.
fn route(view: View) -> Route {
    match view {
        View::Unit { unit, first, last } if first.number() == 1 && last == first.plus(11) => {
            Route::Figures { unit: Some(unit), year: Some(first.year()) }
        }
        View::Unit { unit, first, last } => Route::FiguresOfMonths { unit, first, last },
        View::Month { month, scorecard } => Route::FiguresOfMonth { month: Some(month), scorecard },
    }
}

/// What is shown, and of which unit, months and scorecard.
#[component]
fn Pickers(view: Signal<View>) -> impl IntoView {
    let session = use_session();
    let of_unit = Memo::new(move |_| view.with(|view| view.unit().is_some()));
    let kinds = Signal::derive(move || {
        let words = session.words();
        vec![choice("unit", words.show_one_unit), choice("month", words.show_one_month)]
    });
    let turn = move |kind: String| {
        let (_, last) = view.get_untracked().span();
        let to = match kind.as_str() {
            "unit" => Route::Figures { unit: None, year: Some(last.year()) },
            _ => Route::FiguresOfMonth { month: session.with_untracked(last_month), scorecard: None },
        };
        to.go();
    };
    view! {
        <div class="pickers">
            <Picker
                label=session.word(|w| w.show_figures)
                choices=kinds
                chosen=Signal::derive(move || if of_unit.get() { "unit" } else { "month" }.to_owned())
                on_choose=Callback::new(turn)
            />
            {dynamic(move || match of_unit.get() {
                true => view! { <UnitPickers view /> <UnitName view /> }.into_any(),
                false => view! { <MonthPickers view /> }.into_any(),
            })}
        </div>
    }
}

fn choice(value: &str, text: &str) -> Choice {
    Choice { value: value.to_owned(), text: text.to_owned() }
}

/// The unit, the year, and any other first and last month.
#[component]
fn UnitPickers(view: Signal<View>) -> impl IntoView {
    let session = use_session();
    let units = Memo::new(move |_| {
        let language = session.language.get();
        session.with_structure(|workbook| unit_choices(workbook, language)).unwrap_or_default()
    });
    let years = Memo::new(move |_| {
        let (first, last) = view.get().span();
        let other = session.words().other_months;
        session.with_structure(|workbook| year_choices(workbook, first, last, other)).unwrap_or_default()
    });
    let months = month_choices(view);
    let go = move |change: &dyn Fn(&mut UnitId, &mut Month, &mut Month)| {
        if let View::Unit { mut unit, mut first, mut last } = view.get_untracked() {
            change(&mut unit, &mut first, &mut last);
            route(View::Unit { unit, first, last }).go();
        }
    };
    let choose_unit = move |id: String| go(&|unit, _, _| *unit = UnitId::from(id.as_str()));
    let choose_year = move |text: String| {
        if let Ok(year) = text.parse() {
            go(&|_, first, last| (*first, *last) = (Month::january(year), Month::january(year).plus(11)));
        }
    };
    let choose_first = move |text: String| {
        if let Ok(month) = text.parse::<Month>() {
            go(&|_, first, last| (*first, *last) = (month, (*last).max(month)));
        }
    };
    let choose_last = move |text: String| {
        if let Ok(month) = text.parse::<Month>() {
            go(&|_, first, last| (*first, *last) = ((*first).min(month), month));
        }
    };
    let chosen = |pick: fn(&View) -> String| Signal::derive(move || view.with(pick));
    view! {
        <Picker
            label=session.word(|w| w.unit)
            choices=units
            chosen=chosen(|view| view.unit().map(ToString::to_string).unwrap_or_default())
            on_choose=Callback::new(choose_unit)
        />
        <Picker label=session.word(|w| w.year) choices=years chosen=chosen(year_of) on_choose=Callback::new(choose_year) />
        <Picker
            label=session.word(|w| w.from_month)
            choices=months
            chosen=chosen(|view| view.span().0.to_string())
            on_choose=Callback::new(choose_first)
        />
        <Picker
            label=session.word(|w| w.to_month)
            choices=months
            chosen=chosen(|view| view.span().1.to_string())
            on_choose=Callback::new(choose_last)
        />
    }
}

/// The calendar year that is shown; empty where it is none.
fn year_of(view: &View) -> String {
    let (first, last) = view.span();
    if first.number() == 1 && last == first.plus(11) { first.year().to_string() } else { String::new() }
}

/// The month, and the scorecard whose units and items are shown.
#[component]
fn MonthPickers(view: Signal<View>) -> impl IntoView {
    let session = use_session();
    let months = month_choices(view);
    let cards = Memo::new(move |_| {
        let (language, all) = (session.language.get(), session.words().all_scorecards);
        let of = |workbook: &Workbook| {
            let cards = workbook.scorecards.iter();
            let cards = cards.map(|card| choice(card.id.as_str(), card.name.text(language)));
            std::iter::once(choice("", all)).chain(cards).collect::<Vec<_>>()
        };
        session.with_structure(of).unwrap_or_default()
    });
    let card = move || match view.get() {
        View::Month { scorecard, .. } => scorecard,
        View::Unit { .. } => None,
    };
    let choose_month = move |text: String| {
        if let Ok(month) = text.parse() {
            let scorecard = untrack(card);
            Route::FiguresOfMonth { month: Some(month), scorecard }.go();
        }
    };
    let choose_card = move |id: String| {
        let month = Some(view.get_untracked().span().0);
        let scorecard = Some(ScorecardId::from(id.as_str())).filter(|_| !id.is_empty());
        Route::FiguresOfMonth { month, scorecard }.go();
    };
    view! {
        <Picker
            label=session.word(|w| w.month)
            choices=months
            chosen=Signal::derive(move || view.with(|view| view.span().0.to_string()))
            on_choose=Callback::new(choose_month)
        />
        <Picker
            label=session.word(|w| w.scorecard)
            choices=cards
            chosen=Signal::derive(move || card().map(|card| card.to_string()).unwrap_or_default())
            on_choose=Callback::new(choose_card)
        />
    }
}

#[component]
fn UnitName(view: Signal<View>) -> impl IntoView {
    let session = use_session();
    let unit = Memo::new(move |_| view.with(|view| view.unit().cloned()));
    let name = Memo::new(move |_| {
        let (unit, language) = (unit.get(), session.language.get());
        let name = |workbook: &Workbook| Some(workbook.unit(&unit?)?.name.text(language).to_owned());
        session.with_structure(name).flatten().unwrap_or_default()
    });
    let rename = move |text: String| {
        let other = !text.trim().is_empty() && text != name.get_untracked();
        if let Some(unit) = unit.get_untracked().filter(|_| other) {
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
                on:input:target=move |event| rename(event.target().value())
                on:blur:target=move |event| {
                    session.close_typing();
                    if let Some(name) = name.try_get_untracked() {
                        event.target().set_value(&name);
                    }
                }
            />
        </label>
    }
}

/// The units as a tree in one list.
fn unit_choices(workbook: &Workbook, language: Language) -> Vec<Choice> {
    let (units, depths): (Vec<_>, Vec<_>) = units_in_order(workbook).into_iter().unzip();
    let mut choices = units_as_choices(workbook, units, language);
    for (choice, depth) in choices.iter_mut().zip(depths) {
        choice.text.insert_str(0, &"\u{2003}".repeat(depth));
    }
    choices
}

/// From the year before the first figures to this year or the last with figures.
fn years(workbook: &Workbook, first: Month, last: Month) -> std::ops::RangeInclusive<i32> {
    let now = clock::year();
    let (oldest, newest) = workbook.figures.year_range().unwrap_or((now, now));
    oldest.saturating_sub(1).max(1).min(first.year())..=newest.max(now).max(last.year())
}

/// The years, newest first; before them what stands for months that are no calendar year.
fn year_choices(workbook: &Workbook, first: Month, last: Month, other: &str) -> Vec<Choice> {
    let is_year = first.number() == 1 && last == first.plus(11);
    let other = (!is_year).then(|| choice("", other));
    let years = years(workbook, first, last).rev().map(|year| year.to_string());
    other.into_iter().chain(years.map(|year| choice(&year, &year))).collect()
}

/// The months of those years, newest first.
fn month_choices(view: Signal<View>) -> Memo<Vec<Choice>> {
    let session = use_session();
    Memo::new(move |_| {
        let ((first, last), language) = (view.get().span(), session.language.get());
        let years = session.with_structure(|workbook| years(workbook, first, last));
        let months = years
            .into_iter()
            .flat_map(|years| Month::january(*years.start()).through(Month::january(*years.end()).plus(11)));
        let mut choices: Vec<Choice> =
            months.map(|at| choice(&at.to_string(), &month::format_brief(at, language))).collect();
        choices.reverse();
        choices
    })
}
