//! The shape of a workbook's definition: units and items.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::json::{FromJson, Json, Read, ToJson, Writer, words};
use crate::domain::change_log::Change;
use crate::domain::deduction::{Deduction, Deductions};
use crate::domain::figure::{Cell, Figures};
use crate::domain::item::{Item, MonthRule, PlausibleRange, UnitRule};
use crate::domain::period::FirstMonth;
use crate::domain::unit::{DatedKind, Kind, Unit};
use crate::domain::workbook::{NumberStyle, Workbook};

impl FromJson for Workbook {
    fn read(json: &Json<'_>) -> Read<Self> {
        Ok(Self {
            id: json.field("id")?,
            name: json.field("name")?,
            about: json.field("about")?,
            first_month: json.field("first_month")?,
            number_style: json.field("number_style")?,
            kinds: json.field("kinds")?,
            units: json.field("units")?,
            items: json.field("items")?,
            scorecards: json.field("scorecards")?,
            figures: json.field("figures")?,
            notes: json.field("notes")?,
            deductions: json.optional_field("deductions")?.unwrap_or_default(),
            actions: json.optional_field("actions")?.unwrap_or_default(),
            positions: json.optional_field("positions")?.unwrap_or_default(),
            closings: json.optional_field("closings")?.unwrap_or_default(),
            changes: json.optional_field("changes")?.unwrap_or_default(),
            unknown: Vec::new(),
        })
    }
}

/// A workbook with figures and a change log that need not be its own.
pub(super) struct With<'w>(pub(super) &'w Workbook, pub(super) &'w Figures, pub(super) &'w Vec<Change>);

impl ToJson for With<'_> {
    fn write(&self, out: &mut Writer) {
        let Self(workbook, figures, changes) = self;
        out.object(&[
            ("id", &workbook.id),
            ("name", &workbook.name),
            ("about", &workbook.about),
            ("first_month", &workbook.first_month.number()),
            ("number_style", &workbook.number_style),
            ("kinds", &workbook.kinds),
            ("units", &workbook.units),
            ("items", &workbook.items),
            ("scorecards", &workbook.scorecards),
            ("figures", figures),
            ("notes", &workbook.notes),
            ("deductions", &workbook.deductions),
            ("actions", &workbook.actions),
            ("positions", &workbook.positions),
            ("closings", &workbook.closings),
            ("changes", *changes),
        ]);
    }
}

impl FromJson for FirstMonth {
    fn read(json: &Json<'_>) -> Read<Self> {
        Self::new(u32::read(json)?).map_err(|_| json.unexpected("a month of the year, 1 to 12"))
    }
}

words!(NumberStyle: "point" => Point, "comma" => Comma);

impl FromJson for Kind {
    fn read(json: &Json<'_>) -> Read<Self> {
        Ok(Self { id: json.field("id")?, name: json.field("name")? })
    }
}

impl ToJson for Kind {
    fn write(&self, out: &mut Writer) {
        out.object(&[("id", &self.id), ("name", &self.name)]);
    }
}

impl FromJson for Unit {
    fn read(json: &Json<'_>) -> Read<Self> {
        Ok(Self {
            id: json.field("id")?,
            name: json.field("name")?,
            parent: json.field("parent")?,
            kinds: json.field("kinds")?,
        })
    }
}

impl ToJson for Unit {
    fn write(&self, out: &mut Writer) {
        out.object(&[
            ("id", &self.id),
            ("name", &self.name),
            ("parent", &self.parent),
            ("kinds", &self.kinds),
        ]);
    }
}

impl FromJson for DatedKind {
    fn read(json: &Json<'_>) -> Read<Self> {
        Ok(Self { from: json.field("from")?, kind: json.field("kind")? })
    }
}

impl ToJson for DatedKind {
    fn write(&self, out: &mut Writer) {
        out.object(&[("from", &self.from), ("kind", &self.kind)]);
    }
}

impl FromJson for Item {
    fn read(json: &Json<'_>) -> Read<Self> {
        Ok(Self {
            id: json.field("id")?,
            code: json.field("code")?,
            name: json.field("name")?,
            unit_of_measure: json.field("unit_of_measure")?,
            decimals: json.field("decimals")?,
            month_rule: json.field("month_rule")?,
            unit_rule: json.field("unit_rule")?,
            plausible: json.field("plausible")?,
        })
    }
}

impl ToJson for Item {
    fn write(&self, out: &mut Writer) {
        out.object(&[
            ("id", &self.id),
            ("code", &self.code),
            ("name", &self.name),
            ("unit_of_measure", &self.unit_of_measure),
            ("decimals", &self.decimals),
            ("month_rule", &self.month_rule),
            ("unit_rule", &self.unit_rule),
            ("plausible", &self.plausible),
        ]);
    }
}

