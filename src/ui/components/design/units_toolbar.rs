//! What can be done with the chosen units, or with the one that had the focus last.

use std::collections::BTreeSet;

use leptos::prelude::*;

use super::units::{Units, focus_row};
use crate::domain::design::Direction;
use crate::domain::edit::Edit;
use crate::domain::id::{KindId, ScorecardId, UnitId};
use crate::domain::name::Name;
use crate::domain::unit_tree::{ForUnits, UnitMove, for_units, move_unit, units_in_order};
use crate::domain::workbook::Workbook;
use crate::forms::{Refusal, refusal_sentence};
use crate::i18n::{DesignWords, fill, form_words};
use crate::ui::components::controls::action_picker::action_picker;
use crate::ui::components::controls::dynamic::text;
use crate::ui::components::controls::picker::Choice;
use crate::ui::effects::once_drawn;

/// Buttons and lists above the table.
pub(super) fn toolbar(units: Units) -> AnyView {
    let refused = RwSignal::new(None::<Refusal>);
    let button = move |pick: fn(&DesignWords) -> &'static str, act: Callback<()>| {
        view! {
            <button type="button" class="button" on:click=move |_| act.run(())>
                {text(move || pick(units.design.words()).to_owned())}
            </button>
        }
        .into_any()
    };
    let step = move |way| Callback::new(move |()| move_current(units, way));
    let set = move |what: ForUnits| refused.set(set_for_all(units, &what).err());
    let remove = move |()| {
        set(ForUnits::Remove);
        units.chosen.set(Vec::new());
        units.current.set(None);
    };
    let choose_all = move |()| {
        let all =
            units.shown.with_untracked(|shown| shown.rows.iter().map(|(unit, _)| unit.clone()).collect());
        units.chosen.set(all);
    };
    view! {
        <p class="grid-help">{text(move || units.design.words().units_help.to_owned())}</p>
        <div class="toolbar" role="toolbar" aria-label=text(move || units.design.words().tab_units.to_owned())>
            {button(|words| words.choose_shown, Callback::new(choose_all))}
            {button(|words| words.choose_none, Callback::new(move |()| units.chosen.set(Vec::new())))}
            <span class="toolbar-object" data-testid="units-chosen">{text(move || acted_on(units))}</span>
            {button(|words| words.move_up, step(UnitMove::Beside(Direction::Up)))}
            {button(|words| words.move_down, step(UnitMove::Beside(Direction::Down)))}
            {button(|words| words.move_in, step(UnitMove::In))}
            {button(|words| words.move_out, step(UnitMove::Out))}
            {button(|words| words.delete, Callback::new(remove))}
        </div>
        <div class="toolbar">{lists(units, Callback::new(set))}</div>
        <p class="field-error" role="alert">
            {text(move || {
                let language = units.design.session.language.get();
                refused.get().map(|refusal| refusal_sentence(&refusal, "", language)).unwrap_or_default()
            })}
        </p>
    }
    .into_any()
}

/// What is chosen from a list and set at once.
fn lists(units: Units, set: Callback<ForUnits>) -> AnyView {
    let session = units.design.session;
    let none = Signal::derive(move || units.design.words().move_to_none);
    let list = move |pick: fn(&DesignWords) -> &'static str,
                     choices: fn(Units, &Workbook) -> Vec<Choice>,
                     what: fn(Units, &str) -> ForUnits| {
        let choices = Memo::new(move |_| {
            session.with_structure(|workbook| choices(units, workbook)).unwrap_or_default()
        });
        let label = Signal::derive(move || pick(units.design.words()));
        action_picker(label, none, choices, Callback::new(move |value: String| set.run(what(units, &value))))
    };
    view! {
        {list(|words| words.put_below, parents, |_, id| ForUnits::Parent(named(id).map(UnitId::from)))}
        {list(|words| words.set_kind, kinds, |units, id| {
            ForUnits::Kind(untrack(|| units.month()), named(id).map(KindId::from))
        })}
        {list(|words| words.card_use, cards, |units, id| card_use(units, id, true))}
        {list(|words| words.card_leave, cards, |units, id| card_use(units, id, false))}
    }
    .into_any()
}

