//! Any bytes as a document.

#![no_main]
#![allow(dead_code)]

#[path = "../../tests/suite/fuzz/checks.rs"]
mod checks;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| checks::document(bytes));
