//! The workload as a workbook: nothing in it but what a person could enter.

use super::workload::{CAP, KINDS, Measure as Definition, Method as Rule, Number, PERSPECTIVES, Workload};
use counterpoise::domain::{
    expression::Expression,
    figure::{Cell, Figure},
    id::{ItemId, KindId, MeasureId, PerspectiveId, ScorecardId, UnitId, WorkbookId},
    item::{Item, MonthRule, UnitRule},
    measure::{Measure, Polarity, Weight},
    method::{Award, Band, Bands, Basis, Completion, Inverse, Method, Side, Step, StepBase, StepCounting},
    name::Name,
    period::{Month, PeriodLength},
    scorecard::{
        LongerPeriods, MissingPolicy, Perspective, RankBy, RankRule, RankWithin, Revision, Rounding,
        Scorecard, StatusBands, Weighting,
    },
    target::{FixedTargetKey, FixedTargets, PeerStatistic, PeerTarget, Target, TargetSource},
    unit::{DatedKind, Kind, Unit},
    workbook::Workbook,
};
use rust_decimal::Decimal;
use xtask_wasm::anyhow::{Context, Result};

/// The calendar year of the first month.
const FIRST_YEAR: i32 = 2024;

/// Months that a history looks back.
const HISTORY: u32 = 12;

/// A workbook with the units, scorecards and figures of the workload. A kind has a scorecard, and a
/// measure an item, of its own; what has no figures is left out, and coverage below 80 % has no rank.
pub(crate) fn workbook(workload: &Workload, rounding: Rounding) -> Result<Workbook> {
    let mut book = Workbook::empty(WorkbookId::from("workload"), Name::plain("Workload"));
    for (kind, name) in KINDS.into_iter().enumerate() {
        book.kinds.push(Kind { id: kind_id(kind), name: Name::plain(name) });
        book.items.extend((0..workload.size.measures).map(|measure| item(kind, measure)));
        book.scorecards.push(scorecard(workload, kind, rounding)?);
    }
    for (place, unit) in workload.units.iter().enumerate() {
        let name = Name::plain(&format!("Unit {}", place + 1));
        let kinds = vec![DatedKind { from: month(0), kind: kind_id(unit.kind) }];
        book.units.push(Unit { id: unit_id(place), name, parent: None, kinds });
    }
    for (row, figures) in workload.figures.chunks(workload.size.months).enumerate() {
        let (unit, measure) = (row / workload.size.measures, row % workload.size.measures);
        for (year, figures) in (FIRST_YEAR..).zip(figures.chunks(12)) {
            let mut months = [Figure::Missing; 12];
            for (place, number) in months.iter_mut().zip(figures) {
                *place = Figure::Value(decimal(*number));
            }
            let item = cell(unit, measure, 0).item;
            book.figures.set_year(&unit_id(unit), &item, year, months);
        }
    }
    Ok(book)
}

/// The unit with this number.
pub(crate) fn unit_id(unit: usize) -> UnitId {
    UnitId::from(format!("u{unit}").as_str())
}

/// The scorecard of a kind.
pub(crate) fn card_id(kind: usize) -> ScorecardId {
    ScorecardId::from(format!("c{kind}").as_str())
}

/// The measure with this number on the scorecard of a kind.
pub(crate) fn measure_id(kind: usize, measure: usize) -> MeasureId {
    MeasureId::from(code(kind, measure).as_str())
}

/// The month with this number, from 0.
pub(crate) fn month(number: usize) -> Month {
    Month::january(FIRST_YEAR).plus(i32::try_from(number).unwrap_or(i32::MAX))
}

/// Where a figure of the workload stands.
pub(crate) fn cell(unit: usize, measure: usize, number: usize) -> Cell {
    let item = ItemId::from(code(unit % KINDS.len(), measure).as_str());
    Cell { unit: unit_id(unit), item, month: month(number) }
}

/// A number of the workload as a figure.
pub(crate) fn figure(number: Number) -> Figure {
    Figure::Value(decimal(number))
}

fn decimal(number: Number) -> Decimal {
    Decimal::new(number.mantissa.into(), number.scale)
}

fn kind_id(kind: usize) -> KindId {
    KindId::from(format!("k{kind}").as_str())
}

/// The code of a measure of a kind's scorecard, and of its item.
fn code(kind: usize, measure: usize) -> String {
    format!("k{kind}m{measure}")
}

fn item(kind: usize, measure: usize) -> Item {
    let code = code(kind, measure);
    Item {
        id: ItemId::from(code.as_str()),
        name: Name::plain(&code),
        code: code.into(),
        unit_of_measure: Name::plain("cases"),
        decimals: 2,
        month_rule: MonthRule::Mean,
        unit_rule: UnitRule::None,
        plausible: None,
    }
}

