//! The screen (feature `web`): Leptos components, browser access, and the one write path.

#![allow(unreachable_pub, reason = "the component macro makes public items")]

mod app;
mod browser;
mod components;
mod effects;
mod pages;
mod state;

pub use app::App;
pub use browser::panic::install_hook as report_panics;

use crate::domain::name::Language;

/// The language that suits the browser's preferences: Chinese of Taiwan, Hong Kong and Macau is
/// traditional, other Chinese simplified, everything else English.
fn language_of_browser() -> Language {
    let tags = browser::document::preferred_languages();
    tags.iter().find_map(|tag| language_of_tag(&tag.to_ascii_lowercase())).unwrap_or(Language::English)
}

fn language_of_tag(tag: &str) -> Option<Language> {
    let mut parts = tag.split('-');
    match parts.next() {
        Some("en") => Some(Language::English),
        Some("zh") => {
            let traditional = parts.any(|part| matches!(part, "hant" | "tw" | "hk" | "mo"));
            Some(if traditional { Language::TraditionalChinese } else { Language::SimplifiedChinese })
        }
        _ => None,
    }
}
