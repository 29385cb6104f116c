//! One measure of one unit in one period: actual, target and method, before redistribution and
//! rounding.

use rust_decimal::Decimal;

use super::actual::{Months, Reading};
use super::compile::{Bound, Meaning, Node, OwnWord, RevisionPlan};
use super::finding::Problem;
use super::methods::{self, Inputs};
use super::notes::Notes;
use super::peers::DEFAULT_PEERS;
use super::plan::{Context, Plan};
use super::rounded;
use super::target::Asked;
use super::trace::{Formula, Role, Step, TargetUse};
use crate::domain::exact::Exact;
use crate::domain::expression::Operand;
use crate::domain::measure::{Gives, Measure, Polarity};
use crate::domain::method::Method;
use crate::domain::scorecard::{MissingPolicy, Revision};

/// One measure on its way up.
pub(super) struct Leaf {
    /// Full points, before redistribution.
    pub(super) full: Exact,
    /// Whether its full points are part of the card's.
    pub(super) counted: bool,
    pub(super) extra: bool,
    /// The fewest points of the method.
    pub(super) lowest: Option<Decimal>,
    pub(super) actual: Option<Exact>,
    pub(super) target: Option<Exact>,
    pub(super) raw: Raw,
    /// Whether it has points because figures were entered.
    pub(super) rests_on_figures: bool,
    pub(super) notes: Notes,
}

/// What a method gave.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Raw {
    Points(Exact),
    /// What stands in for it.
    Substituted(Exact),
    Missing,
    NotApplicable,
    /// Left out for this unit.
    LeftOut,
}

impl Leaf {
    pub(super) fn new(measure: &Measure, full: &Exact, notes: Notes) -> Self {
        Self {
            full: full.clone(),
            counted: measure.is_counted(),
            extra: measure.extra,
            lowest: measure.method.lowest(),
            actual: None,
            target: None,
            raw: Raw::Missing,
            rests_on_figures: false,
            notes,
        }
    }

    /// The points, of the method or of the substitute.
    pub(super) fn points(&self) -> Option<&Exact> {
        match &self.raw {
            Raw::Points(points) | Raw::Substituted(points) => Some(points),
            Raw::Missing | Raw::NotApplicable | Raw::LeftOut => None,
        }
    }

    /// Whether the measure has to do with the unit at all.
    pub(super) fn applies(&self) -> bool {
        !matches!(self.raw, Raw::NotApplicable | Raw::LeftOut)
    }
}

/// The measure that is scored: where it stands and what is known of it.
struct Scoring<'s> {
    context: &'s Context<'s>,
    asked: Asked<'s>,
    plan: &'s RevisionPlan,
    revision: &'s Revision,
    full: &'s Exact,
    leaves: &'s [Leaf],
}

impl Plan {
    /// Scores the measure at `place`; those it refers to have been scored.
    pub(super) fn score_measure(&self, context: &Context<'_>, place: usize, leaves: &mut [Leaf]) {
        let (Some(plan), Some(revision)) =
            (context.plan(), context.card.card.revisions.get(context.revision))
        else {
            return;
        };
        let (Some(measure), Some(leaf)) = (plan.measures.get(place), leaves.get_mut(place)) else {
            return;
        };
        if plan.is_left_out(context.unit, place) {
            leaf.raw = Raw::LeftOut;
            return;
        }
        let mut notes = std::mem::replace(&mut leaf.notes, Notes::none());
        let full = leaf.full.clone();
        let scope = self.scope_or_finding(context.unit, measure.measure.scope, &mut notes);
        let mut known = (None, None);
        let mut raw = Raw::Missing;
        let mut rests_on_figures = false;
        if measure.cyclic {
            notes.find(|| Problem::Cycle);
        } else if let Some(scope) = scope {
            let asked = Asked { place, measure, scope };
            let scoring = Scoring { context, asked, plan, revision, full: &full, leaves };
            raw = self.raw(&scoring, &mut known, &mut notes);
            rests_on_figures = matches!(raw, Raw::Points(_))
                && (!measure.needs_no_figure || self.has_a_figure(context, asked));
            if raw == Raw::Missing && revision.missing == MissingPolicy::Substitute {
                raw = self.substitute(&scoring, &mut notes).map_or(Raw::Missing, Raw::Substituted);
            }
        }
        if let Some(leaf) = leaves.get_mut(place) {
            (leaf.actual, leaf.target) = known;
            (leaf.raw, leaf.rests_on_figures) = (raw, rests_on_figures);
            leaf.notes = notes;
        }
    }

