//! Links: what goes in comes out, and one that was cut or altered is told.

use std::sync::OnceLock;

use counterpoise::document::Document;
use counterpoise::domain::change_log::{Change, Changed};
use counterpoise::interop::share_link::{LONGEST, LinkError, PREFIX, SAFE, find, is_hopeless, read, write};
use counterpoise::templates::{start_from, templates};
use proptest::prelude::*;

use crate::books::{enter, monthly, percent_of};
use crate::random_books::{config, ordinary, workbooks};

/// The version and the letters of a link.
fn parts(link: &str) -> (&str, &str) {
    let rest = link.strip_prefix(PREFIX).and_then(|rest| rest.strip_prefix('/')).expect("the prefix");
    rest.split_once('/').expect("a version")
}

fn open(link: &str) -> Result<Document, LinkError> {
    let (version, letters) = parts(link);
    read(version, letters)
}

/// The link of a small workbook, made once.
fn link() -> String {
    static LINK: OnceLock<String> = OnceLock::new();
    LINK.get_or_init(|| write(&small()).expect("a link")).clone()
}

fn small() -> Document {
    let mut workbook = monthly(&["a"], vec![percent_of("a", "100")]);
    enter(&mut workbook, "ward", "a", "2026-03", "90");
    let what = Changed::Workbook;
    let (at, by) = ("2026-01-01T00:00:00Z".into(), "Li".into());
    workbook.changes.push(Change { at, by, what, old: None, new: None, reason: None });
    Document { changed: Some("2026-01-01T00:00:00Z".to_owned()), workbook }
}

#[test]
fn a_link_holds_the_whole_workbook_but_its_log() {
    let mut document = small();
    let link = link();
    assert!(link.bytes().all(|letter| letter.is_ascii_alphanumeric() || b"/-_".contains(&letter)), "{link}");
    document.workbook.changes.clear();
    assert_eq!(open(&link).expect("opens"), document);
}

#[test]
fn random_workbooks_come_back() {
    proptest!(config(2), |(workbook in workbooks(ordinary))| {
        let mut document = Document { changed: None, workbook };
        document.workbook.changes.clear();
        let link = write(&document).expect("a link");
        prop_assert_eq!(open(&link).expect("opens"), document);
    });
}

/// The parts of the fragment `#/…`, as the browser gives them.
fn fragment(text: &str) -> Vec<String> {
    text.split('/').filter(|part| !part.is_empty()).map(str::to_owned).collect()
}

#[test]
fn a_link_that_was_cut_says_so() {
    let link = link();
    let start = PREFIX.len();
    for cut in (start..link.len()).step_by(10).chain(start..start + 20).chain(link.len() - 3..link.len()) {
        let found = find(&fragment(&link[..cut]));
        assert!(matches!(found, Some(Err(LinkError::Altered))), "cut at {cut}");
    }
}

#[test]
fn a_link_of_which_any_bit_is_flipped_says_so() {
    let link = link();
    for place in 0..link.len() {
        for bit in 0..8 {
            let mut bytes = link.as_bytes().to_vec();
            bytes[place] ^= 1 << bit;
            // A byte that is no letter comes as a sign of its own.
            let altered: String = bytes.iter().map(|byte| char::from(*byte)).collect();
            let found = find(&fragment(&altered));
            assert!(
                matches!(found, Some(Err(LinkError::Altered | LinkError::Newer))),
                "bit {bit} of {place}: {altered:.40}"
            );
        }
    }
}

#[test]
fn other_letters_are_no_link_and_other_versions_are_told() {
    let link = link();
    let (version, letters) = parts(&link);
    for other in ["%", " ", "é", "="] {
        let altered = format!("{}{other}{}", &letters[..99], &letters[100..]);
        assert!(matches!(read(version, &altered), Err(LinkError::Altered)), "{other}");
    }
    for more in ["A", "AA", "=", "/"] {
        assert!(matches!(read(version, &format!("{letters}{more}")), Err(LinkError::Altered)), "{more}");
    }
    for version in ["", "0", "x", "-1", "01"] {
        assert!(matches!(read(version, letters), Err(LinkError::Altered)), "{version}");
    }
    assert!(matches!(read("2", letters), Err(LinkError::Newer)));
}

#[test]
fn the_address_of_a_page_is_no_link() {
    for page in ["", "scores/first-surgery/T2/2025-12", "settings", "figures/first-surgery/2025", "*"] {
        assert!(find(&fragment(page)).is_none(), "{page}");
    }
    assert!(matches!(find(&fragment(&link())), Some(Ok(_))));
}

#[test]
fn what_a_link_holds_is_checked_like_a_file() {
    // Made with the functions above from a text that is no workbook; the checksum is right.
    let mut document = small();
    document.workbook.units.truncate(0);
    let link = write(&document).expect("a link");
    assert!(matches!(open(&link), Err(LinkError::Content(_))));
}

#[test]
fn the_largest_design_fits_into_a_link_and_comes_back() {
    let documents = templates().expect("templates").into_iter().map(|template| {
        let workbook = start_from(&template, "abcdef".into());
        Document { changed: None, workbook }
    });
    let largest = documents.max_by_key(|document| document.to_short_json().len()).expect("a template");
    assert!(!is_hopeless(&largest));
    let link = write(&largest).expect("a link");
    assert!(link.len() < LONGEST, "{}", link.len());
    assert_eq!(open(&link).expect("opens"), largest);
    assert_eq!((SAFE, LONGEST), (2_000, 8_000));
}
