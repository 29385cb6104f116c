//! The rule of 42 CFR 412.165 as a scorecard, and the hospitals with their rates.
//!
//! Four domains of equal weight, of which three must be scored. A domain that is not scored hands
//! its weight to the others, and so does a measure within its domain. The two sites of surgical
//! infections have a card of their own, because only their combined score counts.

use counterpoise::domain::id::ObjectiveId;
use counterpoise::domain::item::Item;
use counterpoise::domain::measure::{Measure, Polarity};
use counterpoise::domain::method::{AchievementImprovement, Entered, Formula, Limits, Method};
use counterpoise::domain::name::Name;
use counterpoise::domain::period::Month;
use counterpoise::domain::scorecard::{Objective, Perspective, Scorecard};
use counterpoise::domain::workbook::Workbook;
use rust_decimal::Decimal;
use xtask_wasm::anyhow::{Context, Result};

use super::book::{
    add_unit, card, enter, expression, item, known_or_not_applicable, measure, perspective, weight, word,
    workbook as book,
};
use super::hvbp::{Hospital, Published, Standard};

/// The card of the program.
pub(super) const CARD: &str = "hvbp";
/// The card of the two sites of surgical infections.
const SITES: &str = "ssi_sites";
/// Item and measure of their combined score.
const SSI: &str = "ssi_combined";
/// The most points of a measure.
const SCALE: u32 = 10;
/// The year of the program, whose figures stand in its first month.
const YEAR: i32 = 2024;

/// The domains in the order in which they are published.
pub(super) const DOMAINS: [Domain; 4] =
    [Domain::Clinical, Domain::Engagement, Domain::Safety, Domain::Efficiency];

/// What a measure is part of.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Domain {
    Clinical,
    Engagement,
    Safety,
    Efficiency,
    /// No domain: the two sites of surgical infections.
    Sites,
}

impl Domain {
    /// The domain of a published measure.
    pub(super) fn of(measure: &str) -> Self {
        match measure {
            "HAI-3" | "HAI-4" => Self::Sites,
            "MSPB-1" => Self::Efficiency,
            _ if measure.starts_with("HAI-") => Self::Safety,
            _ if measure.starts_with("MORT-") || measure.starts_with("COMP-") => Self::Clinical,
            _ => Self::Engagement,
        }
    }

    /// Identity of the perspective.
    pub(super) fn id(self) -> &'static str {
        match self {
            Self::Clinical => "clinical",
            Self::Engagement => "engagement",
            Self::Safety => "safety",
            Self::Efficiency => "efficiency",
            Self::Sites => "sites",
        }
    }

    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Clinical => "Clinical Outcomes",
            Self::Engagement => "Person and Community Engagement",
            Self::Safety => "Safety",
            Self::Efficiency => "Efficiency and Cost Reduction",
            Self::Sites => "Surgical site infection, by site",
        }
    }

    /// The card that the measures of the domain are on.
    pub(super) fn card(self) -> &'static str {
        if self == Self::Sites { SITES } else { CARD }
    }

    /// Measures that must be scored.
    fn least_scored(self) -> Option<u32> {
        matches!(self, Self::Clinical | Self::Safety).then_some(2)
    }
}

/// The month that the figures stand in.
pub(super) fn month() -> Month {
    Month::january(YEAR)
}

/// The workbook of all hospitals.
pub(super) fn workbook(published: &Published) -> Result<Workbook> {
    let mut workbook = book(
        "hvbp-fy2024",
        "Hospital Value-Based Purchasing, fiscal year 2024",
        "CMS Hospital Value-Based Purchasing, fiscal year 2024 (US government work); 42 CFR 412.165",
        items(&published.standards),
        cards(&published.standards)?,
    );
    for hospital in &published.hospitals {
        add_hospital(&mut workbook, &published.standards, hospital);
    }
    Ok(workbook)
}

fn items(standards: &[Standard]) -> Vec<Item> {
    let rates = standards.iter().flat_map(|standard| {
        let (code, name) = (word(&standard.measure), &standard.measure);
        [item(&code, name), item(&baseline_of(&code), &format!("{name}, baseline"))]
    });
    rates.chain([item(SSI, "Surgical site infection, combined score")]).collect()
}

