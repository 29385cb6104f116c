//! Pages, units and measures found by their names.

use super::Html;

/// Places that are listed.
const MOST: usize = 12;

/// Somewhere to go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spot {
    /// Its name.
    pub name: String,
    /// What it is, or where it stands.
    pub about: String,
    /// Its address.
    pub href: String,
}

/// Links to the first places whose names hold every word that was typed; `nothing` where there are none.
#[must_use]
pub fn found(spots: &[Spot], wanted: &str, nothing: &str) -> String {
    let wanted = wanted.to_lowercase();
    let matches = |spot: &&Spot| {
        let name = spot.name.to_lowercase();
        wanted.split_whitespace().all(|word| name.contains(word))
    };
    let mut out = Html::default();
    let mut all = spots.iter().filter(matches).take(MOST).peekable();
    if all.peek().is_none() {
        out.class("p", "field-hint", nothing);
    }
    out.open("ul", &[("class", "found")]);
    for spot in all {
        out.within("li", &[], &mut |out| {
            out.element("a", &[("href", &spot.href)], &spot.name);
            out.class("span", "field-hint", &spot.about);
        });
    }
    out.close("ul");
    out.finish()
}
