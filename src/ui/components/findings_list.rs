//! What scoring noticed, each finding with the measure it is about.

use leptos::prelude::*;

use crate::domain::name::Language;
use crate::domain::scorecard::Revision;
use crate::domain::scoring::ScoreReport;
use crate::domain::workbook::Workbook;
use crate::i18n::{finding, messages};

/// The findings of a report as a list; nothing when there are none.
pub(in crate::ui) fn findings_list(
    report: &ScoreReport,
    revision: Option<&Revision>,
    workbook: &Workbook,
    language: Language,
) -> Option<impl IntoView + use<>> {
    if report.findings.is_empty() {
        return None;
    }
    let name = |found: &crate::domain::scoring::Finding| {
        let measure = revision?.measure(found.measure.as_ref()?)?;
        Some(format!("{} {}", measure.code, measure.name.text(language)))
    };
    let rows: Vec<_> = report
        .findings
        .iter()
        .map(|found| (name(found), finding::sentence(&found.problem, workbook, language)))
        .map(|(name, sentence)| view! { <li>{name.map(|name| view! { <b>{name}</b> " " })}{sentence}</li> })
        .collect();
    Some(view! {
        <section class="findings">
            <h2>{messages(language).findings}</h2>
            <ul>{rows}</ul>
        </section>
    })
}
