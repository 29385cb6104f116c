//! The lab: another design tried out beside the one that holds.

use std::sync::Arc;

use leptos::prelude::*;
use rust_decimal::Decimal;

use super::views::{scores_route, with_sheet};
use crate::domain::analysis::trial::{Trial, always};
use crate::domain::period::Month;
use crate::domain::scorecard::{Revision, Weighting};
use crate::domain::workbook::Workbook;
use crate::forms::{CardPlace, Subject, What, edit};
use crate::i18n::number::{format, format_typed};
use crate::i18n::{ViewWords, fill, month, view_words};
use crate::markup::{Gains, GainsBy, Sheet, trial as trial_html, trial_design};
use crate::ui::browser::document;
use crate::ui::components::controls::dynamic::{dynamic, text};
use crate::ui::components::controls::html_part::html_part;
use crate::ui::components::controls::picker::{Choice, Picker};
use crate::ui::components::controls::rows_part::{Rows, rows_part};
use crate::ui::components::design::form::form_view;
use crate::ui::effects::{once_drawn, watch};
use crate::ui::state::{DesignRoute, Desk, Route, Session, Shown, use_session};

/// Months before the last one with figures that are compared.
const MONTHS: i32 = 35;
/// Months after the period that a design can be adopted from.
const AHEAD: i32 = 12;

/// What the parts of the page share.
#[derive(Clone, Copy)]
struct Lab {
    session: Session,
    shown: Memo<Option<Shown>>,
    /// What is edited: what the address names, else the first measure.
    subject: Memo<Option<Subject>>,
    /// The month from which the design is adopted, where one is chosen.
    from: RwSignal<Option<Month>>,
    /// The month from which one was adopted last.
    adopted: RwSignal<Option<Month>>,
}

