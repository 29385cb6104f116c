//! The workbook: the document a person keeps, exports and shares.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::action::Action;
use super::change_log::Change;
use super::closing::Closing;
use super::deduction::Deductions;
use super::figure::{Cell, Figures};
use super::id::{ItemId, ScorecardId, UnitId, WorkbookId};
use super::item::Item;
use super::name::Name;
use super::period::{FirstMonth, Month};
use super::scorecard::Scorecard;
use super::strategy_map::Positions;
use super::unit::{Kind, Unit};
use super::unknown::UnknownFields;

/// Units, items, scorecards, figures, notes, closed periods and the change log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Workbook {
    /// Identity; kept through export and import.
    pub id: WorkbookId,
    /// Name.
    pub name: Name,
    /// A sentence on what it is, shown under its name.
    pub about: Option<Name>,
    /// First month of the fiscal year.
    pub first_month: FirstMonth,
    /// How an ambiguous number is read.
    pub number_style: NumberStyle,
    /// Kinds of unit.
    pub kinds: Vec<Kind>,
    /// Units.
    pub units: Vec<Unit>,
    /// Items.
    pub items: Vec<Item>,
    /// Scorecards.
    pub scorecards: Vec<Scorecard>,
    /// Figures.
    pub figures: Figures,
    /// Notes on figures.
    pub notes: BTreeMap<Cell, Arc<str>>,
    /// What stands behind figures of points deducted.
    pub deductions: Deductions,
    /// What is done about measures.
    pub actions: Vec<Action>,
    /// Where people have put objectives on strategy maps.
    pub positions: Positions,
    /// Closed periods.
    pub closings: Vec<Closing>,
    /// The change log, oldest first.
    pub changes: Vec<Change>,
    /// What another program wrote beside all this.
    pub unknown: Vec<UnknownFields>,
}

/// How a number that can be read two ways, such as `1,234`, is read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum NumberStyle {
    /// A point before the decimals: `1,234` is one thousand two hundred and thirty-four.
    #[default]
    Point,
    /// A comma before the decimals: `1,234` is one and a bit.
    Comma,
}

impl Workbook {
    /// A workbook with nothing in it, whose fiscal year is the calendar year.
    #[must_use]
    pub fn empty(id: WorkbookId, name: Name) -> Self {
        Self {
            id,
            name,
            about: None,
            first_month: FirstMonth::JANUARY,
            number_style: NumberStyle::Point,
            kinds: Vec::new(),
            units: Vec::new(),
            items: Vec::new(),
            scorecards: Vec::new(),
            figures: Figures::default(),
            notes: BTreeMap::new(),
            deductions: Deductions::default(),
            actions: Vec::new(),
            positions: Positions::default(),
            closings: Vec::new(),
            changes: Vec::new(),
            unknown: Vec::new(),
        }
    }

    /// The unit with this identity.
    #[must_use]
    pub fn unit(&self, id: &UnitId) -> Option<&Unit> {
        self.units.iter().find(|unit| unit.id == *id)
    }

    /// The item with this identity.
    #[must_use]
    pub fn item(&self, id: &ItemId) -> Option<&Item> {
        self.items.iter().find(|item| item.id == *id)
    }

    /// The scorecard with this identity.
    #[must_use]
    pub fn scorecard(&self, id: &ScorecardId) -> Option<&Scorecard> {
        self.scorecards.iter().find(|card| card.id == *id)
    }

    /// The scorecards a unit uses, in the order of the workbook.
    pub fn scorecards_of<'a>(&'a self, unit: &'a UnitId) -> impl Iterator<Item = &'a Scorecard> {
        self.scorecards.iter().filter(move |card| card.units.contains(unit))
    }

    /// The units that use a scorecard, in the order of the workbook.
    #[must_use]
    pub fn scored_units(&self) -> Vec<&Unit> {
        let users: BTreeSet<&UnitId> = self.scorecards.iter().flat_map(|card| &card.units).collect();
        self.units.iter().filter(|unit| users.contains(&unit.id)).collect()
    }

    /// Those that it uses in `month`.
    pub fn scorecards_in<'a>(
        &'a self,
        unit: &'a UnitId,
        month: Month,
    ) -> impl Iterator<Item = &'a Scorecard> {
        self.scorecards.iter().filter(move |card| card.is_used_in(unit, month))
    }

    /// The items that an expression may mean by `name`: by code, or by name where it was quoted.
    pub fn items_named<'a>(&'a self, name: &'a str, quoted: bool) -> impl Iterator<Item = &'a Item> {
        self.items.iter().filter(move |item| *item.code == *name || quoted && item.name.is(name))
    }
}
