//! A workbook read once for scoring: its definition by indices and its figures in columns.

use std::cell::Cell as Flag;
use std::collections::BTreeMap;
use std::sync::Arc;

use rust_decimal::Decimal;

use super::columns::Columns;
use super::compile::{CardPlan, RevisionPlan};
use super::measure::Leaf;
use super::notes::Notes;
use super::ranking::Contests;
use super::report::{Body, NoScore, ScoreReport, Total};
use super::roll_up::RolledUp;
use super::trace::Step;
use crate::domain::expression::Reference;
use crate::domain::figure::{Cell, Figure};
use crate::domain::id::{ItemId, KindId, MeasureId, ScorecardId, UnitId};
use crate::domain::item::{Item, MonthRule};
use crate::domain::measure::Scope;
use crate::domain::name::Name;
use crate::domain::period::{FirstMonth, Month, Period};
use crate::domain::scorecard::{LongerPeriods, Scorecard};
use crate::domain::workbook::Workbook;

/// A workbook made ready for scoring. After an edit [`Plan::follow`] keeps it up to date.
pub struct Plan {
    pub(super) first_month: FirstMonth,
    pub(super) units: Vec<UnitPlan>,
    pub(super) items: Vec<ItemPlan>,
    pub(super) cards: Vec<CardPlan>,
    /// Who of them is ranked among all.
    pub(super) contests: Contests,
    pub(super) columns: Columns,
    pub(super) places: Places,
    /// Whether an exempt figure was met since this was last cleared.
    pub(super) met_exempt: Flag<bool>,
}

/// A unit, its kinds by their places, each from a month on, and its place in the tree.
pub(super) struct UnitPlan {
    pub(super) id: UnitId,
    kinds: Vec<(Month, usize)>,
    pub(super) parent: Option<usize>,
    pub(super) children: Vec<usize>,
}

/// An item, its place among the items, and the place of the one that weighs its months.
pub(super) struct ItemPlan {
    pub(super) place: usize,
    pub(super) item: Item,
    pub(super) weighed_by: Option<usize>,
}

impl ItemPlan {
    /// Whether its mean over several months is that of their figures.
    pub(super) fn averages(&self) -> bool {
        matches!(self.item.month_rule, MonthRule::Sum | MonthRule::Mean)
    }
}

/// Where the objects of the workbook stand in its lists.
pub(super) struct Places {
    units: ByWord,
    items: ByWord,
    codes: ByWord,
    names: Vec<Name>,
    /// Whether the months of an item are added.
    sums: Vec<bool>,
}

/// Places in a list of the workbook by a word. One type for all lists keeps the program small.
type ByWord = BTreeMap<Arc<str>, Vec<usize>>;

/// How one measure's score came about, with the report it is part of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Explanation {
    /// The report.
    pub report: ScoreReport,
    /// The steps, from figures to points.
    pub steps: Vec<Step>,
}

/// What becomes of an exempt figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Exempt {
    LeftOut,
    Counted,
}

/// What is being scored.
#[derive(Clone, Copy)]
pub(super) struct Context<'p> {
    pub(super) card: &'p CardPlan,
    /// The place of the card among the cards.
    pub(super) place: usize,
    pub(super) revision: usize,
    pub(super) unit: usize,
    pub(super) period: Period,
    /// Calendar year in which the fiscal year starts.
    pub(super) fiscal_year: i32,
    pub(super) exempt: Exempt,
}

impl<'p> Context<'p> {
    /// The revision in force; `None` never happens for a context made by [`Plan::context`].
    pub(super) fn plan(&self) -> Option<&'p RevisionPlan> {
        self.card.revisions.get(self.revision)
    }
}

impl Places {
    fn new(workbook: &Workbook) -> Self {
        Self {
            units: by_word(&mut workbook.units.iter().map(|unit| unit.id.as_str())),
            items: by_word(&mut workbook.items.iter().map(|item| item.id.as_str())),
            codes: by_word(&mut workbook.items.iter().map(|item| &*item.code)),
            names: workbook.items.iter().map(|item| item.name.clone()).collect(),
            sums: workbook.items.iter().map(|item| item.month_rule == MonthRule::Sum).collect(),
        }
    }