/// The fields of what is tried, and what would become of everybody.
#[component]
pub(in crate::ui) fn LabView(shown: Memo<Option<Shown>>) -> impl IntoView {
    let session = use_session();
    let card = Memo::new(move |_| shown.with(|own| own.as_ref().and_then(|own| own.scorecard.clone())));
    let detail = Memo::new(move |_| scores_route(session).detail);
    let subject = Memo::new(move |_| {
        let place = CardPlace { scorecard: card.get()?, from: always() };
        let named = detail.get().and_then(|word| Subject::of_word(&place, &word));
        let named =
            named.filter(|named| Desk::trial(session).read(|workbook| named.is_in(workbook)) == Some(true));
        let first =
            || session.trial.with(|trial| Some(trial.as_ref()?.revision()?.measures().next()?.id.clone()));
        named.or_else(|| Some(Subject::Measure(place, first()?)))
    });
    let lab = Lab { session, shown, subject, from: RwSignal::new(None), adopted: RwSignal::new(None) };
    let base = Memo::new(move |_| {
        let shown = shown.get()?;
        let card = card.get()?;
        session.with(|workbook| workbook.scorecard(&card)?.revision_in(shown.period.last()).cloned())?
    });
    // Another card or another revision begins a new trial; after other changes the same goes on.
    watch(move || {
        session.changes();
        lab.begin(base.get(), true);
    });
    let html =
        move |make: fn(&Sheet<'_>, &Trial) -> String| html_part(move || lab.read(make).unwrap_or_default());
    view! {
        <p class="lead">{lab.word(|w| w.lab_about)}</p>
        <div class="lab">
            <section class="lab-tools" aria-label=lab.word(|w| w.lab_measure)>
                {subject_picker(lab)}
                {slider(lab)}
                <p class="field-hint" role="status" data-testid="trial-sum">{text(move || other_sum(lab))}</p>
                {form_view(Desk::trial(session), subject)}
            </section>
            <div class="scores-main">
                <div class="pickers">
                    {month_picker(lab)}
                    {adopt_button(lab)}
                    <button type="button" class="button" on:click=move |_| lab.begin(base.get_untracked(), false)>
                        {lab.word(|w| w.lab_drop)}
                    </button>
                </div>
                {adopted_line(lab)}
                {gains_view(lab)}
                {html(trial_html)}
                {html(trial_design)}
                {dynamic(move || {
                    let nothing = session.trial.with(Option::is_none);
                    nothing.then(|| view! { <p>{session.word(|w| w.no_score_no_figures)}</p> })
                })}
            </div>
        </div>
    }
}

impl Lab {
    fn word(self, pick: fn(&ViewWords) -> &'static str) -> Signal<&'static str> {
        Signal::derive(move || pick(view_words(self.session.language.get())))
    }

    /// A trial of the design as it holds; what is tried already goes on where it began from the same
    /// and is to be `kept`.
    fn begin(self, base: Option<Revision>, kept: bool) {
        let Some(shown) = self.shown.get_untracked() else { return };
        let session = self.session;
        let made = session.with_untracked(|workbook| {
            let (card, base) = (shown.scorecard.as_ref()?, base?);
            let (first, last) = workbook.figures.span()?;
            let span = (first.max(last.plus(-MONTHS)), last);
            let base = Revision { from: always(), ..base };
            let goes_on = session.trial.with_untracked(|trial| {
                let same = |trial: &&Trial| kept && trial.scorecard() == card && *trial.base() == base;
                trial.as_ref().filter(same)?.renewed(workbook, span)
            });
            goes_on.or_else(|| Trial::new(workbook, card, base, span))
        });
        if !kept {
            session.forget_drafts(always());
            session.turns.update(|turns| *turns = turns.wrapping_add(1));
        }
        session.trial.set(made.flatten());
    }

    /// Reads something off the design on trial beside the scores of the workbook as it is.
    fn read<T>(self, read: impl FnOnce(&Sheet<'_>, &Trial) -> T) -> Option<T> {
        let shown = self.shown.get()?;
        let word = self.subject.with(|own| own.as_ref().map(Subject::word));
        self.session.trial.with(|trial| {
            let trial = trial.as_ref().filter(|trial| Some(trial.scorecard()) == shown.scorecard.as_ref())?;
            with_sheet(self.session, &shown, word.as_deref(), |sheet| read(sheet, trial))
        })
    }

    /// Reads something off the design on trial and the one it began from.
    fn with<T>(self, read: impl FnOnce(&Trial, &Revision) -> Option<T>) -> Option<T> {
        self.session.trial.with(|trial| {
            let trial = trial.as_ref()?;
            read(trial, trial.revision()?)
        })
    }

    /// The weight of what is edited now, and by the design on trial.
    fn weights(self) -> Option<(Decimal, Decimal)> {
        let subject = self.subject.get()?;
        self.with(|trial, revision| Some((weight(trial.base(), &subject)?, weight(revision, &subject)?)))
    }

    fn set_weight(self, value: Decimal) {
        let Some(subject) = self.subject.get_untracked() else { return };
        let (desk, language) = (Desk::trial(self.session), self.session.language.get_untracked());
        let change = |workbook: &Workbook| {
            let typed = format_typed(value, 0, workbook.number_style);
            edit(workbook, &subject, What::Weight.key(), &typed, language)
        };
        if let Some(Ok(edit)) = desk.read_untracked(change) {
            let _ = desk.attempt(edit, true);
        }
    }

    /// The month from which the design is adopted: the chosen one, else the one after the period.
    fn month(self) -> Option<Month> {
        let next = || self.shown.with(|shown| shown.as_ref().map(|shown| shown.period.last().plus(1)));
        self.from.get().or_else(next)
    }

    /// Lets the design hold from that month on.
    fn adopt(self) {
        let Some(from) = untrack(|| self.month()) else { return };
        let session = self.session;
        let edit = session.with_untracked(|workbook| {
            session.trial.with_untracked(|trial| trial.as_ref()?.adopt(workbook, from))
        });
        if let Some(edit) = edit.flatten() {
            session.trial.set(None);
            session.dispatch(edit);
            self.adopted.set(Some(from));
            once_drawn(|| {
                document::focus("#adopted");
            });
        }
    }
}

/// Who gains and who loses, in the order that is chosen.
fn gains_view(lab: Lab) -> AnyView {
    let by = RwSignal::new(GainsBy::default());
    let found = Memo::new(move |_| {
        let by = by.get();
        lab.read(|sheet, trial| Arc::new(Gains::new(trial, sheet.results, sheet.period, by)))
    });
    let read = move |make: &dyn Fn(&Gains, &Sheet<'_>) -> String| {
        let found = found.get();
        found.zip(lab.shown.get()).and_then(|(found, shown)| {
            let word = lab.subject.with(|own| own.as_ref().map(Subject::word));
            with_sheet(lab.session, &shown, word.as_deref(), |sheet| make(&found, sheet))
        })
    };
    let read = move |make: &dyn Fn(&Gains, &Sheet<'_>) -> String| read(make).unwrap_or_default();
    let rows = Rows {
        label: Box::new(move || read(&Gains::title)),
        count: Signal::derive(move || found.with(|found| found.as_ref().map_or(0, |found| found.count()))),
        table: Box::new(move |drawn, height| read(&|found, sheet| found.table(sheet, drawn.clone(), height))),
        rows: Box::new(move |drawn| read(&|found, sheet| found.rows(sheet, drawn.clone()))),
    };
    view! {
        {html_part(move || read(&Gains::summary))}
        {order_picker(lab, by)}
        {rows_part(rows)}
    }
    .into_any()
}

fn order_picker(lab: Lab, by: RwSignal<GainsBy>) -> AnyView {
    let place = move || GainsBy::ALL.iter().position(|own| *own == by.get()).unwrap_or(0).to_string();
    let choices = Memo::new(move |_| {
        let words = view_words(lab.session.language.get());
        let texts = [words.lab_rank_tried, words.lab_by_gain, words.lab_by_loss];
        let choice =
            |(place, text): (usize, &str)| Choice { value: place.to_string(), text: text.to_owned() };
        texts.into_iter().enumerate().map(choice).collect::<Vec<_>>()
    });
    let on_choose = Callback::new(move |place: String| {
        let found = place.parse::<usize>().ok().and_then(|place| GainsBy::ALL.get(place).copied());
        by.set(found.unwrap_or_default());
    });
    let label = lab.word(|w| w.lab_order);
    view! { <div class="pickers"><Picker label choices chosen=Signal::derive(place) on_choose /></div> }
        .into_any()
}

/// The weight of a part of a design, where it has one.
fn weight(revision: &Revision, subject: &Subject) -> Option<Decimal> {
    let shares = revision.weighting != Weighting::Points;
    let weight = match subject {
        Subject::Measure(_, id) => {
            revision.measure(id).filter(|own| !own.method.is_adjustment()).map(|own| own.weight)
        }
        Subject::Perspective(_, id) if shares => {
            revision.perspectives.iter().find(|own| own.id == *id).map(|own| own.weight)
        }
        Subject::Objective(_, id) if shares => {
            revision.objectives().find(|own| own.id == *id).map(|own| own.weight)
        }
        _ => None,
    };
    weight.map(|weight| weight.value())
}

/// Everything that can be tried: perspectives and objectives where they have weights, and measures.
fn subject_picker(lab: Lab) -> AnyView {
    let choices = Memo::new(move |_| {
        let language = lab.session.language.get();
        let list = |revision: &Revision| {
            let mut list = Vec::new();
            let mut push = |word: String, text: String| list.push(Choice { value: word, text });
            for perspective in &revision.perspectives {
                let shares = revision.weighting != Weighting::Points;
                if shares {
                    push(format!("p-{}", perspective.id), perspective.name.text(language).to_owned());
                }
                for objective in perspective.objectives.iter().filter(|_| shares) {
                    push(format!("o-{}", objective.id), objective.name.text(language).to_owned());
                }
                let measures = perspective.objectives.iter().flat_map(|own| &own.measures);
                for measure in measures.chain(&perspective.measures) {
                    let name = measure.name.text(language);
                    push(format!("m-{}", measure.id), format!("{} {name}", measure.code));
                }
            }
            list
        };
        lab.with(|_, revision| Some(list(revision))).unwrap_or_default()
    });
    let chosen = move || lab.subject.with(|own| own.as_ref().map(Subject::word)).unwrap_or_default();
    let on_choose = move |word: String| {
        if let Some(shown) = lab.shown.get_untracked() {
            shown.go(Some(word));
        }
    };
    let label = lab.word(|w| w.lab_measure);
    view! { <Picker label choices chosen=Signal::derive(chosen) on_choose=Callback::new(on_choose) /> }
        .into_any()
}

/// The weight of what is edited, from nothing to three times what it is now; ranks move with it.
fn slider(lab: Lab) -> AnyView {
    let weights = Memo::new(move |_| lab.weights());
    let weighed = Memo::new(move |_| weights.with(Option::is_some));
    let numbers = move || weights.get().unwrap_or_default();
    let label = move || {
        let (now, tried) = numbers();
        let numbers = [tried, now].map(|own| format(own.normalize(), 0));
        fill(view_words(lab.session.language.get()).lab_weight, &numbers.each_ref().map(String::as_str))
    };
    let most = move || (numbers().0 * Decimal::from(3)).max(Decimal::TEN).ceil().to_string();
    let value = move || numbers().1.normalize().to_string();
    dynamic(move || {
        weighed.get().then(|| {
            view! {
                <label class="picker slider">
                    <span class="picker-label" data-testid="trial-weight">{text(label)}</span>
                    <input
                        type="range"
                        min="0"
                        step="any"
                        max=text(most)
                        prop:value=value
                        on:input:target=move |event| lab.set_weight(halves(&event.target().value()))
                        on:change=move |_| Desk::trial(lab.session).close_typing()
                    />
                </label>
            }
        })
    })
    .into_any()
}

/// The sum of the points on trial, where it is another.
fn other_sum(lab: Lab) -> String {
    let words = view_words(lab.session.language.get());
    let said = |(sum, more): (Decimal, Decimal)| {
        let sentence = if more.is_sign_negative() { words.lab_sum_less } else { words.lab_sum_more };
        let numbers = [sum, more.abs()].map(|own| format(own.normalize(), 0));
        fill(sentence, &numbers.each_ref().map(String::as_str))
    };
    lab.with(|trial, _| trial.other_sum()).map(said).unwrap_or_default()
}

/// From which month a design was adopted, while its revision is there.
fn adopted_line(lab: Lab) -> AnyView {
    let session = lab.session;
    let there = Memo::new(move |_| {
        let (from, card) = (lab.adopted.get()?, lab.shown.get()?.scorecard?);
        let holds = |workbook: &Workbook| {
            workbook.scorecard(&card).is_some_and(|own| own.revisions.iter().any(|own| own.from == from))
        };
        session.with_structure(holds)?.then(|| (from, card.clone()))
    });
    let line = move || {
        let (from, scorecard) = there.get()?;
        let said = fill(
            view_words(session.language.get()).lab_adopted_said,
            &[&month::format(from, session.language.get())],
        );
        let place = DesignRoute { scorecard: Some(scorecard), from: Some(from), ..DesignRoute::default() };
        let href = Route::Design(place).fragment();
        Some(view! { {said} " " <a href=href>{lab.word(|w| w.lab_adopted_see)}</a> })
    };
    view! { <p id="adopted" tabindex="-1" role="status">{dynamic(line)}</p> }.into_any()
}

/// What a slider says, to the next half.
fn halves(typed: &str) -> Decimal {
    let value: Decimal = typed.parse().unwrap_or_default();
    ((value * Decimal::TWO).round() / Decimal::TWO).normalize()
}

/// From which month the design is adopted: one of the period, or of the year after it.
fn month_picker(lab: Lab) -> AnyView {
    let choices = Memo::new(move |_| {
        let language = lab.session.language.get();
        let choice = |month: Month| Choice { value: month.to_string(), text: month::format(month, language) };
        let months = lab.shown.with(|shown| {
            let period = shown.as_ref()?.period;
            Some(period.first().through(period.last().plus(AHEAD)).map(choice).collect::<Vec<_>>())
        });
        months.unwrap_or_default()
    });
    let chosen = move || lab.month().map(|month| month.to_string()).unwrap_or_default();
    let on_choose = Callback::new(move |month: String| lab.from.set(month.parse().ok()));
    let label = lab.word(|w| w.lab_from);
    view! { <Picker label choices chosen=Signal::derive(chosen) on_choose /> }.into_any()
}

fn adopt_button(lab: Lab) -> AnyView {
    let label = move || {
        let language = lab.session.language.get();
        let month = lab.month().map(|month| month::format(month, language)).unwrap_or_default();
        fill(view_words(language).lab_adopt, &[&month])
    };
    let differs = Memo::new(move |_| lab.with(|trial, _| Some(trial.differs())).unwrap_or_default());
    dynamic(move || {
        differs.get().then(|| {
            view! {
                <button type="button" class="button" data-variant="primary" on:click=move |_| lab.adopt()>
                    {text(label)}
                </button>
            }
        })
    })
    .into_any()
}