fn card_use(units: Units, id: &str, uses: bool) -> ForUnits {
    ForUnits::Card(ScorecardId::from(id), untrack(|| units.month()), uses)
}

fn named(id: &str) -> Option<&str> {
    Some(id).filter(|id| !id.is_empty())
}

fn choice(units: Units, id: &str, name: &Name) -> Choice {
    let language = units.design.session.language.get();
    Choice { value: id.to_owned(), text: name.text(language).to_owned() }
}

/// Units that have others below them and those on the page: a list of thousands helps nobody.
fn parents(units: Units, workbook: &Workbook) -> Vec<Choice> {
    let shown = units.shown.get();
    let mut offered: BTreeSet<&UnitId> = shown.rows.iter().map(|(unit, _)| unit).collect();
    offered.extend(workbook.units.iter().filter_map(|unit| unit.parent.as_ref()));
    let words = form_words(units.design.session.language.get());
    let top = Choice { value: String::new(), text: words.at_the_top.to_owned() };
    let all = units_in_order(workbook).into_iter().filter(|(unit, _)| offered.contains(&unit.id));
    let all = all.map(|(unit, depth)| {
        let choice = choice(units, unit.id.as_str(), &unit.name);
        Choice { text: format!("{}{}", "\u{2003}".repeat(depth), choice.text), ..choice }
    });
    std::iter::once(top).chain(all).collect()
}

fn kinds(units: Units, workbook: &Workbook) -> Vec<Choice> {
    let words = form_words(units.design.session.language.get());
    let none = Choice { value: String::new(), text: words.no_kind.to_owned() };
    let all = workbook.kinds.iter().map(|kind| choice(units, kind.id.as_str(), &kind.name));
    std::iter::once(none).chain(all).collect()
}

fn cards(units: Units, workbook: &Workbook) -> Vec<Choice> {
    workbook.scorecards.iter().map(|card| choice(units, card.id.as_str(), &card.name)).collect()
}

/// The units that are acted on: the chosen ones, else the one in the current row.
fn acted(units: Units) -> Vec<UnitId> {
    let chosen = units.chosen.get();
    let there = |workbook: &Workbook| -> Vec<UnitId> {
        chosen.iter().filter(|id| workbook.unit(id).is_some()).cloned().collect()
    };
    let chosen = units.design.session.with_structure(there).unwrap_or_default();
    if chosen.is_empty() { units.current.get().into_iter().collect() } else { chosen }
}

/// What the buttons act on, in words.
fn acted_on(units: Units) -> String {
    let acted = acted(units);
    let [only] = acted.as_slice() else {
        let count = acted.len().to_string();
        return if acted.is_empty() {
            String::new()
        } else {
            fill(units.design.words().chosen_count, &[&count])
        };
    };
    let session = units.design.session;
    let language = session.language.get();
    let name = |workbook: &Workbook| Some(workbook.unit(only)?.name.text(language).to_owned());
    session.with_structure(name).flatten().unwrap_or_default()
}

fn set_for_all(units: Units, what: &ForUnits) -> Result<(), Refusal> {
    let session = units.design.session;
    session.close_typing();
    let acted = untrack(|| acted(units));
    let edit = session.with_untracked(|workbook| for_units(workbook, &acted, what));
    session.attempt(edit.unwrap_or(Edit::Several(Vec::new())), false).map_err(Refusal::from)
}

/// Moves the unit of the current row, and keeps the focus in it.
pub(super) fn move_current(units: Units, way: UnitMove) {
    let session = units.design.session;
    let Some(unit) = units.current.get_untracked() else { return };
    session.close_typing();
    let edit = session.with_untracked(|workbook| move_unit(workbook, &unit, way)).flatten();
    if edit.is_some_and(|edit| session.attempt(edit, false).is_ok()) {
        once_drawn(move || focus_row(&unit));
    }
}