fn baseline_of(code: &str) -> String {
    format!("{code}_baseline")
}

fn cards(standards: &[Standard]) -> Result<Vec<Scorecard>> {
    let domains = DOMAINS.iter().map(|domain| self::domain(*domain, standards)).collect::<Result<_>>()?;
    let mut program = card(CARD, "Total Performance Score", month(), domains);
    for revision in &mut program.revisions {
        revision.least_scored = Some(3);
    }
    let sites = card(SITES, Domain::Sites.name(), month(), vec![domain(Domain::Sites, standards)?]);
    Ok(vec![program, sites])
}

fn domain(domain: Domain, standards: &[Standard]) -> Result<Perspective> {
    let own: Vec<&Standard> =
        standards.iter().filter(|standard| Domain::of(&standard.measure) == domain).collect();
    let mut measures = own.iter().map(|standard| scored(standard)).collect::<Result<Vec<_>>>()?;
    let mut objectives = Vec::new();
    match domain {
        Domain::Safety => measures.push(combined()?),
        Domain::Engagement => {
            let dimensions = std::mem::replace(&mut measures, vec![consistency(&own)?]);
            objectives.push(base(dimensions)?);
        }
        _ => {}
    }
    let perspective = perspective(domain.id(), domain.name(), measures)?;
    Ok(Perspective { least_scored: domain.least_scored(), objectives, ..perspective })
}

/// A measure with achievement and improvement points.
fn scored(standard: &Standard) -> Result<Measure> {
    let code = word(&standard.measure);
    let higher = standard.benchmark > standard.threshold;
    let method = Method::AchievementImprovement(AchievementImprovement {
        threshold: expression(&standard.threshold.to_string())?,
        benchmark: expression(&standard.benchmark.to_string())?,
        baseline: Some(expression(&baseline_of(&code))?),
        scale: Decimal::from(SCALE),
        rounded: true,
    });
    let polarity = if higher { Polarity::Higher } else { Polarity::Lower };
    measure(&code, &standard.measure, polarity, &code, method)
}

/// The combined score of the sites, which is entered.
fn combined() -> Result<Measure> {
    let method = Method::Entered(Entered { out_of: Some(Decimal::from(SCALE)), limits: Limits::default() });
    measure(SSI, "Surgical site infection, combined score", Polarity::Higher, SSI, method)
}

/// 80 points for the eight dimensions.
fn base(dimensions: Vec<Measure>) -> Result<Objective> {
    Ok(Objective {
        id: ObjectiveId::from("base"),
        name: Name::plain("Base"),
        weight: weight(80)?,
        least_scored: None,
        leads_to: Vec::new(),
        measures: dimensions,
    })
}

/// 20 points for the dimension that is lowest on the way from its floor to its threshold.
fn consistency(dimensions: &[&Standard]) -> Result<Measure> {
    let ways = dimensions.iter().map(|standard| {
        let Standard { measure, floor, threshold, .. } = standard;
        let floor = floor.with_context(|| format!("{measure} has no floor"))?;
        Ok(format!("({} - {floor}) / ({threshold} - {floor})", word(measure)))
    });
    let lowest = format!("min({})", ways.collect::<Result<Vec<_>>>()?.join(", "));
    let points = expression("weight * clamp(round(20 * actual - 0.5, 0), 0, 20) / 20")?;
    let method = Method::Formula(Formula { points, limits: Limits::default() });
    let measure = measure("consistency", "Consistency", Polarity::Higher, &lowest, method)?;
    Ok(Measure { weight: weight(20)?, ..measure })
}

fn add_hospital(workbook: &mut Workbook, standards: &[Standard], hospital: &Hospital) {
    let id = &hospital.facility;
    add_unit(workbook, id, &format!("{id} {}", hospital.state));
    for (standard, rate) in standards.iter().zip(&hospital.rates) {
        let code = word(&standard.measure);
        // A rate without points had too few cases to be scored.
        let performance = rate.performance.filter(|_| rate.score.is_some());
        for (item, value) in [(&code, performance), (&baseline_of(&code), rate.baseline)] {
            enter(workbook, id, item, month(), known_or_not_applicable(value));
        }
    }
    enter(workbook, id, SSI, month(), known_or_not_applicable(hospital.ssi_combined));
}
