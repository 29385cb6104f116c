//! The page of peers: the actuals of a measure of all units of a kind, below one another, and what is
//! formed of them.

use std::collections::BTreeMap;
use std::ops::RangeInclusive;

use super::book::Line;
use super::labels::Label;
use super::term::{
    Area, Function, Term, call, greater, is_missing, is_number, less, missing, number, sum, times, when,
};
use super::{Maker, PEERS};
use crate::domain::measure::Polarity;
use crate::domain::period::PeriodLength;
use crate::interop::xlsx::Style;

/// A group: the code of the measure, the place of the kind, the length of its periods.
type GroupKey = (String, usize, PeriodLength);

/// The pages on which a unit has its actuals, and their rows.
type Cells = Vec<(usize, u32)>;

/// Where the groups stand.
pub(super) struct PeerRows {
    groups: BTreeMap<GroupKey, Option<Group>>,
}

/// The first row of a group, and its units with those whose figures they read.
#[derive(Clone)]
struct Group {
    first: u32,
    members: Vec<(usize, usize)>,
}

/// What is formed of the actuals of peers.
pub(super) enum Statistic {
    Mean,
    Median,
    Best,
    Quantile(Term),
}

/// The actuals of peers in a column: those of the others, and all with the unit itself.
pub(super) struct Peers {
    pub(super) others: Vec<Term>,
    pub(super) all: Vec<Term>,
}

impl PeerRows {
    pub(super) fn new() -> Self {
        Self { groups: BTreeMap::new() }
    }
}

