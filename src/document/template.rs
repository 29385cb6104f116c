//! The shape of templates and of sample data.

use thiserror::Error;

use super::envelope::{DocumentError, VERSION, open};
use super::json::{self, FromJson, Json, Read, ShapeError, ToJson, Writer, words};
use crate::domain::figure::Figures;
use crate::domain::id::{MeasureId, ObjectiveId, ScorecardId, UnitId, WorkbookId};
use crate::domain::item::Item;
use crate::domain::name::Name;
use crate::domain::scorecard::{Rounding, Scorecard};
use crate::domain::target::FixedTargets;
use crate::domain::unit::{Kind, Unit};
use crate::domain::validate;
use crate::domain::workbook::Workbook;

/// What a template says it is.
pub const TEMPLATE_FORMAT: &str = "counterpoise-template";

/// A scorecard to start from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Template {
    /// Identity, such as T2.
    pub id: String,
    /// Name.
    pub name: Name,
    /// For whom, and what it holds.
    pub about: Name,
    /// The document it comes from.
    pub source: Name,
    /// What uses it in a new workbook.
    pub used_by: UsedBy,
    /// The kind of unit it is made for; empty where it says none.
    pub kind: Name,
    /// The items its measures need.
    pub items: Vec<Item>,
    /// The scorecard, used by no unit yet.
    pub scorecard: Scorecard,
}

/// The unit of a new workbook that uses a template.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UsedBy {
    /// A department of the hospital.
    Department,
    /// The hospital itself.
    Hospital,
}

/// An example hospital: units, which cards they use, and figures.
#[derive(Clone, Debug)]
pub struct Sample {
    /// Identity of the workbook.
    pub id: WorkbookId,
    /// Name.
    pub name: Name,
    /// What it is.
    pub about: Name,
    /// Kinds.
    pub kinds: Vec<Kind>,
    /// Units.
    pub units: Vec<Unit>,
    /// Cards.
    pub cards: Vec<SampleCard>,
    /// Figures.
    pub figures: Figures,
}

/// A card of a sample, made from a template.
#[derive(Clone, Debug)]
pub struct SampleCard {
    /// The template.
    pub template: String,
    /// Identity of the card.
    pub id: ScorecardId,
    /// A name other than the template's.
    pub name: Option<Name>,
    /// A rounding other than the template's.
    pub rounding: Option<Rounding>,
    /// The units that use it.
    pub units: Vec<UnitId>,
    /// Fixed targets in place of the template's.
    pub targets: Vec<(MeasureId, FixedTargets)>,
    /// Objectives, of which the template has none.
    pub objectives: Vec<SampleObjective>,
}

/// An objective of a sample, with measures of one perspective of the template.
#[derive(Clone, Debug)]
pub struct SampleObjective {
    /// Identity.
    pub id: ObjectiveId,
    /// Name.
    pub name: Name,
    /// The objectives that it helps to reach.
    pub leads_to: Vec<ObjectiveId>,
    /// Its measures.
    pub measures: Vec<MeasureId>,
}

/// Why a text is not a template or a sample.
#[derive(Debug, Error)]
pub enum TemplateError {
    /// It is not JSON, or has another shape.
    #[error(transparent)]
    Shape(#[from] ShapeError),
}

impl FromJson for Template {
    fn read(json: &Json<'_>) -> Read<Self> {
        Ok(Self {
            id: json.field("id")?,
            name: json.field("name")?,
            about: json.field("about")?,
            source: json.field("source")?,
            used_by: json.optional_field("used_by")?.unwrap_or(UsedBy::Department),
            kind: json.optional_field("kind")?.unwrap_or_else(|| Name::plain("")),
            items: json.field("items")?,
            scorecard: json.field("scorecard")?,
        })
    }
}

impl ToJson for Template {
    fn write(&self, out: &mut Writer) {
        out.object(&[
            ("format", &TEMPLATE_FORMAT),
            ("version", &VERSION),
            ("id", &self.id),
            ("name", &self.name),
            ("about", &self.about),
            ("source", &self.source),
            ("used_by", &self.used_by),
            ("kind", &self.kind),
            ("items", &self.items),
            ("scorecard", &self.scorecard),
        ]);
    }
}

impl Template {
    /// The template as a file that can be read again.
    #[must_use]
    pub fn to_json(&self) -> String {
        let mut text = json::format(self);
        text.push('\n');
        text
    }

    /// Reads a template that someone sent. It is used by no unit, whatever it says.
    ///
    /// # Errors
    /// When the text is not one that a workbook could be made from.
    pub fn from_json(text: &str) -> Result<Self, DocumentError> {
        let json = open(text, TEMPLATE_FORMAT)?;
        let mut template = Self::read(&json).map_err(|misfit| misfit.locate(text))?;
        template.scorecard.retain_units(&|_| false);
        validate::check(&Workbook {
            items: template.items.clone(),
            scorecards: vec![template.scorecard.clone()],
            ..Workbook::empty(WorkbookId::from("template"), template.name.clone())
        })?;
        Ok(template)
    }
}

words!(UsedBy: "department" => Department, "hospital" => Hospital);

impl FromJson for Sample {
    fn read(json: &Json<'_>) -> Read<Self> {
        Ok(Self {
            id: json.field("id")?,
            name: json.field("name")?,
            about: json.field("about")?,
            kinds: json.field("kinds")?,
            units: json.field("units")?,
            cards: json.field("cards")?,
            figures: json.field("figures")?,
        })
    }
}

impl FromJson for SampleCard {
    fn read(json: &Json<'_>) -> Read<Self> {
        Ok(Self {
            template: json.field("template")?,
            id: json.field("id")?,
            name: json.field("name")?,
            rounding: json.optional_field("rounding")?,
            units: json.field("units")?,
            targets: json.field("targets")?,
            objectives: json.optional_field("objectives")?.unwrap_or_default(),
        })
    }
}

impl FromJson for SampleObjective {
    fn read(json: &Json<'_>) -> Read<Self> {
        Ok(Self {
            id: json.field("id")?,
            name: json.field("name")?,
            leads_to: json.field("leads_to")?,
            measures: json.field("measures")?,
        })
    }
}

impl FromJson for (MeasureId, FixedTargets) {
    fn read(json: &Json<'_>) -> Read<Self> {
        Ok((json.field("measure")?, json.field("values")?))
    }
}

/// Reads a template.
///
/// # Errors
/// When the text is not one.
pub fn parse_template(text: &str) -> Result<Template, TemplateError> {
    Ok(json::parse(text, Template::read)?)
}

/// Reads a sample.
///
/// # Errors
/// When the text is not one.
pub fn parse_sample(text: &str) -> Result<Sample, TemplateError> {
    Ok(json::parse(text, Sample::read)?)
}
