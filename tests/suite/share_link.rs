//! Links: what goes in comes out, and one that was cut or altered is told.

use counterpoise::document::Document;
use counterpoise::domain::figure::Figures;
use counterpoise::interop::share_link::{LONGEST, LinkError, PREFIX, SAFE, is_hopeless, read, write};
use counterpoise::templates::{start_from, templates};
use proptest::prelude::*;

use crate::random_books::{config, ordinary, workbooks};
use crate::support::sample;

/// The version and the letters of a link.
fn parts(link: &str) -> (&str, &str) {
    let rest = link.strip_prefix(PREFIX).and_then(|rest| rest.strip_prefix('/')).expect("the prefix");
    rest.split_once('/').expect("a version")
}

fn open(link: &str) -> Result<Document, LinkError> {
    let (version, letters) = parts(link);
    read(version, letters)
}

fn small() -> Document {
    let mut workbook = sample();
    workbook.figures = Figures::default();
    workbook.scorecards.truncate(1);
    Document { changed: Some("2026-01-01T00:00:00Z".to_owned()), workbook }
}

#[test]
fn a_link_holds_the_whole_workbook_but_its_log() {
    let mut document = small();
    let link = write(&document).expect("a link");
    assert!(link.bytes().all(|letter| letter.is_ascii_alphanumeric() || b"/-_".contains(&letter)), "{link}");
    document.workbook.changes.clear();
    assert_eq!(open(&link).expect("opens"), document);
}

#[test]
fn random_workbooks_come_back() {
    proptest!(config(3), |(workbook in workbooks(ordinary))| {
        let mut document = Document { changed: None, workbook };
        document.workbook.changes.clear();
        let link = write(&document).expect("a link");
        prop_assert_eq!(open(&link).expect("opens"), document);
    });
}

#[test]
fn a_link_that_was_cut_says_so() {
    let link = write(&small()).expect("a link");
    let (version, letters) = parts(&link);
    for cut in (0..letters.len()).step_by(10).chain(letters.len() - 3..letters.len()) {
        assert!(matches!(read(version, &letters[..cut]), Err(LinkError::Altered)), "cut at {cut}");
    }
}

#[test]
fn a_link_that_was_altered_says_so() {
    let link = write(&small()).expect("a link");
    let (version, letters) = parts(&link);
    for place in (0..letters.len()).step_by(7) {
        for other in ["A", "b", "_", "%", " ", "é"] {
            let altered = format!("{}{other}{}", &letters[..place], &letters[place + 1..]);
            if altered != letters {
                assert!(matches!(read(version, &altered), Err(LinkError::Altered)), "{other} at {place}");
            }
        }
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
fn what_a_link_holds_is_checked_like_a_file() {
    // Made with the functions above from a text that is no workbook; the checksum is right.
    let mut document = small();
    document.workbook.units.truncate(0);
    let link = write(&document).expect("a link");
    assert!(matches!(open(&link), Err(LinkError::Content(_))));
}

#[test]
fn designs_fit_into_a_link() {
    let mut longest = 0;
    for template in templates().expect("templates") {
        let workbook = start_from(&template, "abcdef".into());
        let document = Document { changed: None, workbook };
        assert!(!is_hopeless(&document));
        let link = write(&document).expect("a link");
        println!("{} {} bytes {} characters", template.id, document.to_short_json().len(), link.len());
        longest = longest.max(link.len());
    }
    assert!(longest < LONGEST, "{longest}");
    assert_eq!((SAFE, LONGEST), (2_000, 8_000));
}
