//! The units of the workbook as a tree, a page of it at a time, and the editor of one.

use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

use super::Design;
use super::adding::adding_field;
use super::field::{Place, field_view};
use super::form::form_view;
use super::lists::name_of;
use super::units_toolbar::{move_current, toolbar};
use crate::domain::design::Direction;
use crate::domain::id::UnitId;
use crate::domain::name::Language;
use crate::domain::period::Month;
use crate::domain::unit::Unit;
use crate::domain::unit_tree::{UnitMove, units_in_order};
use crate::domain::workbook::Workbook;
use crate::forms::{Control, Field, Key, Subject, What, add_kind, add_unit, card_row, month_row, value};
use crate::i18n::{FormWords, fill, form_words};
use crate::ui::browser::document;
use crate::ui::components::controls::dynamic::{dynamic, text};
use crate::ui::components::controls::pages::{PAGE, pages_view};
use crate::ui::components::controls::text_field::text_field;

/// Scorecards that have a column of their own; the editor has all of them.
const CARDS: usize = 6;
/// Levels of the tree that are set in.
const LEVELS: usize = 8;

/// What the parts of the view share.
#[derive(Clone, Copy)]
pub(super) struct Units {
    pub(super) design: Design,
    /// The month as of which units are seen, as it is typed.
    as_of: RwSignal<String>,
    /// What names or kinds hold.
    filter: RwSignal<String>,
    /// The first unit on the page, from 0.
    first: RwSignal<usize>,
    pub(super) shown: Memo<Shown>,
    pub(super) chosen: RwSignal<Vec<UnitId>>,
    /// The row that had the focus last.
    pub(super) current: RwSignal<Option<UnitId>>,
}

/// What is on the page; it changes only when rows come, go or move.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Shown {
    /// Units with their depth in the tree.
    pub(super) rows: Vec<(UnitId, usize)>,
    all: usize,
    month: usize,
    cards: Vec<String>,
}

impl Units {
    pub(super) fn month(self) -> Option<Month> {
        self.as_of.with(|text| text.trim().parse().ok())
    }

    fn read(self, workbook: &Workbook, language: Language) -> Shown {
        let wanted = self.filter.get().trim().to_lowercase();
        let all = units_in_order(workbook);
        let matching: Vec<(&Unit, usize)> =
            all.into_iter().filter(|(unit, _)| matches(workbook, unit, &wanted, language)).collect();
        let first = self.first.get().min(matching.len().saturating_sub(1)) / PAGE * PAGE;
        let rows = matching.iter().skip(first).take(PAGE);
        let cards = workbook.scorecards.iter().take(CARDS);
        Shown {
            rows: rows.map(|(unit, depth)| (unit.id.clone(), *depth)).collect(),
            all: matching.len(),
            month: month_row(self.month()),
            cards: cards.map(|card| card.name.text(language).to_owned()).collect(),
        }
    }
}

fn matches(workbook: &Workbook, unit: &Unit, wanted: &str, language: Language) -> bool {
    let kind = unit.kinds.last().and_then(|own| workbook.kinds.iter().find(|kind| kind.id == own.kind));
    let names = std::iter::once(&unit.name).chain(kind.map(|kind| &kind.name));
    wanted.is_empty() || names.into_iter().any(|name| name.text(language).to_lowercase().contains(wanted))
}

