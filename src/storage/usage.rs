//! How full the store is.

use super::keys;

/// How many UTF-16 units a browser gives to one origin, keys and texts together.
pub const QUOTA: u64 = 5_242_880;

/// From this percentage on a person is warned.
const WARNING: u64 = 70;
/// From this percentage on a save may fail at any moment.
const CRITICAL: u64 = 95;

/// What is in the store, in UTF-16 units.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Usage {
    /// Of this program.
    pub ours: u64,
    /// Of other programs on the same origin.
    pub foreign: u64,
}

/// What there is to say about it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Room {
    /// Enough.
    #[default]
    Enough,
    /// 70 % and more are used.
    Little,
    /// 95 % and more are used.
    Hardly,
}

impl Usage {
    /// The use of keys with the length of key and text together.
    pub fn of(entries: impl IntoIterator<Item = (String, u64)>) -> Self {
        let mut usage = Self::default();
        for (key, units) in entries {
            let part = if key.starts_with(keys::OURS) { &mut usage.ours } else { &mut usage.foreign };
            *part = part.saturating_add(units);
        }
        usage
    }

    /// Percent of the quota, rounded down.
    #[must_use]
    pub fn percent(self) -> u64 {
        self.ours.saturating_add(self.foreign).saturating_mul(100) / QUOTA
    }

    /// What there is to say about it.
    #[must_use]
    pub fn room(self) -> Room {
        match self.percent() {
            CRITICAL.. => Room::Hardly,
            WARNING.. => Room::Little,
            _ => Room::Enough,
        }
    }
}
