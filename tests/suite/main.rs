//! The native tests.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)]

mod architecture;
mod books;
mod combining;
mod exactness;
mod expression;
mod laws;
mod methods;
mod missing;
mod periods;
mod probe;
mod random_books;
mod source_text;
mod storage;
mod stylesheet;
mod support;
mod worked_examples;
