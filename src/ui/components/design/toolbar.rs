//! What can be done with the chosen rows, or with the one that had the focus last.

use leptos::prelude::*;

use super::Design;
use super::tree_rows::name_of;
use crate::domain::design::{Direction, Group, fresh_measure, move_in};
use crate::domain::edit::Edit;
use crate::domain::id::MeasureId;
use crate::domain::name::Name;
use crate::domain::scorecard::Revision;
use crate::domain::workbook::Workbook;
use crate::forms::{CardPlace, Refusal, Subject, refusal_sentence};
use crate::i18n::{DesignWords, fill};
use crate::ui::browser::document;
use crate::ui::components::controls::action_picker::action_picker;
use crate::ui::components::controls::dynamic::text;
use crate::ui::components::controls::picker::Choice;
use crate::ui::effects::once_drawn;

/// Buttons above the table.
pub(super) fn toolbar(design: Design) -> AnyView {
    let refused = RwSignal::new(None::<Refusal>);
    let run = move |act: fn(Design) -> Result<(), Refusal>| refused.set(act(design).err());
    let button = move |pick: fn(&DesignWords) -> &'static str, act: fn(Design) -> Result<(), Refusal>| {
        view! {
            <button type="button" class="button" on:click=move |_| run(act)>
                {text(move || pick(design.words()).to_owned())}
            </button>
        }
        .into_any()
    };
    view! {
        <p class="grid-help">{text(move || design.words().table_help.to_owned())}</p>
        <div class="toolbar" role="toolbar" aria-label=text(move || design.words().tab_measures.to_owned())>
            <span class="toolbar-object">{text(move || acted_on(design))}</span>
            {button(|words| words.duplicate, duplicate)}
            {button(|words| words.move_up, |design| { move_rows(design, Direction::Up); Ok(()) })}
            {button(|words| words.move_down, |design| { move_rows(design, Direction::Down); Ok(()) })}
            {button(|words| words.delete, delete)}
            {move_picker(design)}
        </div>
        <p class="field-error" role="alert">
            {text(move || {
                let language = design.session.language.get();
                refused.get().map(|refusal| refusal_sentence(&refusal, "", language)).unwrap_or_default()
            })}
        </p>
    }
    .into_any()
}

/// What the buttons act on, in words.
fn acted_on(design: Design) -> String {
    let chosen = chosen(design);
    if chosen.len() > 1 {
        return fill(design.words().chosen_count, &[&chosen.len().to_string()]);
    }
    let subject = match chosen.first() {
        Some(id) => Some(Subject::Measure(design.place.get(), id.clone())),
        None => design.current.get(),
    };
    let name = subject.and_then(|own| design.with(|_, _, revision| name_of(revision, &own, design)));
    name.unwrap_or_default()
}

/// The chosen measures that are there, in the order of the card.
fn chosen(design: Design) -> Vec<MeasureId> {
    let chosen = design.chosen.get();
    let there = |revision: &Revision| {
        revision.measures().map(|own| own.id.clone()).filter(|id| chosen.contains(id)).collect()
    };
    design.with(|_, _, revision| there(revision)).unwrap_or_default()
}

/// The measures that are acted on: the chosen ones, else the one in the current row.
fn measures(design: Design) -> Vec<MeasureId> {
    let chosen = untrack(|| chosen(design));
    match design.current.get_untracked() {
        Some(Subject::Measure(_, id)) if chosen.is_empty() => vec![id],
        _ => chosen,
    }
}

/// Changes the revision as one step.
fn change(
    design: Design,
    change: &mut dyn FnMut(&Workbook, &mut Revision) -> Result<(), Refusal>,
) -> Result<(), Refusal> {
    design.session.close_typing();
    let place: CardPlace = design.place.get_untracked();
    let edit = design
        .session
        .with_untracked(|workbook| place.change(workbook, &mut |revision| change(workbook, revision)));
    let edit: Edit = edit.unwrap_or(Err(Refusal::Gone))?;
    design.session.attempt(edit, false).map_err(Refusal::from)
}

