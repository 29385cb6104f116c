//! One field: a text, a number, a formula, a choice, a yes or no, or a button. What is typed counts
//! at once; what makes no sense stays, with a sentence that says why.

use std::sync::atomic::{AtomicU32, Ordering};

use leptos::ev::KeyboardEvent;
use leptos::html::Input;
use leptos::prelude::*;

use crate::domain::id::UnitId;
use crate::domain::name::Language;
use crate::domain::workbook::Workbook;
use crate::forms::{
    Choice, Control, Field, Key, Refusal, Subject, choices, choices_of_units, edit, make_items, offer,
    refusal_sentence, value,
};
use crate::i18n::{design_words, fill};
use crate::ui::browser::document;
use crate::ui::components::controls::dynamic::{dynamic, text};
use crate::ui::components::controls::search::{MOST_LISTED, Search, search_view};
use crate::ui::effects::once_drawn;
use crate::ui::state::{Desk, FieldDraft, Session};

/// How a field stands on the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::ui) enum Place {
    /// Below its label.
    Labelled,
    /// In a table, in a column of this name; Enter goes down the column.
    Cell(&'static str),
}

/// Gives every field an identity of its own on the page.
static FIELDS: AtomicU32 = AtomicU32::new(0);

/// A field and where its text comes from.
#[derive(Clone, Copy)]
struct FieldState {
    session: Session,
    desk: Desk,
    subject: StoredValue<Subject>,
    key: Key,
    /// The column of a table that it stands in; empty where it has a label.
    column: &'static str,
    /// What was typed since the field was entered, and the count of undos then.
    typed: RwSignal<Option<(u32, String)>>,
    input: NodeRef<Input>,
}

impl FieldState {
    fn word(self) -> String {
        self.subject.with_value(|subject| subject.field_word(self.key))
    }

    /// Where it stands on the page: the same field may stand in a table and in a form.
    fn place_word(self, key: Key) -> String {
        self.subject.with_value(|subject| format!("{}/{}", self.column, subject.field_word(key)))
    }

    fn draft(self) -> Option<FieldDraft> {
        let word = self.word();
        self.session.field_drafts.with(|drafts| drafts.get(&word).cloned())
    }

    fn stored(self) -> String {
        let language = self.session.language.get();
        let read = |workbook: &Workbook| {
            self.subject.with_value(|subject| value(workbook, subject, self.key, language))
        };
        self.desk.read(read).unwrap_or_default()
    }

    /// What was typed last, else what is stored.
    fn shown(self) -> String {
        let turn = self.session.turns.get();
        let typed = self.typed.get().filter(|(at, _)| *at == turn).map(|(_, text)| text);
        typed.or_else(|| self.draft().map(|draft| draft.text)).unwrap_or_else(|| self.stored())
    }

    fn type_text(self, text: String) {
        self.typed.set(Some((self.session.turns.get_untracked(), text.clone())));
        let read = self.stored_untracked();
        let result = if read == text.trim() { Ok(()) } else { self.attempt(&text, true) };
        self.settle(text, result);
    }

    fn stored_untracked(self) -> String {
        let language = self.session.language.get_untracked();
        let read = |workbook: &Workbook| {
            self.subject.with_value(|subject| value(workbook, subject, self.key, language))
        };
        self.desk.read_untracked(read).unwrap_or_default()
    }

    fn attempt(self, text: &str, typing: bool) -> Result<(), Refusal> {
        self.attempt_at(self.key, text, typing)
    }

    fn attempt_at(self, key: Key, text: &str, typing: bool) -> Result<(), Refusal> {
        let language = self.session.language.get_untracked();
        let read = |workbook: &Workbook| {
            self.subject.with_value(|subject| edit(workbook, subject, key, text, language))
        };
        let edit = self.desk.read_untracked(read).unwrap_or(Err(Refusal::Gone))?;
        self.desk.attempt(edit, typing).map_err(Refusal::from)
    }