/// The tree with its tools, and the editor beside it.
pub(in crate::ui) fn units_view(design: Design) -> AnyView {
    let session = design.session;
    let (as_of, filter) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let first = RwSignal::new(0);
    let unsettled = Units {
        design,
        as_of,
        filter,
        first,
        shown: Memo::new(|_| Shown::default()),
        chosen: RwSignal::new(Vec::new()),
        current: RwSignal::new(None),
    };
    let shown = Memo::new(move |_| {
        let language = session.language.get();
        session.with_structure(|workbook| unsettled.read(workbook, language)).unwrap_or_default()
    });
    let units = Units { shown, ..unsettled };
    let label = |pick: fn(&FormWords) -> &'static str| {
        Signal::derive(move || pick(form_words(session.language.get())).to_owned())
    };
    let subject =
        Memo::new(move |_| design.subject.get().filter(|subject| matches!(subject, Subject::Unit(_))));
    let edited = Memo::new(move |_| subject.with(Option::is_some));
    view! {
        <div class="design" data-edited=text(move || edited.get().to_string())>
            <div class="design-main">
                {choices(units)}
                {toolbar(units)}
                {dynamic(move || table(units, &shown.get()))}
                {pages_view(session, first, Signal::derive(move || shown.with(|shown| shown.all)), |words| words.no_unit_matches)}
                <div class="pickers">
                    {adding_field(session, "unit".to_owned(), label(|words| words.add_unit), Box::new(add_unit))}
                    {adding_field(session, "kind".to_owned(), label(|words| words.add_kind), Box::new(add_kind))}
                </div>
            </div>
            {dynamic(move || edited.get().then(|| editor(design, subject)))}
        </div>
    }
    .into_any()
}

/// As of which month, and which units.
fn choices(units: Units) -> AnyView {
    view! {
        <div class="pickers">
            {text_field("picker", move || units.design.words().units_filter.to_owned(), units.filter)}
            {text_field("picker", move || units.design.words().units_month.to_owned(), units.as_of)}
        </div>
        <p class="field-hint">{text(move || units.design.words().units_month_about.to_owned())}</p>
    }
    .into_any()
}

fn table(units: Units, shown: &Shown) -> AnyView {
    if shown.rows.is_empty() {
        return ().into_any();
    }
    let (words, session) = (units.design.words(), units.design.session);
    let form = form_words(session.language.get());
    let mut heads = vec![form.kind.to_owned()];
    if shown.month > 0 {
        heads.extend([form.headcount, form.coefficient].map(str::to_owned));
    }
    heads.extend(shown.cards.iter().cloned());
    let heads: Vec<_> = heads.into_iter().map(|head| view! { <th scope="col">{head}</th> }).collect();
    let rows: Vec<AnyView> = shown.rows.iter().map(|(unit, depth)| row(units, unit, *depth, shown)).collect();
    view! {
        <div class="table-scroll" role="region" tabindex="0" aria-label=words.tab_units>
            <table class="table list-table" on:keydown=move |event| on_key(units, &event)>
                <caption class="visually-hidden">{words.tab_units}</caption>
                <thead>
                    <tr>
                        <th scope="col">{form.name}</th>
                        <th scope="col" class="words">{form.parent}</th>
                        {heads}
                        <th scope="col"><span class="visually-hidden">{words.edit}</span></th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}

fn on_key(units: Units, event: &KeyboardEvent) {
    if !event.alt_key() {
        return;
    }
    let way = match event.key().as_str() {
        "ArrowUp" => UnitMove::Beside(Direction::Up),
        "ArrowDown" => UnitMove::Beside(Direction::Down),
        "ArrowRight" => UnitMove::In,
        "ArrowLeft" => UnitMove::Out,
        _ => return,
    };
    event.prevent_default();
    move_current(units, way);
}

fn row(units: Units, unit: &UnitId, depth: usize, shown: &Shown) -> AnyView {
    let session = units.design.session;
    let subject = Subject::Unit(unit.clone());
    let form = form_words(session.language.get_untracked());
    let cell = |key: Key, label: &str, control: Control, column: &'static str| {
        let field = Field { key, label: label.to_owned(), control, hint: "" };
        let name = name_of(session, &subject, label.to_owned());
        field_view(session.into(), &subject, &field, Place::Cell(column), Some(name))
    };
    let kind = What::Kind.at(shown.month);
    let mut cells = vec![cell(kind, form.kind, Control::Choice(Vec::new()), "kind")];
    if shown.month > 0 {
        for (what, label, column) in [
            (What::Headcount, form.headcount, "headcount"),
            (What::Coefficient, form.coefficient, "coefficient"),
        ] {
            cells.push(cell(what.at(shown.month), label, Control::Number, column));
        }
    }
    for (place, name) in shown.cards.iter().enumerate() {
        cells.push(cell(What::UsesCard.at(card_row(place, shown.month)), name, Control::Check, "card"));
    }
    let cells: Vec<_> = cells.into_iter().map(|cell| view! { <td>{cell}</td> }).collect();
    let name = cell(What::Name.key(), form.name, Control::Text, "name");
    let (own, current, parent_of) = (unit.clone(), unit.clone(), unit.clone());
    let parent = move || {
        let name = |workbook: &Workbook| {
            let parent = workbook.unit(&parent_of)?.parent.as_ref()?;
            Some(workbook.unit(parent)?.name.text(session.language.get()).to_owned())
        };
        session.with_structure(name).flatten().unwrap_or_default()
    };
    let inset = format!("{}rem", depth.min(LEVELS));
    view! {
        <tr data-row-word=subject.word() on:focusin=move |_| units.current.set(Some(current.clone()))>
            <th scope="row">
                <span class="tree-name" style:margin-inline-start=inset>{choose_box(units, own)}{name}</span>
            </th>
            <td class="words note">{text(parent)}</td>
            {cells}
            <td>{edit_link(units.design, &subject)}</td>
        </tr>
    }
    .into_any()
}