    /// What a measure that refers to no other one gives.
    pub(super) fn raw_of(&self, context: &Context<'_>, place: usize) -> Option<Raw> {
        let plan = context.plan()?;
        let revision = context.card.card.revisions.get(context.revision)?;
        if plan.is_left_out(context.unit, place) {
            return Some(Raw::LeftOut);
        }
        let (measure, full) = (plan.measures.get(place)?, plan.full(context.unit).get(place)?);
        let scope = self.scope(context.unit, measure.measure.scope)?;
        let asked = Asked { place, measure, scope };
        let scoring = Scoring { context, asked, plan, revision, full, leaves: &[] };
        Some(self.raw(&scoring, &mut (None, None), &mut Notes::none()))
    }

    /// What the method gives; leaves actual and target in `known`.
    fn raw(
        &self,
        scoring: &Scoring<'_>,
        known: &mut (Option<Exact>, Option<Exact>),
        notes: &mut Notes,
    ) -> Raw {
        let measure = &scoring.asked.measure.measure;
        // A formula says itself what becomes of an actual or a target that is not there.
        let is_formula = matches!(measure.method, Method::Formula(_));
        match self.actual(scoring, notes) {
            Operand::Known(actual) => known.0 = Some(actual),
            Operand::NotApplicable => return Raw::NotApplicable,
            Operand::Missing if is_formula => {}
            Operand::Missing => return Raw::Missing,
        }
        if let (Polarity::Within(range), Some(actual)) = (measure.polarity, &known.0) {
            let value = actual.minus(&range.distance(actual));
            notes.trace.step(|| Step::Target(TargetUse::Range { range, value: value.clone() }));
            known.1 = Some(value);
        } else if measure.method.needs_target() {
            match self.target(scoring.context, scoring.asked, notes) {
                Operand::Known(target) => known.1 = Some(target),
                _ if is_formula => {}
                Operand::Missing => return Raw::Missing,
                Operand::NotApplicable => return missing(notes, Problem::NoTarget),
            }
        }
        let inputs = (known.0.as_ref(), known.1.as_ref());
        let points = match &measure.method {
            Method::Formula(formula) => match self.formula(scoring, inputs, notes) {
                Operand::Known(points) => Some(methods::limited_to(points, formula.limits, notes)),
                Operand::NotApplicable => return Raw::NotApplicable,
                Operand::Missing => None,
            },
            _ => self.method_points(scoring, inputs, notes),
        };
        match points {
            Some(points) if points.fits_decimal() => Raw::Points(points),
            Some(_) => missing(notes, Problem::TooLarge),
            None => Raw::Missing,
        }
    }

    fn actual(&self, scoring: &Scoring<'_>, notes: &mut Notes) -> Operand {
        let (context, asked) = (scoring.context, scoring.asked);
        let measure = &asked.measure.measure;
        let reading = Reading {
            role: Role::Actual,
            unit: asked.scope,
            months: Months::of(context.period),
            least_months: measure.least_months,
            monthly_mean: None,
            exempt: context.exempt,
        };
        let value = self.evaluate(&asked.measure.actual, &reading, notes);
        let own = context.card.card.period.months();
        let periods = context.period.month_count().checked_div(own).unwrap_or(1);
        match value {
            Operand::Known(sum)
                if periods > 1
                    && asked.measure.adds_months
                    && matches!(measure.method, Method::Deduction(_)) =>
            {
                let mean = sum.over(&Exact::whole(periods)).unwrap_or(Exact::ZERO);
                notes.trace.step(|| Step::Averaged { sum, periods, value: mean.clone() });
                Operand::Known(mean)
            }
            value => value,
        }
    }

