//! The weights at a glance: a bar of the perspectives, what they come to, and ways to make that 100.

use leptos::prelude::*;
use rust_decimal::Decimal;

use super::Design;
use crate::domain::id::PerspectiveId;
use crate::domain::measure::{Measure, Weight};
use crate::domain::scorecard::{Revision, Weighting};
use crate::domain::weights::{Adjusted, Share, scale, spread, sum_of_points, to_points, to_shares};
use crate::forms::{Refusal, Subject};
use crate::i18n::fill;
use crate::i18n::number::format;
use crate::ui::components::controls::dynamic::{dynamic, text};
use crate::ui::components::controls::picker::{Choice, Picker};

/// Rounded weights that wait to be adopted.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Proposal {
    revision: Revision,
    /// What is weighed, before and after.
    rows: Vec<(String, Decimal, Decimal)>,
    sum: Decimal,
}

/// What the buttons have to say.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Said {
    Nothing,
    Propose(Box<Proposal>),
    CannotAdjust,
    CannotConvert,
}

/// What of the card is weighed against each other: the perspectives or all measures, or what stands
/// in one perspective.
type Among = Option<PerspectiveId>;

/// One of what is weighed against each other.
struct Weighed<'r> {
    subject: Subject,
    name: String,
    weight: &'r mut Weight,
}

/// The panel.
pub(in crate::ui) fn weights_view(design: Design) -> AnyView {
    let said = RwSignal::new(Said::Nothing);
    let among = RwSignal::new(Among::None);
    view! {
        <section class="weights-panel" aria-label=text(move || design.words().weights.to_owned())>
            <p class="weights-about">{text(move || about(design))}</p>
            {bar(design)}
            <p class="field-hint" data-testid="among-chosen">{text(move || chosen_sentence(design))}</p>
            <div class="pickers">
                {among_picker(design, among)}
                {action(design, |words| words.spread_evenly, move || adjust(design, among, said, spread))}
                {action(design, |words| words.scale_to, move || adjust(design, among, said, scale))}
                {dynamic(move || convert_button(design, said))}
            </div>
            {dynamic(move || said_view(design, said))}
        </section>
    }
    .into_any()
}

fn action(
    design: Design,
    pick: fn(&crate::i18n::DesignWords) -> &'static str,
    act: impl Fn() + 'static,
) -> AnyView {
    let act: Box<dyn Fn()> = Box::new(act);
    view! {
        <button type="button" class="button" on:click=move |_| act()>
            {text(move || pick(design.words()).to_owned())}
        </button>
    }
    .into_any()
}

/// What weights mean, and what they come to.
fn about(design: Design) -> String {
    let words = design.words();
    let sums = design.with(|_, _, revision| (revision.weighting, top_sum(revision)));
    let Some((weighting, sum)) = sums else { return String::new() };
    let meaning = match weighting {
        Weighting::Points => words.weights_are_points.to_owned(),
        Weighting::Share { total } => fill(words.weights_are_shares, &[&format(total, 0)]),
    };
    let off = sum.saturating_sub(Decimal::ONE_HUNDRED);
    let numbers = [format(sum, 0), format(off.abs(), 0)];
    let numbers = numbers.each_ref().map(String::as_str);
    let says = match off.cmp(&Decimal::ZERO) {
        std::cmp::Ordering::Equal => words.sum_right.to_owned(),
        std::cmp::Ordering::Greater => fill(words.sum_more, &numbers),
        std::cmp::Ordering::Less => fill(words.sum_less, &numbers),
    };
    format!("{meaning} {says}")
}

/// What the weights at the top come to.
fn top_sum(revision: &Revision) -> Decimal {
    match revision.weighting {
        Weighting::Points => sum_of_points(revision),
        Weighting::Share { .. } => {
            let weights = revision.perspectives.iter().map(|own| own.weight.value());
            weights.fold(Decimal::ZERO, Decimal::saturating_add)
        }
    }
}

