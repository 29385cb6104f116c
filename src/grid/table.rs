//! The rows and columns of the table, by what it shows.

use std::collections::BTreeSet;

use super::walk::Place;
use crate::domain::figure::{Cell, Figure};
use crate::domain::id::{ItemId, ScorecardId, UnitId};
use crate::domain::item::Item;
use crate::domain::name::Language;
use crate::domain::needs::{items_by_unit, items_of};
use crate::domain::period::Month;
use crate::domain::unit::Unit;
use crate::domain::workbook::{NumberStyle, Workbook};
use crate::i18n::{fill, messages, month};

/// The most months beside each other.
pub const MOST_MONTHS: i32 = 120;

/// What the table shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum View {
    /// One unit: a row for each of its items, a column for each month.
    Unit {
        /// The unit.
        unit: UnitId,
        /// The first month.
        first: Month,
        /// The last month.
        last: Month,
    },
    /// One month: a row for each unit, a column for each item.
    Month {
        /// The month.
        month: Month,
        /// The scorecard whose units and items are shown; `None` for all.
        scorecard: Option<ScorecardId>,
    },
}

impl View {
    /// Its first and its last month.
    #[must_use]
    pub fn span(&self) -> (Month, Month) {
        match self {
            Self::Unit { first, last, .. } => (*first, *last),
            Self::Month { month, .. } => (*month, *month),
        }
    }

    /// Its unit, where it is one.
    #[must_use]
    pub fn unit(&self) -> Option<&UnitId> {
        match self {
            Self::Unit { unit, .. } => Some(unit),
            Self::Month { .. } => None,
        }
    }
}

/// How the numbers of a row or a column are read and shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Format {
    /// Decimals shown at least.
    pub decimals: u32,
    /// Whether `12 %` is 12.
    pub percent: bool,
    /// How an ambiguous number is read.
    pub style: NumberStyle,
}

/// What stands at the head of a row or a column.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Heading {
    /// The name.
    pub name: String,
    /// What an item is measured in.
    pub detail: String,
}

/// A unit with its name.
type OfUnit = (UnitId, String);
/// An item with its name and format.
type OfItem = (ItemId, String, Format);

/// The table. It changes only when its rows, columns or words do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// What it shows.
    pub view: View,
    /// The language of its words.
    pub language: Language,
    /// The heads of the rows.
    pub rows: Vec<Heading>,
    /// The heads of the columns.
    pub columns: Vec<Heading>,
    units: Vec<OfUnit>,
    items: Vec<OfItem>,
    months: Vec<Month>,
    /// For each unit of a month's table the columns of its items.
    used: Vec<BTreeSet<usize>>,
}

impl Table {
    /// The table of `view` over `workbook`.
    #[must_use]
    pub fn new(workbook: &Workbook, view: &View, language: Language) -> Self {
        match view {
            View::Unit { unit, first, last } => {
                let last = (*last).clamp(*first, first.plus(MOST_MONTHS.saturating_sub(1)));
                Self::of_unit(workbook, unit, *first, last, language)
            }
            View::Month { month, scorecard } => {
                Self::of_month(workbook, *month, scorecard.as_ref(), language)
            }
        }
    }

    fn of_unit(workbook: &Workbook, unit: &UnitId, first: Month, last: Month, language: Language) -> Self {
        let items = items_of(workbook, unit);
        let months: Vec<Month> = first.through(last).collect();
        let one_year = first.year() == last.year();
        let column = |at: &Month| Heading {
            name: if one_year {
                month::format_short(*at, language)
            } else {
                month::format_brief(*at, language)
            },
            detail: String::new(),
        };
        Self {
            view: View::Unit { unit: unit.clone(), first, last },
            language,
            rows: items.iter().map(|item| item_heading(item, language)).collect(),
            columns: months.iter().map(column).collect(),
            units: workbook.unit(unit).map(|unit| named(unit, language)).into_iter().collect(),
            items: items.iter().map(|item| formatted(item, workbook, language)).collect(),
            months,
            used: Vec::new(),
        }
    }

    fn of_month(
        workbook: &Workbook,
        month: Month,
        scorecard: Option<&ScorecardId>,
        language: Language,
    ) -> Self {
        let needs = items_by_unit(workbook, scorecard);
        let mut columns: Vec<usize> = needs.iter().flatten().copied().collect();
        columns.sort_unstable();
        columns.dedup();
        let items: Vec<&Item> = columns.iter().filter_map(|place| workbook.items.get(*place)).collect();
        let shown: Vec<(&Unit, &BTreeSet<usize>)> =
            workbook.units.iter().zip(&needs).filter(|(_, needs)| !needs.is_empty()).collect();
        let column_of = |place: &usize| columns.binary_search(place).ok();
        let row = |unit: &Unit| Heading { name: unit.name.text(language).to_owned(), detail: String::new() };
        Self {
            view: View::Month { month, scorecard: scorecard.cloned() },
            language,
            rows: shown.iter().map(|(unit, _)| row(unit)).collect(),
            columns: items.iter().map(|item| item_heading(item, language)).collect(),
            units: shown.iter().map(|(unit, _)| named(unit, language)).collect(),
            items: items.iter().map(|item| formatted(item, workbook, language)).collect(),
            months: vec![month],
            used: shown.iter().map(|(_, needs)| needs.iter().filter_map(column_of).collect()).collect(),
        }
    }

