//! What can be edited of a scorecard, as fields: their labels, the texts in them, and the edit that
//! a typed text means. Only what applies is there. How fields look is the screen's.

mod card;
mod choices;
mod deductions;
mod items;
mod measure;
mod method;
mod objects;
mod paste;
mod refusal;
mod slot;
mod target;
mod units;

use crate::domain::design::Direction;
use crate::domain::edit::{Change, Edit};
use crate::domain::expression::Expression;
use crate::domain::id::{ItemId, MeasureId, ObjectiveId, PerspectiveId, ScorecardId, UnitId};
use crate::domain::name::Language;
use crate::domain::period::Month;
use crate::domain::scorecard::{Revision, Scorecard};
use crate::domain::workbook::Workbook;
use crate::i18n::form_words;

pub use choices::{choices_named, choices_of_units, rows_of_units, units_as_choices};
pub use deductions::{DeductionFault, DeductionRow, deduction_rows, read_deductions, sum_of_rows};
pub use items::{Offer, make_items, offer};
pub use objects::{add_card, add_item, add_measure, add_objective, add_perspective};
pub use paste::paste_targets;
pub use refusal::{Refusal, refusal_sentence};
pub use units::{add_kind, add_unit, card_row, month_row};

/// A revision of a scorecard.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CardPlace {
    /// The scorecard.
    pub scorecard: ScorecardId,
    /// The first month of the revision.
    pub from: Month,
}

/// What is edited.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Subject {
    /// A measure.
    Measure(CardPlace, MeasureId),
    /// A perspective.
    Perspective(CardPlace, PerspectiveId),
    /// An objective.
    Objective(CardPlace, ObjectiveId),
    /// The rules of a card.
    Card(CardPlace),
    /// A unit.
    Unit(UnitId),
    /// An item.
    Item(ItemId),
}

/// A field of a subject: what it holds, and in which row of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Key {
    /// What it holds.
    pub what: What,
    /// The row of its list, from 0; 0 where it is in none.
    pub row: usize,
}

/// What a field holds.
#[allow(missing_docs, reason = "the words of the fields document them")]
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum What {
    Name,
    Code,
    UnitOfMeasure,
    Decimals,
    Polarity,
    RangeLow,
    RangeHigh,
    Weight,
    Extra,
    Actual,
    Scope,
    LeastMonths,
    TargetSource,
    TargetValue,
    FixedUnit,
    FixedYear,
    FixedMonth,
    FixedValue,
    AddFixed,
    RemoveFixed,
    BudgetItem,
    TargetPeriods,
    Statistic,
    Quantile,
    WithSelf,
    LeastPeers,
    TargetMeasure,
    TargetScope,
    TargetFormula,
    Uplift,
    Offset,
    Method,
    Inverse,
    Floor,
    Cap,
    StepSize,
    Counting,
    Deduct,
    Add,
    Lowest,
    Highest,
    PointsEach,
    Basis,
    Cut,
    BandFrom,
    BandGives,
    BandValue,
    AddBand,
    RemoveBand,
    Preset,
    KnotAt,
    KnotPercent,
    AddKnot,
    RemoveKnot,
    Below,
    BelowPercent,
    Above,
    AbovePercent,
    Otherwise,
    Award,
    LastPercent,
    RankUpTo,
    RankPercent,
    AddRank,
    RemoveRank,
    Threshold,
    Benchmark,
    Baseline,
    Scale,
    Whole,
    Points,
    OutOf,
    OwnStatus,
    StatusOf,
    OnTarget,
    AtRisk,
    Substitute,
    Gives,
    Owner,
    DataSource,
    Description,
    OwnUnit,
    OwnLeftOut,
    OwnWeight,
    OwnTarget,
    AddOwn,
    RemoveOwn,
    LeastScored,
    LeadsTo,
    CardPeriod,
    Missing,
    Rounding,
    LeastCoverage,
    ExtraCeiling,
    RankWithin,
    RankBy,
    LongerPeriods,
    GradeName,
    GradeFrom,
    AddGrade,
    RemoveGrade,
    VetoReason,
    VetoMeasure,
    VetoCondition,
    VetoEffect,
    VetoPoints,
    VetoGrade,
    AddVeto,
    RemoveVeto,
    Parent,
    Kind,
    KindFrom,
    KindThen,
    AddKind,
    RemoveKind,
    Headcount,
    Coefficient,
    UsesCard,
    UsesFrom,
    UsesUntil,
    MonthRule,
    WeighedBy,
    UnitRule,
    PlausibleLow,
    PlausibleHigh,
    Remove,
}