    pub(super) fn unit(&self, id: &UnitId) -> Option<usize> {
        self.units.get(id.as_str())?.first().copied()
    }

    pub(super) fn item(&self, id: &ItemId) -> Option<usize> {
        self.items.get(id.as_str())?.first().copied()
    }

    /// Whether a word means one item and its months are added.
    pub(super) fn adds_months(&self, word: &Reference) -> bool {
        let mut items = self.items_named(&word.name, word.quoted);
        match (items.next(), items.next()) {
            (Some(item), None) => self.sums.get(item).copied().unwrap_or(false),
            _ => false,
        }
    }

    /// The items that a word may mean: by code, else by name where it was quoted.
    pub(super) fn items_named(&self, word: &str, quoted: bool) -> impl Iterator<Item = usize> {
        let by_code = self.codes.get(word).map(Vec::as_slice).unwrap_or_default();
        let named = self.names.iter().filter(|_| quoted && by_code.is_empty());
        let named = named.zip(0..).filter(|(name, _)| name.is(word)).map(|(_, place)| place);
        by_code.iter().copied().chain(named.collect::<Vec<_>>())
    }
}

fn by_word(words: &mut dyn Iterator<Item = &str>) -> ByWord {
    let mut places = ByWord::new();
    for (place, word) in words.enumerate() {
        places.entry(Arc::from(word)).or_default().push(place);
    }
    places
}

impl Plan {
    /// Reads `workbook`.
    #[must_use]
    pub fn new(workbook: &Workbook) -> Self {
        let places = Places::new(workbook);
        let mut units: Vec<UnitPlan> = Vec::with_capacity(workbook.units.len());
        for unit in &workbook.units {
            let parent = unit.parent.as_ref().and_then(|parent| places.unit(parent));
            let place = |kind: &KindId| workbook.kinds.iter().position(|other| other.id == *kind);
            let kinds = unit.kinds.iter().filter_map(|own| Some((own.from, place(&own.kind)?))).collect();
            units.push(UnitPlan { id: unit.id.clone(), kinds, parent, children: Vec::new() });
        }
        for child in 0..units.len() {
            let parent = units.get(child).and_then(|unit| unit.parent);
            if let Some(parent) = parent.and_then(|parent| units.get_mut(parent)) {
                parent.children.push(child);
            }
        }
        let item_plan = |(place, item): (usize, &Item)| ItemPlan {
            place,
            weighed_by: match &item.month_rule {
                MonthRule::WeightedMean(by) => places.item(by),
                _ => None,
            },
            item: item.clone(),
        };
        let mut columns = Columns::new(workbook.units.len(), workbook.items.len());
        let years = || {
            let place =
                |(unit, year, item, months)| Some((places.unit(unit)?, places.item(item)?, year, months));
            workbook.figures.iter().filter_map(place)
        };
        columns.make_room(years().map(|(unit, item, year, _)| (unit, item, year)));
        for (unit, item, year, months) in years() {
            for (month, figure) in Month::january(year).months_of_year().zip(months) {
                columns.set(unit, item, month, *figure);
            }
        }
        let cards: Vec<CardPlan> =
            workbook.scorecards.iter().map(|card| CardPlan::new(card, &places)).collect();
        Self {
            first_month: workbook.first_month,
            contests: Contests::new(&cards, units.len()),
            units,
            items: workbook.items.iter().enumerate().map(item_plan).collect(),
            cards,
            columns,
            places,
            met_exempt: Flag::new(false),
        }
    }

    /// The places of the unit and the item of a figure.
    pub(super) fn place_of(&self, cell: &Cell) -> Option<(usize, usize)> {
        self.places.unit(&cell.unit).zip(self.places.item(&cell.item))
    }

    /// Follows the edit of one figure.
    pub fn set_figure(&mut self, cell: &Cell, figure: Figure) {
        if let Some((unit, item)) = self.place_of(cell) {
            self.columns.set(unit, item, cell.month, figure);
            let revisions = self.cards.iter_mut().flat_map(|card| &mut card.revisions);
            for measure in revisions.flat_map(|plan| &mut plan.measures) {
                measure.groups.forget(item);
            }
        }
    }

