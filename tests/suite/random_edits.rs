//! Random edits of every sort, and what a person does with them.

use counterpoise::domain::edit::{Change, Edit, FigureChange};
use counterpoise::domain::history::History;
use counterpoise::domain::name::Name;
use counterpoise::domain::period::FirstMonth;
use counterpoise::domain::workbook::{NumberStyle, Workbook};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::Index;

use crate::random_books::{
    actions, cells, closings, deductions, figure, log_entries, ordinary, position, unit_id, workbooks,
};

fn figure_changes() -> impl Strategy<Value = Vec<FigureChange>> {
    vec((cells(), figure(ordinary)).prop_map(|(cell, figure)| FigureChange { cell, figure }), 0..=4)
}

/// Every edit; a workbook to be put in place has the identity of the others.
pub(crate) fn edits() -> impl Strategy<Value = Edit> {
    let name = || "[a-z]{0,4}".prop_map(|text| Name::plain(&text));
    prop_oneof![
        4 => figure_changes().prop_map(Edit::SetFigures),
        2 => (cells(), proptest::option::of("[a-z]{0,4}")).prop_map(|(cell, note)| Edit::SetNote {
            cell,
            note: note.map(Into::into),
        }),
        1 => (cells(), deductions(0)).prop_map(|(cell, list)| Edit::SetDeductions { cell, list }),
        1 => name().prop_map(Edit::RenameWorkbook),
        1 => (1..=12_u32, any::<bool>()).prop_map(|(month, comma)| Edit::Conventions {
            first_month: FirstMonth::new(month).expect("a month"),
            number_style: if comma { NumberStyle::Comma } else { NumberStyle::Point },
        }),
        1 => (0..4_usize, name()).prop_map(|(unit, name)| Edit::RenameUnit {
            unit: unit_id(unit),
            name,
        }),
        1 => workbooks(ordinary).prop_map(|other| Edit::Replace(Box::new(other))),
        1 => closings(ordinary).prop_map(|own| Edit::Closings(Change::Insert(0, Box::new(own)))),
        1 => (0..2_usize).prop_map(|place| Edit::Closings(Change::Remove(place))),
        1 => actions().prop_map(|own| Edit::Actions(Change::Insert(0, Box::new(own)))),
        1 => (0..2_usize).prop_map(|place| Edit::Actions(Change::Remove(place))),
        1 => (0..2_usize, proptest::option::of(position())).prop_map(|(index, position)| Edit::PlaceObjective {
            scorecard: "c0".into(),
            objective: format!("o0-{index}").as_str().into(),
            position,
        }),
        1 => log_entries().prop_map(|own| Edit::Log(Change::Insert(0, Box::new(own)))),
        3 => definitions(),
        1 => (workbooks(ordinary), vec((any::<Index>(), 0..2_usize), 0..4)).prop_map(|(other, parts)| {
            let part = |(which, place): (Index, usize)| of_definition(&other, which.index(11), place);
            Edit::Several(parts.into_iter().map(part).collect())
        }),
    ]
}

/// An edit of units, items, kinds, scorecards, revisions or measures.
pub(crate) fn definitions() -> impl Strategy<Value = Edit> {
    (workbooks(ordinary), any::<Index>(), 0..2_usize)
        .prop_map(|(other, which, place)| of_definition(&other, which.index(11), place))
}

/// An edit of the definition with something of another workbook. Some contradict what is there and
/// are refused.
fn of_definition(other: &Workbook, which: usize, place: usize) -> Edit {
    let card = &other.scorecards[0];
    let revision = card.revisions[0].clone();
    let scorecard = card.id.clone();
    match which {
        0 => Edit::Scorecards(Change::Insert(place, Box::new(card.clone()))),
        1 => Edit::Scorecards(Change::Replace(0, Box::new(card.clone()))),
        2 => Edit::Scorecards(Change::Remove(place)),
        3 => Edit::Revisions { scorecard, change: Change::Insert(place, Box::new(revision)) },
        4 => Edit::Revisions { scorecard, change: Change::Replace(0, Box::new(revision)) },
        5 => Edit::Revisions { scorecard, change: Change::Remove(place) },
        6 => Edit::Units(Change::Replace(place, Box::new(other.units[place].clone()))),
        7 => Edit::Units(Change::Remove(place)),
        8 => Edit::Items(Change::Replace(place, Box::new(other.items[place].clone()))),
        9 => Edit::Kinds(Change::Remove(place)),
        _ => match revision.measures().next() {
            Some(measure) => {
                Edit::SetMeasure { scorecard, from: revision.from, measure: Box::new(measure.clone()) }
            }
            None => Edit::Items(Change::Remove(place)),
        },
    }
}

/// What a person does to a history.
#[derive(Clone, Debug)]
pub(crate) enum Act {
    Apply(Edit),
    Type(Edit),
    Close,
    Cancel,
    Undo,
    Redo,
}

pub(crate) fn acts() -> impl Strategy<Value = Act> {
    prop_oneof![
        2 => edits().prop_map(Act::Apply),
        4 => edits().prop_map(Act::Type),
        1 => Just(Act::Close),
        1 => Just(Act::Cancel),
        2 => Just(Act::Undo),
        1 => Just(Act::Redo),
    ]
}

/// Does it, and returns the edits that take it back.
pub(crate) fn act_on(history: &mut History, workbook: &mut Workbook, act: Act) -> Vec<Edit> {
    let made = match act {
        Act::Apply(edit) => history.apply(workbook, edit).ok().map(<[Edit]>::to_vec),
        Act::Type(edit) => history.apply_typing(workbook, edit).ok().map(<[Edit]>::to_vec),
        Act::Close => {
            history.close();
            None
        }
        Act::Cancel => history.cancel(workbook),
        Act::Undo => history.undo(workbook).map(<[Edit]>::to_vec),
        Act::Redo => history.redo(workbook).map(<[Edit]>::to_vec),
    };
    made.unwrap_or_default()
}
