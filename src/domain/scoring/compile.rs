//! A scorecard made ready for scoring: its measures in one row, the words of their expressions
//! looked up, full points and the order of evaluation worked out.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use rust_decimal::Decimal;

use super::full_points::full_points;
use super::peers::Groups;
use super::plan::Places;
use super::quick::Quick;
use super::used::spans;
use crate::domain::exact::Exact;
use crate::domain::expression::{Expression, Reference, ReferenceKind};
use crate::domain::measure::Measure;
use crate::domain::method::{Formula, Method};
use crate::domain::name::Name;
use crate::domain::period::PeriodLength;
use crate::domain::scorecard::{
    LongerPeriods, Override, Perspective, RankBy, Revision, Rounding, Scorecard, Span,
};
use crate::domain::sorted::SortedMap;
use crate::domain::target::{FixedTargetKey, FixedTargets, Target, TargetSource};

/// A scorecard made ready.
pub(super) struct CardPlan {
    pub(super) card: Scorecard,
    /// The units that use it.
    pub(super) units: Vec<usize>,
    /// The months in which units use it that do not always.
    pub(super) spans: BTreeMap<usize, Vec<Span>>,
    /// One for each revision of the card.
    pub(super) revisions: Vec<RevisionPlan>,
}

/// A revision made ready. Measures stand in the order of [`Revision::measures`].
pub(super) struct RevisionPlan {
    pub(super) measures: Vec<MeasurePlan>,
    /// The order in which the measures are evaluated: those that others refer to first.
    pub(super) order: Vec<usize>,
    pub(super) perspectives: Vec<Shape>,
    /// Full points of each measure, for units without overrides.
    full: Vec<Exact>,
    overrides: SortedMap<usize, UnitOverrides>,
    /// The measures that can be scored the short way, for units without overrides.
    quick: Vec<Option<Quick>>,
    /// The measure and the condition of each veto.
    pub(super) vetoes: Vec<(usize, Bound)>,
    /// Whether nothing but sums stands between the measures and the total where all have points.
    pub(super) only_sums: bool,
}

/// Where the measures of a perspective stand.
pub(super) struct Shape {
    pub(super) all: Range<usize>,
    pub(super) objectives: Vec<Range<usize>>,
    /// Those that belong to no objective.
    pub(super) direct: Range<usize>,
    pub(super) substitute: Option<Bound>,
}

/// A measure made ready.
pub(super) struct MeasurePlan {
    pub(super) measure: Measure,
    pub(super) actual: Bound,
    pub(super) target: Option<TargetPlan>,
    /// The expressions of the method, in the order of its fields.
    pub(super) method: Vec<Bound>,
    pub(super) substitute: Option<Bound>,
    /// Whether its actual grows with the months, so that a target for each month adds up as well.
    pub(super) adds_months: bool,
    /// Whether it can have points though none of its items has a figure.
    pub(super) needs_no_figure: bool,
    /// Whether its formula leads back to itself.
    pub(super) cyclic: bool,
    pub(super) groups: Groups,
}

/// A target made ready.
pub(super) struct TargetPlan {
    pub(super) target: Target,
    pub(super) source: SourcePlan,
    /// 1 + uplift ÷ 100, where there is an uplift.
    pub(super) factor: Option<Exact>,
}

/// The source of a target, with its references looked up.
pub(super) enum SourcePlan {
    Fixed(FixedPlan),
    /// The item, unless the workbook has none of that identity.
    Budget(Option<usize>),
    /// The measure, unless the revision has none of that identity.
    Measure(Option<usize>),
    Expression(Bound),
    /// Nothing has to be looked up.
    Other,
}

/// A fixed target and what it holds for.
pub(super) type FixedEntry = (FixedTargetKey, Exact);

/// Fixed targets by unit, so that no unit is compared by its identity while scoring.
pub(super) struct FixedPlan {
    general: Vec<FixedEntry>,
    /// As far as the last unit that has one.
    by_unit: Vec<Vec<FixedEntry>>,
}

/// A measure, whether it is left out for a unit, and its own target.
type OwnMeasure = (usize, bool, Option<TargetPlan>);

/// What differs for one unit.
struct UnitOverrides {
    full: Vec<Exact>,
    measures: Vec<OwnMeasure>,
    quick: Vec<Option<Quick>>,
}

/// An expression with its words looked up.
pub(super) struct Bound {
    pub(super) expression: Expression,
    /// One for each reference.
    pub(super) meanings: Vec<Meaning>,
    /// The item, where the expression is one item and nothing else.
    pub(super) only_item: Option<usize>,
}

