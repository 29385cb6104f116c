//! The fields of a target.

use rust_decimal::Decimal;

use super::choices::{choice, choices, item_choices, measure_choices};
use super::measure::Form;
use super::slot::{Slot, count, decimal, flag_text};
use super::{Choice, Field, Key, Refusal, Section, What, parsed};
use crate::domain::id::{ItemId, MeasureId, UnitId};
use crate::domain::measure::{Measure, Scope};
use crate::domain::name::Language;
use crate::domain::target::{FixedTargetKey, FixedTargets, PeerStatistic, PeerTarget, Target, TargetSource};
use crate::domain::workbook::NumberStyle;
use crate::i18n::number::format_typed;
use crate::i18n::{form_words, month};

impl Form<'_> {
    /// The target, where the method reads one.
    pub(super) fn target_section(&self) -> Option<Section> {
        let words = self.words;
        if !self.measure.method.needs_target() || self.is_within() {
            return None;
        }
        let mut fields = vec![Field::choice(What::TargetSource, words.source, self.sources())];
        let mut rows = Vec::new();
        if let Some(target) = &self.measure.target {
            self.source_fields(target, &mut fields, &mut rows);
            let plain = matches!(target.source, TargetSource::Fixed(_));
            if !plain || !target.uplift.is_zero() || !target.offset.is_zero() {
                fields.push(Field::number(What::Uplift, words.uplift));
                fields.push(Field::number(What::Offset, words.offset));
            }
        }
        let mut section = Section::new(words.section_target, fields);
        section.rows.extend(rows);
        Some(section)
    }

    fn source_fields(&self, target: &Target, fields: &mut Vec<Field>, rows: &mut Vec<Vec<Field>>) {
        let words = self.words;
        match &target.source {
            TargetSource::Fixed(fixed) => {
                fields.push(Field::number(What::TargetValue, words.target_value));
                *rows = self.fixed_rows(fixed);
            }
            TargetSource::Budget(_) => {
                let items = item_choices(self.workbook, self.language);
                fields.push(Field::choice(What::BudgetItem, words.budget_item, items));
            }
            TargetSource::TrailingMean { .. } => {
                fields.push(Field::number(What::TargetPeriods, words.target_periods));
            }
            TargetSource::Peers(peers) => {
                let statistics = [
                    ("mean", words.statistic_mean),
                    ("median", words.statistic_median),
                    ("best", words.statistic_best),
                    ("quantile", words.statistic_quantile),
                ];
                fields.push(Field::choice(What::Statistic, words.statistic, choices(&statistics)));
                if matches!(peers.statistic, PeerStatistic::Quantile(_)) {
                    fields.push(Field::number(What::Quantile, words.quantile));
                }
                fields.push(Field::check(What::WithSelf, words.with_self));
                fields.push(Field::number(What::LeastPeers, words.least_peers));
            }
            TargetSource::Measure { .. } => {
                let measures = measure_choices(self.revision, self.language);
                fields.push(Field::choice(What::TargetMeasure, words.target_measure, measures));
                fields.push(Field::choice(What::TargetScope, words.scope, self.scopes()));
            }
            TargetSource::Expression(_) => {
                fields.push(Field::formula(What::TargetFormula, words.target_formula));
            }
            _ => {}
        }
    }

    /// The fixed targets that are not for all, one in each row.
    fn fixed_rows(&self, fixed: &FixedTargets) -> Vec<Vec<Field>> {
        let words = self.words;
        let months = months(self.language);
        let row = |row: usize| {
            vec![
                Field::unit(What::FixedUnit, words.unit, words.every_unit).row(row),
                Field::choice(What::FixedMonth, words.month, months.clone()).row(row),
                Field::number(What::FixedYear, words.fiscal_year).row(row),
                Field::number(What::FixedValue, words.target_value).row(row),
                Field::button(What::RemoveFixed, words.remove_target).row(row),
            ]
        };
        let mut rows: Vec<Vec<Field>> = (0..others(fixed).count()).map(row).collect();
        rows.push(vec![Field::button(What::AddFixed, words.add_target)]);
        rows
    }

    fn sources(&self) -> Vec<Choice> {
        let words = self.words;
        let mut sources = choices(&[
            ("", words.source_none),
            ("fixed", words.source_fixed),
            ("budget", words.source_budget),
            ("same-period", words.source_same_period),
            ("previous", words.source_previous),
            ("last-year", words.source_last_year),
            ("trailing", words.source_trailing),
            ("peers", words.source_peers),
            ("measure", words.source_measure),
            ("formula", words.source_formula),
        ]);
        if self.workbook.items.is_empty() {
            sources.retain(|own| own.value != "budget");
        }
        sources
    }
}

