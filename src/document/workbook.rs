//! The shape of a workbook's definition: units and items.

use std::collections::BTreeMap;
use std::sync::Arc;

use rust_decimal::Decimal;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::{figures, lists, text};
use crate::domain::figure::{Cell, Figures};
use crate::domain::id::{ItemId, KindId, UnitId, WorkbookId};
use crate::domain::item::{Item, MonthRule, PlausibleRange, UnitRule};
use crate::domain::name::Name;
use crate::domain::period::{FirstMonth, Month};
use crate::domain::scorecard::Scorecard;
use crate::domain::unit::{DatedKind, Kind, Unit};
use crate::domain::workbook::{NumberStyle, Workbook};

#[derive(Serialize, Deserialize)]
#[serde(remote = "Workbook")]
pub(super) struct WorkbookShape {
    #[serde(with = "text")]
    id: WorkbookId,
    #[serde(with = "text::name")]
    name: Name,
    #[serde(with = "text::optional_name")]
    about: Option<Name>,
    #[serde(with = "first_month")]
    first_month: FirstMonth,
    #[serde(with = "NumberStyleShape")]
    number_style: NumberStyle,
    #[serde(with = "lists::kinds")]
    kinds: Vec<Kind>,
    #[serde(with = "lists::units")]
    units: Vec<Unit>,
    #[serde(with = "lists::items")]
    items: Vec<Item>,
    #[serde(with = "lists::scorecards")]
    scorecards: Vec<Scorecard>,
    #[serde(with = "figures")]
    figures: Figures,
    #[serde(with = "notes")]
    notes: BTreeMap<Cell, Arc<str>>,
}

#[derive(Serialize, Deserialize)]
#[serde(remote = "NumberStyle", rename_all = "kebab-case")]
enum NumberStyleShape {
    Point,
    Comma,
}

#[derive(Serialize, Deserialize)]
#[serde(remote = "Kind")]
pub(super) struct KindShape {
    #[serde(with = "text")]
    id: KindId,
    #[serde(with = "text::name")]
    name: Name,
}

#[derive(Serialize, Deserialize)]
#[serde(remote = "Unit")]
pub(super) struct UnitShape {
    #[serde(with = "text")]
    id: UnitId,
    #[serde(with = "text::name")]
    name: Name,
    #[serde(with = "text::option")]
    parent: Option<UnitId>,
    #[serde(with = "lists::dated_kinds")]
    kinds: Vec<DatedKind>,
}

#[derive(Serialize, Deserialize)]
#[serde(remote = "DatedKind")]
pub(super) struct DatedKindShape {
    #[serde(with = "text")]
    from: Month,
    #[serde(with = "text")]
    kind: KindId,
}

#[derive(Serialize, Deserialize)]
#[serde(remote = "Item")]
pub(super) struct ItemShape {
    #[serde(with = "text")]
    id: ItemId,
    #[serde(with = "text")]
    code: Arc<str>,
    #[serde(with = "text::name")]
    name: Name,
    #[serde(with = "text::name")]
    unit_of_measure: Name,
    decimals: u32,
    #[serde(with = "MonthRuleShape")]
    month_rule: MonthRule,
    #[serde(with = "UnitRuleShape")]
    unit_rule: UnitRule,
    #[serde(with = "lists::plausible")]
    plausible: Option<PlausibleRange>,
}

/// `{"rule": "sum"}`, `{"rule": "weighted-mean", "by": "discharges"}` and so on.
#[derive(Serialize, Deserialize)]
#[serde(tag = "rule", rename_all = "kebab-case")]
enum MonthRuleTag {
    Sum,
    Mean,
    Last,
    Minimum,
    Maximum,
    WeightedMean {
        #[serde(with = "text")]
        by: ItemId,
    },
}

struct MonthRuleShape;

impl MonthRuleShape {
    fn serialize<S: Serializer>(rule: &MonthRule, serializer: S) -> Result<S::Ok, S::Error> {
        match rule {
            MonthRule::Sum => MonthRuleTag::Sum,
            MonthRule::Mean => MonthRuleTag::Mean,
            MonthRule::Last => MonthRuleTag::Last,
            MonthRule::Minimum => MonthRuleTag::Minimum,
            MonthRule::Maximum => MonthRuleTag::Maximum,
            MonthRule::WeightedMean(by) => MonthRuleTag::WeightedMean { by: by.clone() },
        }
        .serialize(serializer)
    }

    fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<MonthRule, D::Error> {
        Ok(match MonthRuleTag::deserialize(deserializer)? {
            MonthRuleTag::Sum => MonthRule::Sum,
            MonthRuleTag::Mean => MonthRule::Mean,
            MonthRuleTag::Last => MonthRule::Last,
            MonthRuleTag::Minimum => MonthRule::Minimum,
            MonthRuleTag::Maximum => MonthRule::Maximum,
            MonthRuleTag::WeightedMean { by } => MonthRule::WeightedMean(by),
        })
    }
}

#[derive(Serialize, Deserialize)]
#[serde(remote = "UnitRule", rename_all = "kebab-case")]
enum UnitRuleShape {
    Sum,
    Mean,
    None,
}

#[derive(Serialize, Deserialize)]
#[serde(remote = "PlausibleRange")]
pub(super) struct PlausibleRangeShape {
    #[serde(with = "text")]
    low: Decimal,
    #[serde(with = "text")]
    high: Decimal,
}

mod first_month {
    use super::{Deserialize, Deserializer, FirstMonth, Serialize, Serializer};

    pub(super) fn serialize<S: Serializer>(month: &FirstMonth, serializer: S) -> Result<S::Ok, S::Error> {
        month.number().serialize(serializer)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<FirstMonth, D::Error> {
        let number = u32::deserialize(deserializer)?;
        FirstMonth::new(number).map_err(|_| serde::de::Error::custom("a month of the year is 1 to 12"))
    }
}

mod notes {
    use std::collections::BTreeMap;
    use std::sync::Arc;

    use super::{Cell, Deserialize, Deserializer, ItemId, Month, Serialize, Serializer, UnitId, text};

    #[derive(Serialize, Deserialize)]
    struct NoteShape {
        #[serde(with = "text")]
        unit: UnitId,
        #[serde(with = "text")]
        item: ItemId,
        #[serde(with = "text")]
        month: Month,
        #[serde(with = "text")]
        text: Arc<str>,
    }

    pub(super) fn serialize<S: Serializer>(
        notes: &BTreeMap<Cell, Arc<str>>,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(notes.iter().map(|(cell, text)| NoteShape {
            unit: cell.unit.clone(),
            item: cell.item.clone(),
            month: cell.month,
            text: text.clone(),
        }))
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<BTreeMap<Cell, Arc<str>>, D::Error> {
        let notes = Vec::<NoteShape>::deserialize(deserializer)?;
        let pair = |note: NoteShape| {
            (
                Cell {
                    unit: note.unit,
                    item: note.item,
                    month: note.month,
                },
                note.text,
            )
        };
        Ok(notes.into_iter().map(pair).collect())
    }
}
