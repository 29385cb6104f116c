//! The rows of the table of a card.

use leptos::prelude::*;
use rust_decimal::Decimal;

use super::Design;
use super::adding::adding_field;
use super::field::{Place, field_view};
use super::tree::Shares;
use crate::domain::design::Group;
use crate::domain::id::MeasureId;
use crate::domain::measure::Measure;
use crate::domain::scorecard::{Perspective, Revision};
use crate::domain::target::{FixedTargetKey, Target, TargetSource};
use crate::forms::{Control, Field, Subject, What, add_measure, add_objective};
use crate::i18n::number::{format, format_rounded};
use crate::i18n::{describe_method, describe_target, fill, messages};
use crate::ui::components::controls::dynamic::{dynamic, text};

/// A row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Row {
    /// A perspective.
    Perspective(Subject),
    /// An objective.
    Objective(Subject),
    /// A measure, and whether its weight is part of the card's.
    Measure {
        /// The measure.
        subject: Subject,
        /// Whether its weight is part of the card's.
        counted: bool,
        /// Whether it only adds or deducts.
        adjustment: bool,
    },
    /// Where the name of a new measure of a group is typed.
    AddMeasure(Group),
}

/// One row.
pub(super) fn row_view(design: Design, row: &Row, in_points: bool, shares: Memo<Shares>) -> AnyView {
    match row {
        Row::Perspective(subject) => group_row(design, subject, "perspective", in_points, shares),
        Row::Objective(subject) => group_row(design, subject, "objective", in_points, shares),
        Row::Measure { subject, counted, adjustment } => {
            measure_row(design, subject, (*counted, *adjustment), shares)
        }
        Row::AddMeasure(group) => adding_row(design, group),
    }
}

/// The name of a subject, as it is now.
pub(super) fn name_of(revision: &Revision, subject: &Subject, design: Design) -> String {
    let language = design.session.language.get();
    let name = match subject {
        Subject::Measure(_, id) => revision.measure(id).map(|own| &own.name),
        Subject::Perspective(_, id) => {
            revision.perspectives.iter().find(|own| own.id == *id).map(|own| &own.name)
        }
        Subject::Objective(_, id) => revision.objectives().find(|own| own.id == *id).map(|own| &own.name),
        _ => None,
    };
    name.map(|name| name.text(language).to_owned()).unwrap_or_default()
}

/// A label that names the subject.
fn label(
    design: Design,
    subject: &Subject,
    pick: fn(&crate::i18n::DesignWords) -> &'static str,
) -> Signal<String> {
    let subject = subject.clone();
    Signal::derive(move || {
        let name = design.with(|_, _, revision| name_of(revision, &subject, design)).unwrap_or_default();
        fill(pick(design.words()), &[&name])
    })
}

fn cell(design: Design, subject: &Subject, what: What, control: Control, name: Signal<String>) -> AnyView {
    let column = match what {
        What::Name => "name",
        What::TargetValue => "target",
        What::Method => "method",
        _ => "weight",
    };
    let field = Field { key: what.key(), label: String::new(), control, hint: "" };
    field_view(design.session.into(), subject, &field, Place::Cell(column), Some(name))
}

fn share_cell(word: String, shares: Memo<Shares>) -> AnyView {
    let share = Memo::new(move |_| shares.with(|shares| shares.get(&word).copied().unwrap_or_default()));
    view! {
        <td class="share">
            <span class="share-track" aria-hidden="true">
                <span class="share-bar" style:inline-size=move || format!("{}%", share.get().round_dp(2))></span>
            </span>
            <span class="share-number">{text(move || fill("{0} %", &[&format_rounded(share.get(), 1)]))}</span>
        </td>
    }
    .into_any()
}

fn edit_link(design: Design, subject: &Subject) -> AnyView {
    let href = design.route("measures", Some(subject)).fragment();
    let own = subject.clone();
    let here = move || design.subject.with(|open| open.as_ref() == Some(&own)).then_some("true");
    let name = label(design, subject, |words| words.edit_of);
    view! {
        <td>
            <a class="button" data-variant="quiet" href=href aria-current=here aria-label=move || name.get()>
                {text(move || design.words().edit.to_owned())}
            </a>
        </td>
    }
    .into_any()
}

