//! Every text that fuzzing has found worth keeping, once more.

mod checks;

use std::fs;

use crate::source_text::root;

/// Runs `check` on every file of a corpus; it must be there and small.
fn replay(corpus: &str, check: fn(&[u8])) {
    let folder = root().join("tests/fixtures/fuzz").join(corpus);
    let entries = fs::read_dir(&folder).expect("a corpus");
    let (mut count, mut size) = (0, 0);
    for entry in entries {
        let bytes = fs::read(entry.expect("a file").path()).expect("a readable file");
        check(&bytes);
        count += 1;
        size += bytes.len();
    }
    assert!(count >= 20 && size <= 100_000, "{corpus}: {count} files of {size} bytes");
}

#[test]
fn the_corpus_of_expressions_holds() {
    replay("expression", checks::expression);
}

#[test]
fn the_corpus_of_documents_holds() {
    replay("document", checks::document);
}