fn scorecard(workload: &Workload, kind: usize, rounding: Rounding) -> Result<Scorecard> {
    let by = if rounding == Rounding::None { RankBy::Exact } else { RankBy::Rounded };
    let perspectives = (0..PERSPECTIVES.len()).map(|place| perspective(workload, kind, place));
    let revision = Revision {
        from: month(0),
        weighting: Weighting::Points,
        rounding,
        missing: MissingPolicy::Redistribute,
        least_scored: None,
        least_coverage: Decimal::from(80),
        extra_ceiling: None,
        rank: RankRule { within: RankWithin::All, by },
        longer_periods: LongerPeriods::MeanOfPeriods,
        grades: Vec::new(),
        status: StatusBands { on_target: Decimal::from(90), at_risk: Decimal::from(70) },
        perspectives: perspectives.collect::<Result<_>>()?,
        vetoes: Vec::new(),
        overrides: Vec::new(),
    };
    Ok(Scorecard {
        spans: Vec::new(),
        id: card_id(kind),
        name: Name::plain(KINDS.get(kind).context("no such kind")?),
        template: None,
        source: None,
        units: (kind..workload.size.units).step_by(KINDS.len()).map(unit_id).collect(),
        period: PeriodLength::Month,
        revisions: vec![revision],
    })
}

fn perspective(workload: &Workload, kind: usize, place: usize) -> Result<Perspective> {
    let definitions = workload.scorecards.get(kind).context("no such kind")?.iter().enumerate();
    let own = definitions.filter(|(_, definition)| definition.perspective == place);
    let measures = own.map(|(index, definition)| measure(workload, (kind, index), definition));
    Ok(Perspective {
        id: PerspectiveId::from(format!("p{place}").as_str()),
        name: Name::plain(PERSPECTIVES.get(place).context("no such perspective")?),
        weight: Weight::default(),
        least_scored: None,
        substitute: None,
        objectives: Vec::new(),
        measures: measures.collect::<Result<_>>()?,
    })
}

fn measure(workload: &Workload, place: (usize, usize), definition: &Definition) -> Result<Measure> {
    let code = code(place.0, place.1);
    let lower = matches!(definition.method, Rule::Mirror | Rule::Deduction { .. });
    let id = MeasureId::from(code.as_str());
    Ok(Measure {
        unit_of_measure: Name::plain("cases"),
        decimals: 2,
        polarity: if lower { Polarity::Lower } else { Polarity::Higher },
        target: source(workload, place, definition).map(|source| Target {
            source,
            uplift: Decimal::ZERO,
            offset: Decimal::ZERO,
        }),
        weight: Weight::new(decimal(definition.weight))?,
        ..Measure::new(id, Name::plain(&code), Expression::parse(&code)?, method(&definition.method))
    })
}

/// Where the target comes from; bands need none.
fn source(workload: &Workload, place: (usize, usize), definition: &Definition) -> Option<TargetSource> {
    let (kind, measure) = place;
    let (statistic, with_self, least_peers) = (PeerStatistic::Mean, true, 1);
    match definition.method {
        Rule::Bands { .. } => None,
        Rule::History => Some(TargetSource::TrailingMean { periods: HISTORY }),
        Rule::PeerMean => Some(TargetSource::Peers(PeerTarget { statistic, with_self, least_peers })),
        Rule::Completion | Rule::Mirror | Rule::Deduction { .. } => {
            let mut targets = FixedTargets::default();
            for unit in (kind..workload.size.units).step_by(KINDS.len()) {
                let key = FixedTargetKey { unit: Some(unit_id(unit)), year: None, month: None };
                targets.set(key, decimal(workload.measure(unit, measure)?.1));
            }
            Some(TargetSource::Fixed(targets))
        }
    }
}

fn method(rule: &Rule) -> Method {
    match rule {
        Rule::Completion | Rule::Mirror | Rule::History | Rule::PeerMean => Method::Completion(Completion {
            inverse: Inverse::Mirror,
            floor: Decimal::ZERO,
            cap: Some(decimal(CAP)),
        }),
        Rule::Deduction { rate } => Method::Step(Step {
            step: Decimal::ONE,
            counting: StepCounting::Proportional,
            deduct: decimal(*rate),
            add: Decimal::ZERO,
            base: StepBase::Full,
            lowest: Some(Decimal::ZERO),
            highest: None,
        }),
        Rule::Bands { bands } => {
            let band = |(place, band): (usize, &super::workload::Band)| Band {
                from: (place > 0).then(|| decimal(band.lower)),
                award: Award::Percent(decimal(band.share) * Decimal::ONE_HUNDRED),
            };
            let bands = bands.iter().enumerate().map(band).collect();
            Method::Bands(Bands { basis: Basis::Actual, bands, cut: Side::Better })
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bench::{generator, workload::Size};

    #[test]
    fn the_workbook_is_one_that_may_be_opened() {
        let workload = generator::generate(Size::S);
        let book = workbook(&workload, Rounding::None).expect("a workbook");
        assert_eq!(counterpoise::domain::validate::check(&book), Ok(()));
    }
}
