//! The shape of measures, targets and methods.

use std::collections::BTreeSet;

use super::json::{FromJson, Json, Read, ToJson, Writer, words};
use crate::domain::measure::{Aspect, Measure, Polarity, Scope};
use crate::domain::method::{Completion, Deduction, Inverse, Method, Step, StepBase, StepCounting};
use crate::domain::target::{FixedTargetKey, FixedTargets, Target, TargetSource};

impl FromJson for Measure {
    fn read(json: &Json<'_>) -> Read<Self> {
        Ok(Self {
            id: json.field("id")?,
            code: json.field("code")?,
            name: json.field("name")?,
            unit_of_measure: json.field("unit_of_measure")?,
            decimals: json.field("decimals")?,
            polarity: json.field("polarity")?,
            scope: json.field("scope")?,
            actual: json.field("actual")?,
            target: json.field("target")?,
            method: json.field("method")?,
            weight: json.field("weight")?,
            least_months: json.optional_field("least_months")?,
            data_source: json.field("data_source")?,
            proposals: json.field("proposals")?,
        })
    }
}

impl ToJson for Measure {
    fn write(&self, out: &mut Writer) {
        out.object(&[
            ("id", &self.id),
            ("code", &self.code),
            ("name", &self.name),
            ("unit_of_measure", &self.unit_of_measure),
            ("decimals", &self.decimals),
            ("polarity", &self.polarity),
            ("scope", &self.scope),
            ("actual", &self.actual),
            ("target", &self.target),
            ("method", &self.method),
            ("weight", &self.weight),
            ("least_months", &self.least_months),
            ("data_source", &self.data_source),
            ("proposals", &self.proposals),
        ]);
    }
}

words!(Polarity: "higher" => Higher, "lower" => Lower);

/// `"own"`, or `{"ancestor": 1}`.
impl FromJson for Scope {
    fn read(json: &Json<'_>) -> Read<Self> {
        match json.as_text() {
            Some("own") => Ok(Self::Own),
            Some(_) => Err(json.unexpected("`own`, or an object with `ancestor`")),
            None => json.field("ancestor").map(Self::Ancestor),
        }
    }
}

impl ToJson for Scope {
    fn write(&self, out: &mut Writer) {
        match self {
            Self::Own => out.text("own"),
            Self::Ancestor(levels) => out.object(&[("ancestor", levels)]),
        }
    }
}

impl FromJson for Target {
    fn read(json: &Json<'_>) -> Read<Self> {
        Ok(Self {
            source: json.field("source")?,
            uplift: json.field("uplift")?,
            offset: json.field("offset")?,
        })
    }
}

impl ToJson for Target {
    fn write(&self, out: &mut Writer) {
        out.object(&[("source", &self.source), ("uplift", &self.uplift), ("offset", &self.offset)]);
    }
}

const SOURCES: &str = "one of `fixed` `budget` `last-year-monthly-mean` `same-period-last-year`";

/// `{"kind": "fixed", "values": […]}`, `{"kind": "budget", "item": …}` and so on.
impl FromJson for TargetSource {
    fn read(json: &Json<'_>) -> Read<Self> {
        let kind = json.required("kind")?;
        Ok(match kind.text(SOURCES)? {
            "fixed" => Self::Fixed(json.field("values")?),
            "budget" => Self::Budget(json.field("item")?),
            "last-year-monthly-mean" => Self::LastYearMonthlyMean,
            "same-period-last-year" => Self::SamePeriodLastYear,
            _ => return Err(kind.unexpected(SOURCES)),
        })
    }
}

impl ToJson for TargetSource {
    fn write(&self, out: &mut Writer) {
        match self {
            Self::Fixed(values) => out.object(&[("kind", &"fixed"), ("values", values)]),
            Self::Budget(item) => out.object(&[("kind", &"budget"), ("item", item)]),
            Self::LastYearMonthlyMean => out.object(&[("kind", &"last-year-monthly-mean")]),
            Self::SamePeriodLastYear => out.object(&[("kind", &"same-period-last-year")]),
        }
    }
}

impl FromJson for FixedTargets {
    fn read(json: &Json<'_>) -> Read<Self> {
        let mut targets = Self::default();
        for json in json.list()? {
            let key = FixedTargetKey {
                unit: json.field("unit")?,
                year: json.optional_field("year")?,
                month: json.optional_field("month")?,
            };
            targets.set(key, json.field("value")?);
        }
        Ok(targets)
    }
}

impl ToJson for FixedTargets {
    fn write(&self, out: &mut Writer) {
        out.list(self.iter().map(|(key, value)| FixedTarget { key, value }));
    }
}

struct FixedTarget<'t> {
    key: &'t FixedTargetKey,
    value: rust_decimal::Decimal,
}

impl ToJson for FixedTarget<'_> {
    fn write(&self, out: &mut Writer) {
        let Self { key, value } = self;
        out.object(&[("unit", &key.unit), ("year", &key.year), ("month", &key.month), ("value", value)]);
    }
}

const METHODS: &str = "one of `completion` `step` `deduction`";

/// `{"kind": "completion", …}` and so on.
impl FromJson for Method {
    fn read(json: &Json<'_>) -> Read<Self> {
        let kind = json.required("kind")?;
        Ok(match kind.text(METHODS)? {
            "completion" => Self::Completion(Completion {
                inverse: json.field("inverse")?,
                floor: json.field("floor")?,
                cap: json.field("cap")?,
            }),
            "step" => Self::Step(Step {
                step: json.field("step")?,
                counting: json.field("counting")?,
                deduct: json.field("deduct")?,
                add: json.field("add")?,
                base: json.field("base")?,
                lowest: json.field("lowest")?,
                highest: json.field("highest")?,
            }),
            "deduction" => Self::Deduction(Deduction {
                points_each: json.field("points_each")?,
                lowest: json.field("lowest")?,
            }),
            _ => return Err(kind.unexpected(METHODS)),
        })
    }
}

impl ToJson for Method {
    fn write(&self, out: &mut Writer) {
        match self {
            Self::Completion(Completion { inverse, floor, cap }) => {
                out.object(&[("kind", &"completion"), ("inverse", inverse), ("floor", floor), ("cap", cap)])
            }
            Self::Step(Step { step, counting, deduct, add, base, lowest, highest }) => out.object(&[
                ("kind", &"step"),
                ("step", step),
                ("counting", counting),
                ("deduct", deduct),
                ("add", add),
                ("base", base),
                ("lowest", lowest),
                ("highest", highest),
            ]),
            Self::Deduction(Deduction { points_each, lowest }) => {
                out.object(&[("kind", &"deduction"), ("points_each", points_each), ("lowest", lowest)]);
            }
        }
    }
}

words!(Inverse: "mirror" => Mirror, "reciprocal" => Reciprocal);

words!(StepCounting: "proportional" => Proportional, "whole" => Whole, "started" => Started);

words!(StepBase: "full" => Full, "zero" => Zero);

words!(Aspect: "actual" => Actual, "polarity" => Polarity, "target" => Target, "method" => Method, "cap" => Cap, "weight" => Weight);

impl FromJson for BTreeSet<Aspect> {
    fn read(json: &Json<'_>) -> Read<Self> {
        let mut aspects = Self::new();
        for json in json.list()? {
            aspects.insert(Aspect::read(json)?);
        }
        Ok(aspects)
    }
}

impl ToJson for BTreeSet<Aspect> {
    fn write(&self, out: &mut Writer) {
        out.list(self);
    }
}
