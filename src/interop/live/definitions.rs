//! The page of targets and definitions: every number of the scorecards that can be changed, each in one
//! cell.

use rust_decimal::Decimal;

use super::book::{LABELS, Line};
use super::labels::Label;
use super::term::{Area, Term};
use super::value::Value;
use super::{DEFINITIONS, Maker};
use crate::domain::exact::Exact;
use crate::domain::measure::{Measure, Polarity};
use crate::domain::method::{
    Award, Bands, Completion, End, Interpolation, Limits, Method, PeerBest, PeerRank, RankAward,
};
use crate::domain::scorecard::{Revision, Rounding, Scorecard, VetoEffect, Weighting};
use crate::domain::target::{PeerStatistic, Target, TargetSource};
use crate::interop::xlsx::Style;

/// Whose number it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Owner {
    Card,
    Perspective(usize),
    Objective(usize, usize),
    Measure(usize),
    /// What differs for a unit in a measure.
    Override(usize, usize),
}

/// A number of the definition: of which card and revision, whose, which, and the how manieth.
pub(super) type Key = (usize, usize, Owner, Label, usize);

/// A number and what it is called.
type Numbers = Vec<(Label, usize, Decimal)>;

impl Maker<'_> {
    /// Writes the page.
    pub(super) fn definitions(&mut self) {
        let labels = [Label::Card, Label::Measure, Label::Parameter].map(|label| self.word(label));
        self.headings(DEFINITIONS, self.word(Label::Definitions), labels, Vec::new());
        let workbook = self.workbook;
        for (card, definition) in workbook.scorecards.iter().enumerate() {
            for (place, revision) in definition.revisions.iter().enumerate() {
                self.revision(card, place, definition, revision);
            }
        }
    }

    fn revision(&mut self, card: usize, place: usize, definition: &Scorecard, revision: &Revision) {
        let language = self.words.language();
        let name = match definition.revisions.len() {
            0 | 1 => definition.name.text(language).to_owned(),
            _ => format!("{} ({})", definition.name.text(language), self.words.month(revision.from)),
        };
        let mut write = |owner: Owner, whose: &str, numbers: Numbers| {
            for (label, number, value) in numbers {
                let word = self.word(label);
                let word = if number == 0 { word.to_owned() } else { format!("{word} {}", number + 1) };
                let row = self.book.add(DEFINITIONS, Line::new([&name, whose, &word], Style::Plain));
                self.book.put(DEFINITIONS, row, LABELS, Value::Number(Exact::from(value)));
                self.given.insert((card, place, owner, label, number), row);
            }
        };
        write(Owner::Card, "", numbers_of_card(revision));
        let mut next = 0;
        for (index, perspective) in revision.perspectives.iter().enumerate() {
            let own = group_numbers(revision, perspective.weight.value(), perspective.least_scored);
            write(Owner::Perspective(index), perspective.name.text(language), own);
            for (inner, objective) in perspective.objectives.iter().enumerate() {
                let own = group_numbers(revision, objective.weight.value(), objective.least_scored);
                write(Owner::Objective(index, inner), objective.name.text(language), own);
            }
            for measure in perspective.all_measures() {
                write(Owner::Measure(next), measure.name.text(language), numbers_of_measure(measure));
                next += 1;
            }
        }
        for own in &revision.overrides {
            let unit = self.workbook.units.iter().position(|unit| unit.id == own.unit);
            let measure = revision.measures().position(|measure| measure.id == own.measure);
            let (Some(unit), Some(measure)) = (unit, measure) else { continue };
            let names = (self.workbook.units.get(unit), revision.measure(&own.measure));
            let (Some(of), Some(what)) = names else { continue };
            let whose = format!("{} ({})", what.name.text(language), of.name.text(language));
            let mut numbers: Numbers = Vec::new();
            numbers.extend(own.weight.map(|weight| (Label::Weight, 0, weight.value())));
            numbers.extend(own.target.iter().flat_map(numbers_of_target));
            let owner = Owner::Override(unit, measure);
            for (label, number, value) in numbers {
                let word = self.word(label);
                let row = self.book.add(DEFINITIONS, Line::new([&name, &whose, word], Style::Plain));
                self.book.put(DEFINITIONS, row, LABELS, Value::Number(Exact::from(value)));
                self.given.insert((card, place, owner, label, number), row);
            }
        }
    }

    /// The cell of a number of the definition.
    pub(super) fn given(&self, grid: usize, owner: Owner, label: Label, number: usize) -> Option<Term> {
        let grid = self.grids.get(grid)?;
        let row = self.given.get(&(grid.card, grid.revision, owner, label, number))?;
        Some(Term::Area(Area::cell(DEFINITIONS, *row, LABELS)))
    }

    /// The same of a measure.
    pub(super) fn own(&self, grid: usize, measure: usize, label: Label) -> Option<Term> {
        self.given(grid, Owner::Measure(measure), label, 0)
    }
}

fn numbers_of_card(revision: &Revision) -> Numbers {
    let mut numbers = Vec::new();
    if let Weighting::Share { total } = revision.weighting {
        numbers.push((Label::CardTotal, 0, total));
    }
    if let Rounding::Decimals { decimals, .. } = revision.rounding {
        numbers.push((Label::Decimals, 0, Decimal::from(decimals)));
    }
    numbers.extend(revision.least_scored.map(|least| (Label::LeastScored, 0, Decimal::from(least))));
    numbers.extend(revision.extra_ceiling.map(|most| (Label::ExtraCeiling, 0, most)));
    let grades = revision.grades.iter().enumerate();
    numbers.extend(grades.filter_map(|(place, grade)| Some((Label::GradeFrom, place, grade.from?))));
    for (place, veto) in revision.vetoes.iter().enumerate() {
        if let VetoEffect::TotalAtMost(most) = veto.effect {
            numbers.push((Label::VetoMost, place, most));
        }
    }
    numbers
}

