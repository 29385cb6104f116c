//! SDG Index 2019 (Sachs et al. 2019, CC BY 4.0): what is published, and how it compares.

use std::path::Path;

use counterpoise::domain::{
    id::{MeasureId, ScorecardId, UnitId},
    period::Period,
    scoring::{Formula, Plan, Step},
    workbook::Workbook,
};
use rust_decimal::Decimal;
use xtask_wasm::anyhow::{Context, Result, ensure};

use super::sdg_book::{COLOURS, INDEX, goal_id, month};
use super::table::{Row, Table};
use super::{book::word, tally::Tally};

/// What is published of each kind.
const GROUPS: [(&str, usize); 4] = [(NORMALIZED, 4_230), (COLOUR, 4_795), (GOAL, 896), (TOTAL, 54)];
const NORMALIZED: &str = "normalized score";
const COLOUR: &str = "colour";
const GOAL: &str = "goal score";
const TOTAL: &str = "index";

/// Decimals of the published scores.
const DECIMALS: u32 = 6;

/// The points of the colours, from the worst.
const COLOURS_BY_POINTS: [&str; 4] = ["red", "orange", "yellow", "green"];

/// The data set.
pub(super) struct Published {
    pub(super) indicators: Vec<Indicator>,
    pub(super) countries: Vec<Country>,
    pub(super) values: Vec<Value>,
}

/// What an indicator is held against, the same for every country.
#[derive(PartialEq)]
pub(super) struct Indicator {
    pub(super) goal: u32,
    pub(super) name: String,
    pub(super) best: Decimal,
    pub(super) worst: Decimal,
    pub(super) green: Decimal,
    pub(super) red: Decimal,
}

/// A country, its scores, and those of its region, by goal.
pub(super) struct Country {
    pub(super) code: String,
    pub(super) index: Option<Decimal>,
    pub(super) goals: Vec<Option<Decimal>>,
    pub(super) regional: Vec<Option<Decimal>>,
}

/// The value of an indicator in a country.
pub(super) struct Value {
    pub(super) country: String,
    pub(super) indicator: String,
    pub(super) value: Decimal,
    pub(super) normalized: Option<Decimal>,
    pub(super) colour: String,
}

/// The numbers of the goals.
pub(super) fn goals() -> impl Iterator<Item = u32> {
    1..=17
}

impl Published {
    /// Reads the published files in a directory.
    pub(super) fn read(directory: &Path) -> Result<Self> {
        let mut published = Self { indicators: Vec::new(), countries: Vec::new(), values: Vec::new() };
        for row in Table::read(&directory.join("sdg2019_goals.csv"))?.rows() {
            published.countries.push(country(row)?);
        }
        for row in Table::read(&directory.join("sdg2019_indicators.csv"))?.rows() {
            published.values.push(value(row)?);
            published.add_indicator(indicator(row)?)?;
        }
        Ok(published)
    }

    fn add_indicator(&mut self, indicator: Indicator) -> Result<()> {
        match self.indicators.iter().find(|known| known.name == indicator.name) {
            Some(known) => ensure!(*known == indicator, "{} is held against two things", indicator.name),
            None => self.indicators.push(indicator),
        }
        Ok(())
    }
}

fn country(row: Row<'_>) -> Result<Country> {
    let by_goal =
        |kind: &str| goals().map(|goal| row.number(&format!("{kind}{goal}"))).collect::<Result<_>>();
    Ok(Country {
        code: row.text("country")?.to_owned(),
        index: row.number("index")?,
        goals: by_goal("goal")?,
        regional: by_goal("regional")?,
    })
}

fn indicator(row: Row<'_>) -> Result<Indicator> {
    let level = |heading: &str| row.number(heading)?.with_context(|| format!("{heading} is empty"));
    Ok(Indicator {
        goal: row.text("goal")?.parse().context("the number of a goal")?,
        name: row.text("indicator")?.to_owned(),
        best: level("best")?,
        worst: level("worst")?,
        green: level("green")?,
        red: level("red")?,
    })
}

fn value(row: Row<'_>) -> Result<Value> {
    Ok(Value {
        country: row.text("country")?.to_owned(),
        indicator: row.text("indicator")?.to_owned(),
        value: row.number("value")?.context("an indicator without value")?,
        normalized: row.number("normalized")?,
        colour: row.text("colour")?.to_owned(),
    })
}

/// Scores every country and compares what is published of it: of some, only the colours.
pub(super) fn compare_all(published: &Published, workbook: &Workbook) -> Tally {
    let plan = Plan::new(workbook);
    let mut tally = Tally::new(&GROUPS);
    for country in &published.countries {
        compare_country(&plan, published, country, &mut tally);
    }
    tally
}

fn compare_country(plan: &Plan, published: &Published, country: &Country, tally: &mut Tally) {
    let unit = UnitId::from(country.code.as_str());
    let period = Period::month(month());
    let report = |card| plan.score(&ScorecardId::from(card), &unit, period);
    let (index, colours) = (report(INDEX), report(COLOURS));
    for value in published.values.iter().filter(|value| value.country == country.code) {
        let row = format!("{} {}", country.code, value.indicator);
        let measure = MeasureId::from(word(&value.indicator).as_str());
        if let Some(normalized) = value.normalized {
            let ours = plan.explain(&ScorecardId::from(INDEX), &unit, period, &measure);
            let ours = ours.and_then(|explanation| explanation.steps.iter().find_map(percent));
            compare(tally, NORMALIZED, &row, normalized, ours);
        }
        if !value.colour.is_empty() {
            let ours = colours.measure(&measure).and_then(|score| colour(score.points?));
            tally.compare(COLOUR, &row, Some(value.colour.clone()), ours);
        }
    }
    for (goal, score) in goals().zip(&country.goals) {
        let Some(score) = score else { continue };
        let own = index.perspectives().iter().find(|own| own.perspective.as_str() == goal_id(goal));
        let ours = own.filter(|own| !own.substituted).and_then(|own| own.percent);
        compare(tally, GOAL, &format!("{} goal {goal}", country.code), *score, ours);
    }
    if let Some(published) = country.index {
        compare(tally, TOTAL, &country.code, published, index.total.points);
    }
}

/// The percent in the step in which the method was applied: exact, where that of the report rests on
/// points of fifteen decimals.
fn percent(step: &Step) -> Option<Decimal> {
    let Step::Formula(formula) = step else { return None };
    let Formula::Interpolation { percent, .. } = &**formula else { return None };
    percent.to_decimal()
}

fn compare(tally: &mut Tally, name: &'static str, row: &str, published: Decimal, ours: Option<Decimal>) {
    let ours = ours.map(|ours| as_published(ours, published));
    tally.compare(name, row, Some(published.to_string()), ours);
}

fn colour(points: Decimal) -> Option<String> {
    let place = usize::try_from(points.mantissa()).ok().filter(|_| points.scale() == 0)?;
    COLOURS_BY_POINTS.get(place).map(|colour| (*colour).to_owned())
}

/// Our value as it is published where it lies within half a unit of the last published decimal, else
/// as it is. A value half way is published either way, because it was printed from a binary float:
/// 88.7519895 (AUT) as 88.751990, 29.1992175 (LSO) as 29.199217.
fn as_published(ours: Decimal, published: Decimal) -> String {
    let agrees = (ours - published).abs() <= Decimal::new(5, DECIMALS + 1);
    if agrees { published.to_string() } else { ours.to_string() }
}
