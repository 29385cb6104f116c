//! Values out of a few, each of which is a word.

use super::{Json, Misfit, Read};

/// Gives the values of a type their words: `words!(Polarity: "higher" => Higher, "lower" => Lower);`
macro_rules! words {
    ($type:ty: $($word:literal => $value:ident),+) => {
        impl $crate::document::json::FromJson for $type {
            fn read(json: &$crate::document::json::Json<'_>) -> $crate::document::json::Read<Self> {
                json.one_of(&[$(($word, Self::$value)),+])
            }
        }

        impl $crate::document::json::ToJson for $type {
            fn write(&self, out: &mut $crate::document::json::Writer) {
                out.text(match self {
                    $(Self::$value => $word),+
                });
            }
        }
    };
}

pub(in crate::document) use words;

impl Json<'_> {
    /// The value whose word this is.
    pub(in crate::document) fn one_of<T: Copy>(&self, values: &[(&str, T)]) -> Read<T> {
        let found = values.iter().find(|(word, _)| self.as_text() == Some(word));
        found
            .map(|(_, value)| *value)
            .ok_or_else(|| self.not_among(&mut values.iter().map(|(word, _)| *word)))
    }

    fn not_among(&self, words: &mut dyn Iterator<Item = &str>) -> Box<Misfit> {
        let mut expected = String::from("one of");
        for word in words {
            expected.push_str(" `");
            expected.push_str(word);
            expected.push('`');
        }
        self.unexpected(&expected)
    }
}
