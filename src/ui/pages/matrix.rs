//! The matrix: how all units stand in a period.

use std::sync::Arc;

use leptos::prelude::*;

use super::closing::closing_view;
use super::views::{address, scores_route};
use crate::domain::analysis::matrix::{Matrix, matrix};
use crate::domain::name::Language;
use crate::domain::workbook::Workbook;
use crate::i18n::{fill, month};
use crate::markup::{Link, MatrixPage, Order};
use crate::ui::components::controls::dynamic::text;
use crate::ui::components::controls::picker::{Choice, Picker};
use crate::ui::components::controls::rows_part::{Rows, rows_part};
use crate::ui::components::place_pickers::PlacePickers;
use crate::ui::state::{Session, Shown, use_session};

/// Filters and the table.
#[component]
pub(in crate::ui) fn MatrixView(shown: Memo<Option<Shown>>) -> impl IntoView {
    let session = use_session();
    let place = Memo::new(move |_| shown.with(|shown| shown.as_ref().map(|shown| shown.period)));
    let found = Memo::new(move |_| {
        let period = place.get()?;
        session.with_results(|results, workbook| Arc::new(matrix(workbook, results, period)))
    });
    let order = Memo::new(move |_| Order::parse(scores_route(session).detail.as_deref()));
    let wanted = RwSignal::new(String::new());
    let page = Inputs { session, shown, found, order };
    let places = Memo::new(move |_| {
        let wanted = wanted.get();
        page.read(|page, _| page.sorted(&wanted)).unwrap_or_default()
    });
    let rows = Rows {
        label: Box::new(move || page.caption()),
        count: Signal::derive(move || places.with(Vec::len)),
        table: Box::new(move |drawn, height| {
            let table = |page: &MatrixPage<'_>, caption: &str| {
                places.with(|places| page.table(caption, places, drawn, height))
            };
            page.read(table).unwrap_or_default()
        }),
        rows: Box::new(move |drawn| {
            page.read(|page, _| places.with(|places| page.rows(places, drawn))).unwrap_or_default()
        }),
    };
    view! {
        <div class="pickers">
            <PlacePickers shown />
            {kind_picker(page)}
            <label class="picker">
                <span class="picker-label">{session.word(|w| w.find_unit)}</span>
                <input
                    type="search"
                    data-native-undo
                    prop:value=wanted
                    on:input:target=move |event| wanted.set(event.target().value())
                />
            </label>
        </div>
        {closing_view(session, shown)}
        <p class="grid-help" role="status">{text(move || count_text(page, places.with(Vec::len)))}</p>
        {rows_part(rows)}
    }
}

/// What the table is made of.
#[derive(Clone, Copy)]
struct Inputs {
    session: Session,
    shown: Memo<Option<Shown>>,
    found: Memo<Option<Arc<Matrix>>>,
    order: Memo<Order>,
}

impl Inputs {
    /// Reads something off the matrix as it is shown, with its caption.
    fn read<T>(self, read: impl FnOnce(&MatrixPage<'_>, &str) -> T) -> Option<T> {
        let (shown, matrix, order) = (self.shown.get()?, self.found.get()?, self.order.get());
        let language = self.session.language.get();
        let links = |link: Link<'_>| address(&shown, link);
        self.session.with_untracked(|workbook| {
            let page = MatrixPage {
                matrix: &matrix,
                workbook,
                language,
                card: shown.scorecard.as_ref(),
                order: &order,
                links: &links,
            };
            read(&page, &caption(workbook, &shown, language))
        })
    }

    fn caption(self) -> String {
        self.read(|_, caption| caption.to_owned()).unwrap_or_default()
    }
}

/// What is shown, as a title: the scorecard where there is one, and the period.
fn caption(workbook: &Workbook, shown: &Shown, language: Language) -> String {
    let card = shown.scorecard.as_ref().and_then(|card| workbook.scorecard(card));
    let unit = shown.unit.as_ref().and_then(|unit| workbook.unit(unit));
    let period = month::format_period(shown.period, shown.first_month, language);
    let names = [card.map(|card| &card.name), unit.map(|unit| &unit.name)];
    let names = names.into_iter().flatten().map(|name| name.text(language).to_owned());
    names.chain([period]).collect::<Vec<_>>().join(" · ")
}

fn count_text(page: Inputs, shown: usize) -> String {
    let count = fill(page.session.words().units_shown, &[&shown.to_string()]);
    let ranks = page.read(|page, _| page.rank_note()).unwrap_or_default();
    [count.as_str(), ranks].join(" ").trim_end().to_owned()
}

/// Which kinds are shown, where there are any.
fn kind_picker(page: Inputs) -> Option<AnyView> {
    let session = page.session;
    let any = session.with_untracked(|workbook| !workbook.kinds.is_empty()).unwrap_or(false);
    let choices = Memo::new(move |_| {
        let (language, words) = (session.language.get(), session.words());
        let all = Choice { value: String::new(), text: words.all_kinds.to_owned() };
        let kinds = session.with_structure(|workbook| {
            let choice = |kind: &crate::domain::unit::Kind| Choice {
                value: kind.id.to_string(),
                text: kind.name.text(language).to_owned(),
            };
            workbook.kinds.iter().map(choice).collect::<Vec<_>>()
        });
        [all].into_iter().chain(kinds.unwrap_or_default()).collect::<Vec<_>>()
    });
    let chosen = move || page.order.get().kind.map(|kind| kind.to_string()).unwrap_or_default();
    let on_choose = move |id: String| {
        let kind = (!id.is_empty()).then(|| id.as_str().into());
        let order = page.order.get_untracked().with_kind(kind);
        if let Some(shown) = page.shown.get_untracked() {
            shown.go(Some(order.format()));
        }
    };
    any.then(|| {
        view! {
            <Picker
                label=session.word(|w| w.kind)
                choices=choices
                chosen=Signal::derive(chosen)
                on_choose=Callback::new(on_choose)
            />
        }
        .into_any()
    })
}