    /// Keeps a text that was refused, and forgets one that was taken.
    fn settle(self, text: String, result: Result<(), Refusal>) {
        let word = self.word();
        match result {
            Ok(()) => {
                if self.session.field_drafts.with_untracked(|drafts| drafts.get(&word).is_some()) {
                    self.session.field_drafts.update(|drafts| drop(drafts.remove(&word)));
                }
                self.retry();
            }
            Err(refusal) => {
                self.desk.cancel_typing();
                let subject = self.subject.get_value();
                let draft = FieldDraft { subject, key: self.key, text, refusal };
                self.session.field_drafts.update(|drafts| drop(drafts.insert(word, draft)));
            }
        }
    }

    /// What was refused in other fields of the same subject may make sense now: of two limits, the
    /// one that was typed first.
    fn retry(self) {
        let waiting: Vec<(String, FieldDraft)> = self.session.field_drafts.with_untracked(|drafts| {
            let of_subject =
                drafts.iter().filter(|(_, draft)| self.subject.with_value(|own| *own == draft.subject));
            of_subject.map(|(word, draft)| (word.clone(), draft.clone())).collect()
        });
        for (word, draft) in waiting {
            if self.attempt_at(draft.key, &draft.text, true).is_ok() {
                self.session.field_drafts.update(|drafts| drop(drafts.remove(&word)));
            }
        }
    }

    /// A choice, a yes or no, or a button: one step of its own.
    fn choose(self, text: String) {
        self.desk.close_typing();
        let result = self.attempt(&text, false);
        self.settle(text, result);
        self.keep_focus();
    }

    /// Other fields may apply after a choice, and all of them are made anew.
    fn keep_focus(self) {
        let at = |row| self.place_word(self.key.what.at(row));
        let (own, before) = (at(self.key.row), self.key.row.checked_sub(1).map(at));
        once_drawn(move || {
            if document::has_focus() {
                return;
            }
            let focus = |word: &str| document::focus(&format!("[data-field=\"{word}\"]"));
            if !focus(&own)
                && let Some(before) = before
            {
                focus(&before);
            }
        });
    }

    fn finish(self) {
        self.desk.close_typing();
        self.typed.try_set(None);
    }

    /// Escape: what stood here when the field was entered.
    fn restore(self) {
        self.desk.cancel_typing();
        let word = self.word();
        self.session.field_drafts.update(|drafts| drop(drafts.remove(&word)));
        self.typed.try_set(None);
    }

    /// Why the text is not taken; empty where it is.
    fn refusal(self) -> String {
        let language = self.session.language.get();
        let draft = self.draft();
        draft.map(|draft| refusal_sentence(&draft.refusal, draft.text.trim(), language)).unwrap_or_default()
    }

    fn make_items(self) {
        let text = self.shown();
        self.desk.close_typing();
        let language = self.session.language.get_untracked();
        let made = |workbook: &Workbook| {
            self.subject.with_value(|subject| make_items(workbook, subject, self.key, &text, language))
        };
        let edit = self.desk.read_untracked(made).unwrap_or(Err(Refusal::Gone));
        let result = edit.and_then(|edit| self.desk.attempt(edit, false).map_err(Refusal::from));
        self.typed.try_set(None);
        self.settle(text, result);
    }
}

/// The field. `name` is what it is called where its label alone would not say.
pub(in crate::ui) fn field_view(
    desk: Desk,
    subject: &Subject,
    field: &Field,
    place: Place,
    name: Option<Signal<String>>,
) -> AnyView {
    let state = FieldState {
        session: desk.session,
        desk,
        subject: StoredValue::new(subject.clone()),
        key: field.key,
        column: match place {
            Place::Cell(column) => column,
            Place::Labelled => "",
        },
        typed: RwSignal::new(None),
        input: NodeRef::new(),
    };
    let label = field.label.clone();
    let control = match &field.control {
        Control::Button => return button_view(state, label, name),
        Control::Check => return check_view(state, label, field.hint, name),
        Control::Choice(_) => choice_view(
            state,
            name,
            Box::new(move |workbook, subject, language| choices(workbook, subject, state.key, language)),
        ),
        Control::Unit(none) => unit_view(state, name, none),
        Control::Text | Control::Number | Control::Formula => {
            return input_view(state, field, name);
        }
    };
    match place {
        Place::Cell(_) => control,
        Place::Labelled => labelled(label, control, field.hint),
    }
}

