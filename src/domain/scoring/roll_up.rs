//! Roll-up: from the points of the measures to perspectives and total.
//!
//! Redistribution works level by level: the points of the children that are there are multiplied
//! by parent F ÷ present F. A measure's points are rounded once, after that; parents add the
//! rounded numbers, so the printed parts add up to the printed total.

use std::ops::Range;

use rust_decimal::Decimal;

use super::actual::{Months, Reading};
use super::compile::Shape;
use super::finding::Problem;
use super::measure::{Leaf, Raw, in_points};
use super::notes::Notes;
use super::plan::{Context, Plan};
use super::report::{Coverage, VetoUse};
use super::rounded;
use super::trace::{Formula, Role, Step};
use crate::domain::exact::Exact;
use crate::domain::expression::Operand;
use crate::domain::measure::Substitute;
use crate::domain::scorecard::{MissingPolicy, Revision, Rounding};

/// What a card comes to, by the places of its perspectives, objectives and measures.
#[derive(Default)]
pub(super) struct RolledUp {
    /// One for each measure: its points and the factor of its redistribution.
    pub(super) measures: Vec<Settled>,
    pub(super) objectives: Vec<Node>,
    pub(super) perspectives: Vec<Node>,
    /// Sum of the extra points, as far as the ceiling lets them count.
    pub(super) extra: Option<Decimal>,
    /// The total after vetoes; `None` where there is no score.
    pub(super) total: Option<Decimal>,
    /// The total before vetoes.
    pub(super) before_veto: Option<Decimal>,
    /// Full points of the card.
    pub(super) full: Exact,
    pub(super) coverage: Coverage,
    /// The best grade that the vetoes leave, by its place.
    pub(super) best_grade: usize,
    pub(super) vetoes: Vec<VetoUse>,
    pub(super) problems: Vec<Problem>,
}

/// A measure after redistribution and rounding.
#[derive(Clone)]
pub(super) struct Settled {
    pub(super) points: Option<Decimal>,
    /// Full points after redistribution.
    pub(super) full: Exact,
    /// Whether it is part of its perspective's points.
    pub(super) enters: bool,
}

/// A perspective or an objective.
#[derive(Clone, Default)]
pub(super) struct Node {
    pub(super) points: Option<Decimal>,
    /// Points before a veto took them away.
    pub(super) before_veto: Option<Decimal>,
    /// Full points after redistribution.
    pub(super) full: Exact,
    pub(super) coverage: Coverage,
    pub(super) substituted: bool,
    /// Whether any of its children has a score, or something stands in for it.
    scored: bool,
    /// Whether it has points that no decimal can hold.
    too_large: bool,
}

/// How a group of measures takes part in its parent.
struct Group {
    range: Range<usize>,
    /// Full points of its counted measures.
    full: Exact,
    /// Full points of those that are there.
    present: Exact,
    /// Children with a score of their own.
    scored: u32,
    /// Whether it has a score.
    stands: bool,
}

impl Group {
    /// Its full points, as far as they are not handed on: where only adjustment items have a score,
    /// they are.
    fn kept(&self) -> Exact {
        if self.stands && !self.present.is_zero() { self.full.clone() } else { Exact::ZERO }
    }
}

/// How a perspective takes part in the card.
struct Branch {
    whole: Group,
    objectives: Vec<Group>,
    /// Percent or points that stand in for it.
    substitute: Option<Exact>,
}

/// Rolls up the leaves of one card.
struct RollUp<'r> {
    revision: &'r Revision,
    rounding: Rounding,
    policy: MissingPolicy,
}

impl RolledUp {
    /// Whether there is a percent: where nothing that is there has full points, there is none.
    pub(super) fn has_percent(&self) -> bool {
        !self.perspectives.iter().all(|node| node.full.is_zero())
    }

    /// The total before vetoes, where they took some of it away.
    pub(super) fn lost_to_veto(&self) -> Option<Decimal> {
        self.before_veto.filter(|before| Some(*before) != self.total)
    }
}

impl Plan {
    /// Rolls up `leaves` by the rounding rule of the card.
    pub(super) fn roll_up(&self, context: &Context<'_>, leaves: &mut [Leaf]) -> RolledUp {
        match context.card.card.revisions.get(context.revision) {
            Some(revision) => self.roll_up_rounded(context, revision.rounding, leaves),
            None => RolledUp::default(),
        }
    }

