//! The methods as formulas: from actual and target to the points before redistribution and rounding.

use super::Maker;
use super::check::Part;
use super::expressions::Operand;
use super::grid::{Own, Terms};
use super::labels::Label;
use super::measure::{RowKey, Window};
use super::peers::Statistic;
use super::term::{
    Function, Term, all, at_least, at_most, call, equal, greater, is_number, less, minus, missing, number,
    or_missing, over, plus, sum, times, when,
};
use crate::domain::exact::Exact;
use crate::domain::expression::{Reference, ReferenceKind};
use crate::domain::measure::{Measure, Polarity};
use crate::domain::method::{
    AchievementImprovement, Completion, Formula, Inverse, Method, PeerRank, RankAward, Step, StepBase,
    StepCounting,
};

/// Decimals that steps are rounded to before a part of one is cut off: a spreadsheet's 0.3 ÷ 0.1 is not
/// quite 3.
const STEP_DECIMALS: u32 = 9;

/// What a method works on.
pub(super) struct Inputs {
    pub(super) actual: Term,
    pub(super) target: Term,
    pub(super) full: Term,
    pub(super) polarity: Polarity,
    /// Whether the actual is at most the upper end of the range that is best.
    pub(super) is_below_high: Option<Term>,
}

impl Inputs {
    /// What holds where higher is better, or else where lower is.
    pub(super) fn by_polarity(&self, higher: Term, lower: Term) -> Term {
        match (self.polarity, &self.is_below_high) {
            (Polarity::Lower, _) => lower,
            (Polarity::Within(_), Some(below)) => when(below.clone(), higher, lower),
            _ => higher,
        }
    }

    /// Whether the actual is on the good side of a value; equal counts.
    pub(super) fn is_reached(&self, value: &Term) -> Term {
        let actual = || self.actual.clone();
        self.by_polarity(at_least(actual(), value.clone()), at_most(actual(), value.clone()))
    }
}

/// A value between a lowest and a highest.
pub(super) fn limited(value: Term, lowest: Option<Term>, highest: Option<Term>) -> Term {
    let value = match highest {
        Some(highest) => call(Function::Minimum, [value, highest]),
        None => value,
    };
    match lowest {
        Some(lowest) => call(Function::Maximum, [value, lowest]),
        None => value,
    }
}

/// So many percent of the full points.
pub(super) fn part(full: &Term, percent: Term) -> Term {
    over(times(full.clone(), percent), number(100))
}

