//! Questions about scores.

mod closing;
mod contribution;
mod matrix;
mod trial;