fn lock(design: Design, subject: &Subject) -> AnyView {
    let word = subject.word();
    let known = word.clone();
    let is_locked = Memo::new(move |_| design.locked.with(|locked| locked.contains(&known)));
    let toggle = move |_| {
        design.locked.update(|locked| {
            let before = locked.len();
            locked.retain(|own| *own != word);
            if locked.len() == before {
                locked.push(word.clone());
            }
        });
    };
    let name = label(design, subject, |words| words.lock_of);
    view! {
        <button
            type="button"
            class="lock"
            aria-pressed=text(move || is_locked.get().to_string())
            aria-label=move || name.get()
            title=move || name.get()
            on:click=toggle
        >
            <svg class="icon" viewBox="0 0 20 20" aria-hidden="true">
                <path d=move || if is_locked.get() {
                    "M5 9h10v8H5zM7 9V6a3 3 0 0 1 6 0v3M10 12v2"
                } else {
                    "M5 9h10v8H5zM7 9V5a3 3 0 0 1 6 0M10 12v2"
                } />
            </svg>
        </button>
    }
    .into_any()
}

/// A perspective or an objective.
fn group_row(
    design: Design,
    subject: &Subject,
    kind: &'static str,
    in_points: bool,
    shares: Memo<Shares>,
) -> AnyView {
    let name =
        cell(design, subject, What::Name, Control::Text, label(design, subject, |words| words.name_of));
    let weight = if in_points {
        let own = subject.clone();
        let sum =
            move || design.with(|_, _, revision| format(points_of(revision, &own), 0)).unwrap_or_default();
        view! { <td class="number">{text(sum)}</td> }.into_any()
    } else {
        let field = cell(
            design,
            subject,
            What::Weight,
            Control::Number,
            label(design, subject, |words| words.weight_of),
        );
        view! { <td class="number"><span class="weight-cell">{field}{lock(design, subject)}</span></td> }
            .into_any()
    };
    let own = subject.clone();
    let scope = if kind == "perspective" { "rowgroup" } else { "row" };
    view! {
        <tr
            class="tree-row"
            data-kind=kind
            data-row-word=subject.word()
            on:focusin=move |_| design.current.set(Some(own.clone()))
        >
            <th scope=scope>{name}</th>
            {weight}
            {share_cell(subject.word(), shares)}
            <td colspan="2" class="words note">{text(move || {
                let words = design.words();
                (if kind == "perspective" { words.perspective } else { words.objective }).to_owned()
            })}</td>
            {edit_link(design, subject)}
        </tr>
    }
    .into_any()
}

/// The full points below a perspective or an objective, under points.
fn points_of(revision: &Revision, subject: &Subject) -> Decimal {
    let sum = |measures: &mut dyn Iterator<Item = &Measure>| {
        measures.filter(|own| own.is_counted()).map(Measure::full_points).sum::<Decimal>()
    };
    match subject {
        Subject::Perspective(_, id) => {
            let own = revision.perspectives.iter().find(|own| own.id == *id);
            own.map_or(Decimal::ZERO, |own| sum(&mut Perspective::all_measures(own)))
        }
        Subject::Objective(_, id) => {
            let own = revision.objectives().find(|own| own.id == *id);
            own.map_or(Decimal::ZERO, |own| sum(&mut own.measures.iter()))
        }
        _ => Decimal::ZERO,
    }
}

fn measure_row(
    design: Design,
    subject: &Subject,
    (counted, adjustment): (bool, bool),
    shares: Memo<Shares>,
) -> AnyView {
    let Subject::Measure(_, id) = subject.clone() else {
        return ().into_any();
    };
    let name =
        cell(design, subject, What::Name, Control::Text, label(design, subject, |words| words.name_of));
    let method = cell(
        design,
        subject,
        What::Method,
        Control::Choice(Vec::new()),
        label(design, subject, |words| words.method_of),
    );
    let about_method = described(design, &id, false);
    let target = target_cell(design, subject, &id);
    let own = subject.clone();
    let selected = subject.clone();
    let selected = move || design.subject.with(|open| open.as_ref() == Some(&selected)).to_string();
    view! {
        <tr
            class="tree-row"
            data-kind="measure"
            data-row-word=subject.word()
            data-selected=selected
            on:focusin=move |_| design.current.set(Some(own.clone()))
        >
            <th scope="row"><span class="tree-name">{choose_box(design, subject, id)}{name}</span></th>
            {weight_cell(design, subject, counted, adjustment)}
            {if counted { share_cell(subject.word(), shares) } else { view! { <td class="share"></td> }.into_any() }}
            <td class="words">{target}</td>
            <td class="words"><span class="tree-method">{text(about_method)}{method}</span></td>
            {edit_link(design, subject)}
        </tr>
    }
    .into_any()
}