/// A field. Fields are alike whatever they and their choices are called, so that a name that is being typed does not
/// make others out of those that show it.
#[derive(Clone, Debug)]
pub struct Field {
    /// What it holds.
    pub key: Key,
    /// Its label.
    pub label: String,
    /// How it is edited.
    pub control: Control,
    /// What it does, in a sentence; empty where the label says all.
    pub hint: &'static str,
}

impl PartialEq for Field {
    fn eq(&self, other: &Self) -> bool {
        let control = match (&self.control, &other.control) {
            (Control::Choice(own), Control::Choice(other)) => {
                own.iter().map(|own| &own.value).eq(other.iter().map(|other| &other.value))
            }
            (own, other) => own == other,
        };
        control && (self.key, self.hint) == (other.key, other.hint)
    }
}

impl Eq for Field {}

/// How a field is edited.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Control {
    /// A line of text.
    Text,
    /// A number.
    Number,
    /// A formula over items.
    Formula,
    /// One of several.
    Choice(Vec<Choice>),
    /// A unit of the workbook; the text stands for none, and is empty where there must be one.
    Unit(&'static str),
    /// Yes (`true`) or no (empty).
    Check,
    /// Something to be done; its text does not matter.
    Button,
}

/// One of several.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// What stands for it.
    pub value: String,
    /// What is read.
    pub text: String,
}

/// Fields that belong together; those of a list stand in rows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// Its heading.
    pub title: &'static str,
    /// What it is about; empty where the heading says all.
    pub about: &'static str,
    /// Rows of fields; most have one.
    pub rows: Vec<Vec<Field>>,
}

impl What {
    /// The field that is in no list.
    #[must_use]
    pub fn key(self) -> Key {
        self.at(0)
    }

    /// Whether a design on trial may change it.
    fn is_tried(self) -> bool {
        matches!(self, Self::Weight | Self::Polarity | Self::RangeLow | Self::RangeHigh)
            || (Self::TargetSource..=Self::OutOf).contains(&self)
            || (Self::OwnUnit..=Self::RemoveOwn).contains(&self)
    }

    /// The field in a row of its list.
    #[must_use]
    pub fn at(self, row: usize) -> Key {
        Key { what: self, row }
    }
}

impl Field {
    fn new(key: Key, label: &str, control: Control) -> Self {
        Self { key, label: label.to_owned(), control, hint: "" }
    }

    fn text(what: What, label: &str) -> Self {
        Self::new(what.key(), label, Control::Text)
    }

    fn number(what: What, label: &str) -> Self {
        Self::new(what.key(), label, Control::Number)
    }

    fn check(what: What, label: &str) -> Self {
        Self::new(what.key(), label, Control::Check)
    }

    fn formula(what: What, label: &str) -> Self {
        Self::new(what.key(), label, Control::Formula)
    }

    fn choice(what: What, label: &str, choices: Vec<Choice>) -> Self {
        Self::new(what.key(), label, Control::Choice(choices))
    }

    fn unit(what: What, label: &str, none: &'static str) -> Self {
        Self::new(what.key(), label, Control::Unit(none))
    }

    fn button(what: What, label: &str) -> Self {
        Self::new(what.key(), label, Control::Button)
    }

    fn hint(mut self, hint: &'static str) -> Self {
        self.hint = hint;
        self
    }

    /// The same field in a row, named with its number.
    fn row(mut self, row: usize) -> Self {
        self.key.row = row;
        self.label = format!("{} {}", self.label, row.saturating_add(1));
        self
    }
}

impl Section {
    fn new(title: &'static str, fields: Vec<Field>) -> Self {
        Self { title, about: "", rows: fields.into_iter().map(|field| vec![field]).collect() }
    }

    fn about(mut self, about: &'static str) -> Self {
        self.about = about;
        self
    }
}

