//! The shape of measures.

use std::collections::BTreeSet;

use super::json::{FromJson, Json, Read, ToJson, Writer, words};
use crate::domain::measure::{
    Aspect, Gives, Measure, MeasureStatus, Polarity, Range, Scope, StatusOf, Substitute,
};
use crate::domain::scorecard::StatusBands;

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
            extra: json.optional_field("extra")?.unwrap_or(false),
            status: json.optional_field("status")?,
            substitute: json.optional_field("substitute")?,
            owner: json.optional_field("owner")?,
            data_source: json.field("data_source")?,
            description: json.optional_field("description")?,
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
            ("extra", &self.extra),
            ("status", &self.status),
            ("substitute", &self.substitute),
            ("owner", &self.owner),
            ("data_source", &self.data_source),
            ("description", &self.description),
            ("proposals", &self.proposals),
        ]);
    }
}

/// `"higher"`, `"lower"`, or `{"within": {"low": …, "high": …}}`.
impl FromJson for Polarity {
    fn read(json: &Json<'_>) -> Read<Self> {
        match json.as_text() {
            Some("higher") => Ok(Self::Higher),
            Some("lower") => Ok(Self::Lower),
            Some(_) => Err(json.unexpected("`higher`, `lower`, or an object with `within`")),
            None => {
                let range = json.required("within")?;
                Ok(Self::Within(Range { low: range.field("low")?, high: range.field("high")? }))
            }
        }
    }
}

impl ToJson for Polarity {
    fn write(&self, out: &mut Writer) {
        match self {
            Self::Higher => out.text("higher"),
            Self::Lower => out.text("lower"),
            Self::Within(range) => out.object(&[("within", range)]),
        }
    }
}

impl ToJson for Range {
    fn write(&self, out: &mut Writer) {
        out.object(&[("low", &self.low), ("high", &self.high)]);
    }
}

words!(StatusOf: "percent" => Percent, "actual" => Actual);

impl FromJson for MeasureStatus {
    fn read(json: &Json<'_>) -> Read<Self> {
        Ok(Self { of: json.field("of")?, bands: StatusBands::read(json)? })
    }
}

impl ToJson for MeasureStatus {
    fn write(&self, out: &mut Writer) {
        let StatusBands { on_target, at_risk } = &self.bands;
        out.object(&[("of", &self.of), ("on_target", on_target), ("at_risk", at_risk)]);
    }
}

words!(Gives: "points" => Points, "percent" => Percent);

impl FromJson for Substitute {
    fn read(json: &Json<'_>) -> Read<Self> {
        Ok(Self { value: json.field("value")?, gives: json.field("gives")? })
    }
}

impl ToJson for Substitute {
    fn write(&self, out: &mut Writer) {
        out.object(&[("value", &self.value), ("gives", &self.gives)]);
    }
}

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

words!(Aspect: "actual" => Actual, "polarity" => Polarity, "target" => Target, "method" => Method, "cap" => Cap, "floor" => Floor, "rate" => Rate, "counting" => Counting, "weight" => Weight, "veto" => Veto);

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
