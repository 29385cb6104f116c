//! CMS Hospital Value-Based Purchasing, fiscal year 2024: what is published, and how it compares.

use std::path::Path;

use counterpoise::domain::{
    id::{MeasureId, ScorecardId, UnitId},
    period::Period,
    scoring::{Formula, MeasureState, PerspectiveScore, Plan, ScoreReport, Step},
    workbook::Workbook,
};
use rust_decimal::{Decimal, RoundingStrategy};
use xtask_wasm::anyhow::{Context, Result, ensure};

use super::hvbp_book::{CARD, DOMAINS, Domain, month};
use super::table::{Row, Table};
use super::{book::word, hvbp_table, tally::Tally};

/// What is published of each kind.
const GROUPS: [(&str, usize); 8] = [
    (ACHIEVEMENT, 14_671),
    (IMPROVEMENT, 14_392),
    (SCORE, 14_671),
    (BASE, 823),
    (CONSISTENCY, 823),
    (UNWEIGHTED, 3_170),
    (WEIGHTED, 3_170),
    (TOTAL, 828),
];
const ACHIEVEMENT: &str = "achievement points";
const IMPROVEMENT: &str = "improvement points";
const SCORE: &str = "measure score";
const BASE: &str = "base points";
const CONSISTENCY: &str = "consistency points";
const UNWEIGHTED: &str = "domain score, unweighted";
const WEIGHTED: &str = "domain score, weighted";
const TOTAL: &str = "total performance score";

/// The same for the table in tests/fixtures.
pub(super) const GROUPS_OF_TABLE: [(&str, usize); 8] = [
    (ACHIEVEMENT, 339),
    (IMPROVEMENT, 330),
    (SCORE, 339),
    (BASE, 19),
    (CONSISTENCY, 19),
    (UNWEIGHTED, 73),
    (WEIGHTED, 73),
    (TOTAL, 20),
];

/// Decimals of the published domain and total scores.
const DECIMALS: u32 = 12;

