//! Questions about scores.

mod matrix;
