//! The native tests.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod architecture;
mod books;
mod chart;
mod combining;
mod document;
mod exactness;
mod explained;
mod expression;
mod files;
mod json;
mod laws;
mod methods;
mod missing;
mod numbers;
mod periods;
mod random_books;
mod random_expressions;
mod scoring_doc;
mod sorted;
mod source_text;
mod storage;
mod stylesheet;
mod support;
mod words;
mod worked_examples;
