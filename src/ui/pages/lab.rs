//! The lab: another design tried out beside the one that holds.

use leptos::prelude::*;
use rust_decimal::Decimal;

use super::views::with_sheet;
use crate::domain::analysis::trial::Trial;
use crate::domain::id::MeasureId;
use crate::domain::measure::{Measure, Weight};
use crate::domain::name::Language;
use crate::domain::period::Month;
use crate::domain::scorecard::Revision;
use crate::i18n::number::{format, parse};
use crate::i18n::{ViewWords, fill, month, view_words};
use crate::markup::trial as trial_html;
use crate::ui::browser::clock;
use crate::ui::components::controls::dynamic::{dynamic, text};
use crate::ui::components::controls::html_part::html_part;
use crate::ui::components::controls::picker::{Choice, Picker};
use crate::ui::effects::watch;
use crate::ui::state::{Session, Shown, use_session};

/// What is tried.
#[derive(Clone, Copy)]
struct Lab {
    session: Session,
    shown: Memo<Option<Shown>>,
    trial: StoredValue<Option<Trial>, LocalStorage>,
    /// Turns whenever the trial has changed.
    turns: RwSignal<u32>,
    /// The measure whose weight the slider moves.
    chosen: RwSignal<String>,
}

/// Slider, buttons, and what would become of everybody.
#[component]
pub(in crate::ui) fn LabView(shown: Memo<Option<Shown>>) -> impl IntoView {
    let session = use_session();
    let lab = Lab {
        session,
        shown,
        trial: StoredValue::new_local(None),
        turns: RwSignal::new(0),
        chosen: RwSignal::new(String::new()),
    };
    let card = Memo::new(move |_| shown.with(|own| own.as_ref().and_then(|own| own.scorecard.clone())));
    // Another card, or any change of the workbook, begins a new trial.
    watch(move || {
        card.track();
        session.changes();
        lab.begin();
    });
    let html = move || {
        lab.turns.get();
        let shown = shown.get()?;
        with_sheet(session, &shown, None, |sheet| {
            lab.trial.with_value(|trial| trial.as_ref().map(|trial| trial_html(sheet, trial)))
        })?
    };
    let word = move |pick: fn(&ViewWords) -> &'static str| {
        text(move || pick(view_words(session.language.get())).to_owned())
    };
    view! {
        <p class="lead">{word(|w| w.lab_about)}</p>
        <div class="pickers">
            {measure_picker(lab)}
            {slider(lab)}
            {adopt_button(lab)}
            <button type="button" class="button" on:click=move |_| lab.begin()>{word(|w| w.lab_drop)}</button>
        </div>
        {html_part(move || html().unwrap_or_default())}
    }
}

impl Lab {
    /// A trial of the design as it holds.
    fn begin(self) {
        let Some(shown) = self.shown.get_untracked() else { return };
        let made = self.session.with_untracked(|workbook| {
            let card = shown.scorecard.as_ref()?;
            let revision = workbook.scorecard(card)?.revision_in(shown.period.last())?.clone();
            let (first, last) = workbook.figures.span()?;
            Trial::new(workbook, card, revision, (first.max(last.plus(-35)), last))
        });
        self.trial.set_value(made.flatten());
        self.turned();
    }

    fn turned(self) {
        self.turns.update(|turns| *turns = turns.wrapping_add(1));
    }

    /// Reads something off the design on trial, and again when that changes.
    fn with<T>(self, read: impl FnOnce(&Revision) -> T) -> Option<T> {
        self.turns.get();
        self.trial.try_with_value(|trial| trial.as_ref()?.revision().map(read)).flatten()
    }

    /// The measure of the slider: the chosen one, else the first.
    fn measure(self) -> Option<Measure> {
        let chosen = MeasureId::from(self.chosen.get().as_str());
        self.with(|revision| revision.measure(&chosen).or_else(|| weighed(revision).next()).cloned())
            .flatten()
    }

    /// The weight of a measure in the design that holds.
    fn weight_now(self, id: &MeasureId) -> Option<Decimal> {
        let shown = self.shown.get()?;
        let weight = self.session.with(|workbook| {
            let revision = workbook.scorecard(shown.scorecard.as_ref()?)?.revision_in(shown.period.last())?;
            revision.measure(id).map(|own| own.weight.value())
        });
        weight.flatten()
    }

