//! A design on trial: what it changes, who gains and loses by it, and what makes the difference.

use rust_decimal::Decimal;

use super::compare::difference;
use super::matrix::change_text;
use super::parts::{Sheet, View, table};
use super::{Html, gains};
use crate::domain::analysis::contribution::{Contributions, sum};
use crate::domain::analysis::trial::{Move, Trial};
use crate::domain::id::UnitId;
use crate::domain::measure::Measure;
use crate::domain::name::Name;
use crate::domain::period::Period;
use crate::domain::scorecard::{Revision, Weighting};
use crate::i18n::describe::{describe_method, describe_target};
use crate::i18n::number::{format, format_signed};
use crate::i18n::{analysis, design_words, fill};

/// Units of which every period is listed, and whose measures are added up.
const FEW: usize = 12;

/// What makes the difference measure by measure, of the chosen unit or of all, and every period.
#[must_use]
pub fn trial(sheet: &Sheet<'_>, trial: &Trial) -> String {
    let mut out = Html::default();
    contributions(&mut out, sheet, trial);
    by_period(&mut out, sheet, trial);
    out.finish()
}

fn selected(is: bool) -> &'static str {
    if is { "true" } else { "false" }
}

/// The units whose measures are looked at: the chosen one, or all where they are few.
fn looked_at<'s>(sheet: &Sheet<'s>) -> Vec<&'s UnitId> {
    let card = sheet.card.and_then(|card| sheet.workbook.scorecard(card));
    let all =
        || card.map(|card| card.units.as_slice()).filter(|units| units.len() <= FEW).unwrap_or_default();
    sheet.unit.map_or_else(|| all().iter().collect(), |unit| vec![unit])
}

/// What makes the difference in the period and over all of them.
fn contributions(out: &mut Html, sheet: &Sheet<'_>, trial: &Trial) {
    let (more, units) = (sheet.more(), looked_at(sheet));
    let Some(revision) = trial.revision().filter(|_| !units.is_empty()) else {
        out.class("p", "footnote", more.lab_choose_unit);
        return;
    };
    let whom = sheet.unit.map_or(sheet.words().all_units, |unit| sheet.unit_name(unit));
    out.element("h2", &[], &fill(more.lab_contributions, &[whom]));
    let own = |unit: &&UnitId| trial.contributions(sheet.results, unit, sheet.period);
    made(out, sheet, sum(&mut units.iter().filter_map(own)), revision, "trial-change");
    let periods = trial.periods();
    if periods.len() > 1 {
        out.element("h3", &[], &fill(more.lab_overall, &[&periods.len().to_string()]));
        let own = |unit: &&UnitId| trial.contributions_overall(sheet.results, unit);
        made(out, sheet, sum(&mut units.iter().filter_map(own)), revision, "trial-overall");
    }
    out.class("p", "footnote", more.compare_exact);
}

fn made(out: &mut Html, sheet: &Sheet<'_>, made: Option<Contributions>, revision: &Revision, test: &str) {
    let Some(made) = made else {
        return out.element("p", &[], sheet.words().no_score);
    };
    let said = analysis::changed_by(made.before, made.after, sheet.language);
    out.element("p", &[("data-testid", test)], &said);
    if !made.change.is_zero() || made.lines.iter().any(|line| !line.change.is_zero()) {
        difference(out, sheet, &made, revision);
    }
}

/// Every period: of one unit totals and ranks, of several the change of each.
fn by_period(out: &mut Html, sheet: &Sheet<'_>, trial: &Trial) {
    let (words, more, units) = (sheet.words(), sheet.more(), looked_at(sheet));
    let periods = trial.periods();
    if units.is_empty() || periods.len() < 2 {
        return;
    }
    let all: Vec<(Period, Vec<Move>)> =
        periods.into_iter().rev().map(|period| (period, trial.moves(sheet.results, period))).collect();
    out.element("h2", &[], more.lab_by_period);
    let single = sheet.unit.is_some();
    let mut columns = vec![("", words.period)];
    if single {
        columns.extend(gains::columns(more));
    } else {
        columns.extend(units.iter().map(|unit| ("number", sheet.unit_name(unit))));
    }
    table(out, "table periods", (more.lab_by_period, true), &columns, &mut |out| {
        out.open("tbody", &[]);
        for (period, moves) in &all {
            out.open("tr", &[("data-selected", selected(*period == sheet.period))]);
            out.element("th", &[("scope", "row")], &sheet.period_name(*period));
            for own in moves.iter().filter(|own| units.contains(&&own.unit)) {
                if single { gains::cells(out, own) } else { change(out, own) }
            }
            out.close("tr");
        }
        out.close("tbody");
    });
}

/// The change of the total, and the places won or lost in smaller figures.
fn change(out: &mut Html, own: &Move) {
    out.within("td", &[("class", "number")], &mut |out| {
        out.text(&own.change().map(|change| format_signed(change, 2)).unwrap_or_default());
        if let Some(places) = own.places().filter(|places| *places != 0) {
            out.text(" ");
            out.class("small", "of-full", &change_text(places));
        }
    });
}

