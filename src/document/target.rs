//! The shape of targets.

use super::json::{FromJson, Json, Read, ToJson, Writer};
use crate::domain::target::{FixedTargetKey, FixedTargets, PeerStatistic, PeerTarget, Target, TargetSource};

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

const SOURCES: &str = "one of `fixed` `budget` `last-year-monthly-mean` `same-period-last-year` \
                       `previous-period` `trailing-mean` `peers` `measure` `expression`";

/// `{"kind": "fixed", "values": […]}`, `{"kind": "budget", "item": …}` and so on.
impl FromJson for TargetSource {
    fn read(json: &Json<'_>) -> Read<Self> {
        let kind = json.required("kind")?;
        Ok(match kind.text(SOURCES)? {
            "fixed" => Self::Fixed(json.field("values")?),
            "budget" => Self::Budget(json.field("item")?),
            "last-year-monthly-mean" => Self::LastYearMonthlyMean,
            "same-period-last-year" => Self::SamePeriodLastYear,
            "previous-period" => Self::PreviousPeriod,
            "trailing-mean" => Self::TrailingMean { periods: json.field("periods")? },
            "peers" => Self::Peers(PeerTarget {
                statistic: json.field("statistic")?,
                with_self: json.field("with_self")?,
                least_peers: json.field("least_peers")?,
            }),
            "measure" => Self::Measure { measure: json.field("measure")?, scope: json.field("scope")? },
            "expression" => Self::Expression(json.field("value")?),
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
            Self::PreviousPeriod => out.object(&[("kind", &"previous-period")]),
            Self::TrailingMean { periods } => {
                out.object(&[("kind", &"trailing-mean"), ("periods", periods)]);
            }
            Self::Peers(PeerTarget { statistic, with_self, least_peers }) => out.object(&[
                ("kind", &"peers"),
                ("statistic", statistic),
                ("with_self", with_self),
                ("least_peers", least_peers),
            ]),
            Self::Measure { measure, scope } => {
                out.object(&[("kind", &"measure"), ("measure", measure), ("scope", scope)]);
            }
            Self::Expression(value) => out.object(&[("kind", &"expression"), ("value", value)]),
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
            if targets.set(key, json.field("value")?).is_some() {
                return Err(
                    json.misfit("a target for the same unit, year and month stands before".to_owned())
                );
            }
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

/// `"mean"`, `"median"`, `"best"`, or `{"quantile": "0.75"}`.
impl FromJson for PeerStatistic {
    fn read(json: &Json<'_>) -> Read<Self> {
        match json.as_text() {
            Some("mean") => Ok(Self::Mean),
            Some("median") => Ok(Self::Median),
            Some("best") => Ok(Self::Best),
            Some(_) => Err(json.unexpected("`mean`, `median`, `best`, or an object with `quantile`")),
            None => json.field("quantile").map(Self::Quantile),
        }
    }
}

impl ToJson for PeerStatistic {
    fn write(&self, out: &mut Writer) {
        match self {
            Self::Mean => out.text("mean"),
            Self::Median => out.text("median"),
            Self::Best => out.text("best"),
            Self::Quantile(share) => out.object(&[("quantile", share)]),
        }
    }
}