/// The months of a year, and every one.
pub(super) fn months(language: Language) -> Vec<Choice> {
    let named = (1..=12).map(|own| choice(&own.to_string(), &month::format_of_year(own, language)));
    std::iter::once(choice("", form_words(language).every_month)).chain(named).collect()
}

/// The fixed targets that are not for all.
fn others(fixed: &FixedTargets) -> impl Iterator<Item = (&FixedTargetKey, Decimal)> {
    fixed.iter().filter(|(key, _)| **key != FixedTargetKey::default())
}

fn word(target: Option<&Target>) -> &'static str {
    match target.map(|target| &target.source) {
        None => "",
        Some(TargetSource::Fixed(_)) => "fixed",
        Some(TargetSource::Budget(_)) => "budget",
        Some(TargetSource::SamePeriodLastYear) => "same-period",
        Some(TargetSource::PreviousPeriod) => "previous",
        Some(TargetSource::LastYearMonthlyMean) => "last-year",
        Some(TargetSource::TrailingMean { .. }) => "trailing",
        Some(TargetSource::Peers(_)) => "peers",
        Some(TargetSource::Measure { .. }) => "measure",
        Some(TargetSource::Expression(_)) => "formula",
    }
}

/// The text of a choice or of a fixed target.
pub(super) fn chosen(measure: &Measure, key: Key, style: NumberStyle) -> Option<String> {
    let target = measure.target.as_ref();
    if key.what == What::TargetSource {
        return Some(word(target).to_owned());
    }
    let number = |value: Decimal| format_typed(value, 0, style);
    match &target?.source {
        TargetSource::Fixed(fixed) if key.what == What::TargetValue => {
            let all = fixed.iter().find(|(key, _)| **key == FixedTargetKey::default());
            Some(all.map(|(_, value)| number(value)).unwrap_or_default())
        }
        TargetSource::Fixed(fixed) => {
            let (at, value) = others(fixed).nth(key.row)?;
            Some(match key.what {
                What::FixedUnit => at.unit.as_ref().map(ToString::to_string).unwrap_or_default(),
                What::FixedYear => at.year.map(|year| year.to_string()).unwrap_or_default(),
                What::FixedMonth => at.month.map(|month| month.to_string()).unwrap_or_default(),
                What::FixedValue => number(value),
                _ => return None,
            })
        }
        TargetSource::Budget(item) if key.what == What::BudgetItem => Some(item.to_string()),
        TargetSource::Peers(peers) => match key.what {
            What::Statistic => Some(statistic_word(peers.statistic).to_owned()),
            What::WithSelf => Some(flag_text(peers.with_self)),
            _ => None,
        },
        TargetSource::Measure { measure, scope } => match key.what {
            What::TargetMeasure => Some(measure.to_string()),
            What::TargetScope => Some(scope_word(*scope)),
            _ => None,
        },
        _ => None,
    }
}

fn statistic_word(statistic: PeerStatistic) -> &'static str {
    match statistic {
        PeerStatistic::Mean => "mean",
        PeerStatistic::Median => "median",
        PeerStatistic::Best => "best",
        PeerStatistic::Quantile(_) => "quantile",
    }
}

/// `0` for the unit itself, else the levels up.
pub(super) fn scope_word(scope: Scope) -> String {
    match scope {
        Scope::Own => "0".to_owned(),
        Scope::Ancestor(levels) => levels.to_string(),
    }
}

pub(super) fn scope_of(word: &str) -> Scope {
    match word.parse() {
        Ok(levels) if levels > 0 => Scope::Ancestor(levels),
        _ => Scope::Own,
    }
}

/// A target of this source as it begins.
fn beginning(form: &Form<'_>, word: &str) -> Result<Option<Target>, Refusal> {
    let source = match word {
        "fixed" => TargetSource::Fixed(FixedTargets::default()),
        "budget" => TargetSource::Budget(form.workbook.items.first().ok_or(Refusal::Gone)?.id.clone()),
        "same-period" => TargetSource::SamePeriodLastYear,
        "previous" => TargetSource::PreviousPeriod,
        "last-year" => TargetSource::LastYearMonthlyMean,
        "trailing" => TargetSource::TrailingMean { periods: 3 },
        "peers" => TargetSource::Peers(PeerTarget {
            statistic: PeerStatistic::Mean,
            with_self: true,
            least_peers: 2,
        }),
        "measure" => {
            let first = form.revision.measures().next().ok_or(Refusal::Gone)?;
            TargetSource::Measure { measure: first.id.clone(), scope: Scope::Ancestor(1) }
        }
        "formula" => TargetSource::Expression(parsed("0")?),
        _ => return Ok(None),
    };
    Ok(Some(Target { source, uplift: Decimal::ZERO, offset: Decimal::ZERO }))
}

/// One target for all.
pub(super) fn fixed_for_all(value: Decimal) -> Target {
    let mut fixed = FixedTargets::default();
    fixed.set(FixedTargetKey::default(), value);
    Target { source: TargetSource::Fixed(fixed), uplift: Decimal::ZERO, offset: Decimal::ZERO }
}