    /// The definition of a scorecard.
    #[must_use]
    pub fn scorecard(&self, id: &ScorecardId) -> Option<&Scorecard> {
        self.cards.iter().map(|plan| &plan.card).find(|card| card.id == *id)
    }

    /// The report of `unit` by `scorecard` in `period`. Never fails: what is not there is said in
    /// the report and its findings.
    #[must_use]
    pub fn score(&self, scorecard: &ScorecardId, unit: &UnitId, period: Period) -> ScoreReport {
        self.run(scorecard, unit, period, None).0
    }

    /// The total of that report alone, without what is noticed on the way.
    #[must_use]
    pub fn total(&self, scorecard: &ScorecardId, unit: &UnitId, period: Period) -> Option<Decimal> {
        let context = self.context_of(scorecard, unit, period)?;
        if self.is_mean_of_periods(&context) {
            return self.longer(&context).ok()?.total.points;
        }
        let total = self.score_leaves(&context, &mut Vec::new(), &mut |_| Notes::none()).total;
        total.map(|total| total.normalize())
    }

    /// The same report, with every step of `measure`; `None` where the measure is not scored in
    /// this period.
    #[must_use]
    pub fn explain(
        &self,
        scorecard: &ScorecardId,
        unit: &UnitId,
        period: Period,
        measure: &MeasureId,
    ) -> Option<Explanation> {
        let (report, steps) = self.run(scorecard, unit, period, Some(measure));
        Some(Explanation { report, steps: steps? })
    }

    fn run(
        &self,
        scorecard: &ScorecardId,
        unit: &UnitId,
        period: Period,
        explained: Option<&MeasureId>,
    ) -> (ScoreReport, Option<Vec<Step>>) {
        let nothing = |why| (ScoreReport::nothing(scorecard, unit, period, why), None);
        let card = self.cards.iter().position(|plan| plan.card.id == *scorecard);
        let (Some(card), Some(place)) = (card, self.places.unit(unit)) else {
            return nothing(NoScore::NotUsed);
        };
        self.met_exempt.set(false);
        let (mut report, steps) = match self.report(card, place, period, Exempt::LeftOut, explained) {
            Ok(found) => found,
            Err(why) => return nothing(why),
        };
        if self.met_exempt.get()
            && let Ok((with, _)) = self.report(card, place, period, Exempt::Counted, None)
        {
            report.with_exempt = Some(with.total);
        }
        (report, steps)
    }

    /// The report of a unit in a period, its own or a longer one.
    pub(super) fn report(
        &self,
        card: usize,
        unit: usize,
        period: Period,
        exempt: Exempt,
        explained: Option<&MeasureId>,
    ) -> Result<(ScoreReport, Option<Vec<Step>>), NoScore> {
        let context = self.context(card, unit, period, exempt)?;
        if self.is_mean_of_periods(&context) {
            return self.longer(&context).map(|report| (report, None));
        }
        let mut leaves = Vec::new();
        let rolled = self
            .score_leaves(&context, &mut leaves, &mut |measure| Notes::new(explained == Some(&measure.id)));
        let (mut report, steps) = self.describe(&context, rolled, leaves);
        report.period = period;
        Ok((report, steps))
    }

