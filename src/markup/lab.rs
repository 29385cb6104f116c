//! A design on trial: who gains and loses by it, and what makes the difference.

use super::Html;
use super::compare::difference;
use super::matrix::change_text;
use super::parts::{Sheet, points, signed, table};
use crate::domain::analysis::trial::{Move, Trial};
use crate::i18n::{analysis, fill};

/// What becomes of each unit in the period and over all of them, and of the chosen one measure by
/// measure.
#[must_use]
pub fn trial(sheet: &Sheet<'_>, trial: &Trial) -> String {
    let mut out = Html::default();
    let (words, more) = (sheet.words(), sheet.more());
    let moves = trial.moves(sheet.results, sheet.period);
    let overall = trial.overall(sheet.results);
    let heading = fill(more.lab_moves, &[&sheet.period_name(sheet.period)]);
    out.element("h2", &[], &heading);
    out.element("p", &[("data-testid", "trial-summary")], &analysis::trial_summary(&moves, sheet.language));
    let columns = [
        ("", words.unit),
        ("number", more.lab_now),
        ("number", more.lab_tried),
        ("number", more.difference),
        ("number", more.lab_rank_now),
        ("number", more.lab_rank_tried),
        ("number", more.lab_places),
        ("number", more.lab_mean),
        ("number", more.lab_months),
    ];
    let mut order: Vec<usize> = (0..moves.len()).collect();
    order.sort_by_key(|place| {
        let own = moves.get(*place);
        (own.and_then(|own| own.tried.1).unwrap_or(u32::MAX), *place)
    });
    table(&mut out, "table moves", (&heading, true), &columns, &mut |out| {
        out.open("tbody", &[]);
        for place in &order {
            let Some((own, all)) = moves.get(*place).zip(overall.get(*place)) else { continue };
            out.open("tr", &[]);
            out.element("th", &[("scope", "row")], sheet.unit_name(&own.unit));
            one(out, own);
            signed(out, all.change);
            let counts = format!("{} / {} / {}", all.gains, all.losses, all.periods);
            out.class("td", "number", &counts);
            out.close("tr");
        }
        out.close("tbody");
    });
    contributions(&mut out, sheet, trial);
    out.finish()
}

fn one(out: &mut Html, own: &Move) {
    let rank = |rank: Option<u32>| rank.map(|rank| rank.to_string()).unwrap_or_default();
    points(out, own.now.0);
    points(out, own.tried.0);
    signed(out, own.change());
    out.class("td", "number", &rank(own.now.1));
    out.class("td", "number", &rank(own.tried.1));
    out.class("td", "number", &own.places().map(change_text).unwrap_or_default());
}

fn contributions(out: &mut Html, sheet: &Sheet<'_>, trial: &Trial) {
    let Some((unit, revision)) = sheet.unit.zip(trial.revision()) else {
        out.class("p", "footnote", sheet.more().lab_choose_unit);
        return;
    };
    out.element("h2", &[], &fill(sheet.more().lab_contributions, &[sheet.unit_name(unit)]));
    match trial.contributions(sheet.results, unit, sheet.period) {
        Some(made) => {
            let said = analysis::changed_by(made.before, made.after, sheet.language);
            out.element("p", &[("data-testid", "trial-change")], &said);
            difference(out, sheet, &made, revision);
            out.class("p", "footnote", sheet.more().compare_exact);
        }
        None => out.element("p", &[], sheet.words().no_score),
    }
}
