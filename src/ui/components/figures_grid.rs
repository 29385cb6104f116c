//! The figures of one unit in one calendar year: items by months, with the totals below.

use std::time::Duration;

use leptos::prelude::*;
use rust_decimal::Decimal;

use super::exemption_field::ExemptionField;
use super::figure_cell::{CellFormat, CellReading, FigureCell};
use crate::domain::figure::{Cell, Figure};
use crate::domain::id::{ItemId, UnitId};
use crate::domain::item::Item;
use crate::domain::name::Language;
use crate::domain::needs::items_of;
use crate::domain::period::{Month, Period, PeriodLength};
use crate::domain::scorecard::Scorecard;
use crate::domain::scoring::Plan;
use crate::domain::workbook::{NumberStyle, Workbook};
use crate::i18n::number::{NumberError, format_rounded};
use crate::i18n::{Messages, fill, messages, month};
use crate::ui::components::controls::dynamic::{dynamic, text};
use crate::ui::effects::{Later, watch};
use crate::ui::state::{Session, use_session};

/// What the rows are made of; it changes only when items, unit, year or language do.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Layout {
    unit: UnitId,
    unit_name: String,
    year: i32,
    language: Language,
    style: NumberStyle,
    rows: Vec<Row>,
    cards: Vec<String>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Row {
    item: ItemId,
    name: String,
    measured_in: String,
    format: CellFormat,
}

impl Layout {
    fn of(workbook: &Workbook, unit: &UnitId, year: i32, language: Language) -> Self {
        let row = |item: &Item| Row {
            item: item.id.clone(),
            name: item.name.text(language).to_owned(),
            measured_in: item.unit_of_measure.text(language).to_owned(),
            format: CellFormat {
                decimals: item.decimals,
                percent: item.is_percent(),
                style: workbook.number_style,
            },
        };
        let cards = monthly_cards(workbook, unit).map(|card| card.name.text(language).to_owned()).collect();
        Self {
            unit: unit.clone(),
            unit_name: workbook
                .unit(unit)
                .map(|unit| unit.name.text(language).to_owned())
                .unwrap_or_default(),
            year,
            language,
            style: workbook.number_style,
            rows: items_of(workbook, unit).into_iter().map(row).collect(),
            cards,
        }
    }

    fn months(&self) -> impl Iterator<Item = Month> + Clone + use<> {
        Month::january(self.year).months_of_year()
    }
}

fn monthly_cards<'w>(workbook: &'w Workbook, unit: &'w UnitId) -> impl Iterator<Item = &'w Scorecard> {
    workbook.scorecards_of(unit).filter(|card| card.period == PeriodLength::Month)
}

/// The grid with its progress and the line that says how the focused cell is read.
#[component]
pub(in crate::ui) fn FiguresGrid(
    /// The unit and the calendar year.
    #[prop(into)]
    shown: Signal<(UnitId, i32)>,
) -> impl IntoView {
    let session = use_session();
    let layout = Memo::new(move |_| {
        let ((unit, year), language) = (shown.get(), session.language.get());
        session.with_structure(|workbook| Layout::of(workbook, &unit, year, language))
    });
    let reading = RwSignal::new(CellReading::default());
    watch(move || {
        layout.track();
        reading.set(CellReading::default());
    });
    let empty =
        Memo::new(move |_| layout.with(|layout| layout.as_ref().is_none_or(|layout| layout.rows.is_empty())));
    view! {
        {dynamic(move || match empty.get() {
            true => view! { <p>{session.word(|w| w.no_items)}</p> }.into_any(),
            false => view! {
                <p class="grid-help">{session.word(|w| w.figures_help)}</p>
                <div class="grid-status">
                    <p data-testid="progress">{text(move || progress(session, layout))}</p>
                    <p id="cell-reading" role="status" data-testid="cell-reading">
                        {text(move || reading.with(|reading| reading_text(reading, session.words())))}
                    </p>
                    <ExemptionField reading />
                </div>
                {dynamic(move || layout.get().map(|layout| grid(session, layout, reading)))}
                }
            .into_any(),
        })}
    }
}

fn grid(session: Session, layout: Layout, reading: RwSignal<CellReading>) -> impl IntoView {
    let words = messages(layout.language);
    let caption = fill(words.figures_caption, &[&layout.unit_name, &layout.year.to_string()]);
    let heading = caption.clone();
    let heads: Vec<_> = layout
        .months()
        .map(|at| view! { <th scope="col" class="number">{month::format_short(at, layout.language)}</th> })
        .collect();
    let rows: Vec<_> =
        layout.rows.iter().enumerate().map(|(index, row)| item_row(&layout, index, row, reading)).collect();
    let (unit, year) = (layout.unit.clone(), layout.year);
    let totals = follow_totals(session, unit, year);
    let feet: Vec<_> =
        layout.cards.iter().enumerate().map(|(index, name)| total_row(index, name, words, totals)).collect();
    view! {
        <div class="table-scroll grid-scroll" role="region" tabindex="0" aria-label=caption>
            <table class="table figures-table">
                <caption class="visually-hidden">{heading}</caption>
                <thead>
                    <tr>
                        <th scope="col">{words.item}</th>
                        {heads}
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
                <tfoot>{feet}</tfoot>
            </table>
        </div>
    }
}