    /// Rolls up `leaves` by a rounding rule.
    pub(super) fn roll_up_rounded(
        &self,
        context: &Context<'_>,
        rounding: Rounding,
        leaves: &mut [Leaf],
    ) -> RolledUp {
        let (Some(plan), Some(revision)) =
            (context.plan(), context.card.card.revisions.get(context.revision))
        else {
            return RolledUp::default();
        };
        let policy = policy_for(revision, leaves);
        let roll_up = RollUp { revision, rounding, policy };
        let mut problems = Vec::new();
        let branches: Vec<Branch> = plan
            .perspectives
            .iter()
            .enumerate()
            .map(|(place, shape)| {
                let mut branch = roll_up.branch(place, shape, leaves, &mut problems);
                let gap = has_gap(leaves.get(shape.all.clone()).unwrap_or_default());
                if gap && !branch.whole.stands && policy == MissingPolicy::Substitute {
                    branch.substitute = self.perspective_substitute(context, revision, place, shape, &branch);
                }
                branch
            })
            .collect();
        let mut rolled = roll_up.settle(&branches, leaves);
        rolled.problems.append(&mut problems);
        self.veto(context, revision, leaves, &mut rolled);
        rolled
    }

    /// What stands in for a perspective, in points before redistribution.
    fn perspective_substitute(
        &self,
        context: &Context<'_>,
        revision: &Revision,
        place: usize,
        shape: &Shape,
        branch: &Branch,
    ) -> Option<Exact> {
        let bound = shape.substitute.as_ref()?;
        let Substitute { gives, .. } = revision.perspectives.get(place)?.substitute.as_ref()?;
        let reading = Reading {
            role: Role::Parameter,
            unit: context.unit,
            months: Months::of(context.period),
            least_months: None,
            monthly_mean: None,
            exempt: context.exempt,
        };
        match self.evaluate(bound, &reading, &mut Notes::none()) {
            Operand::Known(value) => Some(in_points(value, *gives, &branch.whole.full)),
            _ => None,
        }
    }
}