    fn method_points(
        &self,
        scoring: &Scoring<'_>,
        (actual, target): (Option<&Exact>, Option<&Exact>),
        notes: &mut Notes,
    ) -> Option<Exact> {
        let (context, asked, full) = (scoring.context, scoring.asked, scoring.full);
        let measure = &asked.measure.measure;
        let inputs = Inputs { actual: actual?, target, full, polarity: measure.polarity };
        match &measure.method {
            Method::Completion(method) => methods::completion::points(method, &inputs, notes),
            Method::Step(method) => methods::step::points(method, &inputs, notes),
            Method::Deduction(method) => Some(methods::deduction::points(method, &inputs, notes)),
            Method::Bands(method) => methods::bands::points(method, &inputs, notes),
            Method::Interpolation(method) => methods::interpolation::points(method, &inputs, notes),
            Method::PassFail(method) => methods::pass_fail::points(*method, &inputs, notes),
            Method::Entered(method) => methods::entered::points(method, &inputs, notes),
            Method::PeerBest(method) => {
                let best = self.best_of_peers(method.least_peers, context, asked, notes)?;
                methods::peers::best(*method, &best, &inputs, notes)
            }
            Method::PeerRank(method) => {
                let rank = self.rank_in_peers(method.least_peers, actual?, context, asked, notes)?;
                Some(methods::peers::rank(method, rank, &inputs, notes))
            }
            Method::AchievementImprovement(method) => {
                let mut values =
                    asked.measure.method.iter().map(|bound| self.parameter(bound, scoring, notes));
                let (threshold, benchmark, baseline) = (values.next()?, values.next()?, values.next());
                drop(values);
                let known = methods::achievement::Levels { threshold, benchmark, baseline };
                methods::achievement::points(method, known, &inputs, notes)
            }
            Method::Formula(_) => None,
        }
    }

    /// The value of an expression among the parameters of a method.
    fn parameter(&self, bound: &Bound, scoring: &Scoring<'_>, notes: &mut Notes) -> Operand {
        self.evaluate(bound, &parameter_reading(scoring), notes)
    }

    fn formula(
        &self,
        scoring: &Scoring<'_>,
        (actual, target): (Option<&Exact>, Option<&Exact>),
        notes: &mut Notes,
    ) -> Operand {
        let (context, asked) = (scoring.context, scoring.asked);
        let Some(bound) = asked.measure.method.first() else {
            return Operand::Missing;
        };
        let known = |value: Option<&Exact>| value.cloned().map_or(Operand::Missing, Operand::Known);
        let own = |word: OwnWord, notes: &mut Notes| match word {
            OwnWord::Actual => known(actual),
            OwnWord::Target => known(target),
            OwnWord::Weight => Operand::Known(scoring.full.clone()),
            OwnWord::Baseline => self.actual_in(context.period.year_earlier(), context, asked, notes),
            OwnWord::Previous => self.actual_in(context.period.earlier(1), context, asked, notes),
            OwnWord::PeerMean => known(self.mean_of_peers(context, asked, notes).as_ref()),
            OwnWord::PeerBest => known(self.best_of_peers(DEFAULT_PEERS, context, asked, notes).as_ref()),
            OwnWord::Points | OwnWord::Percent => Operand::Missing,
        };
        let score = |meaning: &Meaning, _: &mut Notes| scoring.score(meaning);
        let value = self.evaluate_with(bound, &parameter_reading(scoring), &own, &score, notes);
        match &value {
            Operand::Known(points) => {
                let formula = || Formula::Expression { points: points.clone() };
                notes.trace.step(|| Step::Formula(Box::new(formula())));
            }
            Operand::Missing => notes.find_if_none(|| Problem::FormulaMissing),
            Operand::NotApplicable => {}
        }
        value
    }

    /// What stands in for a missing measure, in points.
    fn substitute(&self, scoring: &Scoring<'_>, notes: &mut Notes) -> Option<Exact> {
        let bound = scoring.asked.measure.substitute.as_ref()?;
        let gives = scoring.asked.measure.measure.substitute.as_ref()?.gives;
        let own = |word: OwnWord, notes: &mut Notes| match word {
            OwnWord::PeerMean => self.peer_mean_of_scores(scoring, gives, notes),
            OwnWord::Weight => Operand::Known(scoring.full.clone()),
            _ => Operand::Missing,
        };
        let none = |_: &Meaning, _: &mut Notes| Operand::Missing;
        match self.evaluate_with(bound, &parameter_reading(scoring), &own, &none, notes) {
            Operand::Known(value) => {
                let points = in_points(value, gives, scoring.full);
                notes.trace.step(|| Step::Formula(Box::new(Formula::Substitute { points: points.clone() })));
                Some(points)
            }
            _ => None,
        }
    }