/// The data set.
pub(super) struct Published {
    pub(super) standards: Vec<Standard>,
    pub(super) hospitals: Vec<Hospital>,
    /// How much of each kind there must be.
    pub(super) groups: [(&'static str, usize); 8],
}

/// What a measure is held against, the same for every hospital.
#[derive(Clone, PartialEq)]
pub(super) struct Standard {
    pub(super) measure: String,
    pub(super) floor: Option<Decimal>,
    pub(super) threshold: Decimal,
    pub(super) benchmark: Decimal,
}

/// A hospital, with one rate for each standard.
pub(super) struct Hospital {
    pub(super) facility: String,
    pub(super) state: String,
    pub(super) ssi_combined: Option<Decimal>,
    pub(super) base: Option<Decimal>,
    pub(super) consistency: Option<Decimal>,
    /// Unweighted and weighted score of each of [`DOMAINS`].
    pub(super) domains: [(Option<Decimal>, Option<Decimal>); 4],
    pub(super) total: Option<Decimal>,
    pub(super) rates: Vec<Rate>,
}

/// The rates of a hospital in one measure, and the points published for them.
pub(super) struct Rate {
    pub(super) baseline: Option<Decimal>,
    pub(super) performance: Option<Decimal>,
    pub(super) achievement: Option<Decimal>,
    pub(super) improvement: Option<Decimal>,
    pub(super) score: Option<Decimal>,
}

impl Published {
    /// Reads the published files in a directory, or a table of our own.
    pub(super) fn read(path: &Path) -> Result<Self> {
        if path.is_file() {
            return hvbp_table::read(path);
        }
        let mut published = Self { standards: Vec::new(), hospitals: Vec::new(), groups: GROUPS };
        for row in Table::read(&path.join("hvbp_fy2024_hospitals.csv"))?.rows() {
            published.hospitals.push(hospital(row)?);
        }
        for row in Table::read(&path.join("hvbp_fy2024_measures.csv"))?.rows() {
            published.add_rate(row.text("facility")?, standard(row)?, rate(row)?)?;
        }
        Ok(published)
    }

    /// Adds the next rate of a hospital. Every hospital has the same measures in the same order.
    pub(super) fn add_rate(&mut self, facility: &str, standard: Standard, rate: Rate) -> Result<()> {
        let hospital = self.hospitals.iter_mut().find(|hospital| hospital.facility == facility);
        let hospital = hospital.with_context(|| format!("facility {facility} is not among the hospitals"))?;
        let place = hospital.rates.len();
        if !self.standards.iter().any(|known| known.measure == standard.measure) {
            self.standards.push(standard.clone());
        }
        let same = self.standards.get(place) == Some(&standard);
        ensure!(same, "facility {facility}: {} has another standard or place", standard.measure);
        hospital.rates.push(rate);
        Ok(())
    }
}

fn hospital(row: Row<'_>) -> Result<Hospital> {
    let domain = |unweighted: &str, weighted: &str| -> Result<_> {
        Ok((row.number(unweighted)?, row.number(weighted)?))
    };
    Ok(Hospital {
        facility: row.text("facility")?.to_owned(),
        state: row.text("state")?.to_owned(),
        ssi_combined: row.number("ssi_combined")?,
        base: row.number("hcahps_base")?,
        consistency: row.number("hcahps_consistency")?,
        domains: [
            domain(
                "Unweighted Normalized Clinical Outcomes Domain Score",
                "Weighted Normalized Clinical Outcomes Domain Score",
            )?,
            domain(
                "Unweighted Person And Community Engagement Domain Score",
                "Weighted Person And Community Engagement Domain Score",
            )?,
            domain("Unweighted Normalized Safety Domain Score", "Weighted Safety Domain Score")?,
            domain(
                "Unweighted Normalized Efficiency And Cost Reduction Domain Score",
                "Weighted Efficiency And Cost Reduction Domain Score",
            )?,
        ],
        total: row.number("Total Performance Score")?,
        rates: Vec::new(),
    })
}

fn standard(row: Row<'_>) -> Result<Standard> {
    Ok(Standard {
        measure: row.text("measure")?.to_owned(),
        floor: row.number("floor")?,
        threshold: row.number("threshold")?.context("a measure without threshold")?,
        benchmark: row.number("benchmark")?.context("a measure without benchmark")?,
    })
}

fn rate(row: Row<'_>) -> Result<Rate> {
    Ok(Rate {
        baseline: row.number("baseline")?,
        performance: row.number("performance")?,
        achievement: row.number("achievement_points")?,
        improvement: row.number("improvement_points")?,
        score: row.number("score")?,
    })
}

/// Scores every hospital and compares.
pub(super) fn compare_all(published: &Published, workbook: &Workbook) -> Tally {
    let plan = Plan::new(workbook);
    let mut tally = Tally::new(&published.groups);
    for hospital in &published.hospitals {
        compare_measures(&plan, published, hospital, &mut tally);
        compare_domains(&plan, hospital, &mut tally);
    }
    tally
}

fn compare_measures(plan: &Plan, published: &Published, hospital: &Hospital, tally: &mut Tally) {
    let unit = UnitId::from(hospital.facility.as_str());
    let period = Period::month(month());
    for (standard, rate) in published.standards.iter().zip(&hospital.rates) {
        let card = ScorecardId::from(Domain::of(&standard.measure).card());
        let measure = MeasureId::from(word(&standard.measure).as_str());
        let explanation = plan.explain(&card, &unit, period, &measure);
        let steps = explanation.map(|explanation| explanation.steps).unwrap_or_default();
        let ours = steps.iter().find_map(points).unwrap_or_default();
        let row = format!("{} {}", hospital.facility, standard.measure);
        for (group, published, ours) in [
            (ACHIEVEMENT, rate.achievement, ours.achievement),
            (IMPROVEMENT, rate.improvement, ours.improvement),
            (SCORE, rate.score, ours.score),
        ] {
            tally.compare(group, &row, published.map(points_text), ours.map(points_text));
        }
    }
}

/// Points of a measure on the scale from 0 to 10.
#[derive(Default)]
struct Points {
    achievement: Option<Decimal>,
    improvement: Option<Decimal>,
    score: Option<Decimal>,
}

/// The points in the step in which the method was applied.
fn points(step: &Step) -> Option<Points> {
    let Step::Formula(formula) = step else { return None };
    let Formula::AchievementImprovement { achievement, improvement, scale, full, points, .. } = &**formula
    else {
        return None;
    };
    Some(Points {
        achievement: achievement.to_decimal(),
        improvement: improvement.as_ref().and_then(|improvement| improvement.to_decimal()),
        score: points.times(scale).over(full).and_then(|score| score.to_decimal()),
    })
}

fn compare_domains(plan: &Plan, hospital: &Hospital, tally: &mut Tally) {
    let unit = UnitId::from(hospital.facility.as_str());
    let report = plan.score(&ScorecardId::from(CARD), &unit, Period::month(month()));
    let facility = &hospital.facility;
    let (base, consistency) = engagement(&report);
    tally.compare(BASE, facility, hospital.base.map(points_text), base.map(points_text));
    tally.compare(CONSISTENCY, facility, hospital.consistency.map(points_text), consistency.map(points_text));
    for (domain, (unweighted, weighted)) in DOMAINS.iter().zip(&hospital.domains) {
        let row = format!("{facility} {}", domain.name());
        let ours = report.perspectives().iter().find(|score| score.perspective.as_str() == domain.id());
        tally.compare(
            UNWEIGHTED,
            &row,
            unweighted.map(score_text),
            ours.and_then(|score| score.percent).map(score_text),
        );
        tally.compare(
            WEIGHTED,
            &row,
            weighted.map(score_text),
            ours.and_then(|score| score.points).map(score_text),
        );
    }
    tally.compare(TOTAL, facility, hospital.total.map(score_text), report.total.points.map(score_text));
}

/// Base points, of 80, and consistency points, of 20.
fn engagement(report: &ScoreReport) -> (Option<Decimal>, Option<Decimal>) {
    let domain = |score: &&PerspectiveScore| score.perspective.as_str() == Domain::Engagement.id();
    let Some(score) = report.perspectives().iter().find(domain) else { return (None, None) };
    let of = |most: i64, percent: Decimal| percent * Decimal::new(most, 2);
    let base = score.objectives.first().and_then(|objective| objective.percent);
    let consistency = score.measures.first().filter(|measure| measure.state == MeasureState::Scored);
    (
        base.map(|percent| of(80, percent)),
        consistency.and_then(|measure| measure.percent).map(|percent| of(20, percent)),
    )
}

/// Points as they are published: whole.
fn points_text(value: Decimal) -> String {
    rounded(value).normalize().to_string()
}

/// Scores as they are published: with twelve decimals.
fn score_text(value: Decimal) -> String {
    format!("{:.12}", rounded(value))
}

fn rounded(value: Decimal) -> Decimal {
    value.round_dp_with_strategy(DECIMALS, RoundingStrategy::MidpointAwayFromZero)
}