fn labelled(label: String, control: AnyView, hint: &'static str) -> AnyView {
    view! {
        <div class="field-box">
            <label class="field"><span>{label}</span>{control}</label>
            {hint_view(hint)}
        </div>
    }
    .into_any()
}

fn hint_view(hint: &'static str) -> AnyView {
    if hint.is_empty() { ().into_any() } else { view! { <p class="field-hint">{hint}</p> }.into_any() }
}

fn button_view(state: FieldState, label: String, name: Option<Signal<String>>) -> AnyView {
    view! {
        <button type="button" class="button" data-variant="quiet" data-field=state.place_word(state.key) aria-label=move || name.map(|name| name.get()) on:click=move |_| state.choose(String::new())>
            {label}
        </button>
    }
    .into_any()
}

fn check_view(state: FieldState, label: String, hint: &'static str, name: Option<Signal<String>>) -> AnyView {
    view! {
        <div class="field-box">
            <label class="check">
                <input
                    type="checkbox"
                    data-field=state.place_word(state.key)
                    aria-label=move || name.map(|name| name.get())
                    prop:checked=move || !state.stored().is_empty()
                    on:change:target=move |event| {
                        state.choose(if event.target().checked() { "true".to_owned() } else { String::new() });
                    }
                />
                <span>{label}</span>
            </label>
            {hint_view(hint)}
        </div>
    }
    .into_any()
}

/// What there is to choose from.
type Listing = Box<dyn Fn(&Workbook, &Subject, Language) -> Vec<Choice> + Send + Sync>;

/// A unit: a list where they are few, a field to look for one where they are many.
fn unit_view(state: FieldState, name: Option<Signal<String>>, none: &'static str) -> AnyView {
    let many = state.desk.read_untracked(|workbook| workbook.units.len() > MOST_LISTED);
    let all: Listing =
        Box::new(move |workbook, subject, language| choices_of_units(workbook, subject, none, language));
    if many != Some(true) {
        return choice_view(state, name, all);
    }
    let named = move || {
        let (id, language) = (state.stored(), state.session.language.get());
        let unit = |workbook: &Workbook| {
            Some(workbook.unit(&UnitId::from(id.as_str()))?.name.text(language).to_owned())
        };
        state.desk.read(unit).flatten().unwrap_or_else(|| none.to_owned())
    };
    let language = state.session.language;
    let list = move |workbook: &Workbook| {
        state.subject.with_value(|subject| all(workbook, subject, language.get_untracked()))
    };
    let search = search_view(Search {
        name: Box::new(move || name.map(|name| name.get())),
        word: state.place_word(state.key),
        choices: Box::new(move || state.desk.read_untracked(&list).unwrap_or_default()),
        chosen: Box::new(named),
        on_choose: Box::new(move |id| state.choose(id)),
    });
    view! { {search}{error_view(state, None)} }.into_any()
}

fn choice_view(state: FieldState, name: Option<Signal<String>>, list: Listing) -> AnyView {
    let all = Memo::new(move |_| {
        let language = state.session.language.get();
        let read = |workbook: &Workbook| {
            let found = state.subject.with_value(|subject| list(workbook, subject, language));
            found.into_iter().map(|choice| (choice.value, choice.text)).collect::<Vec<_>>()
        };
        state.desk.read(read).unwrap_or_default()
    });
    let options = dynamic(move || {
        let chosen = state.stored_untracked();
        all.get()
            .into_iter()
            .map(|(value, text)| {
                let selected = value == chosen;
                view! { <option value=value selected=selected>{text}</option> }
            })
            .collect_view()
    });
    view! {
        <select
            data-field=state.place_word(state.key)
            aria-label=move || name.map(|name| name.get())
            prop:value=move || {
                all.track();
                state.stored()
            }
            on:change:target=move |event| {
                state.choose(event.target().value());
                event.target().set_value(&state.stored_untracked());
            }
        >
            {options}
        </select>
        {error_view(state, None)}
    }
    .into_any()
}

