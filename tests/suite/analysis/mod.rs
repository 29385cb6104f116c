//! Questions about scores.

mod alerts;
mod closing;
mod contribution;
mod correlation;
mod gap;
mod matrix;
mod strategy_map;
mod trend;
mod trial;
mod words;