impl Maker<'_> {
    /// Fills targets and points by the method of all measures of a page.
    pub(super) fn raw_points(&mut self, at: usize) {
        let count = self.grids.get(at).map_or(0, |grid| grid.measures.len());
        let mut started = vec![false; count];
        for place in 0..count {
            self.raw_of(at, place, &mut started);
        }
    }

    /// The same of one measure, after those that its formula refers to.
    fn raw_of(&mut self, at: usize, place: usize, started: &mut Vec<bool>) {
        match started.get_mut(place) {
            Some(started) if !*started => *started = true,
            _ => return,
        }
        let (Some(own), Some(measure)) = (self.own_of(at, place), self.measure_of(at, place)) else { return };
        if own.left_out {
            return;
        }
        if let Method::Formula(formula) = &measure.method {
            let scores = formula.points.references().iter().filter(|own| own.kind != ReferenceKind::Word);
            let scores: Vec<Reference> = scores.cloned().collect();
            let needed: Vec<usize> =
                scores.iter().flat_map(|reference| self.measures_meant(at, reference)).collect();
            for needed in needed {
                self.raw_of(at, needed, started);
            }
        }
        self.fill_target(at, place);
        let term = self.points_by_method(at, place, &own);
        let name = self.name_of(at, place);
        let row = self.line(at, &name, self.word(Label::PointsByMethod), &Terms::Each(Vec::new()));
        if let Some(own) = self.grids.get_mut(at).and_then(|grid| grid.own.get_mut(place)) {
            own.raw = row;
        }
        self.fill_checked(at, row, place, Part::Raw, term.map(Terms::Same).as_ref());
    }

    /// A number, nothing or the word for what does not exist; `None` where no formula can say it.
    fn points_by_method(&mut self, at: usize, place: usize, own: &Own) -> Option<Term> {
        let measure = self.measure_of(at, place)?;
        let (method, polarity) = (measure.method.clone(), measure.polarity);
        let actual = Term::Here(own.actual);
        let high = self.own(at, place, Label::RangeHigh);
        let inputs = Inputs {
            actual: actual.clone(),
            target: Term::Here(own.target),
            full: own.full.clone(),
            polarity,
            is_below_high: high.map(|high| at_most(actual.clone(), high)),
        };
        let value = match &method {
            Method::Formula(_) => return self.formula(at, place, &inputs),
            method => self.method_value(at, place, method, &inputs)?,
        };
        let value = or_missing(value);
        let needs_target = method.needs_target();
        let there = if needs_target {
            equal(call(Function::Count, [actual.clone(), inputs.target.clone()]), number(2))
        } else {
            is_number(actual.clone())
        };
        let lacking = if needs_target { when(is_number(actual.clone()), missing(), actual) } else { actual };
        Some(when(there, value, lacking))
    }

    fn method_value(&mut self, at: usize, place: usize, method: &Method, inputs: &Inputs) -> Option<Term> {
        let full = || inputs.full.clone();
        let own = |maker: &Self, label| maker.own(at, place, label);
        Some(match method {
            Method::Completion(method) => {
                let (floor, cap) = (own(self, Label::Floor)?, own(self, Label::Cap));
                completion(method, floor, cap, inputs)
            }
            Method::Step(method) => self.step(at, place, method, inputs)?,
            Method::Deduction(_) => {
                let taken = times(inputs.actual.clone(), own(self, Label::PointsEach)?);
                limited(minus(full(), taken), Some(own(self, Label::Lowest)?), None)
            }
            Method::PassFail(_) => {
                let otherwise = part(&inputs.full, own(self, Label::Otherwise)?);
                when(inputs.is_reached(&inputs.target), full(), otherwise)
            }
            Method::Entered(method) => {
                let points = match method.out_of {
                    Some(_) => over(times(full(), inputs.actual.clone()), own(self, Label::OutOf)?),
                    None => inputs.actual.clone(),
                };
                limited(points, own(self, Label::Lowest), own(self, Label::Highest))
            }
            Method::Bands(method) => self.bands(at, place, method, inputs)?,
            Method::Interpolation(method) => self.interpolation(at, place, method, inputs)?,
            Method::PeerBest(method) => {
                let least = own(self, Label::LeastPeers)?;
                let best = self.of_peers(at, place, &Statistic::Best, true, least)?;
                let name = self.name_of(at, place);
                let row = self.line(at, &name, self.word(Label::Peers), &Terms::Each(best));
                let against =
                    Completion { inverse: Inverse::Reciprocal, floor: method.floor, cap: method.cap };
                let (floor, cap) = (own(self, Label::Floor)?, own(self, Label::Cap));
                let inputs = Inputs {
                    actual: inputs.actual.clone(),
                    target: Term::Here(row),
                    full: full(),
                    is_below_high: inputs.is_below_high.clone(),
                    ..*inputs
                };
                let value = completion(&against, floor, cap, &inputs);
                when(is_number(inputs.target), value, missing())
            }
            Method::PeerRank(method) => self.peer_rank(at, place, method, inputs)?,
            Method::AchievementImprovement(method) => self.achievement(at, place, method, inputs)?,
            Method::Formula(_) => return None,
        })
    }

    fn step(&self, at: usize, place: usize, method: &Step, inputs: &Inputs) -> Option<Term> {
        let (actual, target) = (|| inputs.actual.clone(), || inputs.target.clone());
        let size = self.own(at, place, Label::StepSize)?;
        let steps = over(call(Function::Magnitude, [minus(actual(), target())]), size);
        let near = |term: Term| call(Function::Round, [term, number(STEP_DECIMALS)]);
        let negative = |term: Term| call(Function::Negate, [term]);
        let steps = match method.counting {
            StepCounting::Proportional => steps,
            StepCounting::Whole => call(Function::Whole, [near(steps)]),
            StepCounting::Started => negative(call(Function::Whole, [negative(near(steps))])),
        };
        let is_good = inputs.by_polarity(greater(actual(), target()), less(actual(), target()));
        let rate =
            when(is_good, self.own(at, place, Label::Add)?, negative(self.own(at, place, Label::Deduct)?));
        let moved = times(rate, steps);
        let points = match method.base {
            StepBase::Full => plus(inputs.full.clone(), moved),
            StepBase::Zero => moved,
        };
        Some(limited(points, self.own(at, place, Label::Lowest), self.own(at, place, Label::Highest)))
    }

    fn peer_rank(&mut self, at: usize, place: usize, method: &PeerRank, inputs: &Inputs) -> Option<Term> {
        let least = self.own(at, place, Label::LeastPeers)?;
        let (ranks, counts) = self.ranks(at, place, &least)?;
        let name = self.name_of(at, place);
        let rank = self.line(at, &name, self.word(Label::Peers), &Terms::Each(ranks));
        let count = self.line(at, &name, self.word(Label::Peers), &Terms::Each(counts));
        let (rank, count) = (Term::Here(rank), Term::Here(count));
        let percent = match &method.award {
            RankAward::Linear { .. } => {
                let last = self.own(at, place, Label::LastPercent)?;
                let lost = times(minus(number(100), last), minus(rank.clone(), number(1)));
                minus(number(100), over(lost, minus(count, number(1))))
            }
            RankAward::Bands(bands) => {
                let owner = super::definitions::Owner::Measure(place);
                let mut percent = number(0);
                for band in (0..bands.len()).rev() {
                    let up_to = self.given(at, owner, Label::RankUpTo, band)?;
                    let gives = self.given(at, owner, Label::RankPercent, band)?;
                    percent = when(at_most(rank.clone(), up_to), gives, percent);
                }
                percent
            }
        };
        Some(when(is_number(rank), part(&inputs.full, percent), missing()))
    }

    fn achievement(
        &mut self,
        at: usize,
        place: usize,
        method: &AchievementImprovement,
        inputs: &Inputs,
    ) -> Option<Term> {
        let scope = self.scope(self.grids.get(at)?.unit, self.measure_of(at, place)?.scope)?;
        let row = |maker: &mut Self, label: Label, expression| {
            let term = maker.over_items(at, Some(place), expression, scope, Window::Own)?;
            Some(Term::Here(maker.same(at, &maker.name_of(at, place), label, term)))
        };
        let threshold = row(self, Label::Threshold, &method.threshold)?;
        let benchmark = row(self, Label::Benchmark, &method.benchmark)?;
        let baseline = match &method.baseline {
            Some(baseline) => Some(row(self, Label::Baseline, baseline)?),
            None => None,
        };
        let scale = self.own(at, place, Label::Scale)?;
        let below = || minus(scale.clone(), number(1));
        let half = || Term::Number(Exact::decimal(5, 1));
        let whole = |term: Term| match method.rounded {
            true => call(Function::Round, [plus(term, half()), number(STEP_DECIMALS)]),
            false => term,
        };
        let whole = |term: Term| if method.rounded { call(Function::Whole, [whole(term)]) } else { term };
        let way = |from: &Term, parts: Term| {
            let distance = minus(benchmark.clone(), from.clone());
            let way = over(times(minus(inputs.actual.clone(), from.clone()), parts), distance.clone());
            when(equal(distance, number(0)), number(0), way)
        };
        let achieved = whole(plus(way(&threshold, below()), half()));
        let achieved = limited_between(achieved, number(1), below());
        let achieved = when(inputs.is_reached(&threshold), achieved, number(0));
        let achieved = when(inputs.is_reached(&benchmark), scale.clone(), achieved);
        let both = equal(call(Function::Count, [threshold, benchmark.clone()]), number(2));
        let name = self.name_of(at, place);
        let achieved = self.same(at, &name, Label::Achievement, when(both, or_missing(achieved), missing()));
        let achieved = Term::Here(achieved);
        let better = match baseline {
            None => achieved.clone(),
            Some(baseline) => {
                let improved = whole(minus(way(&baseline, scale.clone()), half()));
                let improved = limited_between(improved, number(0), below());
                let improved = when(inputs.is_reached(&benchmark), below(), improved);
                let is_better = inputs.by_polarity(
                    greater(inputs.actual.clone(), baseline.clone()),
                    less(inputs.actual.clone(), baseline.clone()),
                );
                let improved = when(is_better, improved, number(0));
                let improved = when(is_number(baseline), or_missing(improved), missing());
                let improved = self.same(at, &name, Label::Improvement, improved);
                call(Function::Maximum, [achieved.clone(), Term::Here(improved)])
            }
        };
        let points = over(times(inputs.full.clone(), better), scale);
        Some(when(is_number(achieved), points, missing()))
    }

    /// Points that are what a formula comes to.
    fn formula(&mut self, at: usize, place: usize, inputs: &Inputs) -> Option<Term> {
        let measure: &Measure = self.measure_of(at, place)?;
        let Method::Formula(formula) = &measure.method else { return None };
        let expression = formula.points.clone();
        let unit = self.grids.get(at)?.unit;
        let scope = self.scope(unit, measure.scope)?;
        let name = self.name_of(at, place);
        let items = self.items_of(&expression, &Formula::WORDS);
        let term = self.expression(at, &expression, &mut |maker, reference| {
            let known = |term: Term| when(is_number(term.clone()), term, missing());
            let row = |maker: &mut Self, terms: Option<Terms>| match terms {
                Some(terms) => Operand::Row(maker.line(at, &name, &reference.name, &terms)),
                None => Operand::Unsaid,
            };
            let of_row = |row: Option<u32>| row.map_or(Operand::Unsaid, Operand::Row);
            if reference.kind != ReferenceKind::Word {
                let terms = maker.score_of(at, reference).map(Terms::Same);
                return row(maker, terms);
            }
            let peers = |maker: &mut Self, statistic| {
                maker.of_peers(at, place, &statistic, true, number(2)).map(Terms::Each)
            };
            match (reference.quoted, &*reference.name) {
                (false, "actual") => row(maker, Some(Terms::Same(known(inputs.actual.clone())))),
                (false, "target") => row(maker, Some(Terms::Same(known(inputs.target.clone())))),
                (false, "weight") => row(maker, Some(Terms::Same(inputs.full.clone()))),
                (false, "baseline") => of_row(maker.actual_row(at, place, unit, Window::YearEarlier)),
                (false, "previous") => of_row(maker.actual_row(at, place, unit, Window::Earlier(1))),
                (false, "peer_mean") => {
                    let terms = peers(maker, Statistic::Mean);
                    row(maker, terms)
                }
                (false, "peer_best") => {
                    let terms = peers(maker, Statistic::Best);
                    row(maker, terms)
                }
                _ => match maker.item_named(reference) {
                    Some(item) => of_row(maker.item_row(at, Some(place), scope, item, Window::Own, &items)),
                    None => Operand::Missing,
                },
            }
        })?;
        let row = self.same(at, &name, Label::PartOfFormula, term);
        let points =
            limited(Term::Here(row), self.own(at, place, Label::Lowest), self.own(at, place, Label::Highest));
        let points = when(is_number(Term::Here(row)), points, Term::Here(row));
        // A formula says itself what becomes of an actual that is missing, not of one that does not exist.
        Some(when(equal(inputs.actual.clone(), self.not_applicable()), inputs.actual.clone(), points))
    }

    /// The measures that `points(…)` or `percent(…)` means: one, or those of a perspective.
    fn measures_meant(&self, at: usize, reference: &Reference) -> Vec<usize> {
        let Some(grid) = self.grids.get(at) else { return Vec::new() };
        let named = |name: &crate::domain::name::Name| reference.quoted && name.is(&reference.name);
        let measure = |own: &&Measure| own.code == reference.name || named(&own.name);
        if let Some(place) = grid.measures.iter().position(measure) {
            return vec![place];
        }
        let mut next = 0;
        for perspective in &grid.definition.perspectives {
            let count = perspective.all_measures().count();
            if perspective.id.as_str() == &*reference.name || named(&perspective.name) {
                let inner = next..next + count;
                return inner
                    .filter(|place| grid.measures.get(*place).is_some_and(|own| !own.extra))
                    .collect();
            }
            next += count;
        }
        Vec::new()
    }

    /// Points or percent of other measures, rounded, as they are before redistribution.
    fn score_of(&mut self, at: usize, reference: &Reference) -> Option<Term> {
        let measures = self.measures_meant(at, reference);
        let (mut points, mut full, mut states) = (Vec::new(), Vec::new(), Vec::new());
        for place in measures {
            let own = self.own_of(at, place)?;
            if own.left_out {
                continue;
            }
            let row = self.rounded_row(at, place)?;
            points.push(Term::Here(row));
            full.push(when(is_number(Term::Here(row)), own.full, number(0)));
            states.push(super::term::is_missing(Term::Here(row)));
        }
        if points.is_empty() {
            return Some(if self.measures_meant(at, reference).is_empty() {
                missing()
            } else {
                self.not_applicable()
            });
        }
        let count = call(Function::Count, points.clone());
        let points = call(Function::Sum, points);
        let value = match reference.kind {
            ReferenceKind::Percent => or_missing(over(times(points, number(100)), sum(full))),
            _ => points,
        };
        let gap = super::term::any(states);
        Some(when(greater(count, number(0)), value, when(gap, missing(), self.not_applicable())))
    }

    /// The row of the rounded points of a measure before redistribution.
    fn rounded_row(&mut self, at: usize, place: usize) -> Option<u32> {
        let key = RowKey::Rounded(place);
        if let Some(row) = self.grids.get(at)?.rows.get(&key) {
            return Some(*row);
        }
        if self.grids.get(at)?.definition.missing == crate::domain::scorecard::MissingPolicy::Substitute {
            return None;
        }
        let raw = Term::Here(self.own_of(at, place)?.raw);
        let term = when(is_number(raw.clone()), self.rounded(at, raw.clone()), raw);
        let row = self.same(at, &self.name_of(at, place), Label::Points, term);
        self.grids.get_mut(at)?.rows.insert(key, row);
        Some(row)
    }
}

fn limited_between(value: Term, lowest: Term, highest: Term) -> Term {
    call(Function::Minimum, [call(Function::Maximum, [value, lowest]), highest])
}

/// F × clamp(q, floor, cap); all or nothing where the target is not above zero.
fn completion(method: &Completion, floor: Term, cap: Option<Term>, inputs: &Inputs) -> Term {
    let full = || inputs.full.clone();
    let (actual, target) = (|| inputs.actual.clone(), || inputs.target.clone());
    let bound = |share: Term| times(full(), share);
    let between = |points: Term| limited(points, Some(bound(floor.clone())), cap.clone().map(bound));
    let higher = between(over(times(full(), actual()), target()));
    let lower = match method.inverse {
        Inverse::Mirror => between(times(full(), minus(number(2), over(actual(), target())))),
        Inverse::Reciprocal => {
            let best = cap.clone().map_or_else(missing, bound);
            when(greater(actual(), number(0)), between(over(times(full(), target()), actual())), best)
        }
    };
    let nothing = when(inputs.is_reached(&inputs.target), full(), bound(floor.clone()));
    let above_zero = all(vec![greater(target(), number(0))]);
    when(above_zero, inputs.by_polarity(higher, lower), nothing)
}