    /// The mean of what the peers got for the measure by its method, before redistribution.
    fn peer_mean_of_scores(&self, scoring: &Scoring<'_>, gives: Gives, notes: &mut Notes) -> Operand {
        let (context, place) = (scoring.context, scoring.asked.place);
        let mut sum = Exact::ZERO;
        let mut count = 0_u32;
        for unit in self.others_of(context, scoring.asked) {
            let Ok(theirs) = self.context(context.place, unit, context.period, context.exempt) else {
                continue;
            };
            let Some(Raw::Points(points)) = self.raw_of(&theirs, place) else { continue };
            let full = theirs.plan().and_then(|plan| plan.full(unit).get(place));
            let value = match gives {
                Gives::Points => Some(points),
                Gives::Percent => full.and_then(|full| points.times(&Exact::whole(100)).over(full)),
            };
            let Some(value) = value else { continue };
            sum = sum.plus(&value);
            count = count.saturating_add(1);
        }
        if count < DEFAULT_PEERS {
            return notes.missing(|| Problem::TooFewPeers { found: count, needed: DEFAULT_PEERS });
        }
        sum.over(&Exact::whole(count)).map_or(Operand::Missing, Operand::Known)
    }
}

impl Scoring<'_> {
    /// Points or percent of another measure or of a perspective, before redistribution.
    fn score(&self, meaning: &Meaning) -> Operand {
        let (node, gives) = match meaning {
            Meaning::Points(node) => (*node, Gives::Points),
            Meaning::Percent(node) => (*node, Gives::Percent),
            _ => return Operand::Missing,
        };
        match node {
            Node::Measure(place) => self.score_of(self.leaves.get(place).into_iter(), gives),
            Node::Perspective(place) => {
                let range = self.plan.perspectives.get(place).map_or(0..0, |shape| shape.all.clone());
                let leaves = self.leaves.get(range).unwrap_or_default();
                self.score_of(leaves.iter().filter(|leaf| !leaf.extra), gives)
            }
        }
    }

    fn score_of<'l>(&self, leaves: impl Iterator<Item = &'l Leaf>, gives: Gives) -> Operand {
        let (mut points, mut full) = (Exact::ZERO, Exact::ZERO);
        let mut value = Operand::NotApplicable;
        for leaf in leaves {
            match leaf.points() {
                Some(own) => {
                    let Some(own) = rounded(own, self.revision.rounding) else { return Operand::Missing };
                    points = points.plus(&Exact::from(own));
                    full = full.plus(&leaf.full);
                    value = Operand::Known(Exact::ZERO);
                }
                None if leaf.applies() && value == Operand::NotApplicable => value = Operand::Missing,
                None => {}
            }
        }
        match (value, gives) {
            (Operand::Known(_), Gives::Points) => Operand::Known(points),
            (Operand::Known(_), Gives::Percent) => {
                points.times(&Exact::whole(100)).over(&full).map_or(Operand::Missing, Operand::Known)
            }
            (value, _) => value,
        }
    }
}

/// Items in the expressions of a method are read as the actual is.
fn parameter_reading(scoring: &Scoring<'_>) -> Reading<'static> {
    Reading {
        role: Role::Parameter,
        unit: scoring.asked.scope,
        months: Months::of(scoring.context.period),
        least_months: scoring.asked.measure.measure.least_months,
        monthly_mean: None,
        exempt: scoring.context.exempt,
    }
}

/// A value in points or percent of `full`, in points.
pub(super) fn in_points(value: Exact, gives: Gives, full: &Exact) -> Exact {
    match gives {
        Gives::Points => value,
        Gives::Percent => full.times(&value).over(&Exact::whole(100)).unwrap_or(value),
    }
}

fn missing(notes: &mut Notes, problem: Problem) -> Raw {
    notes.find(|| problem);
    Raw::Missing
}
