//! Identities of the objects in a workbook: short texts, unique within their kind, never shown.

use std::fmt;
use std::sync::Arc;

macro_rules! identity {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(Arc<str>);

        impl $name {
            /// The identity as text.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl From<&str> for $name {
            fn from(text: &str) -> Self {
                Self(Arc::from(text))
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    )*};
}

identity! {
    /// Identity of a workbook; kept through export and import.
    WorkbookId,
    /// Identity of a unit.
    UnitId,
    /// Identity of a kind of unit (its peer group).
    KindId,
    /// Identity of an item.
    ItemId,
    /// Identity of a scorecard.
    ScorecardId,
    /// Identity of a perspective, unique within its scorecard.
    PerspectiveId,
    /// Identity of an objective, unique within its scorecard.
    ObjectiveId,
    /// Identity of a measure, unique within its scorecard and the same through its revisions.
    MeasureId,
}
