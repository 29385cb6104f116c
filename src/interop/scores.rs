//! Scores as a table: a row for each unit, period and node of a scorecard.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::csv::{self, Cell};
use crate::document::{ToJson, Writer, format_on_one_line};
use crate::domain::closing::ClosedScore;
use crate::domain::exact::{Exact, Midpoint};
use crate::domain::id::{MeasureId, PerspectiveId, ScorecardId, UnitId};
use crate::domain::name::{Language, Name};
use crate::domain::period::Period;
use crate::domain::scorecard::{Objective, Perspective, Revision, Scorecard, Status};
use crate::domain::scoring::{
    Body, Coverage, Finding, MeasureScore, MeasureState, NoScore, ObjectiveScore, PerspectiveScore,
    PerspectiveStanding, Plan, Ranked, ScoreReport,
};
use crate::domain::workbook::Workbook;

/// The score of one node.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScoreRow {
    /// Identity of the scorecard.
    pub scorecard: ScorecardId,
    /// Identity of the unit.
    pub unit: UnitId,
    /// Name of the unit.
    pub unit_name: String,
    /// The period as `2026-03`, `2026-Q1`, `2026-H1`, `2026` or `ytd-2026-03`.
    pub period: String,
    /// `total`, `perspective`, `objective` or `measure`.
    pub level: &'static str,
    /// Identity of the node; that of the scorecard for the total.
    pub node: String,
    /// The names from the scorecard down to the node.
    pub path: Vec<String>,
    /// `scored`, or why not: `none`, `missing`, `not-applicable`, `left-out` and others.
    pub state: &'static str,
    /// Actual of a measure.
    pub actual: Option<Exact>,
    /// Target of a measure.
    pub target: Option<Exact>,
    /// Points.
    pub points: Option<Decimal>,
    /// Full points after redistribution.
    pub full: Option<Decimal>,
    /// Percent of full points.
    pub percent: Option<Decimal>,
    /// Grade of a total.
    pub grade: Option<String>,
    /// Status.
    pub status: Option<Status>,
    /// Rank of a total.
    pub rank: Option<u32>,
    /// Points before a veto took some away.
    pub before_veto: Option<Decimal>,
    /// Points that were closed, where the period is.
    pub closed: Option<Decimal>,
    /// Coverage of what has measures below it.
    pub coverage: Option<Coverage>,
    /// What was noticed, in words.
    pub findings: Vec<String>,
}

/// The columns of the table.
pub const HEADINGS: [&str; 21] = [
    "scorecard",
    "unit",
    "unit_name",
    "period",
    "level",
    "node",
    "path",
    "state",
    "actual",
    "target",
    "points",
    "full_points",
    "percent",
    "grade",
    "status",
    "rank",
    "before_veto",
    "closed",
    "measures_scored",
    "coverage",
    "findings",
];

/// What stands between the names of a path.
const IN_PATH: &str = " / ";
/// What stands between findings.
const IN_FINDINGS: &str = "; ";

/// Where the names of the rows come from.
#[derive(Clone, Copy)]
pub struct Names<'n> {
    /// The workbook that was scored.
    pub workbook: &'n Workbook,
    /// The language of names that have several.
    pub language: Language,
    /// A finding in words.
    pub finding: &'n dyn Fn(&Finding) -> String,
}

/// The rows of a report: the total, then perspectives, objectives and measures as they stand on the
/// card. `ranking` is that of the report's period.
#[must_use]
pub fn rows(names: Names<'_>, report: &ScoreReport, ranking: &[Ranked]) -> Vec<ScoreRow> {
    let Some(card) = names.workbook.scorecard(&report.scorecard) else { return Vec::new() };
    let rank = ranking.iter().find(|own| own.scorecard == report.scorecard && own.unit == report.unit);
    let total = ScoreRow { rank: rank.map(|own| own.rank), ..total(names, card, report) };
    let (from, perspectives) = match &report.body {
        Body::Perspectives { revision, perspectives } => (*revision, perspectives.as_slice()),
        _ => (report.period.last(), Default::default()),
    };
    let Some(revision) = card.revision_in(from) else { return vec![total] };
    let mut table = Table { names, revision, report, rows: vec![total] };
    if let Body::Periods { means, .. } = &report.body {
        means.iter().for_each(|(perspective, mean)| table.mean(perspective, mean));
    }
    for (perspective, score) in revision.perspectives.iter().zip(perspectives) {
        table.perspective(perspective, score);
    }
    table.rows
}

/// The periods of a card's own length that may have figures.
#[must_use]
pub fn own_periods(workbook: &Workbook, card: &Scorecard) -> Vec<Period> {
    let Some((first, last)) = workbook.figures.span() else { return Vec::new() };
    let own = |month| Period::holding(month, card.period, workbook.first_month);
    let mut periods: Vec<Period> = first.through(last).map(own).collect();
    periods.dedup();
    periods
}