/// The perspectives with their weights.
fn bar(design: Design) -> AnyView {
    let parts = Memo::new(move |_| {
        let language = design.session.language.get();
        let parts = |revision: &Revision| -> Vec<(String, Decimal)> {
            let weight = |own: &crate::domain::scorecard::Perspective| match revision.weighting {
                Weighting::Share { .. } => own.weight.value(),
                Weighting::Points => {
                    let counted = own.all_measures().filter(|own| own.is_counted());
                    counted.map(Measure::full_points).fold(Decimal::ZERO, Decimal::saturating_add)
                }
            };
            let named = revision.perspectives.iter();
            named.map(|own| (own.name.text(language).to_owned(), weight(own))).collect()
        };
        design.with(|_, _, revision| parts(revision)).unwrap_or_default()
    });
    view! {
        <ul class="weights-bar">
            {dynamic(move || {
                let parts = parts.get();
                let sum = parts.iter().map(|(_, weight)| *weight).fold(Decimal::ZERO, Decimal::saturating_add);
                let scale = sum.max(Decimal::ONE_HUNDRED);
                parts
                    .into_iter()
                    .map(|(name, weight)| {
                        let part = weight.saturating_mul(Decimal::ONE_HUNDRED).checked_div(scale);
                        let width = format!("{}%", part.unwrap_or_default().round_dp(2));
                        let number = format(weight, 0);
                        view! {
                            <li class="weights-part">
                                <span class="weights-name">{name}</span>
                                <span class="weights-number">{number}</span>
                                <span class="weights-fill" aria-hidden="true" style:inline-size=width></span>
                            </li>
                        }
                    })
                    .collect_view()
            })}
        </ul>
    }
    .into_any()
}

/// Several measures chosen in the table are weighed among themselves, where weights are points.
fn is_among_chosen(design: Design, revision: &Revision) -> bool {
    revision.weighting == Weighting::Points && design.chosen.with(|chosen| chosen.len() > 1)
}

fn chosen_sentence(design: Design) -> String {
    let among = design.with(|_, _, revision| is_among_chosen(design, revision)).unwrap_or_default();
    let count = design.chosen.with(Vec::len).to_string();
    if among { fill(design.words().among_chosen, &[&count]) } else { String::new() }
}

fn among_picker(design: Design, among: RwSignal<Among>) -> AnyView {
    let choices = Memo::new(move |_| {
        let (words, language) = (design.words(), design.session.language.get());
        let list = |revision: &Revision| {
            let all = match revision.weighting {
                Weighting::Points => words.all_measures,
                Weighting::Share { .. } => words.perspectives,
            };
            let mut choices = vec![Choice { value: String::new(), text: all.to_owned() }];
            let own = |own: &crate::domain::scorecard::Perspective| Choice {
                value: own.id.to_string(),
                text: own.name.text(language).to_owned(),
            };
            choices.extend(revision.perspectives.iter().map(own));
            choices
        };
        design.with(|_, _, revision| list(revision)).unwrap_or_default()
    });
    view! {
        <Picker
            label=Signal::derive(move || design.words().weights_among)
            choices=choices
            chosen=Signal::derive(move || among.get().map(|id| id.to_string()).unwrap_or_default())
            on_choose=Callback::new(move |id: String| {
                among.set((!id.is_empty()).then(|| PerspectiveId::from(id.as_str())));
            })
        />
    }
    .into_any()
}

/// What is weighed against each other, with the places of the weights.
fn weighed<'r>(revision: &'r mut Revision, among: &Among, design: Design) -> Vec<Weighed<'r>> {
    let place = design.place.get_untracked();
    let language = design.session.language.get_untracked();
    let in_points = revision.weighting == Weighting::Points;
    let of_measure = |own: &'r mut Measure| Weighed {
        subject: Subject::Measure(place.clone(), own.id.clone()),
        name: own.name.text(language).to_owned(),
        weight: &mut own.weight,
    };
    let mut found = Vec::new();
    if !in_points && among.is_none() {
        let all = revision.perspectives.iter_mut().map(|own| Weighed {
            subject: Subject::Perspective(place.clone(), own.id.clone()),
            name: own.name.text(language).to_owned(),
            weight: &mut own.weight,
        });
        return all.collect();
    }
    for own in &mut revision.perspectives {
        if among.as_ref().is_some_and(|id| *id != own.id) {
            continue;
        }
        for objective in &mut own.objectives {
            if in_points {
                found.extend(objective.measures.iter_mut().filter(|own| own.is_counted()).map(of_measure));
            } else {
                found.push(Weighed {
                    subject: Subject::Objective(place.clone(), objective.id.clone()),
                    name: objective.name.text(language).to_owned(),
                    weight: &mut objective.weight,
                });
            }
        }
        found.extend(own.measures.iter_mut().filter(|own| own.is_counted()).map(of_measure));
    }
    found
}