    /// Whether a place takes a figure.
    #[must_use]
    pub fn takes_figure(&self, at: Place) -> bool {
        let inside = at.row < self.rows.len() && at.column < self.columns.len();
        inside && self.used.get(at.row).is_none_or(|used| used.contains(&at.column))
    }

    /// The figure's place in the workbook; `None` where the place takes none.
    #[must_use]
    pub fn cell(&self, at: Place) -> Option<Cell> {
        let (unit, item, month) = self.axes(at).filter(|_| self.takes_figure(at))?;
        Some(Cell { unit: unit.0.clone(), item: item.0.clone(), month })
    }

    /// Where a figure of the workbook stands; `None` where the table does not show it.
    #[must_use]
    pub fn place(&self, cell: &Cell) -> Option<Place> {
        let unit = self.units.iter().position(|(unit, _)| *unit == cell.unit)?;
        let item = self.items.iter().position(|(item, ..)| *item == cell.item)?;
        let month = self.months.iter().position(|month| *month == cell.month)?;
        let place = match self.view {
            View::Unit { .. } => Place { row: item, column: month },
            View::Month { .. } => Place { row: unit, column: item },
        };
        self.takes_figure(place).then_some(place)
    }

    /// How the numbers of a place are read and shown.
    #[must_use]
    pub fn format(&self, at: Place) -> Option<Format> {
        self.axes(at).map(|(_, item, _)| item.2)
    }

    /// What a place is called: "item, unit, month".
    #[must_use]
    pub fn label(&self, at: Place) -> String {
        let Some((unit, item, at)) = self.axes(at) else { return String::new() };
        fill(messages(self.language).cell_label, &[&item.1, &unit.1, &month::format(at, self.language)])
    }

    /// What the table is called.
    #[must_use]
    pub fn caption(&self) -> String {
        let words = messages(self.language);
        let (first, last) = self.view.span();
        let whole_year = first.number() == 1 && last == first.plus(11);
        let span = match whole_year {
            true => first.year().to_string(),
            false => month::format_range(first, last, self.language),
        };
        match (&self.view, self.units.first()) {
            (View::Unit { .. }, Some((_, name))) => fill(words.figures_caption, &[name, &span]),
            _ => fill(words.figures_of_month, &[&span]),
        }
    }

    /// The unit of a row.
    #[must_use]
    pub fn unit_of_row(&self, row: usize) -> Option<&UnitId> {
        let place = if self.used.is_empty() { 0 } else { row };
        self.units.get(place).map(|(unit, _)| unit)
    }

    /// The items in the order of the table.
    pub fn items(&self) -> impl Iterator<Item = &ItemId> {
        self.items.iter().map(|(item, ..)| item)
    }

    /// The months in the order of the table.
    #[must_use]
    pub fn months(&self) -> &[Month] {
        &self.months
    }

    /// How many cells of a row have something entered, and how many there are.
    #[must_use]
    pub fn progress(&self, row: usize, workbook: &Workbook) -> (usize, usize) {
        let (mut entered, mut all) = (0_usize, 0_usize);
        for column in 0..self.columns.len() {
            if let Some(figure) = self.figure(Place { row, column }, workbook) {
                all = all.saturating_add(1);
                entered = entered.saturating_add(usize::from(figure != Figure::Missing));
            }
        }
        (entered, all)
    }

    /// The figure at a place; `None` where the place takes none.
    #[must_use]
    pub fn figure(&self, at: Place, workbook: &Workbook) -> Option<Figure> {
        let (unit, item, month) = self.axes(at).filter(|_| self.takes_figure(at))?;
        Some(workbook.figures.get(&unit.0, &item.0, month))
    }

    /// The unit, the item and the month of a place within the table.
    fn axes(&self, at: Place) -> Option<(&OfUnit, &OfItem, Month)> {
        match self.view {
            View::Unit { .. } => {
                Some((self.units.first()?, self.items.get(at.row)?, *self.months.get(at.column)?))
            }
            View::Month { .. } => {
                Some((self.units.get(at.row)?, self.items.get(at.column)?, *self.months.first()?))
            }
        }
    }
}

fn item_heading(item: &Item, language: Language) -> Heading {
    Heading {
        name: item.name.text(language).to_owned(),
        detail: item.unit_of_measure.text(language).to_owned(),
    }
}

fn named(unit: &Unit, language: Language) -> OfUnit {
    (unit.id.clone(), unit.name.text(language).to_owned())
}

fn formatted(item: &Item, workbook: &Workbook, language: Language) -> OfItem {
    let format = Format { decimals: item.decimals, percent: item.is_percent(), style: workbook.number_style };
    (item.id.clone(), item.name.text(language).to_owned(), format)
}
