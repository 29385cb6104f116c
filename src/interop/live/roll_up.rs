//! From the points by the methods to those of measures, objectives and perspectives: weights, missing
//! data, redistribution, rounding.

use super::Maker;
use super::check::{Part, Whole};
use super::definitions::Owner;
use super::grid::Terms;
use super::labels::Label;
use super::measure::Window;
use super::methods::part;
use super::term::{
    Function, Term, all, any, at_least, at_most, call, equal, greater, is_missing, is_number, minus, missing,
    number, over, sum, times, when,
};
use crate::domain::exact::Midpoint;
use crate::domain::expression::ReferenceKind;
use crate::domain::measure::{Gives, Measure, Substitute};
use crate::domain::method::{Formula, Method};
use crate::domain::scorecard::{MissingPolicy, Rounding, VetoEffect};

/// A group of measures: an objective, those beside the objectives, or a whole perspective.
pub(super) struct Group {
    /// The places of its measures, without those that are left out.
    places: Vec<usize>,
    full: Term,
    present: Term,
    pub(super) scored: Term,
    stands: Term,
}

/// A perspective.
pub(super) struct Branch {
    objectives: Vec<Group>,
    direct: Group,
    pub(super) whole: Group,
    /// What stands in for it, in points, and whether it does.
    pub(super) substitute: Option<(Term, Term)>,
}

/// What the measures of a card come to on their way up.
pub(super) struct Way {
    pub(super) policy: MissingPolicy,
    /// Whether anything is scored at all; where it matters.
    pub(super) any: Option<Term>,
    /// The points of each measure by the method, or what stands in for them.
    pub(super) effective: Vec<Option<Term>>,
    /// What each measure's points are multiplied by.
    pub(super) factors: Vec<Option<Term>>,
    /// Whether each measure enters its perspective.
    pub(super) enters: Vec<Option<Term>>,
}

fn yes(term: &Term) -> Term {
    equal(term.clone(), number(1))
}

/// Parent F ÷ present F; 1 where nothing with full points is present.
fn factor(full: &Term, present: &Term) -> Term {
    let usable =
        all(vec![call(Function::Unequal, [present.clone(), number(0)]), greater(full.clone(), number(0))]);
    when(usable, over(full.clone(), present.clone()), number(1))
}