/// Spreads or scales; what had to be rounded is shown first.
fn adjust(
    design: Design,
    among: RwSignal<Among>,
    said: RwSignal<Said>,
    way: fn(&[Share], Decimal) -> Option<Adjusted>,
) {
    design.session.close_typing();
    let place = design.place.get_untracked();
    let among = among.get_untracked();
    let revision = design.session.with_untracked(|workbook| Some(place.find(workbook)?.1.clone())).flatten();
    let Some(mut revision) = revision else { return };
    let locked = design.locked.get_untracked();
    let in_points = revision.weighting == Weighting::Points;
    let among_chosen = untrack(|| is_among_chosen(design, &revision));
    let among = among.filter(|_| !among_chosen);
    let mut all = weighed(&mut revision, &among, design);
    if among_chosen {
        let chosen = design.chosen.get_untracked();
        all.retain(|own| matches!(&own.subject, Subject::Measure(_, id) if chosen.contains(id)));
    }
    let share = |own: &Weighed<'_>| Share {
        weight: own.weight.value(),
        locked: locked.contains(&own.subject.word()),
    };
    let shares: Vec<Share> = all.iter().map(share).collect();
    // The measures of one perspective and chosen ones keep what they come to, as the card does with
    // its 100.
    let before = shares.iter().map(|share| share.weight).fold(Decimal::ZERO, Decimal::saturating_add);
    let sum = if in_points && (among.is_some() || among_chosen) { before } else { Decimal::ONE_HUNDRED };
    let Some(adjusted) = way(&shares, sum) else {
        return said.set(Said::CannotAdjust);
    };
    let mut rows = Vec::new();
    for (own, weight) in all.iter_mut().zip(&adjusted.weights) {
        rows.push((own.name.clone(), own.weight.value(), *weight));
        if let Ok(weight) = Weight::new(*weight) {
            *own.weight = weight;
        }
    }
    drop(all);
    if adjusted.rounded {
        said.set(Said::Propose(Box::new(Proposal { revision, rows, sum })));
    } else {
        adopt(design, said, revision);
    }
}

fn adopt(design: Design, said: RwSignal<Said>, revision: Revision) {
    let place = design.place.get_untracked();
    let edit = design.session.with_untracked(|workbook| place.replace(workbook, revision)).flatten();
    let result =
        edit.ok_or(Refusal::Gone).and_then(|edit| design.session.attempt(edit, false).map_err(Refusal::from));
    said.set(if result.is_ok() { Said::Nothing } else { Said::CannotAdjust });
}

fn convert_button(design: Design, said: RwSignal<Said>) -> AnyView {
    let in_points = design.with(|_, _, revision| revision.weighting == Weighting::Points).unwrap_or(true);
    if in_points {
        action(design, |words| words.to_shares, move || convert(design, said))
    } else {
        action(design, |words| words.to_points, move || convert(design, said))
    }
}

/// Turns points into shares, or shares into points; what had to be rounded is shown first.
fn convert(design: Design, said: RwSignal<Said>) {
    design.session.close_typing();
    let place = design.place.get_untracked();
    let language = design.session.language.get_untracked();
    let revision = design.session.with_untracked(|workbook| Some(place.find(workbook)?.1.clone())).flatten();
    let Some(revision) = revision else { return };
    if let Some(shared) = to_shares(&revision) {
        return adopt(design, said, shared);
    }
    let Some(points) = to_points(&revision) else {
        return said.set(Said::CannotConvert);
    };
    if points.rounded.is_empty() {
        return adopt(design, said, points.revision);
    }
    let row = |(id, after): &(crate::domain::id::MeasureId, Decimal)| {
        let own = revision.measure(id)?;
        Some((own.name.text(language).to_owned(), own.weight.value(), *after))
    };
    let rows = points.rounded.iter().filter_map(row).collect();
    let sum = sum_of_points(&points.revision);
    said.set(Said::Propose(Box::new(Proposal { revision: points.revision, rows, sum })));
}

fn said_view(design: Design, said: RwSignal<Said>) -> AnyView {
    let words = design.words();
    let sentence = |text: &'static str| view! { <p class="field-error" role="alert">{text}</p> }.into_any();
    match said.get() {
        Said::Nothing => ().into_any(),
        Said::CannotAdjust => sentence(words.cannot_adjust),
        Said::CannotConvert => sentence(words.cannot_convert),
        Said::Propose(proposal) => {
            let rows: Vec<_> = proposal
                .rows
                .iter()
                .map(|(name, before, after)| {
                    let change = fill("{0} → {1}", &[&format(*before, 0), &format(*after, 0)]);
                    view! { <li><span>{name.clone()}</span>" "<span class="number">{change}</span></li> }
                })
                .collect();
            let revision = proposal.revision.clone();
            let close = crate::i18n::messages(design.session.language.get()).cancel;
            view! {
                <div class="notice proposal-box" role="status">
                    <p>{fill(words.rounded_first, &[&format(proposal.sum, 0)])}</p>
                    <ul class="proposal-rows">{rows}</ul>
                    <p class="notice-actions">
                        <button type="button" class="button" data-variant="primary" on:click=move |_| adopt(design, said, revision.clone())>
                            {words.adopt}
                        </button>
                        <button type="button" class="button" data-variant="quiet" on:click=move |_| said.set(Said::Nothing)>
                            {close}
                        </button>
                    </p>
                </div>
            }
            .into_any()
        }
    }
}
