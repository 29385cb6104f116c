//! Values written as text: decimals, months, expressions, identities and names.

use std::fmt::{self, Display};
use std::marker::PhantomData;
use std::str::FromStr;
use std::sync::Arc;

use rust_decimal::Decimal;
use serde::de::{self, Deserialize, Deserializer, Visitor};
use serde::{Serialize, Serializer};
use serde_json::Value;

use crate::domain::expression::{Expression, ExpressionError};
use crate::domain::id::{
    ItemId, KindId, MeasureId, ObjectiveId, PerspectiveId, ScorecardId, UnitId, WorkbookId,
};
use crate::domain::measure::Weight;
use crate::domain::name::Name;
use crate::domain::period::Month;

/// The longest text a document may hold in one place, in characters.
const MAX_TEXT: usize = 20_000;

/// A value with an exact form as text.
pub(super) trait AsText: Sized {
    /// What a reader expected to find.
    const EXPECTED: &'static str;
    /// Reads it.
    fn read(text: &str) -> Result<Self, String>;
    /// Writes it.
    fn write(&self) -> String;
}

/// For `#[serde(with = "text")]`.
pub(super) fn serialize<T: AsText, S: Serializer>(value: &T, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(&value.write())
}

/// For `#[serde(with = "text")]`.
pub(super) fn deserialize<'de, T: AsText, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    deserializer.deserialize_any(TextVisitor(PhantomData))
}

struct TextVisitor<T>(PhantomData<T>);

impl<T: AsText> Visitor<'_> for TextVisitor<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(T::EXPECTED)
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<T, E> {
        if text.chars().count() > MAX_TEXT {
            return Err(E::custom(format_args!(
                "a text of at most {MAX_TEXT} characters was expected"
            )));
        }
        T::read(text).map_err(E::custom)
    }

    fn visit_u64<E: de::Error>(self, value: u64) -> Result<T, E> {
        self.visit_str(&value.to_string())
    }

    fn visit_i64<E: de::Error>(self, value: i64) -> Result<T, E> {
        self.visit_str(&value.to_string())
    }
}

/// For `#[serde(with = "text::option")]`.
pub(super) mod option {
    use super::{AsText, Deserialize, Deserializer, Holder, Serializer};

    pub(in super::super) fn serialize<T: AsText, S: Serializer>(
        value: &Option<T>,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        match value {
            Some(value) => serializer.serialize_some(&value.write()),
            None => serializer.serialize_none(),
        }
    }

    pub(in super::super) fn deserialize<'de, T: AsText, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Option<T>, D::Error> {
        Ok(Option::<Holder<T>>::deserialize(deserializer)?.map(|holder| holder.0))
    }
}

/// For `#[serde(with = "text::list")]`.
pub(super) mod list {
    use super::{AsText, Deserialize, Deserializer, Holder, Serializer};

    pub(in super::super) fn serialize<T: AsText, S: Serializer>(
        values: &[T],
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(values.iter().map(AsText::write))
    }

    pub(in super::super) fn deserialize<'de, T: AsText, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Vec<T>, D::Error> {
        let holders = Vec::<Holder<T>>::deserialize(deserializer)?;
        Ok(holders.into_iter().map(|holder| holder.0).collect())
    }
}

struct Holder<T>(T);

impl<'de, T: AsText> Deserialize<'de> for Holder<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserialize(deserializer).map(Self)
    }
}

impl AsText for Decimal {
    const EXPECTED: &'static str = "a decimal number as text, such as \"46.5\"";

    fn read(text: &str) -> Result<Self, String> {
        let plain = !text.is_empty() && text.chars().all(|c| c.is_ascii_digit() || c == '.' || c == '-');
        let value = if plain {
            Self::from_str_exact(text).ok()
        } else {
            None
        };
        value.ok_or_else(|| format!("\"{text}\" is not {}", Self::EXPECTED))
    }

    fn write(&self) -> String {
        self.to_string()
    }
}

impl AsText for Weight {
    const EXPECTED: &'static str = "a weight as text, such as \"15\"";

    fn read(text: &str) -> Result<Self, String> {
        Self::new(Decimal::read(text)?).map_err(|error| error.to_string())
    }

    fn write(&self) -> String {
        self.value().to_string()
    }
}

