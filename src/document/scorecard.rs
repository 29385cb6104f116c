//! The shape of scorecards.

use std::sync::Arc;

use rust_decimal::Decimal;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::{lists, text};
use crate::domain::exact::Midpoint;
use crate::domain::id::{ObjectiveId, PerspectiveId, ScorecardId, UnitId};
use crate::domain::measure::Measure;
use crate::domain::name::Name;
use crate::domain::period::{Month, PeriodLength};
use crate::domain::scorecard::{
    Grade, LongerPeriods, MissingPolicy, Objective, Perspective, Revision, Rounding, Scorecard, StatusBands,
    Weighting,
};

#[derive(Serialize, Deserialize)]
#[serde(remote = "Scorecard")]
pub(super) struct ScorecardShape {
    #[serde(with = "text")]
    id: ScorecardId,
    #[serde(with = "text::name")]
    name: Name,
    #[serde(with = "text::option")]
    template: Option<Arc<str>>,
    #[serde(with = "text::optional_name")]
    source: Option<Name>,
    #[serde(with = "text::list")]
    units: Vec<UnitId>,
    #[serde(with = "PeriodLengthShape")]
    period: PeriodLength,
    #[serde(with = "lists::revisions")]
    revisions: Vec<Revision>,
}

#[derive(Serialize, Deserialize)]
#[serde(remote = "PeriodLength", rename_all = "kebab-case")]
enum PeriodLengthShape {
    Month,
    Year,
}

#[derive(Serialize, Deserialize)]
#[serde(remote = "Revision")]
pub(super) struct RevisionShape {
    #[serde(with = "text")]
    from: Month,
    #[serde(with = "WeightingShape")]
    weighting: Weighting,
    #[serde(with = "RoundingShape")]
    rounding: Rounding,
    #[serde(with = "MissingPolicyShape")]
    missing: MissingPolicy,
    #[serde(with = "text")]
    least_coverage: Decimal,
    #[serde(with = "LongerPeriodsShape")]
    longer_periods: LongerPeriods,
    #[serde(with = "lists::grades")]
    grades: Vec<Grade>,
    #[serde(with = "StatusBandsShape")]
    status: StatusBands,
    #[serde(with = "lists::perspectives")]
    perspectives: Vec<Perspective>,
}

#[derive(Serialize, Deserialize)]
#[serde(remote = "Weighting", rename_all = "kebab-case")]
enum WeightingShape {
    Points,
}

#[derive(Serialize, Deserialize)]
#[serde(remote = "MissingPolicy", rename_all = "kebab-case")]
enum MissingPolicyShape {
    Redistribute,
    Zero,
    Withhold,
}

#[derive(Serialize, Deserialize)]
#[serde(remote = "LongerPeriods", rename_all = "kebab-case")]
enum LongerPeriodsShape {
    MeanOfPeriods,
}

/// `{"rule": "half-away", "decimals": 2}`, `{"rule": "half-even", …}` or `{"rule": "none"}`.
#[derive(Serialize, Deserialize)]
#[serde(tag = "rule", rename_all = "kebab-case")]
pub(super) enum RoundingTag {
    HalfAway { decimals: u32 },
    HalfEven { decimals: u32 },
    None,
}

impl From<Rounding> for RoundingTag {
    fn from(rounding: Rounding) -> Self {
        match rounding {
            Rounding::Decimals {
                decimals,
                midpoint: Midpoint::AwayFromZero,
            } => Self::HalfAway { decimals },
            Rounding::Decimals {
                decimals,
                midpoint: Midpoint::ToEven,
            } => Self::HalfEven { decimals },
            Rounding::None => Self::None,
        }
    }
}

impl From<RoundingTag> for Rounding {
    fn from(tag: RoundingTag) -> Self {
        match tag {
            RoundingTag::HalfAway { decimals } => Self::Decimals {
                decimals,
                midpoint: Midpoint::AwayFromZero,
            },
            RoundingTag::HalfEven { decimals } => Self::Decimals {
                decimals,
                midpoint: Midpoint::ToEven,
            },
            RoundingTag::None => Self::None,
        }
    }
}

struct RoundingShape;

impl RoundingShape {
    fn serialize<S: Serializer>(rounding: &Rounding, serializer: S) -> Result<S::Ok, S::Error> {
        RoundingTag::from(*rounding).serialize(serializer)
    }

    fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Rounding, D::Error> {
        RoundingTag::deserialize(deserializer).map(Rounding::from)
    }
}

#[derive(Serialize, Deserialize)]
#[serde(remote = "Grade")]
pub(super) struct GradeShape {
    #[serde(with = "text::option")]
    from: Option<Decimal>,
    #[serde(with = "text::name")]
    name: Name,
}

#[derive(Serialize, Deserialize)]
#[serde(remote = "StatusBands")]
struct StatusBandsShape {
    #[serde(with = "text")]
    on_target: Decimal,
    #[serde(with = "text")]
    at_risk: Decimal,
}

#[derive(Serialize, Deserialize)]
#[serde(remote = "Perspective")]
pub(super) struct PerspectiveShape {
    #[serde(with = "text")]
    id: PerspectiveId,
    #[serde(with = "text::name")]
    name: Name,
    #[serde(with = "lists::objectives")]
    objectives: Vec<Objective>,
    #[serde(with = "lists::measures")]
    measures: Vec<Measure>,
}

#[derive(Serialize, Deserialize)]
#[serde(remote = "Objective")]
pub(super) struct ObjectiveShape {
    #[serde(with = "text")]
    id: ObjectiveId,
    #[serde(with = "text::name")]
    name: Name,
    #[serde(with = "lists::measures")]
    measures: Vec<Measure>,
}