    /// Gives the measure of the slider another weight.
    fn set_weight(self, typed: &str) {
        let Some(measure) = untrack(|| self.measure()) else { return };
        let style = self.session.with_untracked(|workbook| workbook.number_style).unwrap_or_default();
        let Some(weight) = parse(typed, style, false).ok().and_then(|own| Weight::new(own.value).ok()) else {
            return;
        };
        self.trial.update_value(|trial| {
            let Some(trial) = trial else { return };
            let Some(mut revision) = trial.revision().cloned() else { return };
            if let Some(own) = revision.measures_mut().find(|own| own.id == measure.id) {
                own.weight = weight;
            }
            trial.set_revision(revision);
        });
        self.turned();
    }

    /// The month from which the design is adopted: the one after the last that is shown.
    fn from(self) -> Option<Month> {
        self.shown.with(|shown| shown.as_ref().map(|shown| shown.period.last().plus(1)))
    }

    /// Lets the design hold from the next month on.
    fn adopt(self) {
        let Some(from) = untrack(|| self.from()) else { return };
        let edit = self
            .session
            .with_untracked(|workbook| self.trial.with_value(|trial| trial.as_ref()?.adopt(workbook, from)));
        if let Some(edit) = edit.flatten() {
            self.session.dispatch(edit);
            self.session.announcement.set(view_words(self.session.language.get_untracked()).lab_adopted_said);
        }
    }
}

/// The measures that have a weight.
fn weighed(revision: &Revision) -> impl Iterator<Item = &Measure> {
    revision.measures().filter(|measure| !measure.method.is_adjustment())
}

fn measure_picker(lab: Lab) -> AnyView {
    let choices = Memo::new(move |_| {
        let language = lab.session.language.get();
        let choice = |measure: &Measure| Choice {
            value: measure.id.to_string(),
            text: format!("{} {}", measure.code, measure.name.text(language)),
        };
        lab.with(|revision| weighed(revision).map(choice).collect::<Vec<_>>()).unwrap_or_default()
    });
    let chosen = move || lab.measure().map(|own| own.id.to_string()).unwrap_or_default();
    let label = Signal::derive(move || view_words(lab.session.language.get()).lab_measure);
    let on_choose = Callback::new(move |id: String| lab.chosen.set(id));
    view! { <Picker label choices chosen=Signal::derive(chosen) on_choose /> }.into_any()
}

/// The weight of the chosen measure, from nothing to three times what it is now.
fn slider(lab: Lab) -> AnyView {
    let now = Memo::new(move |_| lab.measure().and_then(|own| lab.weight_now(&own.id)).unwrap_or_default());
    let tried = Memo::new(move |_| lab.measure().map(|own| own.weight.value()).unwrap_or_default());
    let most = move || (now.get() * Decimal::from(3)).max(Decimal::TEN).ceil().to_string();
    let label = move || {
        let numbers = [tried.get(), now.get()].map(|own| format(own, 0));
        fill(view_words(lab.session.language.get()).lab_weight, &numbers.each_ref().map(String::as_str))
    };
    let value = move || tried.get().normalize().to_string();
    view! {
        <label class="picker slider">
            <span class="picker-label" data-testid="trial-weight">{text(label)}</span>
            <input
                type="range"
                min="0"
                step="any"
                max=text(most)
                prop:value=value
                on:input:target=move |event| lab.set_weight(&halves(&event.target().value()))
            />
        </label>
        <label class="picker">
            <span class="picker-label">{text(move || lab.session.words().weight.to_owned())}</span>
            <input
                type="text"
                class="weight-field"
                inputmode="decimal"
                autocomplete="off"
                prop:value=value
                on:change:target=move |event| lab.set_weight(&event.target().value())
            />
        </label>
    }
    .into_any()
}

/// What a slider says, to the next half.
fn halves(typed: &str) -> String {
    let value: Decimal = typed.parse().unwrap_or_default();
    ((value * Decimal::TWO).round() / Decimal::TWO).normalize().to_string()
}

fn adopt_button(lab: Lab) -> AnyView {
    let label = move || {
        let language: Language = lab.session.language.get();
        let from = lab.from().unwrap_or_else(|| Month::january(clock::year()));
        fill(view_words(language).lab_adopt, &[&month::format(from, language)])
    };
    let changed = move || {
        let card = lab.shown.get()?;
        let now = lab.session.with(|workbook| {
            workbook.scorecard(card.scorecard.as_ref()?)?.revision_in(card.period.last()).cloned()
        });
        let now = now.flatten()?;
        lab.with(|tried| tried.perspectives != now.perspectives)
    };
    let button = move || {
        changed().unwrap_or(false).then(|| {
            view! {
                <button type="button" class="button" data-variant="primary" on:click=move |_| lab.adopt()>
                    {text(label)}
                </button>
            }
        })
    };
    dynamic(button).into_any()
}
