//! The shape of scorecards.

use super::json::{FromJson, IfAny, Json, Read, ToJson, Writer, words};
use super::text::condition;
use crate::domain::exact::Midpoint;
use crate::domain::period::PeriodLength;
use crate::domain::scorecard::{
    Grade, LongerPeriods, MissingPolicy, Objective, Override, Perspective, RankBy, RankRule, RankWithin,
    Revision, Rounding, Scorecard, Span, StatusBands, Veto, VetoEffect, Weighting,
};

impl FromJson for Scorecard {
    fn read(json: &Json<'_>) -> Read<Self> {
        Ok(Self {
            id: json.field("id")?,
            name: json.field("name")?,
            template: json.field("template")?,
            source: json.field("source")?,
            units: json.field("units")?,
            spans: json.optional_field("spans")?.unwrap_or_default(),
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
            // Where no unit has begun or ended there is nothing to say.
            ("spans", &IfAny(&self.spans)),
        ]);
    }
}

impl FromJson for Span {
    fn read(json: &Json<'_>) -> Read<Self> {
        Ok(Self { unit: json.field("unit")?, from: json.field("from")?, until: json.field("until")? })
    }
}

impl ToJson for Span {
    fn write(&self, out: &mut Writer) {
        out.object(&[("unit", &self.unit), ("from", &self.from), ("until", &self.until)]);
    }
}

words!(PeriodLength: "month" => Month, "quarter" => Quarter, "half-year" => HalfYear, "year-to-date" => YearToDate, "year" => Year);

impl FromJson for Revision {
    fn read(json: &Json<'_>) -> Read<Self> {
        Ok(Self {
            from: json.field("from")?,
            weighting: json.field("weighting")?,
            rounding: json.field("rounding")?,
            missing: json.field("missing")?,
            least_scored: json.optional_field("least_scored")?,
            least_coverage: json.field("least_coverage")?,
            extra_ceiling: json.optional_field("extra_ceiling")?,
            rank: json.optional_field("rank")?.unwrap_or(DEFAULT_RANK),
            longer_periods: json.field("longer_periods")?,
            grades: json.field("grades")?,
            status: json.field("status")?,
            perspectives: json.field("perspectives")?,
            vetoes: json.optional_field("vetoes")?.unwrap_or_default(),
            overrides: json.optional_field("overrides")?.unwrap_or_default(),
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
            ("least_scored", &self.least_scored),
            ("least_coverage", &self.least_coverage),
            ("extra_ceiling", &self.extra_ceiling),
            ("rank", &self.rank),
            ("longer_periods", &self.longer_periods),
            ("grades", &self.grades),
            ("status", &self.status),
            ("perspectives", &self.perspectives),
            ("vetoes", &self.vetoes),
            ("overrides", &self.overrides),
        ]);
    }
}

/// `"points"`, or `{"share_of": "100"}`.
impl FromJson for Weighting {
    fn read(json: &Json<'_>) -> Read<Self> {
        match json.as_text() {
            Some("points") => Ok(Self::Points),
            Some(_) => Err(json.unexpected("`points`, or an object with `share_of`")),
            None => Ok(Self::Share { total: json.field("share_of")? }),
        }
    }
}

impl ToJson for Weighting {
    fn write(&self, out: &mut Writer) {
        match self {
            Self::Points => out.text("points"),
            Self::Share { total } => out.object(&[("share_of", total)]),
        }
    }
}

words!(MissingPolicy: "redistribute" => Redistribute, "zero" => Zero, "substitute" => Substitute, "withhold" => Withhold);

words!(LongerPeriods: "mean-of-periods" => MeanOfPeriods, "combined-actuals" => CombinedActuals);

/// What a document without a rule for ranks means.
const DEFAULT_RANK: RankRule = RankRule { within: RankWithin::All, by: RankBy::Rounded };

impl FromJson for RankRule {
    fn read(json: &Json<'_>) -> Read<Self> {
        Ok(Self { within: json.field("within")?, by: json.field("by")? })
    }
}

impl ToJson for RankRule {
    fn write(&self, out: &mut Writer) {
        out.object(&[("within", &self.within), ("by", &self.by)]);
    }
}

words!(RankWithin: "all" => All, "kind" => Kind);

words!(RankBy: "rounded" => Rounded, "exact" => Exact);

impl FromJson for Veto {
    fn read(json: &Json<'_>) -> Read<Self> {
        Ok(Self {
            reason: json.field("reason")?,
            measure: json.field("measure")?,
            condition: condition(json.required("condition")?)?,
            effect: json.field("effect")?,
        })
    }
}

impl ToJson for Veto {
    fn write(&self, out: &mut Writer) {
        out.object(&[
            ("reason", &self.reason),
            ("measure", &self.measure),
            ("condition", &self.condition),
            ("effect", &self.effect),
        ]);
    }
}

/// `"perspective-to-zero"`, `{"total_at_most": "60"}`, or `{"grade_at_most": 2}`.
impl FromJson for VetoEffect {
    fn read(json: &Json<'_>) -> Read<Self> {
        match json.as_text() {
            Some("perspective-to-zero") => Ok(Self::PerspectiveToZero),
            Some(_) => Err(json
                .unexpected("`perspective-to-zero`, or an object with `total_at_most` or `grade_at_most`")),
            None => match json.optional_field("total_at_most")? {
                Some(most) => Ok(Self::TotalAtMost(most)),
                None => Ok(Self::GradeAtMost(json.field::<u32>("grade_at_most")? as usize)),
            },
        }
    }
}

impl ToJson for VetoEffect {
    fn write(&self, out: &mut Writer) {
        match self {
            Self::PerspectiveToZero => out.text("perspective-to-zero"),
            Self::TotalAtMost(most) => out.object(&[("total_at_most", most)]),
            Self::GradeAtMost(place) => {
                out.object(&[("grade_at_most", &u32::try_from(*place).unwrap_or(u32::MAX))]);
            }
        }
    }
}

impl FromJson for Override {
    fn read(json: &Json<'_>) -> Read<Self> {
        Ok(Self {
            unit: json.field("unit")?,
            measure: json.field("measure")?,
            weight: json.field("weight")?,
            target: json.field("target")?,
            left_out: json.field("left_out")?,
        })
    }
}

impl ToJson for Override {
    fn write(&self, out: &mut Writer) {
        out.object(&[
            ("unit", &self.unit),
            ("measure", &self.measure),
            ("weight", &self.weight),
            ("target", &self.target),
            ("left_out", &self.left_out),
        ]);
    }
}

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
            weight: json.optional_field("weight")?.unwrap_or_default(),
            least_scored: json.optional_field("least_scored")?,
            substitute: json.optional_field("substitute")?,
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
            ("weight", &self.weight),
            ("least_scored", &self.least_scored),
            ("substitute", &self.substitute),
            ("objectives", &self.objectives),
            ("measures", &self.measures),
        ]);
    }
}

impl FromJson for Objective {
    fn read(json: &Json<'_>) -> Read<Self> {
        Ok(Self {
            id: json.field("id")?,
            name: json.field("name")?,
            weight: json.optional_field("weight")?.unwrap_or_default(),
            least_scored: json.optional_field("least_scored")?,
            leads_to: json.optional_field("leads_to")?.unwrap_or_default(),
            measures: json.field("measures")?,
        })
    }
}

impl ToJson for Objective {
    fn write(&self, out: &mut Writer) {
        out.object(&[
            ("id", &self.id),
            ("name", &self.name),
            ("weight", &self.weight),
            ("least_scored", &self.least_scored),
            ("leads_to", &self.leads_to),
            ("measures", &self.measures),
        ]);
    }
}