    /// What is scored of a unit by a scorecard, where anything is.
    pub(super) fn context_of(
        &self,
        scorecard: &ScorecardId,
        unit: &UnitId,
        period: Period,
    ) -> Option<Context<'_>> {
        let card = self.cards.iter().position(|plan| plan.card.id == *scorecard)?;
        self.context(card, self.places.unit(unit)?, period, Exempt::LeftOut).ok()
    }

    /// What is scored, where anything is.
    pub(super) fn context(
        &self,
        place: usize,
        unit: usize,
        period: Period,
        exempt: Exempt,
    ) -> Result<Context<'_>, NoScore> {
        let card = self.cards.get(place).filter(|card| card.units.contains(&unit));
        card.ok_or(NoScore::NotUsed)?;
        let context = self.context_of_any(place, unit, period, exempt)?;
        if self.is_used(&context) { Ok(context) } else { Err(NoScore::NotUsed) }
    }

    /// What is scored of any of the units of a card, whenever it uses the card. Combined actuals of a
    /// year to date end with the last of the card's own periods that is whole.
    pub(super) fn context_of_any(
        &self,
        place: usize,
        unit: usize,
        period: Period,
        exempt: Exempt,
    ) -> Result<Context<'_>, NoScore> {
        let card = self.cards.get(place).ok_or(NoScore::NotUsed)?;
        let own = Period::holding(period.last(), card.card.period, self.first_month);
        let whole = own.last() <= period.last() && own.first() >= period.first();
        let earlier = own.earlier(1);
        if !whole && earlier.first() < period.first() {
            return Err(NoScore::ShorterThanOwnPeriod);
        }
        let last = if whole { period.last() } else { earlier.last() };
        let revision = card.card.revisions.iter().rposition(|revision| revision.from <= last);
        let revision = revision.ok_or(NoScore::NoRevision)?;
        let combines = card.card.revisions.get(revision).map(|own| own.longer_periods)
            == Some(LongerPeriods::CombinedActuals);
        let ended = Period::of_months(period.length(), period.first(), last).filter(|_| combines);
        let period = ended.unwrap_or(period);
        let fiscal_year = self.first_month.of_year_holding(period.first()).year();
        Ok(Context { card, place, revision, unit, period, fiscal_year, exempt })
    }

    /// Evaluates every measure and rolls them up. `notes` gives each measure its notes.
    pub(super) fn score_leaves(
        &self,
        context: &Context<'_>,
        leaves: &mut Vec<Leaf>,
        notes: &mut dyn FnMut(&crate::domain::measure::Measure) -> Notes,
    ) -> RolledUp {
        leaves.clear();
        let Some(plan) = context.plan() else {
            return RolledUp::default();
        };
        let full = plan.full(context.unit);
        let blank = |(measure, full): (&super::compile::MeasurePlan, &crate::domain::exact::Exact)| {
            Leaf::new(&measure.measure, full, notes(&measure.measure))
        };
        leaves.extend(plan.measures.iter().zip(full).map(blank));
        for place in &plan.order {
            self.score_measure(context, *place, leaves);
        }
        self.roll_up(context, leaves)
    }

    /// The unit whose figures a scope reads for a unit.
    pub(super) fn scope(&self, unit: usize, scope: Scope) -> Option<usize> {
        let levels = match scope {
            Scope::Own => 0,
            Scope::Ancestor(levels) => levels,
        };
        (0..levels).try_fold(unit, |unit, _| self.units.get(unit)?.parent)
    }

    /// The place of the kind of a unit in a month.
    pub(super) fn kind(&self, unit: usize, month: Month) -> Option<usize> {
        let kinds = &self.units.get(unit)?.kinds;
        kinds.iter().rev().find(|(from, _)| *from <= month).map(|(_, kind)| *kind)
    }

    /// The kind of a unit, where it is the same in so many months from the first on.
    pub(super) fn kind_throughout(&self, unit: usize, first: Month, count: usize) -> Option<usize> {
        let last = first.plus(i32::try_from(count).ok()?.saturating_sub(1));
        let mut kinds = self.units.get(unit)?.kinds.iter();
        let changes = kinds.any(|(from, _)| first < *from && *from <= last);
        self.kind(unit, first).filter(|_| !changes)
    }

    /// The identity of a unit.
    pub(super) fn unit_id(&self, unit: usize) -> UnitId {
        self.units.get(unit).map_or_else(|| UnitId::from(""), |unit| unit.id.clone())
    }
}

impl ScoreReport {
    /// A report of a unit that has no score.
    pub(super) fn nothing(scorecard: &ScorecardId, unit: &UnitId, period: Period, why: NoScore) -> Self {
        Self {
            scorecard: scorecard.clone(),
            unit: unit.clone(),
            period,
            body: Body::Nothing(why),
            total: Total::default(),
            with_exempt: None,
            vetoes: Vec::new(),
            findings: Vec::new(),
        }
    }
}
