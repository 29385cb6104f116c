//! The workload as JSON, for the programs in JavaScript.

use super::workload::{CAP, Measure, Method, Workload};
use std::fmt::Display;

/// One object: counts, the scorecards by kind, the targets by unit and measure, the figures in one
/// list by unit, measure and month, and the edits as `[unit, measure, month, value]`.
pub(crate) fn json(workload: &Workload) -> String {
    let size = workload.size;
    let scorecards = workload.scorecards.iter().map(|measures| list(measures.iter().map(measure)));
    let targets = workload.units.iter().map(|unit| list(&unit.targets));
    let edits = workload
        .edits
        .iter()
        .map(|edit| format!("[{},{},{},{}]", edit.unit, edit.measure, edit.month, edit.value));
    let fields = [
        ("units", size.units.to_string()),
        ("measures", size.measures.to_string()),
        ("months", size.months.to_string()),
        ("cap", CAP.to_string()),
        ("kinds", list(workload.units.iter().map(|unit| unit.kind))),
        ("scorecards", list(scorecards)),
        ("targets", list(targets)),
        ("figures", list(&workload.figures)),
        ("edits", list(edits)),
    ];
    object(&fields)
}

fn measure(measure: &Measure) -> String {
    let mut fields = vec![
        ("perspective", measure.perspective.to_string()),
        ("weight", measure.weight.to_string()),
        ("method", format!("\"{}\"", measure.method.name())),
    ];
    match &measure.method {
        Method::Deduction { rate } => fields.push(("rate", rate.to_string())),
        Method::Bands { bands } => {
            let pairs = bands.iter().map(|band| format!("[{},{}]", band.lower, band.share));
            fields.push(("bands", list(pairs)));
        }
        _ => {}
    }
    object(&fields)
}

fn object(fields: &[(&str, String)]) -> String {
    let fields: Vec<_> = fields.iter().map(|(name, value)| format!("\"{name}\":{value}")).collect();
    format!("{{{}}}", fields.join(","))
}

fn list(values: impl IntoIterator<Item = impl Display>) -> String {
    let values: Vec<_> = values.into_iter().map(|value| value.to_string()).collect();
    format!("[{}]", values.join(","))
}