/// What a word in an expression means.
pub(super) enum Meaning {
    Item(usize),
    Own(OwnWord),
    Points(Node),
    Percent(Node),
    Unknown(Arc<str>),
    Ambiguous(Arc<str>),
}

/// The words that are not items.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum OwnWord {
    Actual,
    Target,
    Weight,
    Baseline,
    Previous,
    PeerMean,
    PeerBest,
    Points,
    Percent,
}

/// What `points(…)` and `percent(…)` refer to.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Node {
    Measure(usize),
    Perspective(usize),
}

const NONE: &[(&str, OwnWord)] = &[];
const FORMULA: &[(&str, OwnWord)] = &[
    ("actual", OwnWord::Actual),
    ("target", OwnWord::Target),
    ("weight", OwnWord::Weight),
    ("baseline", OwnWord::Baseline),
    ("previous", OwnWord::Previous),
    ("peer_mean", OwnWord::PeerMean),
    ("peer_best", OwnWord::PeerBest),
];
const VETO: &[(&str, OwnWord)] = &[
    ("actual", OwnWord::Actual),
    ("target", OwnWord::Target),
    ("points", OwnWord::Points),
    ("percent", OwnWord::Percent),
];
const SUBSTITUTE: &[(&str, OwnWord)] = &[("peer_mean", OwnWord::PeerMean), ("weight", OwnWord::Weight)];

/// What the words of an expression may mean.
struct Words<'w> {
    places: &'w Places,
    own: &'static [(&'static str, OwnWord)],
    /// The revision whose scores may be referred to.
    revision: Option<&'w Revision>,
}

impl CardPlan {
    pub(super) fn new(card: &Scorecard, places: &Places) -> Self {
        let monthly = card.period == PeriodLength::Month;
        Self {
            card: card.clone(),
            units: card.units.iter().filter_map(|unit| places.unit(unit)).collect(),
            spans: spans(card, places),
            revisions: card
                .revisions
                .iter()
                .map(|revision| RevisionPlan::new(revision, places, monthly))
                .collect(),
        }
    }
}

impl RevisionPlan {
    fn new(revision: &Revision, places: &Places, monthly: bool) -> Self {
        let mut measures: Vec<MeasurePlan> =
            revision.measures().map(|measure| MeasurePlan::new(measure, revision, places)).collect();
        let perspectives = shapes(revision, places);
        let (mut order, cyclic) = order(&needs(revision));
        for place in cyclic {
            if let Some(measure) = measures.get_mut(place) {
                measure.cyclic = true;
            }
            order.push(place);
        }
        let full = full_points(revision, &|_| None);
        let conditions = revision.vetoes.iter().filter_map(|veto| {
            let measure = revision.measures().position(|measure| measure.id == veto.measure)?;
            Some((measure, Words { places, own: VETO, revision: None }.bind(&veto.condition)))
        });
        Self {
            order,
            perspectives,
            quick: quick(revision, &measures, &full, &[], monthly),
            full,
            overrides: overrides(revision, places, &measures, monthly),
            vetoes: conditions.collect(),
            only_sums: only_sums(revision, &measures),
            measures,
        }
    }

    /// The measures of a unit, where they can be scored the short way.
    pub(super) fn quick(&self, unit: usize) -> &[Option<Quick>] {
        match self.overrides.get(&unit) {
            Some(own) => &own.quick,
            None => &self.quick,
        }
    }

    /// Full points of each measure for a unit.
    pub(super) fn full(&self, unit: usize) -> &[Exact] {
        match self.overrides.get(&unit) {
            Some(own) => &own.full,
            None => &self.full,
        }
    }

    /// The same for each of several units.
    pub(super) fn fulls(&self, units: &[usize]) -> Vec<Vec<Exact>> {
        units.iter().map(|unit| self.full(*unit).to_vec()).collect()
    }

    /// Whether a measure is left out for a unit.
    pub(super) fn is_left_out(&self, unit: usize, measure: usize) -> bool {
        self.own(unit, measure).is_some_and(|(_, left_out, _)| *left_out)
    }

    /// The targets that a measure has for any unit.
    pub(super) fn targets(&self, measure: usize) -> impl Iterator<Item = &TargetPlan> {
        let measures = self.overrides.values().flat_map(|own| &own.measures);
        let own = measures.filter(move |own| own.0 == measure).filter_map(|own| own.2.as_ref());
        self.measures.get(measure).and_then(|measure| measure.target.as_ref()).into_iter().chain(own)
    }