/// Takes a choice, a fixed target or a button; `false` where the field is none of them.
pub(super) fn choose(form: &Form<'_>, measure: &mut Measure, key: Key, text: &str) -> Result<bool, Refusal> {
    if key.what == What::TargetSource {
        if word(measure.target.as_ref()) != text {
            measure.target = beginning(form, text)?;
        }
        return Ok(true);
    }
    let Some(target) = &mut measure.target else {
        return Ok(false);
    };
    match (&mut target.source, key.what) {
        (TargetSource::Fixed(fixed), _) => return choose_fixed(form, fixed, key, text.trim()),
        (TargetSource::Budget(item), What::BudgetItem) => *item = ItemId::from(text),
        (TargetSource::Peers(peers), What::Statistic) => {
            peers.statistic = match text {
                "median" => PeerStatistic::Median,
                "best" => PeerStatistic::Best,
                "quantile" => PeerStatistic::Quantile(Decimal::new(5, 1)),
                _ => PeerStatistic::Mean,
            }
        }
        (TargetSource::Measure { measure, .. }, What::TargetMeasure) => *measure = MeasureId::from(text),
        (TargetSource::Measure { scope, .. }, What::TargetScope) => *scope = scope_of(text),
        _ => return Ok(false),
    }
    Ok(true)
}

fn choose_fixed(form: &Form<'_>, fixed: &mut FixedTargets, key: Key, text: &str) -> Result<bool, Refusal> {
    let style = form.workbook.number_style;
    let all = fixed.iter().find(|(key, _)| **key == FixedTargetKey::default()).map(|(_, value)| value);
    let mut rows: Vec<(FixedTargetKey, Decimal)> =
        others(fixed).map(|(key, value)| (key.clone(), value)).collect();
    let mut for_all = all;
    match key.what {
        What::TargetValue if text.is_empty() => for_all = None,
        What::TargetValue => for_all = Some(decimal(text, style)?),
        What::AddFixed => {
            let key = free_key(form, &rows).ok_or(Refusal::Range)?;
            rows.push((key, all.unwrap_or_default()));
        }
        What::RemoveFixed if key.row < rows.len() => drop(rows.remove(key.row)),
        what => {
            let Some((at, value)) = rows.get_mut(key.row) else { return Ok(false) };
            match what {
                What::FixedUnit => at.unit = (!text.is_empty()).then(|| UnitId::from(text)),
                What::FixedYear if text.is_empty() => at.year = None,
                What::FixedYear => at.year = i32::try_from(count(text, style)?).ok(),
                What::FixedMonth => at.month = text.parse().ok(),
                What::FixedValue => *value = decimal(text, style)?,
                _ => return Ok(false),
            }
        }
    }
    let mut changed = FixedTargets::default();
    for_all.map(|value| changed.set(FixedTargetKey::default(), value));
    for (key, value) in rows {
        // Two rows for the same units and months would contradict each other.
        if key == FixedTargetKey::default() || changed.set(key, value).is_some() {
            return Err(Refusal::Range);
        }
    }
    *fixed = changed;
    Ok(true)
}

/// The first unit, then the first month, that has no target of its own.
fn free_key(form: &Form<'_>, rows: &[(FixedTargetKey, Decimal)]) -> Option<FixedTargetKey> {
    let units = form.card.units.iter().chain(form.workbook.units.iter().map(|unit| &unit.id));
    let by_unit = units.map(|unit| FixedTargetKey { unit: Some(unit.clone()), ..FixedTargetKey::default() });
    let by_month = (1..=12).map(|month| FixedTargetKey { month: Some(month), ..FixedTargetKey::default() });
    by_unit.chain(by_month).find(|candidate| rows.iter().all(|(key, _)| key != candidate))
}

/// The place of a parameter.
pub(super) fn slot(measure: &mut Measure, what: What) -> Option<Slot<'_>> {
    let target = measure.target.as_mut()?;
    Some(match (&mut target.source, what) {
        (_, What::Uplift) => Slot::Number(&mut target.uplift),
        (_, What::Offset) => Slot::Number(&mut target.offset),
        (TargetSource::TrailingMean { periods }, What::TargetPeriods) => Slot::Count(periods),
        (TargetSource::Peers(peers), What::WithSelf) => Slot::Flag(&mut peers.with_self),
        (TargetSource::Peers(peers), What::LeastPeers) => Slot::Count(&mut peers.least_peers),
        (
            TargetSource::Peers(PeerTarget { statistic: PeerStatistic::Quantile(share), .. }),
            What::Quantile,
        ) => Slot::Percent(share),
        (TargetSource::Expression(expression), What::TargetFormula) => Slot::Formula(expression),
        _ => return None,
    })
}