/// The design on trial beside the one that it began from: weights, targets and methods. Each line
/// leads to its fields.
#[must_use]
pub fn trial_design(sheet: &Sheet<'_>, trial: &Trial) -> String {
    let Some(tried) = trial.revision() else { return String::new() };
    let (more, design) = (sheet.more(), design_words(sheet.language));
    let mut out = Html::default();
    out.element("h2", &[], more.lab_design);
    let columns = [
        ("", sheet.words().measure),
        ("number", more.lab_weight_now),
        ("number", more.lab_weight_tried),
        ("", design.target),
        ("", design.method),
    ];
    let rows = Rows { sheet, trial, tried };
    table(&mut out, "table trial-design", (more.lab_design, true), &columns, &mut |out| {
        for perspective in &tried.perspectives {
            out.open("tbody", &[]);
            let before = trial.base().perspectives.iter().find(|own| own.id == perspective.id);
            let weights = (before.map(|own| own.weight.value()), perspective.weight.value());
            rows.group(out, "perspective-row", &format!("p-{}", perspective.id), &perspective.name, weights);
            for objective in &perspective.objectives {
                let before = trial.base().objectives().find(|own| own.id == objective.id);
                let weights = (before.map(|own| own.weight.value()), objective.weight.value());
                rows.group(out, "objective-row", &format!("o-{}", objective.id), &objective.name, weights);
                objective.measures.iter().for_each(|measure| rows.measure(out, measure));
            }
            perspective.measures.iter().for_each(|measure| rows.measure(out, measure));
            out.close("tbody");
        }
    });
    out.finish()
}

/// The rows of that table.
struct Rows<'r, 's> {
    sheet: &'r Sheet<'s>,
    trial: &'r Trial,
    tried: &'r Revision,
}

impl Rows<'_, '_> {
    fn name(&self, out: &mut Html, word: &str, name: &str, leads: bool) {
        out.within("th", &[("scope", "row")], &mut |out| {
            if !leads {
                return out.text(name);
            }
            let address = self.sheet.address(View::Lab, Some(word));
            let label = fill(design_words(self.sheet.language).edit_of, &[name]);
            let link =
                [("class", "measure-link"), ("href", &*address), ("aria-label", &*label), ("data-key", word)];
            out.element("a", &link, name);
        });
    }

    /// A perspective or an objective; it has a weight of its own only where weights are shares.
    fn group(
        &self,
        out: &mut Html,
        class: &str,
        word: &str,
        name: &Name,
        weights: (Option<Decimal>, Decimal),
    ) {
        let shares = self.tried.weighting != Weighting::Points;
        let marked = selected(self.sheet.detail == Some(word));
        out.open("tr", &[("class", class), ("data-selected", marked)]);
        self.name(out, word, name.text(self.sheet.language), shares);
        if shares {
            weight(out, weights)
        } else {
            (0..2).for_each(|_| out.element("td", &[], ""))
        }
        out.element("td", &[("colspan", "2")], "");
        out.close("tr");
    }

    fn measure(&self, out: &mut Html, measure: &Measure) {
        let (language, workbook) = (self.sheet.language, self.sheet.workbook);
        let word = format!("m-{}", measure.id);
        let before = self.trial.base().measure(&measure.id);
        out.open("tr", &[("data-selected", selected(self.sheet.detail == Some(word.as_str())))]);
        self.name(out, &word, &format!("{} {}", measure.code, measure.name.text(language)), true);
        if measure.method.is_adjustment() {
            (0..2).for_each(|_| out.element("td", &[], ""));
        } else {
            weight(out, (before.map(|own| own.weight.value()), measure.weight.value()));
        }
        let target = |own: &Measure| -> String {
            let reads = own.method.needs_target();
            let said = describe_target(own, workbook, self.tried, language).filter(|_| reads);
            said.unwrap_or_default()
        };
        self.words(
            out,
            &target(measure),
            before.map(target).as_deref(),
            before.is_some_and(|own| own.target != measure.target),
        );
        let method = |own: &Measure| describe_method(own, language);
        let other =
            before.is_some_and(|own| own.method != measure.method || own.polarity != measure.polarity);
        self.words(out, &method(measure), before.map(method).as_deref(), other);
        out.close("tr");
    }

    /// What holds by the design on trial, and what holds now where that differs.
    fn words(&self, out: &mut Html, tried: &str, now: Option<&str>, differs: bool) {
        out.within("td", &[("class", "in-words")], &mut |out| {
            out.text(tried);
            if let Some(now) = now.filter(|_| differs) {
                out.class("small", "differs", &fill(self.sheet.more().lab_now_is, &[now]));
            }
        });
    }
}

/// The weight now and the one that is tried.
fn weight(out: &mut Html, (now, tried): (Option<Decimal>, Decimal)) {
    let number = |value: Decimal| format(value.normalize(), 0);
    out.class("td", "number", &now.map(number).unwrap_or_default());
    let class = if now == Some(tried) { "number" } else { "number differs" };
    out.class("td", class, &number(tried));
}
