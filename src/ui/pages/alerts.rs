//! What asks for attention, and what is done about it.

use std::sync::Arc;

use leptos::prelude::*;

use super::views::{scores_route, with_sheet};
use crate::domain::action::{Action, ActionState};
use crate::domain::day::Day;
use crate::domain::edit::{Change, Edit};
use crate::domain::id::MeasureId;
use crate::domain::workbook::Workbook;
use crate::i18n::{ViewWords, analysis, fill, view_words};
use crate::markup::alerts;
use crate::ui::browser::{clock, document};
use crate::ui::components::controls::dynamic::{dynamic, text};
use crate::ui::components::controls::html_part::html_part;
use crate::ui::components::controls::picker::{Choice, Picker};
use crate::ui::components::controls::text_field::text_field;
use crate::ui::effects::{once_drawn, watch};
use crate::ui::state::{Session, Shown, use_session};

/// The lists, and the form of the action that is noted.
#[component]
pub(in crate::ui) fn AlertsView(shown: Memo<Option<Shown>>) -> impl IntoView {
    let session = use_session();
    let detail = Memo::new(move |_| scores_route(session).measure());
    watch(move || {
        if detail.with(Option::is_some) && document::has_focus() {
            once_drawn(|| {
                document::focus("#editor-heading");
            });
        }
    });
    let html = move || {
        let today = clock::today().parse::<Day>().ok();
        with_sheet(session, &shown.get()?, None, |sheet| alerts(sheet, today))
    };
    view! {
        {dynamic(move || {
            let about = About::of(&shown.get()?, detail.get()?)?;
            Some(form(session, shown, about))
        })}
        {html_part(move || html().unwrap_or_default())}
    }
}

/// What an action is about.
#[derive(Clone)]
struct About {
    shown: Shown,
    measure: MeasureId,
}

impl About {
    fn of(shown: &Shown, measure: MeasureId) -> Option<Self> {
        (shown.unit.is_some() && shown.scorecard.is_some()).then(|| Self { shown: shown.clone(), measure })
    }

    /// The action that has been noted about it, with its place.
    fn find(&self, workbook: &Workbook) -> Option<(usize, Action)> {
        let (unit, card) = (self.shown.unit.as_ref()?, self.shown.scorecard.as_ref()?);
        let about = |own: &Action| own.is_about(card, unit, Some(&self.measure));
        let place = workbook.actions.iter().position(about)?;
        Some((place, workbook.actions.get(place)?.clone()))
    }

    fn blank(&self) -> Option<Action> {
        let nothing: Arc<str> = Arc::from("");
        Some(Action {
            unit: self.shown.unit.clone()?,
            scorecard: self.shown.scorecard.clone()?,
            measure: Some(self.measure.clone()),
            period: self.shown.period,
            cause: nothing.clone(),
            action: nothing.clone(),
            owner: nothing,
            due: None,
            state: ActionState::Plan,
        })
    }
}

