//! The shape of templates and of sample data.

use serde::Deserialize;
use thiserror::Error;

use super::measure::FixedTargetShape;
use super::scorecard::{RoundingTag, ScorecardShape};
use super::{figures, lists, text};
use crate::domain::figure::Figures;
use crate::domain::id::{MeasureId, ScorecardId, UnitId, WorkbookId};
use crate::domain::item::Item;
use crate::domain::name::Name;
use crate::domain::scorecard::{Rounding, Scorecard};
use crate::domain::target::FixedTargets;
use crate::domain::unit::{Kind, Unit};

/// A scorecard to start from.
#[derive(Clone, Debug)]
pub struct Template {
    /// Identity, such as T2.
    pub id: String,
    /// Name.
    pub name: Name,
    /// For whom, and what it holds.
    pub about: Name,
    /// The document it comes from.
    pub source: Name,
    /// The items its measures need.
    pub items: Vec<Item>,
    /// The scorecard, used by no unit yet.
    pub scorecard: Scorecard,
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
}

/// Why a text is not a template or a sample.
#[derive(Debug, Error)]
pub enum TemplateError {
    /// It is not JSON, or has another shape.
    #[error(transparent)]
    Shape(#[from] serde_json::Error),
}

#[derive(Deserialize)]
struct TemplateShape {
    id: String,
    #[serde(with = "text::name")]
    name: Name,
    #[serde(with = "text::name")]
    about: Name,
    #[serde(with = "text::name")]
    source: Name,
    #[serde(with = "lists::items")]
    items: Vec<Item>,
    #[serde(with = "ScorecardShape")]
    scorecard: Scorecard,
}

#[derive(Deserialize)]
struct SampleShape {
    #[serde(with = "text")]
    id: WorkbookId,
    #[serde(with = "text::name")]
    name: Name,
    #[serde(with = "text::name")]
    about: Name,
    #[serde(with = "lists::kinds")]
    kinds: Vec<Kind>,
    #[serde(with = "lists::units")]
    units: Vec<Unit>,
    cards: Vec<SampleCardShape>,
    #[serde(with = "figures")]
    figures: Figures,
}

#[derive(Deserialize)]
struct SampleCardShape {
    template: String,
    #[serde(with = "text")]
    id: ScorecardId,
    #[serde(with = "text::optional_name")]
    name: Option<Name>,
    rounding: Option<RoundingTag>,
    #[serde(with = "text::list")]
    units: Vec<UnitId>,
    targets: Vec<SampleTargetShape>,
}

#[derive(Deserialize)]
struct SampleTargetShape {
    #[serde(with = "text")]
    measure: MeasureId,
    values: Vec<FixedTargetShape>,
}

/// Reads a template.
///
/// # Errors
/// When the text is not one.
pub fn parse_template(text: &str) -> Result<Template, TemplateError> {
    let TemplateShape {
        id,
        name,
        about,
        source,
        items,
        scorecard,
    } = serde_json::from_str(text)?;
    Ok(Template {
        id,
        name,
        about,
        source,
        items,
        scorecard,
    })
}

/// Reads a sample.
///
/// # Errors
/// When the text is not one.
pub fn parse_sample(text: &str) -> Result<Sample, TemplateError> {
    let shape: SampleShape = serde_json::from_str(text)?;
    let card = |card: SampleCardShape| SampleCard {
        template: card.template,
        id: card.id,
        name: card.name,
        rounding: card.rounding.map(Rounding::from),
        units: card.units,
        targets: card
            .targets
            .into_iter()
            .map(|target| (target.measure, FixedTargetShape::targets(target.values)))
            .collect(),
    };
    Ok(Sample {
        id: shape.id,
        name: shape.name,
        about: shape.about,
        kinds: shape.kinds,
        units: shape.units,
        cards: shape.cards.into_iter().map(card).collect(),
        figures: shape.figures,
    })
}