    /// The target of a measure for a unit.
    pub(super) fn target(&self, unit: usize, measure: usize) -> Option<&TargetPlan> {
        match self.own(unit, measure) {
            Some((_, _, Some(target))) => Some(target),
            _ => self.measures.get(measure)?.target.as_ref(),
        }
    }

    /// What differs for a unit in a measure.
    fn own(&self, unit: usize, measure: usize) -> Option<&OwnMeasure> {
        self.overrides.get(&unit)?.measures.iter().find(|own| own.0 == measure)
    }
}

/// Whether nothing but sums stands between the measures and the total where all have points.
fn only_sums(revision: &Revision, measures: &[MeasurePlan]) -> bool {
    let refers = |bound: &Bound| {
        bound.meanings.iter().any(|meaning| matches!(meaning, Meaning::Points(_) | Meaning::Percent(_)))
    };
    let stands_alone =
        |own: &MeasurePlan| !own.measure.extra && !own.cyclic && !own.method.iter().any(refers);
    let ranked = revision.rank.by == RankBy::Rounded || revision.rounding == Rounding::None;
    ranked
        && revision.vetoes.is_empty()
        && revision.longer_periods == LongerPeriods::MeanOfPeriods
        && revision.least_coverage <= Decimal::ONE_HUNDRED
        && measures.iter().any(|own| !own.needs_no_figure)
        && measures.iter().all(stands_alone)
        && has_enough(revision)
}

/// Whether every level has as many children as must be scored.
fn has_enough(revision: &Revision) -> bool {
    let enough = |least: Option<u32>, count: usize| {
        least.is_none_or(|least| usize::try_from(least).is_ok_and(|least| least <= count))
    };
    let filled = |perspective: &&Perspective| perspective.all_measures().next().is_some();
    let within = |perspective: &Perspective| {
        let objectives = perspective.objectives.iter().filter(|objective| !objective.measures.is_empty());
        let count = perspective.measures.len().saturating_add(objectives.clone().count());
        enough(perspective.least_scored, count)
            && objectives.clone().all(|own| enough(own.least_scored, own.measures.len()))
    };
    enough(revision.least_scored, revision.perspectives.iter().filter(filled).count())
        && revision.perspectives.iter().filter(filled).all(within)
}

impl MeasurePlan {
    fn new(measure: &Measure, revision: &Revision, places: &Places) -> Self {
        let items = Words { places, own: NONE, revision: None };
        let method = match &measure.method {
            Method::AchievementImprovement(method) => [&method.threshold, &method.benchmark]
                .into_iter()
                .chain(&method.baseline)
                .map(|expression| items.bind(expression))
                .collect(),
            Method::Formula(Formula { points, .. }) => {
                vec![Words { places, own: FORMULA, revision: Some(revision) }.bind(points)]
            }
            _ => Vec::new(),
        };
        let substitute = Words { places, own: SUBSTITUTE, revision: None };
        let actual = items.bind(&measure.actual);
        let adds_months = measure.actual.grows_with_months(&|own| places.adds_months(own));
        Self {
            actual,
            adds_months,
            needs_no_figure: measure.needs_no_figure(),
            target: measure.target.as_ref().map(|target| TargetPlan::new(target, revision, places)),
            method,
            substitute: measure.substitute.as_ref().map(|own| substitute.bind(&own.value)),
            cyclic: false,
            groups: Groups::default(),
            measure: measure.clone(),
        }
    }
}

impl TargetPlan {
    fn new(target: &Target, revision: &Revision, places: &Places) -> Self {
        let source = match &target.source {
            TargetSource::Fixed(fixed) => SourcePlan::Fixed(FixedPlan::new(fixed, places)),
            TargetSource::Budget(item) => SourcePlan::Budget(places.item(item)),
            TargetSource::Measure { measure, .. } => {
                SourcePlan::Measure(revision.measures().position(|other| other.id == *measure))
            }
            TargetSource::Expression(expression) => {
                SourcePlan::Expression(Words { places, own: NONE, revision: None }.bind(expression))
            }
            _ => SourcePlan::Other,
        };
        let hundred = Exact::whole(100);
        let factor = hundred.plus(&Exact::from(target.uplift)).over(&hundred);
        Self { target: target.clone(), source, factor: factor.filter(|_| !target.uplift.is_zero()) }
    }
}