impl RollUp<'_> {
    fn branch(&self, place: usize, shape: &Shape, leaves: &[Leaf], problems: &mut Vec<Problem>) -> Branch {
        let perspective = self.revision.perspectives.get(place);
        let mut whole = self.group(shape.direct.clone(), None, leaves);
        let mut objectives = Vec::with_capacity(shape.objectives.len());
        for (place, range) in shape.objectives.iter().enumerate() {
            let objective = perspective.and_then(|perspective| perspective.objectives.get(place));
            let group = self.group(range.clone(), objective.and_then(|o| o.least_scored), leaves);
            whole.full = whole.full.plus(&group.full);
            whole.present = whole.present.plus(&group.kept());
            if group.stands {
                whole.scored = whole.scored.saturating_add(u32::from(group.scored > 0));
                whole.stands = true;
            } else if let Some(needed) = objective.and_then(|o| o.least_scored).filter(|_| group.scored > 0) {
                problems.push(Problem::TooFewScored { found: group.scored, needed });
            }
            objectives.push(group);
        }
        whole.range = shape.all.clone();
        if let Some(needed) = perspective.and_then(|perspective| perspective.least_scored)
            && whole.scored < needed
        {
            if whole.stands {
                problems.push(Problem::TooFewScored { found: whole.scored, needed });
            }
            whole.stands = false;
        }
        Branch { whole, objectives, substitute: None }
    }

    fn group(&self, range: Range<usize>, least: Option<u32>, leaves: &[Leaf]) -> Group {
        let (mut present, mut absent) = (Exact::ZERO, Exact::ZERO);
        let (mut scored, mut there) = (0_u32, false);
        for leaf in leaves.get(range.clone()).unwrap_or_default() {
            let is_present = !leaf.extra && self.is_present(leaf);
            if is_present {
                there = true;
                scored = scored.saturating_add(u32::from(leaf.points().is_some()));
            }
            match (leaf.counted, is_present) {
                (true, true) => present = present.plus(&leaf.full),
                (true, false) if leaf.raw != Raw::LeftOut => absent = absent.plus(&leaf.full),
                _ => {}
            }
        }
        let full = present.plus(&absent);
        let stands = there && least.is_none_or(|least| scored >= least);
        Group { range, full, present, scored, stands }
    }

    /// Whether a measure takes part in its parent's full points.
    fn is_present(&self, leaf: &Leaf) -> bool {
        match leaf.raw {
            Raw::Points(_) | Raw::Substituted(_) => true,
            Raw::Missing => matches!(self.policy, MissingPolicy::Zero | MissingPolicy::Withhold),
            Raw::NotApplicable | Raw::LeftOut => false,
        }
    }

    fn settle(&self, branches: &[Branch], leaves: &mut [Leaf]) -> RolledUp {
        let (mut full, mut present) = (Exact::ZERO, Exact::ZERO);
        for branch in branches {
            full = full.plus(&branch.whole.full);
            let kept = match branch.substitute {
                Some(_) => branch.whole.full.clone(),
                None => branch.whole.kept(),
            };
            present = present.plus(&kept);
        }
        let card_factor = factor(&full, &present);
        let mut rolled = RolledUp { full, ..RolledUp::default() };
        rolled.measures.reserve(leaves.len());
        for branch in branches {
            self.settle_branch(branch, &card_factor, leaves, &mut rolled);
        }
        let extras = rolled.measures.iter().zip(&*leaves).filter(|(_, leaf)| leaf.extra);
        let extra = sum(&mut extras.filter_map(|(settled, _)| settled.points));
        let has_extra = leaves.iter().any(|leaf| leaf.extra && leaf.points().is_some());
        if has_extra {
            let ceiling = self.revision.extra_ceiling;
            rolled.extra = extra.map(|extra| ceiling.map_or(extra, |ceiling| extra.min(ceiling)));
        }
        rolled.coverage = coverage(&rolled.measures, leaves, true);
        if !(self.policy == MissingPolicy::Withhold && has_gap(leaves)) {
            let rests = |(own, leaf): (&Settled, &Leaf)| own.enters && leaf.rests_on_figures;
            let has_figures = rolled.measures.iter().zip(&*leaves).any(rests);
            self.total(&mut rolled, has_figures, has_extra && extra.is_none());
        }
        rolled.before_veto = rolled.total;
        rolled
    }

    fn settle_branch(&self, branch: &Branch, card: &Exact, leaves: &mut [Leaf], rolled: &mut RolledUp) {
        let above = card.times(&factor(&branch.whole.full, &branch.whole.present));
        let start = rolled.measures.len();
        for group in &branch.objectives {
            let inner = above.times(&factor(&group.full, &group.present));
            let enters = branch.whole.stands && group.stands;
            let first = rolled.measures.len();
            self.settle_leaves(group.range.clone(), enters, &inner, leaves, rolled);
            let own = rolled.measures.get(first..).unwrap_or_default();
            let full = inner.times(&group.present);
            let node = self.node(own, leaves.get(group.range.clone()).unwrap_or_default(), enters, full);
            rolled.objectives.push(node);
        }
        let next = rolled.measures.len();
        self.settle_leaves(next..branch.whole.range.end, branch.whole.stands, &above, leaves, rolled);
        let own = rolled.measures.get(start..).unwrap_or_default();
        let leaves = leaves.get(branch.whole.range.clone()).unwrap_or_default();
        let full = above.times(&branch.whole.present);
        let mut node = self.node(own, leaves, branch.whole.stands, full);
        node.scored = branch.whole.scored > 0;
        if let Some(points) = &branch.substitute {
            node.points = rounded(&points.times(card), self.rounding);
            node.too_large = node.points.is_none();
            node.full = branch.whole.full.times(card);
            (node.substituted, node.scored) = (true, true);
        }
        rolled.perspectives.push(node);
    }

    fn settle_leaves(
        &self,
        range: Range<usize>,
        enters: bool,
        factor: &Exact,
        leaves: &mut [Leaf],
        rolled: &mut RolledUp,
    ) {
        for leaf in leaves.get_mut(range).unwrap_or_default() {
            let scaled = enters && leaf.counted;
            let points = self.points(leaf, scaled.then_some(factor));
            let full = match (leaf.counted, enters, self.is_present(leaf)) {
                (true, true, true) if *factor != Exact::ONE => leaf.full.times(factor),
                (true, _, false) => Exact::ZERO,
                _ => leaf.full.clone(),
            };
            rolled.measures.push(Settled { points, full, enters: enters && !leaf.extra });
        }
    }

    /// Scales and rounds the points of one measure.
    fn points(&self, leaf: &mut Leaf, factor: Option<&Exact>) -> Option<Decimal> {
        let raw = match &leaf.raw {
            Raw::Points(points) | Raw::Substituted(points) => points.clone(),
            Raw::Missing if self.policy == MissingPolicy::Zero => count_as_zero(leaf),
            _ => return None,
        };
        let scaled = match factor {
            Some(factor) if *factor != Exact::ONE => {
                let result = raw.times(factor);
                let (points, factor, full) = (raw, factor.clone(), leaf.full.clone());
                leaf.notes.trace.step(|| Step::Scaled { points, factor, full, result: result.clone() });
                result
            }
            _ => raw,
        };
        let Some(points) = rounded(&scaled, self.rounding) else {
            leaf.notes.find(|| Problem::TooLarge);
            return None;
        };
        let rounding = self.rounding;
        leaf.notes.trace.step(|| Step::Rounded { exact: scaled, rounding, points });
        Some(points)
    }

    /// Points and coverage of a group of measures, which has these full points if it has a score.
    fn node(&self, measures: &[Settled], leaves: &[Leaf], stands: bool, full: Exact) -> Node {
        let mut node = Node { coverage: coverage(measures, leaves, stands), ..Node::default() };
        let entering = || measures.iter().filter(|settled| settled.enters);
        node.full = if stands { full } else { Exact::ZERO };
        let withheld = self.policy == MissingPolicy::Withhold && has_gap(leaves);
        if stands && !withheld && entering().any(|settled| settled.points.is_some()) {
            node.points = sum(&mut entering().filter_map(|settled| settled.points));
        }
        let has_points = measures.iter().zip(leaves).any(|(own, leaf)| own.enters && leaf.points().is_some());
        node.too_large = !withheld && has_points && node.points.is_none();
        node
    }

    /// The sum of the perspectives and the extra points.
    fn total(&self, rolled: &mut RolledUp, has_figures: bool, extra_too_large: bool) {
        let scored = rolled.perspectives.iter().filter(|node| node.points.is_some() && node.scored).count();
        let enough = self.revision.least_scored.is_none_or(|least| {
            let scored = u32::try_from(scored).unwrap_or(u32::MAX);
            if scored < least && scored > 0 {
                let problem = Problem::TooFewScored { found: scored, needed: least };
                rolled.problems.push(problem);
            }
            scored >= least
        });
        let lost = extra_too_large || rolled.perspectives.iter().any(|node| node.too_large);
        if !lost && (!enough || scored == 0 || !has_figures) {
            if rolled.coverage.scored > 0 && !has_figures {
                rolled.problems.push(Problem::NoFigures);
            }
            return;
        }
        let mut parts = rolled.perspectives.iter().filter_map(|node| node.points).chain(rolled.extra);
        rolled.total = sum(&mut parts);
        if rolled.total.is_none() || lost {
            rolled.total = None;
            rolled.problems.push(Problem::TooLarge);
        }
    }
}

