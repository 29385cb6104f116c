//! Values written as text: decimals, months, expressions, identities and names.

use std::sync::Arc;

use rust_decimal::Decimal;

use super::json::{FromJson, Json, Read, ToJson, Value, Writer};
use crate::domain::decimal;
use crate::domain::expression::Expression;
use crate::domain::id::{
    ItemId, KindId, MeasureId, ObjectiveId, PerspectiveId, ScorecardId, UnitId, WorkbookId,
};
use crate::domain::measure::Weight;
use crate::domain::name::Name;
use crate::domain::period::Month;

const DECIMAL: &str = "a decimal number as text, such as \"46.5\"";
const NAME: &str = "a text, or an object with \"en\", \"zh-Hans\" and \"zh-Hant\"";

impl FromJson for Decimal {
    fn read(json: &Json<'_>) -> Read<Self> {
        decimal::parse(json.text(DECIMAL)?).ok_or_else(|| json.unexpected(DECIMAL))
    }
}

impl ToJson for Decimal {
    fn write(&self, out: &mut Writer) {
        out.text(&self.to_string());
    }
}

impl FromJson for Weight {
    fn read(json: &Json<'_>) -> Read<Self> {
        let value = Decimal::read(json)?;
        Self::new(value).map_err(|error| json.misfit(error.to_string()))
    }
}

impl ToJson for Weight {
    fn write(&self, out: &mut Writer) {
        self.value().write(out);
    }
}

impl FromJson for Month {
    fn read(json: &Json<'_>) -> Read<Self> {
        let expected = "a month, such as \"2026-03\"";
        json.text(expected)?.parse().map_err(|_| json.unexpected(expected))
    }
}

impl ToJson for Month {
    fn write(&self, out: &mut Writer) {
        out.text(&self.to_string());
    }
}

impl FromJson for Expression {
    fn read(json: &Json<'_>) -> Read<Self> {
        let text = json.text("an expression over item codes")?;
        Self::parse(text).map_err(|error| json.misfit(format!("\"{text}\": {error}")))
    }
}

/// An expression that says whether something is so.
pub(super) fn condition(json: &Json<'_>) -> Read<Expression> {
    let text = json.text("a condition, such as \"actual > 0\"")?;
    Expression::parse_condition(text).map_err(|error| json.misfit(format!("\"{text}\": {error}")))
}

impl ToJson for Expression {
    fn write(&self, out: &mut Writer) {
        out.text(self.text());
    }
}

impl FromJson for Arc<str> {
    fn read(json: &Json<'_>) -> Read<Self> {
        json.text("a text").map(Self::from)
    }
}

impl ToJson for Arc<str> {
    fn write(&self, out: &mut Writer) {
        out.text(self);
    }
}

macro_rules! identities {
    ($($name:ident),*) => {$(
        impl FromJson for $name {
            fn read(json: &Json<'_>) -> Read<Self> {
                json.text("an identity").map(Self::from)
            }
        }

        impl ToJson for $name {
            fn write(&self, out: &mut Writer) {
                out.text(self.as_str());
            }
        }
    )*};
}

identities!(WorkbookId, UnitId, KindId, ItemId, ScorecardId, PerspectiveId, ObjectiveId, MeasureId);

/// One text, or one for each language.
impl FromJson for Name {
    fn read(json: &Json<'_>) -> Read<Self> {
        if !matches!(json.value(), Value::Object(_)) {
            return plain_text(json).map(Self::Plain);
        }
        let text = |tag| match json.find(tag)? {
            Some(json) => plain_text(json),
            None => Err(json.unexpected(NAME)),
        };
        Ok(Self::Translated { en: text("en")?, zh_hans: text("zh-Hans")?, zh_hant: text("zh-Hant")? })
    }
}

fn plain_text(json: &Json<'_>) -> Read<Arc<str>> {
    if json.as_text().is_none() {
        return Err(json.unexpected(NAME));
    }
    json.text(NAME).map(Arc::from)
}

impl ToJson for Name {
    fn write(&self, out: &mut Writer) {
        match self {
            Self::Plain(text) => out.text(text),
            Self::Translated { en, zh_hans, zh_hant } => {
                out.object(&[("en", en), ("zh-Hans", zh_hans), ("zh-Hant", zh_hant)]);
            }
        }
    }
}

/// Reads a name that stands beside a document; `None` when it is not one.
#[must_use]
pub fn parse_name(json: &Json<'_>) -> Option<Name> {
    Name::read(json).ok()
}