impl FixedPlan {
    fn new(fixed: &FixedTargets, places: &Places) -> Self {
        let mut plan = Self { general: Vec::new(), by_unit: Vec::new() };
        for (key, value) in fixed.iter() {
            let entry = (key.clone(), Exact::from(value));
            match &key.unit {
                None => plan.general.push(entry),
                Some(unit) => {
                    let Some(unit) = places.unit(unit) else { continue };
                    if plan.by_unit.len() <= unit {
                        plan.by_unit.resize_with(unit.saturating_add(1), Vec::new);
                    }
                    if let Some(own) = plan.by_unit.get_mut(unit) {
                        own.push(entry);
                    }
                }
            }
        }
        plan
    }

    /// The target of a unit, where it is the same in all months.
    pub(super) fn always(&self, unit: usize) -> Option<&Exact> {
        let own = self.by_unit.get(unit).filter(|entries| !entries.is_empty()).unwrap_or(&self.general);
        match own.as_slice() {
            [(key, value)] if key.year.is_none() && key.month.is_none() => Some(value),
            _ => None,
        }
    }

    /// The most specific target for a unit, a fiscal year and a month of the year: unit before year
    /// before month.
    pub(super) fn find(&self, unit: usize, year: i32, month: Option<u32>) -> Option<&FixedEntry> {
        let own = self.by_unit.get(unit).and_then(|entries| most_specific(entries, year, month));
        own.or_else(|| most_specific(&self.general, year, month))
    }
}

/// The most specific of the targets that hold for a fiscal year and a month of the year.
fn most_specific(entries: &[FixedEntry], year: i32, month: Option<u32>) -> Option<&FixedEntry> {
    if let [only] = entries
        && only.0.year.is_none()
        && only.0.month.is_none()
    {
        return Some(only);
    }
    let holds = |(key, _): &&FixedEntry| {
        key.year.is_none_or(|own| own == year) && (key.month.is_none() || key.month == month)
    };
    entries.iter().filter(holds).max_by_key(|(key, _)| (key.year.is_some(), key.month.is_some()))
}

impl Bound {
    /// The items it reads; `None` for a word that is none.
    pub(super) fn items(&self) -> impl Iterator<Item = Option<usize>> {
        self.meanings.iter().map(|meaning| match meaning {
            Meaning::Item(item) => Some(*item),
            _ => None,
        })
    }
}

impl Words<'_> {
    fn bind(&self, expression: &Expression) -> Bound {
        let meanings: Vec<Meaning> =
            expression.references().iter().map(|reference| self.meaning(reference)).collect();
        let only_item = match meanings.as_slice() {
            [Meaning::Item(item)] if expression.is_one_item() => Some(*item),
            _ => None,
        };
        Bound { expression: expression.clone(), meanings, only_item }
    }

    fn meaning(&self, reference: &Reference) -> Meaning {
        let unknown = || Meaning::Unknown(reference.name.clone());
        let node = |reference| node(self.revision?, reference);
        match reference.kind {
            ReferenceKind::Points => node(reference).map_or_else(unknown, Meaning::Points),
            ReferenceKind::Percent => node(reference).map_or_else(unknown, Meaning::Percent),
            ReferenceKind::Word => {
                let own = self.own.iter().find(|(word, _)| !reference.quoted && *word == &*reference.name);
                if let Some((_, own)) = own {
                    return Meaning::Own(*own);
                }
                let mut items = self.places.items_named(&reference.name, reference.quoted);
                match (items.next(), items.next()) {
                    (Some(item), None) => Meaning::Item(item),
                    (None, _) => unknown(),
                    (Some(_), Some(_)) => Meaning::Ambiguous(reference.name.clone()),
                }
            }
        }
    }
}

fn shapes(revision: &Revision, places: &Places) -> Vec<Shape> {
    let mut next = 0_usize;
    let mut take = |count: usize| {
        let start = next;
        next = next.saturating_add(count);
        start..next
    };
    let words = Words { places, own: &[], revision: None };
    let mut shapes = Vec::with_capacity(revision.perspectives.len());
    for perspective in &revision.perspectives {
        let objectives: Vec<_> = perspective.objectives.iter().map(|o| take(o.measures.len())).collect();
        let direct = take(perspective.measures.len());
        let start = objectives.first().map_or(direct.start, |first| first.start);
        shapes.push(Shape {
            all: start..direct.end,
            objectives,
            direct,
            substitute: perspective.substitute.as_ref().map(|own| words.bind(&own.value)),
        });
    }
    shapes
}

