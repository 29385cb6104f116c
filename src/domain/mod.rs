//! What is scored and how: the objects of a scorecard workbook, the edits that change them,
//! and the scoring that turns figures into points.
//!
//! Pure: no serialisation, clock, randomness, floating point or browser. Scoring is a function
//! of the [`Workbook`](workbook::Workbook); it never fails on an incomplete one.

#![deny(clippy::arithmetic_side_effects, clippy::disallowed_types)]

pub mod action;
pub mod analysis;
pub mod change_log;
pub mod checks;
pub mod closing;
pub mod curve;
pub mod day;
pub mod decimal;
pub mod deduction;
pub mod design;
pub mod differences;
pub mod edit;
pub mod exact;
pub mod expression;
pub mod extract;
pub mod figure;
pub mod history;
pub mod id;
pub mod item;
pub mod measure;
pub mod method;
pub mod name;
pub mod needs;
pub mod order;
pub mod period;
pub mod reasons;
pub mod scorecard;
pub mod scoring;
pub mod sorted;
pub mod strategy_map;
pub mod target;
pub mod unit;
pub mod unit_tree;
pub mod unknown;
pub mod validate;
pub mod weights;
pub mod workbook;