fn choose_box(units: Units, unit: UnitId) -> AnyView {
    let session = units.design.session;
    let (known, subject) = (unit.clone(), Subject::Unit(unit.clone()));
    let name = move || {
        let language = session.language.get();
        let name = session.with_structure(|workbook| value(workbook, &subject, What::Name.key(), language));
        fill(units.design.words().choose_of, &[&name.unwrap_or_default()])
    };
    view! {
        <input
            type="checkbox"
            aria-label=text(name)
            prop:checked=move || units.chosen.with(|chosen| chosen.contains(&known))
            on:change:target=move |event| {
                let checked = event.target().checked();
                units.chosen.update(|chosen| {
                    chosen.retain(|own| *own != unit);
                    chosen.extend(checked.then(|| unit.clone()));
                });
            }
        />
    }
    .into_any()
}

fn edit_link(design: Design, subject: &Subject) -> AnyView {
    let href = design.route("units", Some(subject)).fragment();
    let (own, session) = (subject.clone(), design.session);
    let here = move || design.subject.with(|open| open.as_ref() == Some(&own)).then_some("true");
    let subject = subject.clone();
    let name = move || {
        let language = session.language.get();
        let name = session.with_structure(|workbook| value(workbook, &subject, What::Name.key(), language));
        fill(design.words().edit_of, &[&name.unwrap_or_default()])
    };
    view! {
        <a class="button" data-variant="quiet" href=href aria-current=here aria-label=text(name)>
            {text(move || design.words().edit.to_owned())}
        </a>
    }
    .into_any()
}

fn editor(design: Design, subject: Memo<Option<Subject>>) -> AnyView {
    let session = design.session;
    let heading = move || {
        let (subject, language) = (subject.get(), session.language.get());
        let name = |workbook: &Workbook| Some(value(workbook, &subject?, What::Name.key(), language));
        session.with_structure(name).flatten().unwrap_or_default()
    };
    let close = move |_| design.close_editor("units");
    let on_key = move |event: KeyboardEvent| {
        // In a field it takes back what was typed there.
        if event.key() == "Escape" && !event.default_prevented() {
            design.close_editor("units");
        }
    };
    view! {
        <aside class="explanation editor" aria-labelledby="editor-heading" on:keydown=on_key>
            <div class="explanation-head">
                <h2 id="editor-heading" tabindex="-1">{text(heading)}</h2>
                <button type="button" class="button" data-variant="quiet" on:click=close>
                    {session.word(|w| w.close)}
                </button>
            </div>
            {form_view(session.into(), subject)}
        </aside>
    }
    .into_any()
}

/// Puts the focus back into the row of a unit that has moved.
pub(super) fn focus_row(unit: &UnitId) {
    let selector =
        format!("[data-row-word=\"{}\"] [data-column=\"name\"]", Subject::Unit(unit.clone()).word());
    document::focus(&selector);
}
