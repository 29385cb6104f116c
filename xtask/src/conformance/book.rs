//! The parts of a workbook, with what every published data set has in common: figures of one
//! month, cards of that month, weights as shares, nothing rounded.

use std::sync::Arc;

use counterpoise::domain::expression::Expression;
use counterpoise::domain::figure::{Cell, Figure};
use counterpoise::domain::id::{ItemId, MeasureId, PerspectiveId, ScorecardId, UnitId, WorkbookId};
use counterpoise::domain::item::{Item, MonthRule, UnitRule};
use counterpoise::domain::measure::{Measure, Polarity, Weight};
use counterpoise::domain::method::Method;
use counterpoise::domain::name::Name;
use counterpoise::domain::period::{Month, PeriodLength};
use counterpoise::domain::scorecard::{
    LongerPeriods, MissingPolicy, Perspective, RankBy, RankRule, RankWithin, Revision, Rounding, Scorecard,
    StatusBands, Weighting,
};
use counterpoise::domain::unit::Unit;
use counterpoise::domain::workbook::Workbook;
use rust_decimal::Decimal;
use xtask_wasm::anyhow::{Context, Result};

/// A published name as a word that an expression can hold: `MORT-30-AMI` is `mort_30_ami`.
pub(super) fn word(name: &str) -> String {
    name.chars().map(|c| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '_' }).collect()
}

pub(super) fn expression(text: &str) -> Result<Expression> {
    Expression::parse(text).with_context(|| format!("the expression {text}"))
}

/// An item that is entered once.
pub(super) fn item(code: &str, name: &str) -> Item {
    Item {
        id: ItemId::from(code),
        code: Arc::from(code),
        name: Name::plain(name),
        unit_of_measure: Name::plain(""),
        decimals: 0,
        month_rule: MonthRule::Last,
        unit_rule: UnitRule::None,
        plausible: None,
    }
}

/// A measure whose actual is an expression, with a weight of 1.
pub(super) fn measure(
    id: &str,
    name: &str,
    polarity: Polarity,
    actual: &str,
    method: Method,
) -> Result<Measure> {
    let measure = Measure::new(MeasureId::from(id), Name::plain(name), expression(actual)?, method);
    Ok(Measure { polarity, weight: weight(1)?, ..measure })
}

pub(super) fn weight(value: u32) -> Result<Weight> {
    Ok(Weight::new(Decimal::from(value))?)
}

/// A perspective that counts as much as any other.
pub(super) fn perspective(id: &str, name: &str, measures: Vec<Measure>) -> Result<Perspective> {
    Ok(Perspective {
        id: PerspectiveId::from(id),
        name: Name::plain(name),
        weight: weight(1)?,
        least_scored: None,
        substitute: None,
        objectives: Vec::new(),
        measures,
    })
}

/// A card of a month, of 100 points shared out by weight.
pub(super) fn card(id: &str, name: &str, from: Month, perspectives: Vec<Perspective>) -> Scorecard {
    let revision = Revision {
        from,
        weighting: Weighting::Share { total: Decimal::ONE_HUNDRED },
        rounding: Rounding::None,
        missing: MissingPolicy::Redistribute,
        least_scored: None,
        least_coverage: Decimal::ZERO,
        extra_ceiling: None,
        rank: RankRule { within: RankWithin::All, by: RankBy::Rounded },
        longer_periods: LongerPeriods::MeanOfPeriods,
        grades: Vec::new(),
        status: StatusBands { on_target: Decimal::from(95), at_risk: Decimal::from(80) },
        perspectives,
        vetoes: Vec::new(),
        overrides: Vec::new(),
    };
    Scorecard {
        spans: Vec::new(),
        id: ScorecardId::from(id),
        name: Name::plain(name),
        template: None,
        source: None,
        units: Vec::new(),
        period: PeriodLength::Month,
        revisions: vec![revision],
    }
}

/// A workbook of items and cards, to which units are added.
pub(super) fn workbook(
    id: &str,
    name: &str,
    about: &str,
    items: Vec<Item>,
    cards: Vec<Scorecard>,
) -> Workbook {
    Workbook {
        about: Some(Name::plain(about)),
        items,
        scorecards: cards,
        ..Workbook::empty(WorkbookId::from(id), Name::plain(name))
    }
}

/// Adds a unit that uses every card.
pub(super) fn add_unit(workbook: &mut Workbook, id: &str, name: &str) {
    let unit = UnitId::from(id);
    workbook.units.push(Unit { id: unit.clone(), name: Name::plain(name), parent: None, kinds: Vec::new() });
    for card in &mut workbook.scorecards {
        card.units.push(unit.clone());
    }
}

pub(super) fn enter(workbook: &mut Workbook, unit: &str, item: &str, month: Month, figure: Figure) {
    let cell = Cell { unit: UnitId::from(unit), item: ItemId::from(item), month };
    workbook.figures.set(&cell, figure);
}

/// What is known as a value; what is not does not apply.
pub(super) fn known_or_not_applicable(value: Option<Decimal>) -> Figure {
    value.map_or(Figure::NotApplicable, Figure::Value)
}