impl AsText for Month {
    const EXPECTED: &'static str = "a month, such as \"2026-03\"";

    fn read(text: &str) -> Result<Self, String> {
        parse_displayed(text)
    }

    fn write(&self) -> String {
        self.to_string()
    }
}

impl AsText for Expression {
    const EXPECTED: &'static str = "an expression over item codes";

    fn read(text: &str) -> Result<Self, String> {
        Self::parse(text).map_err(|error: ExpressionError| format!("\"{text}\": {error}"))
    }

    fn write(&self) -> String {
        self.text().to_owned()
    }
}

impl AsText for Arc<str> {
    const EXPECTED: &'static str = "a text";

    fn read(text: &str) -> Result<Self, String> {
        Ok(Self::from(text))
    }

    fn write(&self) -> String {
        self.to_string()
    }
}

fn parse_displayed<T: FromStr<Err: Display>>(text: &str) -> Result<T, String> {
    text.parse()
        .map_err(|error: T::Err| format!("\"{text}\": {error}"))
}

macro_rules! identities {
    ($($name:ident),*) => {$(
        impl AsText for $name {
            const EXPECTED: &'static str = "an identity";

            fn read(text: &str) -> Result<Self, String> {
                Ok(Self::from(text))
            }

            fn write(&self) -> String {
                self.as_str().to_owned()
            }
        }
    )*};
}

identities!(
    WorkbookId,
    UnitId,
    KindId,
    ItemId,
    ScorecardId,
    PerspectiveId,
    ObjectiveId,
    MeasureId
);

/// A name: one text, or one for each language.
#[derive(Serialize, serde::Deserialize)]
#[serde(
    untagged,
    expecting = "a text, or an object with \"en\", \"zh-Hans\" and \"zh-Hant\""
)]
pub(super) enum NameShape {
    Plain(String),
    Translated {
        en: String,
        #[serde(rename = "zh-Hans")]
        zh_hans: String,
        #[serde(rename = "zh-Hant")]
        zh_hant: String,
    },
}

impl From<&Name> for NameShape {
    fn from(name: &Name) -> Self {
        match name {
            Name::Plain(text) => Self::Plain(text.to_string()),
            Name::Translated { en, zh_hans, zh_hant } => Self::Translated {
                en: en.to_string(),
                zh_hans: zh_hans.to_string(),
                zh_hant: zh_hant.to_string(),
            },
        }
    }
}

impl From<NameShape> for Name {
    fn from(shape: NameShape) -> Self {
        match shape {
            NameShape::Plain(text) => Self::Plain(Arc::from(text)),
            NameShape::Translated { en, zh_hans, zh_hant } => Self::Translated {
                en: Arc::from(en),
                zh_hans: Arc::from(zh_hans),
                zh_hant: Arc::from(zh_hant),
            },
        }
    }
}

/// A name as JSON, for what stands beside a document.
#[must_use]
pub fn format_name(name: &Name) -> Value {
    serde_json::to_value(NameShape::from(name)).unwrap_or_default()
}

/// Reads a name written by [`format_name`]; `None` when it is not one.
#[must_use]
pub fn parse_name(value: &Value) -> Option<Name> {
    NameShape::deserialize(value).ok().map(Name::from)
}

/// For `#[serde(with = "text::name")]`.
pub(super) mod name {
    use super::{Deserialize, Deserializer, Name, NameShape, Serialize, Serializer};

    pub(in super::super) fn serialize<S: Serializer>(name: &Name, serializer: S) -> Result<S::Ok, S::Error> {
        NameShape::from(name).serialize(serializer)
    }

    pub(in super::super) fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Name, D::Error> {
        NameShape::deserialize(deserializer).map(Name::from)
    }
}

/// For `#[serde(with = "text::optional_name")]`.
pub(super) mod optional_name {
    use super::{Deserialize, Deserializer, Name, NameShape, Serialize, Serializer};

    pub(in super::super) fn serialize<S: Serializer>(
        name: &Option<Name>,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        name.as_ref().map(NameShape::from).serialize(serializer)
    }

    pub(in super::super) fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Option<Name>, D::Error> {
        Ok(Option::<NameShape>::deserialize(deserializer)?.map(Name::from))
    }
}
