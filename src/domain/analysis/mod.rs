//! Questions about scores, one file each: who stands where, what made a difference, what would
//! another design have done. Plain data; the words are in `i18n`.

pub mod alerts;
pub mod contribution;
pub mod correlation;
pub mod gap;
pub mod loss;
pub mod matrix;
pub mod trend;
pub mod trial;