/// The texts of the form: label, and how one is read from an action.
type Field = (fn(&ViewWords) -> &'static str, fn(&Action) -> String);

const FIELDS: [Field; 4] = [
    (|w| w.action_cause, |own| own.cause.to_string()),
    (|w| w.action_action, |own| own.action.to_string()),
    (|w| w.action_owner, |own| own.owner.to_string()),
    (|w| w.action_due_as, |own| own.due.map(|due| due.to_string()).unwrap_or_default()),
];

/// The field without which nothing is noted.
const ACTION: usize = 1;

/// An action that is being noted.
#[derive(Clone, Copy)]
struct Draft {
    session: Session,
    shown: Memo<Option<Shown>>,
    action: StoredValue<Action>,
    /// Its place among the actions, where it is there.
    place: Option<usize>,
    texts: [RwSignal<String>; FIELDS.len()],
    state: RwSignal<ActionState>,
    refused: RwSignal<String>,
}

impl Draft {
    fn leave(self) {
        if let Some(shown) = self.shown.get_untracked() {
            shown.go(None);
        }
    }

    fn save(self) {
        let texts = self.texts.map(|text| text.get_untracked());
        let words = view_words(self.session.language.get_untracked());
        if texts.get(ACTION).is_none_or(|text| text.trim().is_empty()) {
            self.refused.set(words.action_empty.to_owned());
            document::focus(&format!(".action-form label:nth-child({}) input", ACTION + 1));
            return;
        }
        let noted = self.action.with_value(|action| noted(action, &texts, self.state.get_untracked()));
        match noted {
            Ok(action) => {
                let action = Box::new(action);
                let count = self.session.with_untracked(|workbook| workbook.actions.len()).unwrap_or(0);
                self.session.dispatch(Edit::Actions(match self.place {
                    Some(place) => Change::Replace(place, action),
                    None => Change::Insert(count, action),
                }));
                self.leave();
            }
            Err(typed) => {
                self.refused.set(fill(words.action_due_refused, &[&typed]));
            }
        }
    }

    fn remove(self) {
        if let Some(place) = self.place {
            self.session.dispatch(Edit::Actions(Change::Remove(place)));
        }
        self.leave();
    }

    /// The measure and the unit it is about.
    fn heading(self, measure: &MeasureId) -> Option<String> {
        let (language, period) = (self.session.language.get(), self.shown.get_untracked()?.period);
        let (unit, card) = self.action.with_value(|own| (own.unit.clone(), own.scorecard.clone()));
        let name = self.session.with_untracked(|workbook| {
            let revision = workbook.scorecard(&card)?.revision_in(period.last())?;
            let (measure, unit) = (revision.measure(measure)?, workbook.unit(&unit)?);
            Some(format!("{} · {}", measure.name.text(language), unit.name.text(language)))
        });
        name.flatten()
    }
}

fn form(session: Session, shown: Memo<Option<Shown>>, about: About) -> Option<AnyView> {
    let found = session.with_untracked(|workbook| about.find(workbook)).flatten();
    let place = found.as_ref().map(|(place, _)| *place);
    let action = found.map(|(_, action)| action).or_else(|| about.blank())?;
    let draft = Draft {
        session,
        shown,
        place,
        texts: FIELDS.map(|(_, read)| RwSignal::new(read(&action))),
        state: RwSignal::new(action.state),
        action: StoredValue::new(action),
        refused: RwSignal::new(String::new()),
    };
    let fields = FIELDS.into_iter().zip(draft.texts).map(|((label, _), value)| field(session, label, value));
    Some(
        view! {
            <section class="action-form" aria-label=text(move || view_words(session.language.get()).actions_title.to_owned())>
                <h2 id="editor-heading" tabindex="-1">{draft.heading(&about.measure)}</h2>
                <div class="pickers">{fields.collect_view()}{state_picker(session, draft.state)}</div>
                <p class="field-error" role="alert">{draft.refused}</p>
                {buttons(draft)}
            </section>
        }
        .into_any(),
    )
}

fn buttons(draft: Draft) -> AnyView {
    let words = move || view_words(draft.session.language.get());
    let remove = draft.place.map(|_| {
        view! {
            <button type="button" class="button" on:click=move |_| draft.remove()>
                {text(move || words().action_remove.to_owned())}
            </button>
        }
    });
    view! {
        <div class="toolbar">
            <button type="button" class="button" data-variant="primary" on:click=move |_| draft.save()>
                {text(move || words().action_save.to_owned())}
            </button>
            {remove}
            <button type="button" class="button" data-variant="quiet" on:click=move |_| draft.leave()>
                {draft.session.word(|w| w.close)}
            </button>
        </div>
    }
    .into_any()
}

fn field(session: Session, label: fn(&ViewWords) -> &'static str, value: RwSignal<String>) -> AnyView {
    text_field("picker wide", move || label(view_words(session.language.get())).to_owned(), value)
}

fn state_picker(session: Session, state: RwSignal<ActionState>) -> AnyView {
    let choices = Memo::new(move |_| {
        let language = session.language.get();
        let choice = |(place, own): (usize, &ActionState)| Choice {
            value: place.to_string(),
            text: analysis::action_state(*own, language).to_owned(),
        };
        ActionState::ALL.iter().enumerate().map(choice).collect::<Vec<_>>()
    });
    let chosen = move || ActionState::ALL.iter().position(|own| *own == state.get()).unwrap_or(0).to_string();
    let on_choose = move |place: String| {
        let found = place.parse::<usize>().ok().and_then(|place| ActionState::ALL.get(place).copied());
        state.set(found.unwrap_or(ActionState::Plan));
    };
    let label = Signal::derive(move || view_words(session.language.get()).action_state);
    view! { <Picker label choices chosen=Signal::derive(chosen) on_choose=Callback::new(on_choose) /> }
        .into_any()
}

/// The action with the texts of the form; the typed day where it is none.
fn noted(
    action: &Action,
    [cause, done, owner, due]: &[String; 4],
    state: ActionState,
) -> Result<Action, String> {
    let due = match due.trim() {
        "" => None,
        typed => Some(typed.parse::<Day>().map_err(|_| typed.to_owned())?),
    };
    let text = |text: &String| Arc::from(text.trim());
    Ok(Action { cause: text(cause), action: text(done), owner: text(owner), due, state, ..action.clone() })
}