/// The sentence beside a field that says why its text is not taken.
fn error_view(state: FieldState, id: Option<String>) -> AnyView {
    view! {
        <span class="field-error" role="alert" id=id>{text(move || state.refusal())}</span>
    }
    .into_any()
}

fn input_view(state: FieldState, field: &Field, name: Option<Signal<String>>) -> AnyView {
    let number = FIELDS.fetch_add(1, Ordering::Relaxed);
    let error_id = format!("field-error-{number}");
    let column = state.column;
    let in_cell = !column.is_empty();
    let is_number = field.control == Control::Number;
    let formula = field.control == Control::Formula;
    let described = error_id.clone();
    let label = field.label.clone();
    let named = in_cell.then(|| label.clone());
    let input = view! {
        <input
            type="text"
            class="field-input"
            inputmode=is_number.then_some("decimal")
            data-number=is_number.to_string()
            data-column=column
            autocomplete="off"
            spellcheck="false"
            node_ref=state.input
            aria-label=move || name.map(|name| name.get()).or_else(|| named.clone())
            aria-invalid=move || state.draft().is_some().then_some("true")
            aria-describedby=described
            prop:value=move || state.shown()
            on:input:target=move |event| state.type_text(event.target().value())
            on:keydown=move |event| on_key(state, &event, column, formula)
            on:blur=move |_| state.finish()
        />
    };
    let below = formula.then(|| offer_view(state));
    let error = error_view(state, Some(error_id));
    if in_cell {
        return view! { {input}{error} }.into_any();
    }
    view! {
        <div class="field-box" data-wide=formula.to_string()>
            <label class="field"><span>{label}</span>{input}</label>
            {error}
            {below}
            {hint_view(field.hint)}
        </div>
    }
    .into_any()
}

fn on_key(state: FieldState, event: &KeyboardEvent, column: &'static str, formula: bool) {
    if event.is_composing() || document::has_command(event) || event.alt_key() {
        return;
    }
    match event.key().as_str() {
        "Escape" => state.restore(),
        "Enter" if formula => {
            let language = state.session.language.get_untracked();
            let text = state.shown();
            let offered =
                state.desk.read_untracked(|workbook| offer(workbook, state.key.what, &text, language));
            if offered.is_some_and(|offered| !offered.make.is_empty()) && state.desk.makes_items() {
                state.make_items();
            }
        }
        "Enter" if !column.is_empty() => {
            state.finish();
            document::focus_beside(event, &format!("[data-column=\"{column}\"]"), !event.shift_key());
        }
        _ => return,
    }
    event.prevent_default();
}

/// Items that can be made, and words that complete the last one.
fn offer_view(state: FieldState) -> AnyView {
    let session = state.session;
    let offered = Memo::new(move |_| {
        let (text, language) = (state.shown(), session.language.get());
        state.desk.read(|workbook| offer(workbook, state.key.what, &text, language)).unwrap_or_default()
    });
    let typing = move || state.typed.with(Option::is_some);
    view! {
        <div class="offers">
            {dynamic(move || {
                let words = design_words(session.language.get());
                let offered = offered.get();
                let make = (!offered.make.is_empty() && state.desk.makes_items()).then(|| {
                    let names = offered.make.join(", ");
                    view! {
                        <span class="field-hint">{fill(words.no_item_yet, &[&names])}</span>
                        <button type="button" class="button" on:mousedown=|event| event.prevent_default() on:click=move |_| state.make_items()>
                            {fill(words.make_item, &[&names])}
                        </button>
                    }
                });
                let complete: Vec<_> = offered
                    .complete
                    .into_iter()
                    .filter(|_| typing())
                    .map(|(text, name)| {
                        let label = fill(words.use_item, &[&name]);
                        view! {
                            <button
                                type="button"
                                class="button"
                                data-variant="quiet"
                                on:mousedown=|event| event.prevent_default()
                                on:click=move |_| state.type_text(text.clone())
                            >
                                {label}
                            </button>
                        }
                    })
                    .collect();
                view! { {make}{complete} }
            })}
        </div>
    }
    .into_any()
}