/// The rows of every unit, card and period of the card's own length.
#[must_use]
pub fn all_rows(names: Names<'_>, plan: &Plan) -> Vec<ScoreRow> {
    let mut asked = Vec::new();
    for card in &names.workbook.scorecards {
        let periods = own_periods(names.workbook, card);
        for unit in &card.units {
            let always = card.is_always_used(unit);
            let used = periods.iter().filter(|period| always || card.is_used_in(unit, period.last()));
            asked.extend(used.map(|period| (card.id.clone(), unit.clone(), *period)));
        }
    }
    rows_of(names, plan, &asked)
}

/// The rows of the reports that are asked for: by scorecard, unit and period.
#[must_use]
pub fn rows_of(names: Names<'_>, plan: &Plan, asked: &[(ScorecardId, UnitId, Period)]) -> Vec<ScoreRow> {
    let mut rankings = BTreeMap::new();
    let mut table = Vec::new();
    for (card, unit, period) in asked {
        let ranking = rankings.entry(*period).or_insert_with(|| plan.ranking(*period));
        table.extend(rows(names, &plan.score(card, unit, *period), ranking));
    }
    table
}

/// The rows as CSV.
#[must_use]
pub fn to_csv(rows: &[ScoreRow]) -> String {
    csv::table(&HEADINGS, rows.iter().map(|row| row.cells().to_vec()))
}

/// The rows as JSON: a list with an object a line. Numbers are text.
#[must_use]
pub fn to_json(rows: &[ScoreRow]) -> String {
    let lines: Vec<String> = rows.iter().map(|row| format_on_one_line(row)).collect();
    format!("[\n{}\n]\n", lines.join(",\n"))
}

impl ToJson for ScoreRow {
    fn write(&self, out: &mut Writer) {
        out.object_with(|out| {
            for (heading, cell) in HEADINGS.iter().zip(self.cells()) {
                out.field(heading, &cell);
            }
        });
    }
}

impl ScoreRow {
    /// One cell for each of [`HEADINGS`].
    #[must_use]
    pub fn cells(&self) -> [Cell; HEADINGS.len()] {
        let scored = |coverage: Coverage| format!("{} of {}", coverage.scored, coverage.applicable);
        [
            Cell::text(Some(self.scorecard.as_str())),
            Cell::text(Some(self.unit.as_str())),
            Cell::text(Some(&self.unit_name)),
            Cell::text(Some(&self.period)),
            Cell::text(Some(self.level)),
            Cell::text(Some(&self.node)),
            Cell::List(self.path.clone(), IN_PATH),
            Cell::text(Some(self.state)),
            Cell::number(self.actual.as_ref().and_then(printed)),
            Cell::number(self.target.as_ref().and_then(printed)),
            Cell::number(self.points),
            Cell::number(self.full),
            Cell::number(self.percent),
            Cell::text(self.grade.as_deref()),
            Cell::text(self.status.map(status_word)),
            Cell::number(self.rank),
            Cell::number(self.before_veto),
            Cell::number(self.closed),
            Cell::text(self.coverage.map(scored).as_deref()),
            Cell::number(self.coverage.and_then(|coverage| coverage.percent())),
            Cell::List(self.findings.clone(), IN_FINDINGS),
        ]
    }
}

/// All digits of a decimal; a fraction that is none to fifteen decimals.
fn printed(value: &Exact) -> Option<Decimal> {
    let whole = value.round(Decimal::MAX_SCALE, Midpoint::ToEven);
    whole.filter(|decimal| value.equals(*decimal)).or_else(|| value.to_decimal())
}

fn status_word(status: Status) -> &'static str {
    match status {
        Status::OnTarget => "on-target",
        Status::AtRisk => "at-risk",
        Status::OffTarget => "off-target",
    }
}

fn total(names: Names<'_>, card: &Scorecard, report: &ScoreReport) -> ScoreRow {
    let unit = names.workbook.unit(&report.unit);
    let total = &report.total;
    let state = match &report.body {
        Body::Nothing(NoScore::NotUsed) => "not-used",
        Body::Nothing(NoScore::NoRevision) => "no-revision",
        Body::Nothing(NoScore::ShorterThanOwnPeriod) => "shorter-than-own-period",
        _ if total.points.is_none() => "none",
        _ if total.provisional => "provisional",
        _ => "scored",
    };
    let nothing = matches!(report.body, Body::Nothing(_));
    ScoreRow {
        scorecard: report.scorecard.clone(),
        unit: report.unit.clone(),
        unit_name: unit.map_or_else(String::new, |unit| unit.name.text(names.language).to_owned()),
        period: report.period.format(names.workbook.first_month),
        level: "total",
        node: report.scorecard.as_str().to_owned(),
        path: vec![card.name.text(names.language).to_owned()],
        state,
        actual: None,
        target: None,
        points: total.points,
        full: (!nothing).then_some(total.full),
        percent: total.percent,
        grade: total.grade.as_ref().map(|grade| grade.text(names.language).to_owned()),
        status: total.status,
        rank: None,
        before_veto: total.before_veto,
        closed: closed(names, report).and_then(|closed| closed.total.points),
        coverage: (!nothing).then_some(total.coverage),
        findings: findings(names, report, None),
    }
}