impl Maker<'_> {
    /// Points rounded by the rule of the card.
    pub(super) fn rounded(&self, at: usize, term: Term) -> Term {
        let rounding = self.grids.get(at).map(|grid| grid.definition.rounding);
        let decimals = self.given(at, Owner::Card, Label::Decimals, 0);
        let (Some(Rounding::Decimals { midpoint, .. }), Some(decimals)) = (rounding, decimals) else {
            return term;
        };
        let up = call(Function::Round, [term.clone(), decimals.clone()]);
        if midpoint == Midpoint::AwayFromZero {
            return up;
        }
        let unit = || call(Function::Power, [number(10), decimals.clone()]);
        let size = times(call(Function::Magnitude, [term.clone()]), unit());
        let rest = minus(size.clone(), call(Function::Whole, [size]));
        let half = Term::Number(crate::domain::exact::Exact::decimal(5, 1));
        let is_half = equal(call(Function::Round, [rest, number(6)]), half);
        let pairs = call(Function::Round, [over(times(term, unit()), number(2)), number(0)]);
        when(is_half, over(times(pairs, number(2)), unit()), up)
    }

    /// Fills the points of measures, objectives and perspectives, and the total of a page.
    pub(super) fn roll_up(&mut self, at: usize) {
        let mut way = self.way(at);
        let branches = self.branches(at, &way);
        let factor = self.card_factor(at, &branches);
        for (place, branch) in branches.iter().enumerate() {
            self.settle(at, place, branch, &factor, &mut way);
        }
        self.extras(at, &way);
        self.total(at, &way, &branches, &factor);
    }

    /// What each measure has before redistribution.
    fn way(&mut self, at: usize) -> Way {
        let count = self.grids.get(at).map_or(0, |grid| grid.measures.len());
        let policy = self.grids.get(at).map_or(MissingPolicy::Redistribute, |grid| grid.definition.missing);
        let mut way = Way {
            policy,
            any: None,
            effective: Vec::new(),
            factors: vec![None; count],
            enters: vec![None; count],
        };
        if matches!(policy, MissingPolicy::Zero | MissingPolicy::Substitute) {
            let (alone, others): (Vec<usize>, Vec<usize>) = (0..count)
                .partition(|place| self.measure_of(at, *place).is_some_and(Measure::needs_no_figure));
            let raws = self.raws(at, &others);
            let mut scored = Vec::new();
            if !raws.is_empty() {
                scored.push(greater(call(Function::Count, raws), number(0)));
            }
            scored.extend(alone.into_iter().filter_map(|place| self.rests_on_figures(at, place)));
            let scored = if scored.is_empty() { number(0) } else { when(any(scored), number(1), number(0)) };
            way.any = Some(Term::Here(self.same(at, "", Label::Scored, scored)));
        }
        for place in 0..count {
            let effective = self.effective(at, place, &way);
            way.effective.push(effective);
        }
        way
    }

    /// The points by the method of those of some measures that count in their perspective.
    pub(super) fn raws(&self, at: usize, places: &[usize]) -> Vec<Term> {
        let of = |place: &usize| {
            let own = self.own_of(at, *place).filter(|own| !own.left_out)?;
            self.measure_of(at, *place).filter(|measure| !measure.extra).map(|_| Term::Here(own.raw))
        };
        places.iter().filter_map(of).collect()
    }

    /// Whether a measure that counts in its perspective has points by its method because figures were
    /// entered; `None` where it has nothing to do with the unit.
    pub(super) fn rests_on_figures(&mut self, at: usize, place: usize) -> Option<Term> {
        let raw = is_number(self.raws(at, &[place]).pop()?);
        let measure = self.measure_of(at, place).filter(|measure| measure.needs_no_figure());
        let Some(measure) = measure else { return Some(raw) };
        let mut items = self.items_of(&measure.actual, &[]);
        if let Method::Formula(formula) = &measure.method {
            items.extend(self.items_of(&formula.points, &Formula::WORDS));
        }
        let scope = self.scope(self.grids.get(at)?.unit, measure.scope)?;
        let entered = self.figures_entered(at, scope, &items);
        let row = self.line(at, &self.name_of(at, place), self.word(Label::Figures), &Terms::Each(entered));
        Some(all(vec![raw, greater(Term::Here(row), number(0))]))
    }

    fn effective(&mut self, at: usize, place: usize, way: &Way) -> Option<Term> {
        let own = self.own_of(at, place).filter(|own| !own.left_out)?;
        let measure = self.measure_of(at, place)?;
        let (raw, name) = (Term::Here(own.raw), self.name_of(at, place));
        let (is_counted, substitute, scope) =
            (measure.is_counted(), measure.substitute.clone(), measure.scope);
        let Some(any) = &way.any else { return Some(raw) };
        let instead = match way.policy {
            MissingPolicy::Zero => {
                let lowest = self.own(at, place, Label::Lowest).filter(|_| is_counted);
                lowest.map_or_else(|| number(0), |lowest| call(Function::Maximum, [number(0), lowest]))
            }
            _ => {
                let Some(substitute) = substitute else { return Some(raw) };
                let unit = self.grids.get(at)?.unit;
                let Some(scope) = self.scope(unit, scope) else { return Some(raw) };
                match self.substitute(at, Some(place), &substitute, scope, &own.full) {
                    Some(term) => Term::Here(self.same(at, &name, Label::Substitute, term)),
                    None => missing(),
                }
            }
        };
        let gap = all(vec![is_missing(raw.clone()), yes(any)]);
        let row = self.same(at, &name, Label::Points, when(gap, instead, raw));
        Some(Term::Here(row))
    }

    /// What stands in for a measure or a perspective, in points.
    fn substitute(
        &mut self,
        at: usize,
        place: Option<usize>,
        substitute: &Substitute,
        unit: usize,
        full: &Term,
    ) -> Option<Term> {
        use super::expressions::Operand;
        let own: &[&str] = if place.is_some() { &Substitute::WORDS } else { &[] };
        let items = self.items_of(&substitute.value, own);
        let term = self.expression(at, &substitute.value, &mut |maker, reference| {
            let is_word = reference.kind == ReferenceKind::Word && !reference.quoted && place.is_some();
            match (is_word, &*reference.name) {
                (true, "weight") => {
                    Operand::Row(maker.line(at, "", &reference.name, &Terms::Same(full.clone())))
                }
                (true, "peer_mean") => Operand::Unsaid,
                _ => match maker.item_named(reference) {
                    None => Operand::Missing,
                    Some(item) => match maker.item_row(at, place, unit, item, Window::Own, &items) {
                        Some(row) => Operand::Row(row),
                        None => Operand::Unsaid,
                    },
                },
            }
        })?;
        let row = Term::Here(self.same(at, "", Label::PartOfFormula, term));
        let points = match substitute.gives {
            Gives::Points => row.clone(),
            Gives::Percent => part(full, row.clone()),
        };
        Some(when(is_number(row), points, missing()))
    }

    fn branches(&mut self, at: usize, way: &Way) -> Vec<Branch> {
        let Some(definition) = self.grids.get(at).map(|grid| grid.definition) else { return Vec::new() };
        let mut next = 0;
        let mut branches = Vec::new();
        for (index, perspective) in definition.perspectives.iter().enumerate() {
            let mut objectives = Vec::new();
            for (place, objective) in perspective.objectives.iter().enumerate() {
                let places = next..next + objective.measures.len();
                next = places.end;
                let least = self.given(at, Owner::Objective(index, place), Label::LeastScored, 0);
                let name = objective.name.text(self.words.language());
                objectives.push(self.group(at, name, places.collect(), least, way));
            }
            let places = next..next + perspective.measures.len();
            next = places.end;
            let name = perspective.name.text(self.words.language());
            let direct = self.group(at, name, places.collect(), None, way);
            let least = self.given(at, Owner::Perspective(index), Label::LeastScored, 0);
            let whole = self.whole(at, name, &objectives, &direct, least);
            let mut branch = Branch { objectives, direct, whole, substitute: None };
            if let (Some(own), MissingPolicy::Substitute) = (&perspective.substitute, way.policy) {
                branch.substitute = self.perspective_substitute(at, own, &branch, way);
            }
            branches.push(branch);
        }
        branches
    }

    fn group(&mut self, at: usize, name: &str, places: Vec<usize>, least: Option<Term>, way: &Way) -> Group {
        let own = |place: &usize| self.own_of(at, *place).filter(|own| !own.left_out);
        let places: Vec<usize> = places.into_iter().filter(|place| own(place).is_some()).collect();
        let (mut full, mut present, mut there) = (Vec::new(), Vec::new(), Vec::new());
        let mut scored = Vec::new();
        for place in &places {
            let (Some(own), Some(measure)) = (own(place), self.measure_of(at, *place)) else { continue };
            let Some(Some(effective)) = way.effective.get(*place).cloned() else { continue };
            if measure.extra {
                continue;
            }
            let is_there = match way.policy {
                MissingPolicy::Withhold => {
                    call(Function::Unequal, [effective.clone(), self.not_applicable()])
                }
                _ => is_number(effective.clone()),
            };
            if measure.is_counted() {
                present.push(when(is_there.clone(), own.full.clone(), number(0)));
                full.push(own.full);
            }
            there.push(is_there);
            scored.push(if way.policy == MissingPolicy::Zero { Term::Here(own.raw) } else { effective });
        }
        if there.is_empty() {
            let none = || number(0);
            return Group { places, full: none(), present: none(), scored: none(), stands: none() };
        }
        let full = Term::Here(self.same(at, name, Label::FullPoints, sum(full)));
        let present = Term::Here(self.same(at, name, Label::FullWithPoints, sum(present)));
        let scored = Term::Here(self.same(at, name, Label::Scored, call(Function::Count, scored)));
        let mut stands = vec![any(there)];
        stands.extend(least.map(|least| at_least(scored.clone(), least)));
        let stands =
            Term::Here(self.same(at, name, Label::Condition, when(all(stands), number(1), number(0))));
        Group { places, full, present, scored, stands }
    }

    fn whole(
        &mut self,
        at: usize,
        name: &str,
        objectives: &[Group],
        direct: &Group,
        least: Option<Term>,
    ) -> Group {
        let copy = |group: &Group| Group {
            places: group.places.clone(),
            full: group.full.clone(),
            present: group.present.clone(),
            scored: group.scored.clone(),
            stands: group.stands.clone(),
        };
        if objectives.is_empty() && least.is_none() {
            return copy(direct);
        }
        let mut whole = copy(direct);
        let (mut full, mut present) = (vec![direct.full.clone()], vec![direct.present.clone()]);
        let (mut scored, mut stands) = (vec![direct.scored.clone()], vec![yes(&direct.stands)]);
        whole.places.clear();
        for group in objectives {
            whole.places.extend(&group.places);
            full.push(group.full.clone());
            present.push(kept(group));
            let has = all(vec![yes(&group.stands), greater(group.scored.clone(), number(0))]);
            scored.push(when(has, number(1), number(0)));
            stands.push(yes(&group.stands));
        }
        whole.places.extend(&direct.places);
        whole.full = Term::Here(self.same(at, name, Label::FullPoints, sum(full)));
        whole.present = Term::Here(self.same(at, name, Label::FullWithPoints, sum(present)));
        whole.scored = Term::Here(self.same(at, name, Label::Scored, sum(scored)));
        let mut conditions = vec![any(stands)];
        conditions.extend(least.map(|least| at_least(whole.scored.clone(), least)));
        let stands = when(all(conditions), number(1), number(0));
        whole.stands = Term::Here(self.same(at, name, Label::Condition, stands));
        whole
    }

    fn perspective_substitute(
        &mut self,
        at: usize,
        substitute: &Substitute,
        branch: &Branch,
        way: &Way,
    ) -> Option<(Term, Term)> {
        let unit = self.grids.get(at)?.unit;
        let value = self.substitute(at, None, substitute, unit, &branch.whole.full)?;
        let value = Term::Here(self.same(at, "", Label::Substitute, value));
        let gaps = self.gaps(at, &branch.whole.places, way);
        if gaps.is_empty() {
            return None;
        }
        let used = all(vec![
            yes(way.any.as_ref()?),
            equal(branch.whole.stands.clone(), number(0)),
            any(gaps),
            is_number(value.clone()),
        ]);
        let used = Term::Here(self.same(at, "", Label::Condition, when(used, number(1), number(0))));
        Some((value, used))
    }

    /// Whether each of some measures is missing.
    pub(super) fn gaps(&self, at: usize, places: &[usize], way: &Way) -> Vec<Term> {
        let counts = |place: &&usize| self.measure_of(at, **place).is_some_and(|measure| !measure.extra);
        let effective = |place: &usize| way.effective.get(*place).cloned().flatten();
        places.iter().filter(counts).filter_map(effective).map(is_missing).collect()
    }

    /// The full points of the card, those with points, and the factor between them.
    fn card_factor(&mut self, at: usize, branches: &[Branch]) -> [Term; 3] {
        let kept = |branch: &Branch| {
            let kept = kept(&branch.whole);
            match &branch.substitute {
                Some((_, used)) => when(yes(used), branch.whole.full.clone(), kept),
                None => kept,
            }
        };
        let full = sum(branches.iter().map(|branch| branch.whole.full.clone()));
        let full = Term::Here(self.same(at, "", Label::FullPoints, full));
        let present = sum(branches.iter().map(kept));
        let present = Term::Here(self.same(at, "", Label::FullWithPoints, present));
        let card = Term::Here(self.same(at, "", Label::Factor, factor(&full, &present)));
        [full, present, card]
    }

    /// Fills the points of a perspective, its objectives and its measures.
    fn settle(&mut self, at: usize, place: usize, branch: &Branch, [_, _, card]: &[Term; 3], way: &mut Way) {
        let Some((row, rows)) = self.grids.get(at).and_then(|grid| grid.perspectives.get(place)).cloned()
        else {
            return;
        };
        let Some(perspective) = self.grids.get(at).and_then(|grid| grid.definition.perspectives.get(place))
        else {
            return;
        };
        let name = perspective.name.text(self.words.language());
        let above = times(card.clone(), factor(&branch.whole.full, &branch.whole.present));
        let above = Term::Here(self.same(at, name, Label::Factor, above));
        let mut parts = Vec::new();
        for (group, row) in branch.objectives.iter().zip(rows) {
            let both = all(vec![yes(&branch.whole.stands), yes(&group.stands)]);
            let inner =
                when(both.clone(), times(above.clone(), factor(&group.full, &group.present)), number(1));
            let inner = Term::Here(self.same(at, name, Label::Factor, inner));
            let own = self.settle_measures(at, &group.places, &inner, &both, way);
            let points = self.sum_of(at, &own, both, &group.places, way);
            self.fill_points(at, row, points, Whole::Objective(place, parts.len()));
            parts.push(Term::Here(row));
        }
        let stands = yes(&branch.whole.stands);
        let factor = when(stands.clone(), above, number(1));
        let factor = Term::Here(self.same(at, name, Label::Factor, factor));
        parts.extend(self.settle_measures(at, &branch.direct.places, &factor, &stands, way));
        let mut points = self.sum_of(at, &parts, stands, &branch.whole.places, way);
        if let Some((value, used)) = &branch.substitute {
            points = when(yes(used), self.rounded(at, times(value.clone(), card.clone())), points);
        }
        let before = if self.may_be_struck(at, place) {
            self.same(at, name, Label::BeforeVeto, points)
        } else {
            self.fill_points(at, row, points, Whole::Perspective(place));
            row
        };
        if let Some(grid) = self.grids.get_mut(at) {
            grid.before.push(before);
        }
    }

    /// Whether a veto may take the points of a perspective away.
    fn may_be_struck(&self, at: usize, place: usize) -> bool {
        let Some(definition) = self.grids.get(at).map(|grid| grid.definition) else { return false };
        let Some(perspective) = definition.perspectives.get(place) else { return false };
        definition.vetoes.iter().any(|veto| {
            veto.effect == VetoEffect::PerspectiveToZero
                && perspective.all_measures().any(|measure| measure.id == veto.measure)
        })
    }

    /// Fills the points of measures; gives those that are part of the perspective's.
    fn settle_measures(
        &mut self,
        at: usize,
        places: &[usize],
        factor: &Term,
        enters: &Term,
        way: &mut Way,
    ) -> Vec<Term> {
        let mut parts = Vec::new();
        for place in places {
            let (Some(own), Some(Some(effective))) =
                (self.own_of(at, *place), way.effective.get(*place).cloned())
            else {
                continue;
            };
            let Some(measure) = self.measure_of(at, *place) else { continue };
            let (is_counted, is_extra) = (measure.is_counted(), measure.extra);
            let scaled =
                if is_counted { times(effective.clone(), factor.clone()) } else { effective.clone() };
            let is_rounded = self.given(at, Owner::Card, Label::Decimals, 0).is_some();
            let points = if is_counted || is_rounded {
                when(is_number(effective.clone()), self.rounded(at, scaled), effective)
            } else {
                effective
            };
            self.fill_checked(at, own.points, *place, Part::Points, Some(&Terms::Same(points)));
            if let Some(own) = way.factors.get_mut(*place).filter(|_| is_counted) {
                *own = Some(factor.clone());
            }
            if let Some(own) = way.enters.get_mut(*place).filter(|_| !is_extra) {
                *own = Some(enters.clone());
                parts.push(Term::Here(self.own_of(at, *place).map_or(0, |own| own.points)));
            }
        }
        parts
    }

    /// The sum of parts that have points, where the group they are part of has a score.
    fn sum_of(&self, at: usize, parts: &[Term], stands: Term, places: &[usize], way: &Way) -> Term {
        if parts.is_empty() {
            return missing();
        }
        let mut conditions = vec![stands, greater(call(Function::Count, parts.to_vec()), number(0))];
        let gaps = self.gaps(at, places, way);
        if way.policy == MissingPolicy::Withhold && !gaps.is_empty() {
            conditions.push(call(Function::Not, [any(gaps)]));
        }
        when(all(conditions), call(Function::Sum, parts.to_vec()), missing())
    }

    /// Fills the sum of the extra points.
    fn extras(&mut self, at: usize, way: &Way) {
        let Some(row) = self.grids.get(at).and_then(|grid| grid.below.get(&Label::Extra).copied()) else {
            return;
        };
        let count = way.effective.len();
        let extra = |place: &usize| self.measure_of(at, *place).is_some_and(|measure| measure.extra);
        let own: Vec<_> = (0..count).filter(extra).filter_map(|place| self.own_of(at, place)).collect();
        let own: Vec<_> = own.into_iter().filter(|own| !own.left_out).collect();
        if own.is_empty() {
            return;
        }
        let raws = own.iter().map(|own| Term::Here(own.raw)).collect::<Vec<_>>();
        let points = own.iter().map(|own| Term::Here(own.points)).collect::<Vec<_>>();
        let sum = call(Function::Sum, points);
        let sum = match self.given(at, Owner::Card, Label::ExtraCeiling, 0) {
            Some(ceiling) => call(Function::Minimum, [sum, ceiling]),
            None => sum,
        };
        let has = at_most(number(1), call(Function::Count, raws));
        self.fill(at, row, &Terms::Same(when(has, sum, missing())));
    }
}

/// The full points of a group, as far as they are not handed on.
fn kept(group: &Group) -> Term {
    let has = all(vec![yes(&group.stands), call(Function::Unequal, [group.present.clone(), number(0)])]);
    when(has, group.full.clone(), number(0))
}
