//! Lists of objects whose shape is given by a mirror of the domain's type.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// For `#[serde(with = "name")]` on a `Vec` of a type whose shape is `$shape`.
macro_rules! list {
    ($name:ident, $type:ty, $shape:literal) => {
        pub(super) mod $name {
            use super::{Deserialize, Deserializer, Serialize, Serializer};

            #[derive(Serialize)]
            struct Borrowed<'a>(#[serde(with = $shape)] &'a $type);

            #[derive(Deserialize)]
            struct Owned(#[serde(with = $shape)] $type);

            pub(in super::super) fn serialize<S: Serializer>(
                list: &[$type],
                serializer: S,
            ) -> Result<S::Ok, S::Error> {
                serializer.collect_seq(list.iter().map(Borrowed))
            }

            pub(in super::super) fn deserialize<'de, D: Deserializer<'de>>(
                deserializer: D,
            ) -> Result<Vec<$type>, D::Error> {
                let list = Vec::<Owned>::deserialize(deserializer)?;
                Ok(list.into_iter().map(|owned| owned.0).collect())
            }
        }
    };
}

list!(
    kinds,
    crate::domain::unit::Kind,
    "super::super::workbook::KindShape"
);
list!(
    dated_kinds,
    crate::domain::unit::DatedKind,
    "super::super::workbook::DatedKindShape"
);
list!(
    units,
    crate::domain::unit::Unit,
    "super::super::workbook::UnitShape"
);
list!(
    items,
    crate::domain::item::Item,
    "super::super::workbook::ItemShape"
);
list!(
    scorecards,
    crate::domain::scorecard::Scorecard,
    "super::super::scorecard::ScorecardShape"
);
list!(
    revisions,
    crate::domain::scorecard::Revision,
    "super::super::scorecard::RevisionShape"
);
list!(
    grades,
    crate::domain::scorecard::Grade,
    "super::super::scorecard::GradeShape"
);
list!(
    perspectives,
    crate::domain::scorecard::Perspective,
    "super::super::scorecard::PerspectiveShape"
);
list!(
    objectives,
    crate::domain::scorecard::Objective,
    "super::super::scorecard::ObjectiveShape"
);
list!(
    measures,
    crate::domain::measure::Measure,
    "super::super::measure::MeasureShape"
);

/// For `#[serde(with = "optional")]` on an `Option` of a type whose shape is `$shape`.
macro_rules! optional {
    ($name:ident, $type:ty, $shape:literal) => {
        pub(super) mod $name {
            use super::{Deserialize, Deserializer, Serialize, Serializer};

            #[derive(Serialize)]
            struct Borrowed<'a>(#[serde(with = $shape)] &'a $type);

            #[derive(Deserialize)]
            struct Owned(#[serde(with = $shape)] $type);

            pub(in super::super) fn serialize<S: Serializer>(
                value: &Option<$type>,
                serializer: S,
            ) -> Result<S::Ok, S::Error> {
                value.as_ref().map(Borrowed).serialize(serializer)
            }

            pub(in super::super) fn deserialize<'de, D: Deserializer<'de>>(
                deserializer: D,
            ) -> Result<Option<$type>, D::Error> {
                Ok(Option::<Owned>::deserialize(deserializer)?.map(|owned| owned.0))
            }
        }
    };
}

optional!(
    plausible,
    crate::domain::item::PlausibleRange,
    "super::super::workbook::PlausibleRangeShape"
);
optional!(
    target,
    crate::domain::target::Target,
    "super::super::measure::TargetShape"
);