impl Subject {
    /// The word that an address has for it.
    #[must_use]
    pub fn word(&self) -> String {
        match self {
            Self::Measure(_, id) => format!("m-{id}"),
            Self::Perspective(_, id) => format!("p-{id}"),
            Self::Objective(_, id) => format!("o-{id}"),
            Self::Card(_) => "card".to_owned(),
            Self::Unit(id) => format!("u-{id}"),
            Self::Item(id) => format!("i-{id}"),
        }
    }

    /// The revision that it belongs to.
    #[must_use]
    pub fn place(&self) -> Option<&CardPlace> {
        match self {
            Self::Measure(place, _)
            | Self::Perspective(place, _)
            | Self::Objective(place, _)
            | Self::Card(place) => Some(place),
            Self::Unit(_) | Self::Item(_) => None,
        }
    }

    /// The part of a revision, or the unit, that has this word.
    #[must_use]
    pub fn of_word(place: &CardPlace, word: &str) -> Option<Self> {
        let (kind, id) = word.split_once('-')?;
        let place = place.clone();
        match kind {
            "m" => Some(Self::Measure(place, MeasureId::from(id))),
            "p" => Some(Self::Perspective(place, PerspectiveId::from(id))),
            "o" => Some(Self::Objective(place, ObjectiveId::from(id))),
            "u" => Some(Self::Unit(UnitId::from(id))),
            _ => None,
        }
    }

    /// A text that no other field of the workbook has.
    #[must_use]
    pub fn field_word(&self, key: Key) -> String {
        let place = self.place().map(|place| format!("{}/{}", place.scorecard, place.from));
        let place = place.unwrap_or_default();
        format!("{place}/{}/{}/{}", self.word(), key.what as u32, key.row)
    }

    /// Whether it is there.
    #[must_use]
    pub fn is_in(&self, workbook: &Workbook) -> bool {
        match self {
            Self::Measure(place, id) => {
                place.find(workbook).is_some_and(|(_, own)| own.measure(id).is_some())
            }
            Self::Perspective(place, id) => {
                place.find(workbook).is_some_and(|(_, own)| own.perspectives.iter().any(|own| own.id == *id))
            }
            Self::Objective(place, id) => {
                place.find(workbook).is_some_and(|(_, own)| own.objectives().any(|own| own.id == *id))
            }
            Self::Card(place) => place.find(workbook).is_some(),
            Self::Unit(id) => workbook.unit(id).is_some(),
            Self::Item(id) => workbook.item(id).is_some(),
        }
    }
}

impl CardPlace {
    /// The scorecard and the revision.
    #[must_use]
    pub fn find<'w>(&self, workbook: &'w Workbook) -> Option<(&'w Scorecard, &'w Revision)> {
        let card = workbook.scorecard(&self.scorecard)?;
        Some((card, card.revisions.iter().find(|revision| revision.from == self.from)?))
    }

    /// The edit that puts another revision in the place of this one.
    #[must_use]
    pub fn replace(&self, workbook: &Workbook, revision: Revision) -> Option<Edit> {
        let (card, _) = self.find(workbook)?;
        let place = card.revisions.iter().position(|own| own.from == self.from)?;
        let change = Change::Replace(place, Box::new(revision));
        Some(Edit::Revisions { scorecard: self.scorecard.clone(), change })
    }

    /// The edit that changes the revision.
    ///
    /// # Errors
    /// What `change` refuses, or [`Refusal::Gone`].
    pub fn change(
        &self,
        workbook: &Workbook,
        change: &mut dyn FnMut(&mut Revision) -> Result<(), Refusal>,
    ) -> Result<Edit, Refusal> {
        let (_, revision) = self.find(workbook).ok_or(Refusal::Gone)?;
        let mut revision = revision.clone();
        change(&mut revision)?;
        self.replace(workbook, revision).ok_or(Refusal::Gone)
    }

    /// The edit that moves measures by one place.
    #[must_use]
    pub fn moved(&self, workbook: &Workbook, chosen: &[MeasureId], direction: Direction) -> Option<Edit> {
        let (_, revision) = self.find(workbook)?;
        let mut moved = revision.clone();
        moved.move_measures(chosen, direction);
        if moved == *revision { None } else { self.replace(workbook, moved) }
    }
}