/// The target: a field where it is one value for all, else in words.
fn target_cell(design: Design, subject: &Subject, id: &MeasureId) -> AnyView {
    let own = id.clone();
    let is_value = Memo::new(move |_| {
        let one = |own: &Measure| {
            let plain = |target: &Target| match &target.source {
                TargetSource::Fixed(fixed) if target.uplift.is_zero() && target.offset.is_zero() => {
                    fixed.iter().all(|(key, _)| *key == FixedTargetKey::default())
                }
                _ => false,
            };
            own.method.needs_target() && own.target.as_ref().is_some_and(plain)
        };
        design.with(|_, _, revision| revision.measure(&own).is_some_and(one)).unwrap_or_default()
    });
    let (id, subject) = (id.clone(), subject.clone());
    let view = dynamic(move || {
        if is_value.get() {
            let name = label(design, &subject, |words| words.target_of);
            cell(design, &subject, What::TargetValue, Control::Number, name)
        } else {
            view! { {text(described(design, &id, true))} }.into_any()
        }
    });
    view! { {view} }.into_any()
}

fn choose_box(design: Design, subject: &Subject, id: MeasureId) -> AnyView {
    let known = id.clone();
    let name = label(design, subject, |words| words.choose_of);
    view! {
        <input
            type="checkbox"
            aria-label=move || name.get()
            prop:checked=move || design.chosen.with(|chosen| chosen.contains(&known))
            on:change:target=move |event| {
                let checked = event.target().checked();
                design.chosen.update(|chosen| {
                    chosen.retain(|own| *own != id);
                    if checked {
                        chosen.push(id.clone());
                    }
                });
            }
        />
    }
    .into_any()
}

fn weight_cell(design: Design, subject: &Subject, counted: bool, adjustment: bool) -> AnyView {
    if adjustment {
        let word = move || messages(design.session.language.get()).adjustment.to_owned();
        return view! { <td class="number note">{text(word)}</td> }.into_any();
    }
    let field =
        cell(design, subject, What::Weight, Control::Number, label(design, subject, |words| words.weight_of));
    let beside = if counted { lock(design, subject) } else { ().into_any() };
    let extra = (!counted).then(|| {
        let word = move || messages(design.session.language.get()).extra.to_owned();
        view! { <span class="note">{text(word)}</span> }
    });
    view! { <td class="number"><span class="weight-cell">{extra}{field}{beside}</span></td> }.into_any()
}

/// The target or the method of a measure in words.
fn described(design: Design, id: &MeasureId, target: bool) -> impl Fn() -> String + Send + 'static + use<> {
    let id = id.clone();
    move || {
        let (language, words) = (design.session.language.get(), design.words());
        let read = |workbook: &crate::domain::workbook::Workbook, _: &_, revision: &Revision| {
            let own = revision.measure(&id)?;
            Some(if !target {
                describe_method(own, language)
            } else if own.method.needs_target() {
                let found = describe_target(own, workbook, revision, language);
                found.unwrap_or_else(|| words.no_target.to_owned())
            } else {
                words.not_needed.to_owned()
            })
        };
        design.with(read).flatten().unwrap_or_default()
    }
}

/// Where names of new measures are typed; beside those of the perspective, of new objectives.
fn adding_row(design: Design, group: &Group) -> AnyView {
    let place = design.place.get_untracked();
    let subject = match &group.objective {
        Some(id) => Subject::Objective(place.clone(), id.clone()),
        None => Subject::Perspective(place.clone(), group.perspective.clone()),
    };
    let word = subject.word();
    let (own, at) = (group.clone(), place.clone());
    let measure = adding_field(
        design.session,
        word.clone(),
        label(design, &subject, |words| words.new_measure),
        Box::new(move |workbook, name| add_measure(workbook, &at, &own, name)),
    );
    let objective = group.objective.is_none().then(|| {
        let perspective = group.perspective.clone();
        adding_field(
            design.session,
            format!("objective-{word}"),
            label(design, &subject, |words| words.new_objective),
            Box::new(move |workbook, name| add_objective(workbook, &place, &perspective, name)),
        )
    });
    view! {
        <tr class="tree-add">
            <td colspan="3"><div class="tree-adding">{measure}{objective}</div></td>
            <td colspan="3" class="words"></td>
        </tr>
    }
    .into_any()
}