/// Moves what is acted on by one place, and keeps the focus in its row.
pub(super) fn move_rows(design: Design, direction: Direction) {
    let chosen = measures(design);
    let current = design.current.get_untracked();
    let moved = change(design, &mut |_, revision| {
        if !chosen.is_empty() {
            revision.move_measures(&chosen, direction);
            return Ok(());
        }
        match &current {
            Some(Subject::Perspective(_, id)) => {
                if let Some(place) = revision.perspectives.iter().position(|own| own.id == *id) {
                    move_in(&mut revision.perspectives, place, direction);
                }
            }
            Some(Subject::Objective(_, id)) => {
                for perspective in &mut revision.perspectives {
                    if let Some(place) = perspective.objectives.iter().position(|own| own.id == *id) {
                        move_in(&mut perspective.objectives, place, direction);
                    }
                }
            }
            _ => {}
        }
        Ok(())
    });
    if let (Ok(()), Some(current)) = (moved, current) {
        let selector = format!("[data-row-word=\"{}\"] [data-column=\"name\"]", current.word());
        once_drawn(move || {
            document::focus(&selector);
        });
    }
}

fn duplicate(design: Design) -> Result<(), Refusal> {
    let chosen = measures(design);
    let current = design.current.get_untracked();
    let place = design.place.get_untracked();
    let language = design.session.language.get_untracked();
    let suffix = untrack(|| design.words().copy_name);
    let copied = |name: &Name| Name::plain(&fill(suffix, &[name.text(language)]));
    change(design, &mut |workbook, revision| {
        let (card, _) = place.find(workbook).ok_or(Refusal::Gone)?;
        let mut made = Vec::new();
        let mut fresh = || {
            let id = fresh_measure(card, &made);
            made.push(id.clone());
            id
        };
        match &current {
            _ if !chosen.is_empty() => revision.duplicate_measures(&chosen, &mut fresh),
            Some(Subject::Perspective(_, id)) => {
                if let Some(copy) = revision.duplicate_perspective(id, &mut fresh) {
                    copy.name = copied(&copy.name);
                }
            }
            Some(Subject::Objective(_, id)) => {
                if let Some(copy) = revision.duplicate_objective(id, &mut fresh) {
                    copy.name = copied(&copy.name);
                }
            }
            _ => {}
        }
        for own in revision.measures_mut().filter(|own| made.contains(&own.id)) {
            own.code = own.id.as_str().into();
            own.name = copied(&own.name);
        }
        Ok(())
    })
}

fn delete(design: Design) -> Result<(), Refusal> {
    let chosen = measures(design);
    let current = design.current.get_untracked();
    change(design, &mut |_, revision| {
        match &current {
            _ if !chosen.is_empty() => revision.remove_measures(&chosen),
            Some(Subject::Perspective(_, id)) => revision.remove_perspective(id),
            Some(Subject::Objective(_, id)) => revision.remove_objective(id),
            _ => {}
        }
        Ok(())
    })?;
    design.chosen.set(Vec::new());
    design.current.set(None);
    Ok(())
}

/// The groups that the measures can be moved into.
fn move_picker(design: Design) -> AnyView {
    let groups = move |revision: &Revision| {
        let language = design.session.language.get();
        let name = |group: &Group| {
            let perspective = revision.perspectives.iter().find(|own| own.id == group.perspective)?;
            let objective =
                perspective.objectives.iter().find(|own| Some(&own.id) == group.objective.as_ref());
            let text = perspective.name.text(language).to_owned();
            Some(match objective {
                Some(own) => format!("{text} · {}", own.name.text(language)),
                None => text,
            })
        };
        let groups = revision.groups();
        let named = groups.iter().map(|group| name(group).unwrap_or_default()).enumerate();
        named.map(|(place, text)| Choice { value: place.to_string(), text }).collect::<Vec<_>>()
    };
    let choices = Memo::new(move |_| design.with(|_, _, revision| groups(revision)).unwrap_or_default());
    let go = move |place: String| {
        let chosen = measures(design);
        let _ = change(design, &mut |_, revision| {
            let groups = revision.groups();
            if let Some(group) = place.parse::<usize>().ok().and_then(|place| groups.get(place)) {
                revision.move_into(&chosen, group);
            }
            Ok(())
        });
    };
    action_picker(
        Signal::derive(move || design.words().move_to),
        Signal::derive(move || design.words().move_to_none),
        choices,
        Callback::new(go),
    )
}
