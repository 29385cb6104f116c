//! The native tests.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod achievement;
mod architecture;
mod books;
mod chart;
mod combining;
mod curves;
mod document;
mod exactness;
mod examples;
mod explained;
mod expression;
mod files;
mod format_doc;
mod formulas;
mod hostile;
mod incremental;
mod json;
mod laws;
mod method_laws;
mod methods;
mod missing;
mod numbers;
mod peer_groups;
mod periods;
mod published;
mod random_books;
mod random_expressions;
mod random_measures;
mod scores_table;
mod scoring_doc;
mod scoring_laws;
mod seed_examples;
mod sorted;
mod source_text;
mod storage;
mod stylesheet;
mod support;
mod target_sources;
mod templates;
mod templates_scored;
mod verdicts;
mod weights;
mod words;
mod worked_examples;