/// A measure whose formula leads back to itself, if there is one.
#[must_use]
pub fn cyclic_measure(revision: &Revision) -> Option<&Measure> {
    let (_, cyclic) = order(&needs(revision));
    revision.measures().nth(*cyclic.first()?)
}

/// The measures that the formula of each measure refers to.
fn needs(revision: &Revision) -> Vec<Vec<usize>> {
    let mut starts = Vec::new();
    let mut next = 0_usize;
    for perspective in &revision.perspectives {
        let count = perspective.all_measures().count();
        starts.push(next..next.saturating_add(count));
        next = next.saturating_add(count);
    }
    let of = |measure: &Measure| {
        let Method::Formula(formula) = &measure.method else {
            return Vec::new();
        };
        let scores = formula.points.references().iter().filter(|own| own.kind != ReferenceKind::Word);
        let nodes = scores.filter_map(|reference| node(revision, reference));
        let places = nodes.flat_map(|node| match node {
            Node::Measure(measure) => measure..measure.saturating_add(1),
            Node::Perspective(place) => starts.get(place).cloned().unwrap_or(0..0),
        });
        places.collect()
    };
    revision.measures().map(of).collect()
}

/// An order in which those that others need come first, and those that lead back to themselves.
fn order(needs: &[Vec<usize>]) -> (Vec<usize>, Vec<usize>) {
    let mut done = vec![false; needs.len()];
    let mut order = Vec::with_capacity(needs.len());
    loop {
        let before = order.len();
        for (place, needs) in needs.iter().enumerate() {
            let is_done = |place: &usize| done.get(*place).copied().unwrap_or(true);
            if !is_done(&place) && needs.iter().all(is_done) {
                order.push(place);
                if let Some(done) = done.get_mut(place) {
                    *done = true;
                }
            }
        }
        if order.len() == before {
            break;
        }
    }
    let left = (0..needs.len()).filter(|place| !done.get(*place).copied().unwrap_or(true)).collect();
    (order, left)
}

/// The measure or the perspective whose score a formula refers to.
fn node(revision: &Revision, reference: &Reference) -> Option<Node> {
    let names = |name: &Name| reference.quoted && name.is(&reference.name);
    let measure = |measure: &Measure| measure.code == reference.name || names(&measure.name);
    let perspective =
        |perspective: &Perspective| perspective.id.as_str() == &*reference.name || names(&perspective.name);
    let found = revision.measures().position(measure).map(Node::Measure);
    found.or_else(|| revision.perspectives.iter().position(perspective).map(Node::Perspective))
}

fn overrides(
    revision: &Revision,
    places: &Places,
    measures: &[MeasurePlan],
    monthly: bool,
) -> SortedMap<usize, UnitOverrides> {
    let mut found: SortedMap<usize, Vec<(usize, &Override)>> = SortedMap::default();
    for own in &revision.overrides {
        let measure = revision.measures().position(|measure| measure.id == own.measure);
        if let (Some(unit), Some(measure)) = (places.unit(&own.unit), measure) {
            found.change(&unit, |measures| measures.push((measure, own)));
        }
    }
    let mut overrides = SortedMap::default();
    for (unit, own) in found.iter() {
        let of = |measure| own.iter().find(|(place, _)| *place == measure).map(|(_, own)| *own);
        let target = |own: &Override| Some(TargetPlan::new(own.target.as_ref()?, revision, places));
        let full = full_points(revision, &of);
        let own: Vec<OwnMeasure> =
            own.iter().map(|(measure, own)| (*measure, own.left_out, target(own))).collect();
        let quick = quick(revision, measures, &full, &own, monthly);
        overrides.insert(*unit, UnitOverrides { full, measures: own, quick });
    }
    overrides
}

/// The measures that can be scored the short way, where some may have a target of their own or be left
/// out.
fn quick(
    revision: &Revision,
    measures: &[MeasurePlan],
    full: &[Exact],
    own: &[OwnMeasure],
    monthly: bool,
) -> Vec<Option<Quick>> {
    let one = |(place, (measure, full)): (usize, (&MeasurePlan, &Exact))| {
        let own = own.iter().find(|own| own.0 == place);
        let target = own.and_then(|own| own.2.as_ref()).or(measure.target.as_ref());
        let left_out = own.is_some_and(|own| own.1);
        (monthly && !left_out).then(|| Quick::new(measure, full, target, revision.rounding))?
    };
    measures.iter().zip(full).enumerate().map(one).collect()
}