/// The fields of a subject; none where it is gone.
#[must_use]
pub fn sections(workbook: &Workbook, subject: &Subject, language: Language) -> Vec<Section> {
    let words = form_words(language);
    let found = match subject {
        Subject::Measure(place, id) => place.find(workbook).and_then(|(card, revision)| {
            let form =
                measure::Form { workbook, card, revision, measure: revision.measure(id)?, language, words };
            Some(form.sections())
        }),
        Subject::Card(place) => place.find(workbook).map(|(_, revision)| card::sections(revision, language)),
        Subject::Perspective(place, id) => place
            .find(workbook)
            .and_then(|(_, revision)| objects::perspective_sections(revision, id, language)),
        Subject::Objective(place, id) => {
            place.find(workbook).and_then(|(_, revision)| objects::objective_sections(revision, id, language))
        }
        Subject::Unit(id) => units::sections(workbook, id, language),
        Subject::Item(id) => objects::item_sections(workbook, id, language),
    };
    found.unwrap_or_default()
}

/// Those fields of a subject that a design on trial may change: weights, targets and methods.
#[must_use]
pub fn trial_sections(workbook: &Workbook, subject: &Subject, language: Language) -> Vec<Section> {
    let mut found = sections(workbook, subject, language);
    for section in &mut found {
        section.rows.iter_mut().for_each(|row| row.retain(|field| field.key.what.is_tried()));
        section.rows.retain(|row| !row.is_empty());
    }
    found.retain(|section| !section.rows.is_empty());
    found
}

/// What a field chooses from, as it is called now.
#[must_use]
pub fn choices(workbook: &Workbook, subject: &Subject, key: Key, language: Language) -> Vec<Choice> {
    // These stand in lists of thousands.
    match (subject, key.what) {
        (Subject::Unit(_), What::Kind) => return units::kinds(workbook, language),
        (_, What::FixedMonth) => return target::months(language),
        _ => {}
    }
    let fields = sections(workbook, subject, language).into_iter().flat_map(|own| own.rows).flatten();
    let found = fields.into_iter().find(|field| field.key == key);
    match found.map(|field| field.control) {
        Some(Control::Choice(choices)) => choices,
        _ => Vec::new(),
    }
}

/// The text in a field.
#[must_use]
pub fn value(workbook: &Workbook, subject: &Subject, key: Key, language: Language) -> String {
    let found = match subject {
        Subject::Measure(place, id) => place
            .find(workbook)
            .and_then(|(_, revision)| measure::value(workbook, revision, id, key, language)),
        Subject::Card(place) => place
            .find(workbook)
            .and_then(|(card, revision)| card::value(workbook, card, revision, key, language)),
        Subject::Perspective(place, id) => place
            .find(workbook)
            .and_then(|(_, revision)| objects::perspective_value(workbook, revision, id, key, language)),
        Subject::Objective(place, id) => place
            .find(workbook)
            .and_then(|(_, revision)| objects::objective_value(workbook, revision, id, key, language)),
        Subject::Unit(id) => units::value(workbook, id, key, language),
        Subject::Item(id) => objects::item_value(workbook, id, key, language),
    };
    found.unwrap_or_default()
}

/// The edit that a text in a field means.
///
/// # Errors
/// When it means none, why.
pub fn edit(
    workbook: &Workbook,
    subject: &Subject,
    key: Key,
    text: &str,
    language: Language,
) -> Result<Edit, Refusal> {
    match subject {
        Subject::Measure(place, id) => measure::edit(workbook, place, id, key, text, language),
        Subject::Card(place) => card::edit(workbook, place, key, text, language),
        Subject::Perspective(place, id) => place.change(workbook, &mut |revision| {
            let own = revision.perspective_mut(id).ok_or(Refusal::Gone)?;
            objects::put_perspective(own, workbook, key, text)
        }),
        Subject::Objective(place, id) => {
            place.change(workbook, &mut |revision| objects::put_objective(revision, id, workbook, key, text))
        }
        Subject::Unit(id) => units::edit(workbook, id, key, text),
        Subject::Item(id) => objects::edit_item(workbook, id, key, text),
    }
}

fn parsed(text: &str) -> Result<Expression, Refusal> {
    Expression::parse(text.trim()).map_err(Refusal::Formula)
}
