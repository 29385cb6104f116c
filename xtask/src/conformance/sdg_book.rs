//! The rule of the SDG Index 2019 as scorecards, and the countries with their values.
//!
//! Seventeen goals of equal weight, each the mean of the indicators that there are; the mean of the
//! region stands in for a goal without any. The colours of the indicators are a card of their own.

use counterpoise::domain::figure::Figure;
use counterpoise::domain::item::Item;
use counterpoise::domain::measure::{Gives, Measure, Polarity, Substitute};
use counterpoise::domain::method::{
    Award, Band, Bands, Basis, End, Interpolation, Knot, Limits, Method, Side,
};
use counterpoise::domain::period::Month;
use counterpoise::domain::scorecard::{MissingPolicy, Perspective, Scorecard};
use counterpoise::domain::workbook::Workbook;
use rust_decimal::Decimal;
use xtask_wasm::anyhow::Result;

use super::book::{add_unit, card, enter, expression, item, measure, perspective, word, workbook as book};
use super::sdg::{Country, Indicator, Published, goals};

/// The card of the index.
pub(super) const INDEX: &str = "index";
/// The card of the colours.
pub(super) const COLOURS: &str = "colours";
/// The year of the report, whose figures stand in its first month.
const YEAR: i32 = 2019;

/// The month that the figures stand in.
pub(super) fn month() -> Month {
    Month::january(YEAR)
}

/// Identity of the perspective of a goal.
pub(super) fn goal_id(goal: u32) -> String {
    format!("goal{goal}")
}

/// The workbook of all countries.
pub(super) fn workbook(published: &Published) -> Result<Workbook> {
    let cards = vec![index(&published.indicators)?, colours(&published.indicators)?];
    let about = "Sachs, J. et al.: Sustainable Development Report 2019 (CC BY 4.0)";
    let mut workbook = book("sdg-2019", "SDG Index 2019", about, items(published), cards);
    for country in &published.countries {
        add_country(&mut workbook, country);
    }
    for value in &published.values {
        let figure = Figure::Value(value.value);
        enter(&mut workbook, &value.country, &word(&value.indicator), month(), figure);
    }
    Ok(workbook)
}

fn items(published: &Published) -> Vec<Item> {
    let values = published.indicators.iter().map(|indicator| item(&word(&indicator.name), &indicator.name));
    values
        .chain(goals().map(|goal| item(&regional(goal), &format!("Goal {goal}, mean of the region"))))
        .collect()
}

/// The item of a goal's regional mean.
fn regional(goal: u32) -> String {
    format!("regional{goal}")
}

fn index(indicators: &[Indicator]) -> Result<Scorecard> {
    let mut perspectives = Vec::new();
    for goal in goals() {
        let value = expression(&regional(goal))?;
        let substitute = Some(Substitute { value, gives: Gives::Percent });
        perspectives.push(Perspective { substitute, ..self::goal(goal, indicators, &normalized)? });
    }
    let mut card = card(INDEX, "SDG Index", month(), perspectives);
    for revision in &mut card.revisions {
        revision.missing = MissingPolicy::Substitute;
    }
    Ok(card)
}

fn colours(indicators: &[Indicator]) -> Result<Scorecard> {
    let goals = goals().map(|number| goal(number, indicators, &colour)).collect::<Result<_>>()?;
    let mut card = card(COLOURS, "Colours of the indicators", month(), goals);
    // The points of a colour are not scaled for indicators that are missing.
    for revision in &mut card.revisions {
        revision.missing = MissingPolicy::Withhold;
    }
    Ok(card)
}

fn goal(number: u32, indicators: &[Indicator], method: &dyn Fn(&Indicator) -> Method) -> Result<Perspective> {
    let own = indicators.iter().filter(|indicator| indicator.goal == number);
    let measures = own.map(|indicator| of_indicator(indicator, method(indicator))).collect::<Result<_>>()?;
    perspective(&goal_id(number), &format!("Goal {number}"), measures)
}

fn of_indicator(indicator: &Indicator, method: Method) -> Result<Measure> {
    let polarity = if is_higher_better(indicator) { Polarity::Higher } else { Polarity::Lower };
    let code = word(&indicator.name);
    measure(&code, &indicator.name, polarity, &code, method)
}

fn is_higher_better(indicator: &Indicator) -> bool {
    indicator.best > indicator.worst
}

/// From 0 at the worst value to 100 at the best.
fn normalized(indicator: &Indicator) -> Method {
    let worst = Knot { at: indicator.worst, percent: Decimal::ZERO };
    let best = Knot { at: indicator.best, percent: Decimal::ONE_HUNDRED };
    Method::Interpolation(Interpolation {
        basis: Basis::Actual,
        knots: if is_higher_better(indicator) { vec![worst, best] } else { vec![best, worst] },
        below: End::Constant,
        above: End::Constant,
        limits: Limits::default(),
    })
}

/// Red 0, orange 1, yellow 2, green 3 points; a cut belongs to the better colour.
fn colour(indicator: &Indicator) -> Method {
    let middle = (indicator.green + indicator.red) / Decimal::TWO;
    let cuts = [indicator.red, middle, indicator.green].map(Some);
    let points = |points: u32| Award::Points(Decimal::from(points));
    let bands = if is_higher_better(indicator) {
        let from = [None].into_iter().chain(cuts);
        from.zip(0..).map(|(from, colour)| Band { from, award: points(colour) }).collect()
    } else {
        let from = [None].into_iter().chain(cuts.into_iter().rev());
        from.zip((0..=3).rev()).map(|(from, colour)| Band { from, award: points(colour) }).collect()
    };
    Method::Bands(Bands { basis: Basis::Actual, bands, cut: Side::Better })
}

fn add_country(workbook: &mut Workbook, country: &Country) {
    add_unit(workbook, &country.code, &country.code);
    for (goal, mean) in goals().zip(&country.regional) {
        if let Some(mean) = mean {
            enter(workbook, &country.code, &regional(goal), month(), Figure::Value(*mean));
        }
    }
}