fn group_numbers(revision: &Revision, weight: Decimal, least: Option<u32>) -> Numbers {
    let mut numbers = Vec::new();
    if let Weighting::Share { .. } = revision.weighting {
        numbers.push((Label::Weight, 0, weight));
    }
    numbers.extend(least.map(|least| (Label::LeastScored, 0, Decimal::from(least))));
    numbers
}

fn numbers_of_measure(measure: &Measure) -> Numbers {
    let mut numbers = Vec::new();
    if !measure.method.is_adjustment() {
        numbers.push((Label::Weight, 0, measure.weight.value()));
    }
    if let Polarity::Within(range) = measure.polarity {
        numbers.extend([(Label::RangeLow, 0, range.low), (Label::RangeHigh, 0, range.high)]);
    }
    numbers.extend(measure.target.iter().flat_map(numbers_of_target));
    numbers.extend(measure.least_months.map(|least| (Label::LeastMonths, 0, Decimal::from(least))));
    numbers.extend(numbers_of_method(&measure.method));
    numbers
}

fn numbers_of_target(target: &Target) -> Numbers {
    let mut numbers = Vec::new();
    match &target.source {
        TargetSource::Fixed(fixed) => {
            let values = fixed.iter().enumerate();
            numbers.extend(values.map(|(place, (_, value))| (Label::TargetValue, place, value)));
        }
        TargetSource::Peers(peers) => {
            if let PeerStatistic::Quantile(share) = peers.statistic {
                numbers.push((Label::Quantile, 0, share));
            }
            numbers.push((Label::LeastPeers, 0, Decimal::from(peers.least_peers)));
        }
        _ => {}
    }
    let added = [(Label::Uplift, target.uplift), (Label::Offset, target.offset)];
    numbers
        .extend(added.iter().filter(|(_, value)| !value.is_zero()).map(|(label, value)| (*label, 0, *value)));
    numbers
}

fn limits(limits: Limits) -> Numbers {
    let lowest = limits.lowest.map(|lowest| (Label::Lowest, 0, lowest));
    lowest.into_iter().chain(limits.highest.map(|highest| (Label::Highest, 0, highest))).collect()
}

fn numbers_of_method(method: &Method) -> Numbers {
    match method {
        Method::Completion(Completion { floor, cap, .. }) | Method::PeerBest(PeerBest { floor, cap, .. }) => {
            let mut numbers = vec![(Label::Floor, 0, *floor)];
            numbers.extend(cap.map(|cap| (Label::Cap, 0, cap)));
            if let Method::PeerBest(method) = method {
                numbers.push((Label::LeastPeers, 0, Decimal::from(method.least_peers)));
            }
            numbers
        }
        Method::Step(method) => {
            let fixed = [
                (Label::StepSize, 0, method.step),
                (Label::Deduct, 0, method.deduct),
                (Label::Add, 0, method.add),
            ];
            let own = limits(Limits { lowest: method.lowest, highest: method.highest });
            fixed.into_iter().chain(own).collect()
        }
        Method::Deduction(method) => {
            vec![(Label::PointsEach, 0, method.points_each), (Label::Lowest, 0, method.lowest)]
        }
        Method::Bands(Bands { bands, .. }) => {
            let mut numbers = Vec::new();
            for (place, band) in bands.iter().enumerate() {
                numbers.extend(band.from.map(|from| (Label::BandFrom, place, from)));
                let (Award::Points(value) | Award::Percent(value)) = band.award;
                numbers.push((Label::BandGives, place, value));
            }
            numbers
        }
        Method::Interpolation(method) => numbers_of_curve(method),
        Method::PassFail(method) => vec![(Label::Otherwise, 0, method.otherwise)],
        Method::PeerRank(PeerRank { award, least_peers }) => {
            let mut numbers = vec![(Label::LeastPeers, 0, Decimal::from(*least_peers))];
            match award {
                RankAward::Linear { last } => numbers.push((Label::LastPercent, 0, *last)),
                RankAward::Bands(bands) => {
                    for (place, band) in bands.iter().enumerate() {
                        numbers.push((Label::RankUpTo, place, Decimal::from(band.up_to)));
                        numbers.push((Label::RankPercent, place, band.percent));
                    }
                }
            }
            numbers
        }
        Method::AchievementImprovement(method) => vec![(Label::Scale, 0, method.scale)],
        Method::Formula(method) => limits(method.limits),
        Method::Entered(method) => {
            let out_of = method.out_of.map(|out_of| (Label::OutOf, 0, out_of));
            out_of.into_iter().chain(limits(method.limits)).collect()
        }
    }
}

fn numbers_of_curve(method: &Interpolation) -> Numbers {
    let mut numbers = Vec::new();
    for (place, knot) in method.knots.iter().enumerate() {
        numbers.extend([(Label::KnotAt, place, knot.at), (Label::KnotPercent, place, knot.percent)]);
    }
    for (label, end) in [(Label::Below, method.below), (Label::Above, method.above)] {
        if let End::Percent(percent) = end {
            numbers.push((label, 0, percent));
        }
    }
    numbers.extend(limits(method.limits));
    numbers
}