fn item_row(
    layout: &Layout,
    index: usize,
    row: &Row,
    reading: RwSignal<CellReading>,
) -> impl IntoView + use<> {
    let words = messages(layout.language);
    let cells: Vec<_> = layout
        .months()
        .enumerate()
        .map(|(column, at)| {
            let cell = Cell { unit: layout.unit.clone(), item: row.item.clone(), month: at };
            let label =
                fill(words.cell_label, &[&row.name, &layout.unit_name, &month::format(at, layout.language)]);
            view! { <td><FigureCell cell label format=row.format row=index column reading /></td> }
        })
        .collect();
    view! {
        <tr>
            <th scope="row">
                <span class="item-name">{row.name.clone()}</span>
                " "
                <span class="item-unit">{row.measured_in.clone()}</span>
            </th>
            {cells}
        </tr>
    }
}

/// By card and month: the total if it was worked out, and `None` in it where there is no score.
type TotalsByMonth = Vec<Vec<Option<Option<Decimal>>>>;

/// How long the other months wait for the next keystroke.
const PAUSE: Duration = Duration::from_millis(150);

/// The totals of a year, kept up to date: the month that is being typed at once, the others, which
/// may look back at it, when the typing pauses.
fn follow_totals(session: Session, unit: UnitId, year: i32) -> RwSignal<TotalsByMonth> {
    let totals = RwSignal::new(TotalsByMonth::new());
    let later = Later::default();
    let all = move |unit: &UnitId| {
        let found = session.with_plan_untracked(|plan, workbook| totals_of(plan, workbook, unit, year, None));
        totals.try_set(found.unwrap_or_default());
    };
    watch(move || {
        session.changes();
        later.cancel();
        let Some(month) = session.typed_month().filter(|month| month.year() == year) else {
            return all(&unit);
        };
        let column =
            session.with_plan_untracked(|plan, workbook| totals_of(plan, workbook, &unit, year, Some(month)));
        totals.update(|totals| merge(totals, column.unwrap_or_default()));
        let unit = unit.clone();
        later.run(PAUSE, move || all(&unit));
    });
    totals
}

/// For each monthly card of the unit, the total of each month, or of one month alone.
fn totals_of(
    plan: &Plan,
    workbook: &Workbook,
    unit: &UnitId,
    year: i32,
    only: Option<Month>,
) -> TotalsByMonth {
    let months = Month::january(year).months_of_year();
    let wanted = |month: &Month| only.is_none_or(|only| only == *month);
    let score = |card: &Scorecard, month| plan.total(&card.id, unit, Period::month(month));
    monthly_cards(workbook, unit)
        .map(|card| months.clone().map(|month| wanted(&month).then(|| score(card, month))).collect())
        .collect()
}

/// Puts the totals that were found in the place of those that were there.
fn merge(totals: &mut TotalsByMonth, found: TotalsByMonth) {
    for (card, found) in totals.iter_mut().zip(found) {
        for (total, found) in card.iter_mut().zip(found) {
            *total = found.or(*total);
        }
    }
}

fn total_row(
    index: usize,
    name: &str,
    words: &Messages,
    totals: RwSignal<TotalsByMonth>,
) -> impl IntoView + use<> {
    let cells: Vec<_> = (0..12)
        .map(|column| {
            let total = text(move || {
                let points = totals.with(|totals| {
                    totals.get(index).and_then(|months| months.get(column).copied().flatten().flatten())
                });
                points.map(|points| format_rounded(points, 2)).unwrap_or_default()
            });
            view! { <td class="number" data-testid=format!("total-{index}-{column}")>{total}</td> }
        })
        .collect();
    view! {
        <tr>
            <th scope="row"><span class="total-name">{fill(words.totals_of, &[name])}</span></th>
            {cells}
        </tr>
    }
}

fn progress(session: Session, layout: Memo<Option<Layout>>) -> String {
    let words = session.words();
    let counts = layout.with(|layout| {
        let layout = layout.as_ref()?;
        session.with(|workbook| {
            let figure = |row: &Row, month| workbook.figures.get(&layout.unit, &row.item, month);
            let entered =
                |row: &Row| layout.months().filter(|month| figure(row, *month) != Figure::Missing).count();
            (layout.rows.iter().map(entered).sum::<usize>(), layout.rows.len() * 12)
        })
    });
    let (entered, all) = counts.unwrap_or_default();
    fill(words.entered_of, &[&entered.to_string(), &all.to_string()])
}

fn reading_text(reading: &CellReading, words: &Messages) -> String {
    let said = match (&reading.refused, &reading.echo) {
        (Some((text, NumberError::NotANumber, counts)), _) => fill(words.not_a_number, &[text, counts]),
        (Some((text, NumberError::TooManyDigits, counts)), _) => fill(words.too_many_digits, &[text, counts]),
        (None, Some(echo)) => fill(words.read_as, &[echo]),
        (None, None) => return reading.label.clone(),
    };
    format!("{}: {said}", reading.label)
}