impl Maker<'_> {
    /// A statistic of the peers of a measure for each period; nothing where they are too few.
    pub(super) fn of_peers(
        &mut self,
        at: usize,
        place: usize,
        statistic: &Statistic,
        with_self: bool,
        least: Term,
    ) -> Option<Vec<Term>> {
        let polarity = self.measure_of(at, place)?.polarity;
        let mut terms = Vec::new();
        for peers in self.peers(at, place)? {
            let Peers { others, all } = peers;
            let of = if with_self { all } else { others.clone() };
            if of.is_empty() {
                terms.push(missing());
                continue;
            }
            let value = match (statistic, polarity) {
                (Statistic::Mean, _) => call(Function::Average, of),
                (Statistic::Median, _) => call(Function::Median, of),
                (Statistic::Best, Polarity::Higher) => call(Function::Maximum, of),
                (Statistic::Best, Polarity::Lower) => call(Function::Minimum, of),
                (Statistic::Best, Polarity::Within(_)) => return None,
                (Statistic::Quantile(share), _) => call(Function::Percentile, [union(of), share.clone()]),
            };
            let count = if others.is_empty() { number(0) } else { call(Function::Count, others) };
            let least =
                if with_self { least.clone() } else { call(Function::Maximum, [least.clone(), number(1)]) };
            terms.push(when(less(count, least), missing(), super::term::or_missing(value)));
        }
        Some(terms)
    }

    /// The rank of an actual among the peers and the unit itself, and how many they are, for each period;
    /// nothing where they are too few.
    pub(super) fn ranks(&mut self, at: usize, place: usize, least: &Term) -> Option<(Vec<Term>, Vec<Term>)> {
        let (polarity, own) = (self.measure_of(at, place)?.polarity, self.own_of(at, place)?);
        let (mut ranks, mut counts) = (Vec::new(), Vec::new());
        let actual = Term::Here(own.actual);
        for Peers { others, .. } in self.peers(at, place)? {
            if others.is_empty() {
                ranks.push(missing());
                counts.push(missing());
                continue;
            }
            let better = others.iter().map(|range| {
                let is_better = match polarity {
                    Polarity::Higher => greater(range.clone(), actual.clone()),
                    _ => less(range.clone(), actual.clone()),
                };
                call(Function::SumOfProducts, [times(is_number(range.clone()), is_better)])
            });
            let rank = sum([number(1)].into_iter().chain(better));
            let count = call(Function::Count, others);
            let least = call(Function::Maximum, [least.clone(), number(1)]);
            let few = less(count.clone(), least);
            let lacking = call(Function::Or, [few, is_missing(actual.clone())]);
            ranks.push(when(lacking.clone(), missing(), rank));
            counts.push(when(lacking, missing(), sum([count, number(1)])));
        }
        if let Polarity::Within(_) = polarity { None } else { Some((ranks, counts)) }
    }

    /// The peers of a measure for each period of a page.
    pub(super) fn peers(&mut self, at: usize, place: usize) -> Option<Vec<Peers>> {
        let grid = self.grids.get(at)?;
        let (unit, length) = (grid.unit, grid.scorecard.period);
        let measure = grid.measures.get(place)?;
        let (code, scope) = (measure.code.to_string(), self.scope(unit, measure.scope)?);
        let mut found = Vec::new();
        for (column, period) in self.periods(at) {
            let kind = self.workbook.units.get(unit)?.kind_in(period.last());
            let kind = kind.and_then(|kind| self.workbook.kinds.iter().position(|own| own.id == *kind));
            let mut peers = Peers { others: Vec::new(), all: Vec::new() };
            if let Some(kind) = kind {
                let group = self.peer_group((code.clone(), kind, length))?;
                let apart = self.apart(&group, unit, scope);
                let with_self = |place: usize, member: usize| member == unit || apart.contains(&place);
                peers.others = areas(&group, column, &|place, _| apart.contains(&place));
                peers.all = areas(&group, column, &with_self);
            }
            found.push(peers);
        }
        Some(found)
    }

    /// The places of the others in a group: neither above nor below, and each one's figures once.
    fn apart(&self, group: &Group, unit: usize, scope: usize) -> Vec<usize> {
        let mut apart: Vec<usize> = Vec::new();
        for (place, (member, own)) in group.members.iter().enumerate() {
            let related = self.is_above(*member, unit) || self.is_above(unit, *member);
            let read = |other: &usize| group.members.get(*other).is_some_and(|(_, other)| other == own);
            if *member != unit && !related && *own != scope && !apart.iter().any(read) {
                apart.push(place);
            }
        }
        apart
    }

    fn is_above(&self, above: usize, below: usize) -> bool {
        let levels = u32::try_from(self.workbook.units.len()).unwrap_or(u32::MAX);
        (1..=levels).map_while(|level| self.above(below, level)).any(|unit| unit == above)
    }

    /// Writes a group where it is not there yet. None where a unit has the measure on two cards, or on
    /// one that is scored for other periods.
    fn peer_group(&mut self, key: GroupKey) -> Option<Group> {
        if let Some(group) = self.peers.groups.get(&key) {
            return group.clone();
        }
        let group = self.write_group(&key);
        self.peers.groups.insert(key, group.clone());
        group
    }

    fn write_group(&mut self, (code, kind, length): &GroupKey) -> Option<Group> {
        let kind_id = self.workbook.kinds.get(*kind)?.id.clone();
        let mut members = Vec::new();
        let mut rows: Vec<(usize, Cells)> = Vec::new();
        for (unit, definition) in self.workbook.units.iter().enumerate() {
            if !definition.kinds.iter().any(|dated| dated.kind == kind_id) {
                continue;
            }
            let mut own: Cells = Vec::new();
            let mut scope = None;
            for (at, grid) in self.grids.iter().enumerate().filter(|(_, grid)| grid.unit == unit) {
                let Some(place) = grid.measures.iter().position(|measure| *measure.code == **code) else {
                    continue;
                };
                let (measure, row) = (grid.measures.get(place)?, grid.own.get(place)?);
                let other_card = own
                    .iter()
                    .any(|(other, _)| self.grids.get(*other).is_some_and(|other| other.card != grid.card));
                if other_card || grid.scorecard.period != *length {
                    return None;
                }
                let read = self.scope(unit, measure.scope).filter(|_| !row.left_out);
                if scope.is_some() && read.is_some() && scope != read {
                    return None;
                }
                scope = scope.or(read);
                if read.is_some() {
                    own.push((at, row.actual));
                }
            }
            if let Some(scope) = scope {
                members.push((unit, scope));
                rows.push((unit, own));
            }
        }
        let mut first = None;
        for (unit, own) in rows {
            let row = self.write_member(code, &kind_id, unit, &own);
            first.get_or_insert(row);
        }
        Some(Group { first: first.unwrap_or(0), members })
    }

    fn write_member(
        &mut self,
        code: &str,
        kind: &crate::domain::id::KindId,
        unit: usize,
        own: &[(usize, u32)],
    ) -> u32 {
        if self.book.pages.get(PEERS).is_some_and(|page| page.lines.is_empty()) {
            let labels = [Label::Measure, Label::Unit, Label::Actual].map(|label| self.word(label));
            self.headings(PEERS, self.word(Label::Peers), labels, Vec::new());
        }
        let workbook = self.workbook;
        let unit = workbook.units.get(unit);
        let kind_name = workbook.kinds.iter().find(|own| own.id == *kind);
        let kind_name = kind_name.map_or("", |kind| kind.name.text(self.words.language()));
        let name = unit.map_or("", |unit| unit.name.text(self.words.language()));
        let row = self.book.add(PEERS, Line::new([code, name, kind_name], Style::Plain));
        for (at, actual) in own {
            let page = self.grids.get(*at).map_or(0, |grid| grid.page);
            for (column, period) in self.periods(*at) {
                if unit.and_then(|unit| unit.kind_in(period.last())) == Some(kind) {
                    let term = Term::Area(Area::cell(page, *actual, column));
                    self.book.put_formula(PEERS, row, column, &term);
                }
            }
        }
        row
    }
}

/// The areas in a column of those of a group that are wanted.
fn areas(group: &Group, column: u32, wanted: &dyn Fn(usize, usize) -> bool) -> Vec<Term> {
    let mut runs: Vec<RangeInclusive<u32>> = Vec::new();
    for (row, (place, (member, _))) in (group.first..).zip(group.members.iter().enumerate()) {
        if !wanted(place, *member) {
            continue;
        }
        match runs.last_mut() {
            Some(run) if *run.end() + 1 == row => *run = *run.start()..=row,
            _ => runs.push(row..=row),
        }
    }
    let area = |run: RangeInclusive<u32>| Area {
        page: PEERS,
        rows: (*run.start(), *run.end()),
        columns: (column, column),
    };
    runs.into_iter().map(|run| Term::Area(area(run))).collect()
}

/// Several areas as one.
fn union(mut areas: Vec<Term>) -> Term {
    if areas.len() == 1 {
        return areas.remove(0);
    }
    Term::Union(
        areas
            .into_iter()
            .filter_map(|term| match term {
                Term::Area(area) => Some(area),
                _ => None,
            })
            .collect(),
    )
}
