//! The shape of scorecards.

use super::json::{FromJson, Json, Read, ToJson, Writer, words};
use crate::domain::exact::Midpoint;
use crate::domain::period::PeriodLength;
use crate::domain::scorecard::{
    Grade, LongerPeriods, MissingPolicy, Objective, Perspective, Revision, Rounding, Scorecard, StatusBands,
    Weighting,
};

impl FromJson for Scorecard {
    fn read(json: &Json<'_>) -> Read<Self> {
        Ok(Self {
            id: json.field("id")?,
            name: json.field("name")?,
            template: json.field("template")?,
            source: json.field("source")?,
            units: json.field("units")?,
            period: json.field("period")?,
            revisions: json.field("revisions")?,
        })
    }
}

impl ToJson for Scorecard {
    fn write(&self, out: &mut Writer) {
        out.object(&[
            ("id", &self.id),
            ("name", &self.name),
            ("template", &self.template),
            ("source", &self.source),
            ("units", &self.units),
            ("period", &self.period),
            ("revisions", &self.revisions),
        ]);
    }
}

words!(PeriodLength: "month" => Month, "year" => Year);

impl FromJson for Revision {
    fn read(json: &Json<'_>) -> Read<Self> {
        Ok(Self {
            from: json.field("from")?,
            weighting: json.field("weighting")?,
            rounding: json.field("rounding")?,
            missing: json.field("missing")?,
            least_coverage: json.field("least_coverage")?,
            longer_periods: json.field("longer_periods")?,
            grades: json.field("grades")?,
            status: json.field("status")?,
            perspectives: json.field("perspectives")?,
        })
    }
}

impl ToJson for Revision {
    fn write(&self, out: &mut Writer) {
        out.object(&[
            ("from", &self.from),
            ("weighting", &self.weighting),
            ("rounding", &self.rounding),
            ("missing", &self.missing),
            ("least_coverage", &self.least_coverage),
            ("longer_periods", &self.longer_periods),
            ("grades", &self.grades),
            ("status", &self.status),
            ("perspectives", &self.perspectives),
        ]);
    }
}

words!(Weighting: "points" => Points);

words!(MissingPolicy: "redistribute" => Redistribute, "zero" => Zero, "withhold" => Withhold);

words!(LongerPeriods: "mean-of-periods" => MeanOfPeriods);

const ROUNDINGS: &str = "one of `half-away` `half-even` `none`";

/// `{"rule": "half-away", "decimals": 2}`, `{"rule": "half-even", …}` or `{"rule": "none"}`.
impl FromJson for Rounding {
    fn read(json: &Json<'_>) -> Read<Self> {
        let rule = json.required("rule")?;
        let midpoint = match rule.text(ROUNDINGS)? {
            "half-away" => Midpoint::AwayFromZero,
            "half-even" => Midpoint::ToEven,
            "none" => return Ok(Self::None),
            _ => return Err(rule.unexpected(ROUNDINGS)),
        };
        Ok(Self::Decimals { decimals: json.field("decimals")?, midpoint })
    }
}

impl ToJson for Rounding {
    fn write(&self, out: &mut Writer) {
        let (rule, decimals) = match self {
            Self::Decimals { decimals, midpoint: Midpoint::AwayFromZero } => ("half-away", decimals),
            Self::Decimals { decimals, midpoint: Midpoint::ToEven } => ("half-even", decimals),
            Self::None => return out.object(&[("rule", &"none")]),
        };
        out.object(&[("rule", &rule), ("decimals", decimals)]);
    }
}

impl FromJson for Grade {
    fn read(json: &Json<'_>) -> Read<Self> {
        Ok(Self { from: json.field("from")?, name: json.field("name")? })
    }
}

impl ToJson for Grade {
    fn write(&self, out: &mut Writer) {
        out.object(&[("from", &self.from), ("name", &self.name)]);
    }
}

impl FromJson for StatusBands {
    fn read(json: &Json<'_>) -> Read<Self> {
        Ok(Self { on_target: json.field("on_target")?, at_risk: json.field("at_risk")? })
    }
}

impl ToJson for StatusBands {
    fn write(&self, out: &mut Writer) {
        out.object(&[("on_target", &self.on_target), ("at_risk", &self.at_risk)]);
    }
}

impl FromJson for Perspective {
    fn read(json: &Json<'_>) -> Read<Self> {
        Ok(Self {
            id: json.field("id")?,
            name: json.field("name")?,
            objectives: json.field("objectives")?,
            measures: json.field("measures")?,
        })
    }
}

impl ToJson for Perspective {
    fn write(&self, out: &mut Writer) {
        out.object(&[
            ("id", &self.id),
            ("name", &self.name),
            ("objectives", &self.objectives),
            ("measures", &self.measures),
        ]);
    }
}

impl FromJson for Objective {
    fn read(json: &Json<'_>) -> Read<Self> {
        Ok(Self { id: json.field("id")?, name: json.field("name")?, measures: json.field("measures")? })
    }
}

impl ToJson for Objective {
    fn write(&self, out: &mut Writer) {
        out.object(&[("id", &self.id), ("name", &self.name), ("measures", &self.measures)]);
    }
}