/// The card's policy. Where no score rests on figures, nothing counts as zero and nothing stands in.
fn policy_for(revision: &Revision, leaves: &mut [Leaf]) -> MissingPolicy {
    let is_scored = |leaf: &Leaf| !leaf.extra && leaf.rests_on_figures;
    if revision.missing == MissingPolicy::Withhold || leaves.iter().any(is_scored) {
        return revision.missing;
    }
    for leaf in leaves.iter_mut().filter(|leaf| matches!(leaf.raw, Raw::Substituted(_))) {
        leaf.raw = Raw::Missing;
    }
    MissingPolicy::Redistribute
}

/// The policy *zero*: no points, or the method's lowest where that is above zero.
fn count_as_zero(leaf: &mut Leaf) -> Exact {
    if leaf.extra || !leaf.counted {
        leaf.notes.find(|| Problem::MissingAdjustment);
        return Exact::ZERO;
    }
    let points = leaf.lowest.map_or(Exact::ZERO, Exact::from).max(Exact::ZERO);
    let counted = || Formula::MissingCountsAsZero { points: points.clone() };
    leaf.notes.trace.step(|| Step::Formula(Box::new(counted())));
    points
}

fn has_gap(leaves: &[Leaf]) -> bool {
    leaves.iter().any(|leaf| leaf.raw == Raw::Missing && !leaf.extra)
}

/// The sum; `None` where no decimal can hold it.
pub(super) fn sum(values: &mut dyn Iterator<Item = Decimal>) -> Option<Decimal> {
    let mut sum = Decimal::ZERO;
    for value in values {
        sum = sum.checked_add(value)?;
    }
    Some(sum)
}

/// Parent F ÷ present F; 1 where nothing with full points is present.
fn factor(full: &Exact, present: &Exact) -> Exact {
    if full == present {
        return Exact::ONE;
    }
    full.over(present).filter(|_| full.is_positive()).unwrap_or(Exact::ONE)
}

/// How many measures are scored. Where the whole has a score, only those that enter it count.
fn coverage(measures: &[Settled], leaves: &[Leaf], stands: bool) -> Coverage {
    let mut coverage = Coverage::default();
    let (mut scored, mut open) = (Exact::ZERO, Exact::ZERO);
    for (settled, leaf) in measures.iter().zip(leaves).filter(|(_, leaf)| !leaf.extra) {
        if !leaf.applies() {
            coverage.not_applicable = coverage.not_applicable.saturating_add(1);
            continue;
        }
        coverage.applicable = coverage.applicable.saturating_add(1);
        if matches!(leaf.raw, Raw::Points(_)) && (settled.enters || !stands) {
            coverage.scored = coverage.scored.saturating_add(1);
            scored = scored.plus(&leaf.full);
        } else {
            open = open.plus(&leaf.full);
        }
    }
    coverage.weight_scored = scored.to_decimal().unwrap_or_default();
    coverage.weight = scored.plus(&open).to_decimal().unwrap_or_default();
    coverage
}
