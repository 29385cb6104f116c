//! The shape of the change log and of closed periods.

use super::json::{FromJson, Json, Raw, Read, ToJson, Writer, format_on_one_line, words};
use crate::domain::change_log::{Change, Changed};
use crate::domain::closing::{ClosedMeasure, ClosedPerspective, ClosedScore, ClosedTotal, Closing};
use crate::domain::figure::Cell;
use crate::domain::period::Period;
use crate::domain::scorecard::Status;

impl FromJson for Change {
    fn read(json: &Json<'_>) -> Read<Self> {
        Ok(Self {
            at: json.field("at")?,
            by: json.field("by")?,
            what: json.field("what")?,
            old: json.field("old")?,
            new: json.field("new")?,
            reason: json.field("reason")?,
        })
    }
}

impl ToJson for Change {
    fn write(&self, out: &mut Writer) {
        out.object(&[
            ("at", &self.at),
            ("by", &self.by),
            ("what", &self.what),
            ("old", &self.old),
            ("new", &self.new),
            ("reason", &self.reason),
        ]);
    }
}

const SUBJECTS: &str = "one of `figure` `note` `unit` `scorecard` `closing` `workbook`";

/// `{"kind": "figure", "unit": …, "item": …, "month": …}` and so on.
impl FromJson for Changed {
    fn read(json: &Json<'_>) -> Read<Self> {
        let kind = json.required("kind")?;
        Ok(match kind.text(SUBJECTS)? {
            "figure" => Self::Figure(cell(json)?),
            "note" => Self::Note(cell(json)?),
            "unit" => Self::Unit(json.field("unit")?),
            "scorecard" => Self::Scorecard(json.field("scorecard")?),
            "closing" => Self::Closing { scorecard: json.field("scorecard")?, period: json.field("period")? },
            "workbook" => Self::Workbook,
            _ => return Err(kind.unexpected(SUBJECTS)),
        })
    }
}

fn cell(json: &Json<'_>) -> Read<Cell> {
    Ok(Cell { unit: json.field("unit")?, item: json.field("item")?, month: json.field("month")? })
}

impl ToJson for Changed {
    fn write(&self, out: &mut Writer) {
        match self {
            Self::Figure(cell) => write_cell("figure", cell, out),
            Self::Note(cell) => write_cell("note", cell, out),
            Self::Unit(unit) => out.object(&[("kind", &"unit"), ("unit", unit)]),
            Self::Scorecard(card) => out.object(&[("kind", &"scorecard"), ("scorecard", card)]),
            Self::Closing { scorecard, period } => {
                out.object(&[("kind", &"closing"), ("scorecard", scorecard), ("period", period)]);
            }
            Self::Workbook => out.object(&[("kind", &"workbook")]),
        }
    }
}

fn write_cell(kind: &str, cell: &Cell, out: &mut Writer) {
    out.object(&[("kind", &kind), ("unit", &cell.unit), ("item", &cell.item), ("month", &cell.month)]);
}

/// `{"length": "quarter", "first": "2026-01", "last": "2026-03"}`: in months, so that another first month of the fiscal
/// year does not move it.
impl FromJson for Period {
    fn read(json: &Json<'_>) -> Read<Self> {
        let (first, last) = (json.field("first")?, json.field("last")?);
        let length = json.field("length")?;
        Self::of_months(length, first, last).ok_or_else(|| json.unexpected("a length and months that fit it"))
    }
}

impl ToJson for Period {
    fn write(&self, out: &mut Writer) {
        out.object(&[("length", &self.length()), ("first", &self.first()), ("last", &self.last())]);
    }
}

impl FromJson for Closing {
    fn read(json: &Json<'_>) -> Read<Self> {
        Ok(Self {
            scorecard: json.field("scorecard")?,
            period: json.field("period")?,
            at: json.field("at")?,
            by: json.field("by")?,
            digest: json.field("digest")?,
            scores: json.field("scores")?,
        })
    }
}

impl ToJson for Closing {
    fn write(&self, out: &mut Writer) {
        let scores: Vec<Raw> = self.scores.iter().map(|own| Raw(format_on_one_line(own))).collect();
        out.object(&[
            ("scorecard", &self.scorecard),
            ("period", &self.period),
            ("at", &self.at),
            ("by", &self.by),
            ("digest", &self.digest),
            ("scores", &scores),
        ]);
    }
}

/// A score is one line of the file.
impl FromJson for ClosedScore {
    fn read(json: &Json<'_>) -> Read<Self> {
        Ok(Self {
            unit: json.field("unit")?,
            total: ClosedTotal {
                points: json.field("points")?,
                percent: json.field("percent")?,
                grade: json.field("grade")?,
                status: json.field("status")?,
                rank: json.field("rank")?,
                provisional: json.field("provisional")?,
            },
            perspectives: json.field("perspectives")?,
            measures: json.field("measures")?,
        })
    }
}

impl ToJson for ClosedScore {
    fn write(&self, out: &mut Writer) {
        out.object(&[
            ("unit", &self.unit),
            ("points", &self.total.points),
            ("percent", &self.total.percent),
            ("grade", &self.total.grade),
            ("status", &self.total.status),
            ("rank", &self.total.rank),
            ("provisional", &self.total.provisional),
            ("perspectives", &self.perspectives),
            ("measures", &self.measures),
        ]);
    }
}

words!(Status: "on-target" => OnTarget, "at-risk" => AtRisk, "off-target" => OffTarget);

impl FromJson for ClosedPerspective {
    fn read(json: &Json<'_>) -> Read<Self> {
        Ok(Self {
            perspective: json.field("perspective")?,
            points: json.field("points")?,
            percent: json.field("percent")?,
        })
    }
}

impl ToJson for ClosedPerspective {
    fn write(&self, out: &mut Writer) {
        out.object(&[
            ("perspective", &self.perspective),
            ("points", &self.points),
            ("percent", &self.percent),
        ]);
    }
}

impl FromJson for ClosedMeasure {
    fn read(json: &Json<'_>) -> Read<Self> {
        Ok(Self { measure: json.field("measure")?, points: json.field("points")? })
    }
}

impl ToJson for ClosedMeasure {
    fn write(&self, out: &mut Writer) {
        out.object(&[("measure", &self.measure), ("points", &self.points)]);
    }
}
