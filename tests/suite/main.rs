//! The native tests.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod architecture;
mod books;
mod chart;
mod combining;
mod document;
mod exactness;
mod expression;
mod files;
mod format_doc;
mod incremental;
mod json;
mod laws;
mod methods;
mod missing;
mod numbers;
mod periods;
mod random_books;
mod random_expressions;
mod scores_table;
mod scoring_doc;
mod sorted;
mod source_text;
mod storage;
mod stylesheet;
mod support;
mod words;
mod worked_examples;
