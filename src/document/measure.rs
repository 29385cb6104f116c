//! The shape of measures, targets and methods.

use std::collections::BTreeSet;
use std::sync::Arc;

use rust_decimal::Decimal;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::{lists, text};
use crate::domain::expression::Expression;
use crate::domain::id::{ItemId, MeasureId, UnitId};
use crate::domain::measure::{Aspect, Measure, Polarity, Scope, Weight};
use crate::domain::method::{Completion, Deduction, Inverse, Method, Step, StepBase, StepCounting};
use crate::domain::name::Name;
use crate::domain::target::{FixedTargetKey, FixedTargets, Target, TargetSource};

#[derive(Serialize, Deserialize)]
#[serde(remote = "Measure")]
pub(super) struct MeasureShape {
    #[serde(with = "text")]
    id: MeasureId,
    #[serde(with = "text")]
    code: Arc<str>,
    #[serde(with = "text::name")]
    name: Name,
    #[serde(with = "text::name")]
    unit_of_measure: Name,
    decimals: u32,
    #[serde(with = "PolarityShape")]
    polarity: Polarity,
    #[serde(with = "ScopeShape")]
    scope: Scope,
    #[serde(with = "text")]
    actual: Expression,
    #[serde(with = "lists::target")]
    target: Option<Target>,
    #[serde(with = "MethodShape")]
    method: Method,
    #[serde(with = "text")]
    weight: Weight,
    least_months: Option<u32>,
    #[serde(with = "text::optional_name")]
    data_source: Option<Name>,
    #[serde(with = "proposals")]
    proposals: BTreeSet<Aspect>,
}

#[derive(Serialize, Deserialize)]
#[serde(remote = "Polarity", rename_all = "kebab-case")]
enum PolarityShape {
    Higher,
    Lower,
}

#[derive(Serialize, Deserialize)]
#[serde(remote = "Scope", rename_all = "kebab-case")]
enum ScopeShape {
    Own,
    Ancestor(u32),
}

#[derive(Serialize, Deserialize)]
#[serde(remote = "Target")]
pub(super) struct TargetShape {
    #[serde(with = "TargetSourceShape")]
    source: TargetSource,
    #[serde(with = "text")]
    uplift: Decimal,
    #[serde(with = "text")]
    offset: Decimal,
}

/// `{"kind": "fixed", "values": […]}`, `{"kind": "budget", "item": …}` and so on.
#[derive(Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
enum TargetSourceTag {
    Fixed {
        values: Vec<FixedTargetShape>,
    },
    Budget {
        #[serde(with = "text")]
        item: ItemId,
    },
    LastYearMonthlyMean,
    SamePeriodLastYear,
}

#[derive(Serialize, Deserialize)]
pub(super) struct FixedTargetShape {
    #[serde(with = "text::option")]
    unit: Option<UnitId>,
    year: Option<i32>,
    month: Option<u32>,
    #[serde(with = "text")]
    value: Decimal,
}

impl FixedTargetShape {
    /// The targets that `shapes` list.
    pub(super) fn targets(shapes: Vec<Self>) -> FixedTargets {
        let mut targets = FixedTargets::default();
        for Self {
            unit,
            year,
            month,
            value,
        } in shapes
        {
            targets.set(FixedTargetKey { unit, year, month }, value);
        }
        targets
    }
}

struct TargetSourceShape;

impl TargetSourceShape {
    fn serialize<S: Serializer>(source: &TargetSource, serializer: S) -> Result<S::Ok, S::Error> {
        match source {
            TargetSource::Fixed(fixed) => TargetSourceTag::Fixed {
                values: fixed
                    .iter()
                    .map(|(key, value)| FixedTargetShape {
                        unit: key.unit.clone(),
                        year: key.year,
                        month: key.month,
                        value,
                    })
                    .collect(),
            },
            TargetSource::Budget(item) => TargetSourceTag::Budget { item: item.clone() },
            TargetSource::LastYearMonthlyMean => TargetSourceTag::LastYearMonthlyMean,
            TargetSource::SamePeriodLastYear => TargetSourceTag::SamePeriodLastYear,
        }
        .serialize(serializer)
    }

    fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<TargetSource, D::Error> {
        Ok(match TargetSourceTag::deserialize(deserializer)? {
            TargetSourceTag::Fixed { values } => TargetSource::Fixed(FixedTargetShape::targets(values)),
            TargetSourceTag::Budget { item } => TargetSource::Budget(item),
            TargetSourceTag::LastYearMonthlyMean => TargetSource::LastYearMonthlyMean,
            TargetSourceTag::SamePeriodLastYear => TargetSource::SamePeriodLastYear,
        })
    }
}

#[derive(Serialize, Deserialize)]
#[serde(remote = "Method", tag = "kind", rename_all = "kebab-case")]
enum MethodShape {
    Completion(#[serde(with = "CompletionShape")] Completion),
    Step(#[serde(with = "StepShape")] Step),
    Deduction(#[serde(with = "DeductionShape")] Deduction),
}

#[derive(Serialize, Deserialize)]
#[serde(remote = "Completion")]
struct CompletionShape {
    #[serde(with = "InverseShape")]
    inverse: Inverse,
    #[serde(with = "text")]
    floor: Decimal,
    #[serde(with = "text::option")]
    cap: Option<Decimal>,
}

#[derive(Serialize, Deserialize)]
#[serde(remote = "Inverse", rename_all = "kebab-case")]
enum InverseShape {
    Mirror,
    Reciprocal,
}

#[derive(Serialize, Deserialize)]
#[serde(remote = "Step")]
struct StepShape {
    #[serde(with = "text")]
    step: Decimal,
    #[serde(with = "StepCountingShape")]
    counting: StepCounting,
    #[serde(with = "text")]
    deduct: Decimal,
    #[serde(with = "text")]
    add: Decimal,
    #[serde(with = "StepBaseShape")]
    base: StepBase,
    #[serde(with = "text::option")]
    lowest: Option<Decimal>,
    #[serde(with = "text::option")]
    highest: Option<Decimal>,
}

#[derive(Serialize, Deserialize)]
#[serde(remote = "StepCounting", rename_all = "kebab-case")]
enum StepCountingShape {
    Proportional,
    Whole,
    Started,
}

#[derive(Serialize, Deserialize)]
#[serde(remote = "StepBase", rename_all = "kebab-case")]
enum StepBaseShape {
    Full,
    Zero,
}

#[derive(Serialize, Deserialize)]
#[serde(remote = "Deduction")]
struct DeductionShape {
    #[serde(with = "text")]
    points_each: Decimal,
    #[serde(with = "text")]
    lowest: Decimal,
}

mod proposals {
    use super::{Aspect, BTreeSet, Deserialize, Deserializer, Serialize, Serializer};

    #[derive(Serialize, Deserialize)]
    #[serde(remote = "Aspect", rename_all = "kebab-case")]
    enum AspectShape {
        Actual,
        Polarity,
        Target,
        Method,
        Cap,
        Weight,
    }

    #[derive(Serialize, Deserialize)]
    struct One(#[serde(with = "AspectShape")] Aspect);

    pub(super) fn serialize<S: Serializer>(set: &BTreeSet<Aspect>, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(set.iter().copied().map(One))
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<BTreeSet<Aspect>, D::Error> {
        Ok(Vec::<One>::deserialize(deserializer)?
            .into_iter()
            .map(|one| one.0)
            .collect())
    }
}