/// The closed score of the unit, where the period is closed.
fn closed<'n>(names: Names<'n>, report: &ScoreReport) -> Option<&'n ClosedScore> {
    names.workbook.closing(&report.scorecard, report.period)?.score(&report.unit)
}

/// What was noticed about a measure, or about the card.
fn findings(names: Names<'_>, report: &ScoreReport, measure: Option<&MeasureId>) -> Vec<String> {
    let about = report.findings.iter().filter(|finding| finding.measure.as_ref() == measure);
    about.map(|finding| (names.finding)(finding)).collect()
}

/// The rows of a card, of which the first is the total.
struct Table<'t> {
    names: Names<'t>,
    revision: &'t Revision,
    report: &'t ScoreReport,
    rows: Vec<ScoreRow>,
}

impl Table<'_> {
    /// A row without a score below the nodes of `above`.
    fn row(&self, level: &'static str, node: &str, above: &[&Name]) -> Option<ScoreRow> {
        let total = self.rows.first()?;
        let names = above.iter().map(|name| name.text(self.names.language).to_owned());
        Some(ScoreRow {
            level,
            node: node.to_owned(),
            path: total.path.iter().cloned().chain(names).collect(),
            grade: None,
            rank: None,
            before_veto: None,
            closed: None,
            findings: Vec::new(),
            ..total.clone()
        })
    }

    fn perspective(&mut self, perspective: &Perspective, score: &PerspectiveScore) {
        let state = match score.points {
            Some(_) if score.substituted => "substituted",
            Some(_) => "scored",
            None => "none",
        };
        let row = self.row("perspective", perspective.id.as_str(), &[&perspective.name]);
        self.rows.extend(row.map(|row| ScoreRow {
            state,
            points: score.points,
            full: Some(score.full),
            percent: score.percent,
            status: score.status,
            before_veto: score.before_veto,
            closed: self.closed_perspective(&score.perspective),
            coverage: Some(score.coverage),
            ..row
        }));
        for (objective, own) in perspective.objectives.iter().zip(&score.objectives) {
            self.objective(perspective, objective, own);
        }
        self.measures(&[&perspective.name], &score.measures);
    }

    /// The mean of a perspective over the card's own periods.
    fn mean(&mut self, id: &PerspectiveId, mean: &PerspectiveStanding) {
        let Some(own) = self.revision.perspectives.iter().find(|own| own.id == *id) else { return };
        let row = self.row("perspective", id.as_str(), &[&own.name]);
        self.rows.extend(row.map(|row| ScoreRow {
            state: if mean.points.is_some() { "scored" } else { "none" },
            points: mean.points,
            full: None,
            percent: mean.percent,
            status: mean.status,
            closed: self.closed_perspective(id),
            coverage: None,
            ..row
        }));
    }

    fn closed_perspective(&self, id: &PerspectiveId) -> Option<Decimal> {
        let closed = closed(self.names, self.report)?;
        closed.perspectives.iter().find(|own| own.perspective == *id)?.points
    }

    fn objective(&mut self, perspective: &Perspective, objective: &Objective, score: &ObjectiveScore) {
        let above = [&perspective.name, &objective.name];
        let row = self.row("objective", objective.id.as_str(), &above);
        self.rows.extend(row.map(|row| ScoreRow {
            state: if score.points.is_some() { "scored" } else { "none" },
            points: score.points,
            full: Some(score.full),
            percent: score.percent,
            status: self.revision.status_of(score.points, score.percent, &mut objective.measures.iter()),
            coverage: Some(score.coverage),
            ..row
        }));
        self.measures(&above, &score.measures);
    }

    fn measures(&mut self, above: &[&Name], scores: &[MeasureScore]) {
        for score in scores {
            let name = self.revision.measure(&score.measure).map(|measure| &measure.name);
            let path: Vec<&Name> = above.iter().copied().chain(name).collect();
            let row = self.row("measure", score.measure.as_str(), &path);
            self.rows.extend(row.map(|row| ScoreRow {
                state: state_word(score.state),
                actual: score.actual.clone(),
                target: score.target.clone(),
                points: score.points,
                full: Some(score.full),
                percent: score.percent,
                status: score.status,
                closed: closed(self.names, self.report).and_then(|closed| {
                    closed.measures.iter().find(|own| own.measure == score.measure)?.points
                }),
                coverage: None,
                findings: findings(self.names, self.report, Some(&score.measure)),
                ..row
            }));
        }
    }
}

fn state_word(state: MeasureState) -> &'static str {
    match state {
        MeasureState::Scored => "scored",
        MeasureState::Missing => "missing",
        MeasureState::Substituted => "substituted",
        MeasureState::NotApplicable => "not-applicable",
        MeasureState::LeftOut => "left-out",
    }
}