const RULES: &str = "one of `sum` `mean` `last` `minimum` `maximum` `weighted-mean`";

/// `{"rule": "sum"}`, `{"rule": "weighted-mean", "by": "discharges"}` and so on.
impl FromJson for MonthRule {
    fn read(json: &Json<'_>) -> Read<Self> {
        let rule = json.required("rule")?;
        Ok(match rule.text(RULES)? {
            "sum" => Self::Sum,
            "mean" => Self::Mean,
            "last" => Self::Last,
            "minimum" => Self::Minimum,
            "maximum" => Self::Maximum,
            "weighted-mean" => Self::WeightedMean(json.field("by")?),
            _ => return Err(rule.unexpected(RULES)),
        })
    }
}

impl ToJson for MonthRule {
    fn write(&self, out: &mut Writer) {
        let rule = match self {
            Self::Sum => "sum",
            Self::Mean => "mean",
            Self::Last => "last",
            Self::Minimum => "minimum",
            Self::Maximum => "maximum",
            Self::WeightedMean(by) => return out.object(&[("rule", &"weighted-mean"), ("by", by)]),
        };
        out.object(&[("rule", &rule)]);
    }
}

words!(UnitRule: "sum" => Sum, "mean" => Mean, "none" => None);

impl FromJson for PlausibleRange {
    fn read(json: &Json<'_>) -> Read<Self> {
        Ok(Self { low: json.field("low")?, high: json.field("high")? })
    }
}

impl ToJson for PlausibleRange {
    fn write(&self, out: &mut Writer) {
        out.object(&[("low", &self.low), ("high", &self.high)]);
    }
}

/// `[{"unit": …, "item": …, "month": …, "text": …}, …]`
impl FromJson for BTreeMap<Cell, Arc<str>> {
    fn read(json: &Json<'_>) -> Read<Self> {
        let mut notes = Self::new();
        for json in json.list()? {
            let cell =
                Cell { unit: json.field("unit")?, item: json.field("item")?, month: json.field("month")? };
            if notes.insert(cell, json.field("text")?).is_some() {
                return Err(json.misfit("a note on the same figure stands before".to_owned()));
            }
        }
        Ok(notes)
    }
}

impl ToJson for BTreeMap<Cell, Arc<str>> {
    fn write(&self, out: &mut Writer) {
        out.list(self.iter().map(|(cell, text)| Note { cell, text }));
    }
}

struct Note<'n> {
    cell: &'n Cell,
    text: &'n str,
}

impl ToJson for Note<'_> {
    fn write(&self, out: &mut Writer) {
        let Self { cell, text } = self;
        out.object(&[("unit", &cell.unit), ("item", &cell.item), ("month", &cell.month), ("text", text)]);
    }
}

/// `[{"unit": …, "item": …, "month": …, "list": [{"day": …, "reason": …, "points": …}, …]}, …]`
impl FromJson for Deductions {
    fn read(json: &Json<'_>) -> Read<Self> {
        let mut read: BTreeMap<Cell, Vec<Deduction>> = BTreeMap::new();
        for json in json.list()? {
            let cell =
                Cell { unit: json.field("unit")?, item: json.field("item")?, month: json.field("month")? };
            if read.insert(cell, json.field("list")?).is_some() {
                return Err(json.misfit("deductions of the same figure stand before".to_owned()));
            }
        }
        let mut deductions = Self::default();
        for (cell, list) in read {
            if !list.is_empty() {
                deductions.insert(cell, list);
            }
        }
        Ok(deductions)
    }
}

impl ToJson for Deductions {
    fn write(&self, out: &mut Writer) {
        out.list(self.iter().map(|(cell, list)| DeductionsOf { cell, list }));
    }
}

struct DeductionsOf<'d> {
    cell: &'d Cell,
    list: &'d Vec<Deduction>,
}

impl ToJson for DeductionsOf<'_> {
    fn write(&self, out: &mut Writer) {
        let Self { cell, list } = self;
        out.object(&[("unit", &cell.unit), ("item", &cell.item), ("month", &cell.month), ("list", list)]);
    }
}

impl FromJson for Deduction {
    fn read(json: &Json<'_>) -> Read<Self> {
        Ok(Self { day: json.field("day")?, reason: json.field("reason")?, points: json.field("points")? })
    }
}

impl ToJson for Deduction {
    fn write(&self, out: &mut Writer) {
        out.object(&[("day", &self.day), ("reason", &self.reason), ("points", &self.points)]);
    }
}
