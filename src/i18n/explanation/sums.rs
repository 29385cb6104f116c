//! How points add up: from the measures to their perspective, and to the total.

use rust_decimal::Decimal;

use super::{Line, Messages, fill, list_of, messages, shown};
use crate::domain::measure::Measure;
use crate::domain::name::Language;
use crate::domain::scorecard::{Revision, VetoEffect};
use crate::domain::scoring::{MeasureScore, MeasureState, PerspectiveScore, ScoreReport, VetoUse};
use crate::i18n::number::format;

/// How the points of a measure's perspective and of the total add up.
#[must_use]
pub fn sums(report: &ScoreReport, revision: &Revision, measure: &Measure, language: Language) -> Vec<Line> {
    let sums = Sums { report, revision, words: messages(language), language };
    let own = report.perspectives().iter().find(|p| p.all_measures().any(|m| m.measure == measure.id));
    let mut lines = Vec::new();
    if measure.extra {
        lines.extend(sums.extra());
    } else if let Some(own) = own {
        sums.perspective(own, &mut lines);
    }
    sums.total(&mut lines);
    lines
}

/// Why a measure has no points, or none by its method.
#[must_use]
pub fn absence(state: MeasureState, language: Language) -> Option<&'static str> {
    let words = messages(language);
    match state {
        MeasureState::Scored => None,
        MeasureState::Missing => Some(words.no_points_yet),
        MeasureState::Substituted => Some(words.substituted_measure),
        MeasureState::NotApplicable => Some(words.not_applicable_measure),
        MeasureState::LeftOut => Some(words.left_out_measure),
    }
}

struct Sums<'s> {
    report: &'s ScoreReport,
    revision: &'s Revision,
    words: &'static Messages,
    language: Language,
}

impl Sums<'_> {
    fn perspective(&self, own: &PerspectiveScore, lines: &mut Vec<Line>) {
        let Some(points) = own.points else { return };
        let name = self.revision.perspectives.iter().find(|p| p.id == own.perspective);
        let name = name.map(|p| p.name.text(self.language)).unwrap_or_default();
        if own.substituted {
            let remark = fill(self.words.substituted_perspective, &[name]);
            lines.push(self.line(self.words.step_sum, shown(points), remark));
            return;
        }
        let before = own.before_veto.unwrap_or(points);
        let arithmetic = sum_of(&self.entering(own), "=", before);
        lines.push(self.line(self.words.step_sum, arithmetic, name.to_owned()));
        if own.before_veto.is_some() {
            let measures: Vec<_> = own.all_measures().map(|score| &score.measure).collect();
            let takes = |veto: &&VetoUse| {
                veto.effect == VetoEffect::PerspectiveToZero && measures.contains(&&veto.measure)
            };
            let reasons = self.reasons(&mut self.report.vetoes.iter().filter(takes));
            lines.push(self.veto(before, points, reasons));
        }
    }

    /// The points of the measures that are part of their perspective's.
    fn entering(&self, own: &PerspectiveScore) -> Vec<Decimal> {
        let standing = own.objectives.iter().filter(|objective| objective.points.is_some());
        let measures = standing.flat_map(|objective| &objective.measures).chain(&own.measures);
        let is_extra =
            |score: &MeasureScore| self.revision.measure(&score.measure).is_some_and(|measure| measure.extra);
        measures.filter(|score| !is_extra(score)).filter_map(|score| score.points).collect()
    }

    /// The sum of the extra points, as far as the ceiling lets them count.
    fn extra(&self) -> Option<Line> {
        let sum = self.report.total.extra?;
        let measures = self.revision.measures().filter(|measure| measure.extra);
        let parts: Vec<Decimal> =
            measures.filter_map(|measure| self.report.measure(&measure.id)?.points).collect();
        let at_ceiling = self.revision.extra_ceiling.filter(|ceiling| *ceiling == sum);
        let relation = if at_ceiling.is_some() { "→" } else { "=" };
        let remark = match at_ceiling {
            Some(ceiling) => fill(self.words.extra_at_most, &[&format(ceiling, 0)]),
            None => self.words.extra_all.to_owned(),
        };
        Some(self.line(self.words.step_extra, sum_of(&parts, relation, sum), remark))
    }

    fn total(&self, lines: &mut Vec<Line>) {
        let total = &self.report.total;
        let Some(points) = total.points else { return };
        let parts = self.report.perspectives().iter().filter_map(|perspective| perspective.points);
        let parts: Vec<Decimal> = parts.chain(total.extra).collect();
        let caps = |veto: &&VetoUse| matches!(veto.effect, VetoEffect::TotalAtMost(_));
        let is_capped = total.before_veto.is_some() && self.report.vetoes.iter().any(|veto| caps(&veto));
        let relation = if is_capped { "→" } else { "=" };
        let remark = match total.extra {
            Some(extra) => fill(self.words.total_with_extra, &[&shown(extra)]),
            None => self.words.total.to_owned(),
        };
        lines.push(self.line(self.words.step_sum, sum_of(&parts, relation, points), remark));
        if let Some(before) = total.before_veto {
            let takes = |veto: &&VetoUse| !matches!(veto.effect, VetoEffect::GradeAtMost(_));
            let reasons = self.reasons(&mut self.report.vetoes.iter().filter(takes));
            lines.push(self.veto(before, points, reasons));
        }
    }

    fn reasons(&self, vetoes: &mut dyn Iterator<Item = &VetoUse>) -> String {
        let reasons: Vec<&str> = vetoes.map(|veto| veto.reason.text(self.language)).collect();
        list_of(&reasons, self.language)
    }

    fn veto(&self, before: Decimal, after: Decimal, reasons: String) -> Line {
        self.line(self.words.step_veto, [shown(before), shown(after)].join(" → "), reasons)
    }

    fn line(&self, label: &'static str, arithmetic: String, remark: String) -> Line {
        Line { label, arithmetic, remark: Some(remark) }
    }
}

fn sum_of(parts: &[Decimal], relation: &str, sum: Decimal) -> String {
    let mut text = String::new();
    for part in parts {
        let sign = match (text.is_empty(), part.is_sign_negative() && !part.is_zero()) {
            (true, _) => "",
            (false, false) => " + ",
            (false, true) => " − ",
        };
        let number = if sign.is_empty() { shown(*part) } else { shown(part.abs()) };
        text.push_str(sign);
        text.push_str(&number);
    }
    let sum = shown(sum);
    if text == sum { sum } else { [&text, relation, &sum].join(" ") }
}
