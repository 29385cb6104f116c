//! The fields of a measure.

use super::choices::{Chosen, choice, choices};
use super::slot::{Slot, flag_text};
use super::target::{fixed_for_all, scope_of, scope_word};
use super::{CardPlace, Choice, Field, Key, Refusal, Section, What, items, method, parsed, slot, target};
use crate::domain::edit::Edit;
use crate::domain::id::{MeasureId, UnitId};
use crate::domain::measure::{Aspect, Gives, Measure, MeasureStatus, Polarity, Range, StatusOf, Substitute};
use crate::domain::method::Method;
use crate::domain::name::Language;
use crate::domain::period::PeriodLength;
use crate::domain::scorecard::{MissingPolicy, Override, Revision, Scorecard, Weighting};
use crate::domain::target::{FixedTargetKey, TargetSource};
use crate::domain::workbook::Workbook;
use crate::i18n::{FormWords, number};
use rust_decimal::Decimal;

/// A measure and what it stands in.
pub(super) struct Form<'w> {
    pub(super) workbook: &'w Workbook,
    pub(super) card: &'w Scorecard,
    pub(super) revision: &'w Revision,
    pub(super) measure: &'w Measure,
    pub(super) language: Language,
    pub(super) words: &'static FormWords,
}

impl Chosen for StatusOf {
    const ALL: &'static [(&'static str, Self)] = &[("percent", Self::Percent), ("actual", Self::Actual)];
}

impl Chosen for Gives {
    const ALL: &'static [(&'static str, Self)] = &[("points", Self::Points), ("percent", Self::Percent)];
}

impl Form<'_> {
    pub(super) fn sections(&self) -> Vec<Section> {
        let mut sections = vec![self.basics(), self.actual()];
        sections.extend(self.target_section());
        sections.push(self.method_section());
        sections.push(self.status());
        if self.revision.missing == MissingPolicy::Substitute {
            sections.push(self.substitute());
        }
        sections.push(self.own());
        sections.push(self.notes());
        sections
    }

    pub(super) fn is_within(&self) -> bool {
        matches!(self.measure.polarity, Polarity::Within(_))
    }

    fn basics(&self) -> Section {
        let words = self.words;
        let mut polarities = choices(&[("higher", words.polarity_higher), ("lower", words.polarity_lower)]);
        let directed = matches!(self.measure.method, Method::PeerBest(_) | Method::AchievementImprovement(_));
        if !directed {
            polarities.push(choice("within", words.polarity_within));
        }
        let mut fields = vec![
            Field::text(What::Name, words.name),
            Field::text(What::Code, words.code).hint(words.code_about),
            Field::text(What::UnitOfMeasure, words.unit_of_measure),
            Field::number(What::Decimals, words.decimals),
        ];
        if !self.measure.method.is_adjustment() {
            let points = self.revision.weighting == Weighting::Points;
            let label = if points || self.measure.extra { words.full_points } else { words.weight };
            fields.push(Field::number(What::Weight, label));
            fields.push(Field::check(What::Extra, words.extra).hint(words.extra_about));
        }
        fields.push(Field::choice(What::Polarity, words.polarity, polarities));
        if self.is_within() {
            fields.push(Field::number(What::RangeLow, words.range_low));
            fields.push(Field::number(What::RangeHigh, words.range_high));
        }
        Section::new(words.section_basics, fields)
    }

    fn actual(&self) -> Section {
        let words = self.words;
        let mut fields = vec![
            Field::formula(What::Actual, words.actual).hint(words.actual_about),
            Field::choice(What::Scope, words.scope, self.scopes()),
        ];
        if self.card.period != PeriodLength::Month {
            fields.push(Field::number(What::LeastMonths, words.least_months).hint(words.least_months_about));
        }
        Section::new(words.section_actual, fields)
    }

    pub(super) fn scopes(&self) -> Vec<Choice> {
        let words = self.words;
        choices(&[
            ("0", words.scope_own),
            ("1", words.scope_parent),
            ("2", words.scope_above),
            ("3", words.scope_top),
        ])
    }

    fn status(&self) -> Section {
        let words = self.words;
        let mut fields = vec![Field::check(What::OwnStatus, words.own_status).hint(words.own_status_about)];
        if self.measure.status.is_some() {
            let of = [("percent", words.status_of_percent), ("actual", words.status_of_actual)];
            fields.push(Field::choice(What::StatusOf, words.status_of, choices(&of)));
            fields.push(Field::number(What::OnTarget, words.on_target));
            fields.push(Field::number(What::AtRisk, words.at_risk));
        }
        Section::new(words.section_status, fields)
    }

    fn substitute(&self) -> Section {
        let words = self.words;
        let mut fields =
            vec![Field::formula(What::Substitute, words.substitute).hint(words.substitute_about)];
        if self.measure.substitute.is_some() {
            fields.push(gives_field(words));
        }
        Section::new(words.section_substitute, fields)
    }

    /// What differs for single units.
    fn own(&self) -> Section {
        let words = self.words;
        let row = |row: usize| {
            vec![
                Field::unit(What::OwnUnit, words.unit, "").row(row),
                Field::check(What::OwnLeftOut, words.own_left_out).row(row),
                Field::number(What::OwnWeight, words.own_weight).row(row),
                Field::number(What::OwnTarget, words.own_target).row(row),
                Field::button(What::RemoveOwn, words.remove_own).row(row),
            ]
        };
        let mut section = Section::new(words.section_own, Vec::new()).about(words.own_about);
        section.rows = (0..own_places(self.revision, &self.measure.id).len()).map(row).collect();
        section.rows.push(vec![Field::button(What::AddOwn, words.add_own)]);
        section
    }

    fn notes(&self) -> Section {
        let words = self.words;
        let fields = vec![
            Field::text(What::Owner, words.owner),
            Field::text(What::DataSource, words.data_source),
            Field::text(What::Description, words.description),
        ];
        Section::new(words.section_notes, fields)
    }
}

pub(super) fn gives_field(words: &FormWords) -> Field {
    let gives = [("points", words.gives_points), ("percent", words.gives_percent)];
    Field::choice(What::Gives, words.gives, choices(&gives))
}

/// The places of the overrides of a measure.
fn own_places(revision: &Revision, id: &MeasureId) -> Vec<usize> {
    let overrides = revision.overrides.iter().enumerate();
    overrides.filter(|(_, own)| own.measure == *id).map(|(place, _)| place).collect()
}

pub(super) fn value(
    workbook: &Workbook,
    revision: &Revision,
    id: &MeasureId,
    key: Key,
    language: Language,
) -> Option<String> {
    let style = workbook.number_style;
    let measure = revision.measure(id)?;
    if let Some(place) = own_places(revision, id).get(key.row)
        && let Some(text) = own_value(revision.overrides.get(*place)?, key.what, workbook)
    {
        return Some(text);
    }
    let chosen = match key.what {
        What::Polarity => Some(polarity_word(measure.polarity).to_owned()),
        What::Scope => Some(scope_word(measure.scope)),
        What::OwnStatus => Some(flag_text(measure.status.is_some())),
        What::StatusOf => Some(measure.status?.of.word()),
        What::Gives => Some(measure.substitute.as_ref()?.gives.word()),
        What::Substitute => {
            Some(measure.substitute.as_ref().map(|own| own.value.to_string()).unwrap_or_default())
        }
        What::BandGives => method::band_gives(measure, key.row),
        what => method::chosen(measure, what),
    };
    let chosen = chosen.or_else(|| target::chosen(measure, key, style));
    chosen.or_else(|| Some(slot(&mut measure.clone(), key)?.read(style, language)))
}

fn own_value(own: &Override, what: What, workbook: &Workbook) -> Option<String> {
    let number = |value: Decimal| number::format_typed(value, 0, workbook.number_style);
    Some(match what {
        What::OwnUnit => own.unit.to_string(),
        What::OwnLeftOut => flag_text(own.left_out),
        What::OwnWeight => own.weight.map(|weight| number(weight.value())).unwrap_or_default(),
        What::OwnTarget => match own.target.as_ref().map(|target| &target.source) {
            Some(TargetSource::Fixed(fixed)) => {
                let all = fixed.iter().find(|(key, _)| **key == FixedTargetKey::default());
                all.map(|(_, value)| number(value)).unwrap_or_default()
            }
            _ => String::new(),
        },
        _ => return None,
    })
}

fn polarity_word(polarity: Polarity) -> &'static str {
    match polarity {
        Polarity::Higher => "higher",
        Polarity::Lower => "lower",
        Polarity::Within(_) => "within",
    }
}

/// The place of a text or a number.
fn slot(measure: &mut Measure, key: Key) -> Option<Slot<'_>> {
    Some(match key.what {
        What::Name => Slot::Name(&mut measure.name),
        What::Code => Slot::Code(&mut measure.code),
        What::UnitOfMeasure => Slot::Words(&mut measure.unit_of_measure),
        What::Decimals => Slot::Count(&mut measure.decimals),
        What::Weight => Slot::Weight(&mut measure.weight),
        What::Extra => Slot::Flag(&mut measure.extra),
        What::Actual => Slot::Formula(&mut measure.actual),
        What::LeastMonths => Slot::CountOrNone(&mut measure.least_months),
        What::OnTarget => Slot::Number(&mut measure.status.as_mut()?.bands.on_target),
        What::AtRisk => Slot::Number(&mut measure.status.as_mut()?.bands.at_risk),
        What::Owner => Slot::NameOrNone(&mut measure.owner),
        What::DataSource => Slot::NameOrNone(&mut measure.data_source),
        What::Description => Slot::NameOrNone(&mut measure.description),
        What::RangeLow | What::RangeHigh => {
            let Polarity::Within(range) = &mut measure.polarity else { return None };
            Slot::Number(if key.what == What::RangeLow { &mut range.low } else { &mut range.high })
        }
        What::LeastPeers if !measure.method.needs_peers() => return target::slot(measure, key.what),
        what if matches!(
            what,
            What::Uplift
                | What::Offset
                | What::TargetPeriods
                | What::WithSelf
                | What::Quantile
                | What::TargetFormula
        ) =>
        {
            return target::slot(measure, what);
        }
        what => return method::slot(&mut measure.method, what, key.row),
    })
}

pub(super) fn edit(
    workbook: &Workbook,
    place: &CardPlace,
    id: &MeasureId,
    key: Key,
    text: &str,
    language: Language,
) -> Result<Edit, Refusal> {
    if matches!(
        key.what,
        What::OwnUnit | What::OwnLeftOut | What::OwnWeight | What::OwnTarget | What::AddOwn | What::RemoveOwn
    ) {
        return edit_own(workbook, place, id, key, text);
    }
    let (card, revision) = place.find(workbook).ok_or(Refusal::Gone)?;
    let before = revision.measure(id).ok_or(Refusal::Gone)?;
    let words = crate::i18n::form_words(language);
    let form = Form { workbook, card, revision, measure: before, language, words };
    let mut measure = before.clone();
    put(&form, &mut measure, key, text)?;
    if measure != *before {
        for aspect in decided_by(key.what) {
            measure.proposals.remove(aspect);
        }
    }
    let mut edits = Vec::new();
    if key.what == What::Actual {
        edits = items::left_behind(workbook, before, &measure);
    }
    let set =
        Edit::SetMeasure { scorecard: place.scorecard.clone(), from: place.from, measure: Box::new(measure) };
    if edits.is_empty() {
        return Ok(set);
    }
    edits.insert(0, set);
    Ok(Edit::Several(edits))
}

/// What a template no longer proposes once a person has set the field.
fn decided_by(what: What) -> &'static [Aspect] {
    match what {
        What::Actual | What::Scope => &[Aspect::Actual],
        What::Polarity | What::RangeLow | What::RangeHigh => &[Aspect::Polarity],
        What::Weight => &[Aspect::Weight],
        What::Cap => &[Aspect::Cap],
        What::Floor | What::Lowest => &[Aspect::Floor],
        What::StepSize | What::Deduct | What::Add | What::PointsEach => &[Aspect::Rate],
        What::Counting => &[Aspect::Counting],
        What::Method => &[Aspect::Method, Aspect::Cap, Aspect::Floor, Aspect::Rate, Aspect::Counting],
        what if (What::TargetSource..=What::Offset).contains(&what) => &[Aspect::Target],
        what if (What::Inverse..=What::OutOf).contains(&what) => &[Aspect::Method],
        _ => &[],
    }
}

fn put(form: &Form<'_>, measure: &mut Measure, key: Key, text: &str) -> Result<(), Refusal> {
    let style = form.workbook.number_style;
    match key.what {
        What::Polarity => {
            measure.polarity = match text {
                "lower" => Polarity::Lower,
                "within" => Polarity::Within(Range { low: Decimal::ZERO, high: Decimal::ONE_HUNDRED }),
                _ => Polarity::Higher,
            }
        }
        What::Scope => measure.scope = scope_of(text),
        What::OwnStatus => {
            let bands = form.revision.status;
            measure.status = (!text.is_empty()).then_some(MeasureStatus { of: StatusOf::Percent, bands });
        }
        What::StatusOf => {
            if let Some(own) = &mut measure.status {
                own.of = own.of.of(text);
            }
        }
        What::Substitute => put_substitute(&mut measure.substitute, text)?,
        What::Gives => {
            if let Some(own) = &mut measure.substitute {
                own.gives = own.gives.of(text);
            }
        }
        what => {
            let done =
                method::choose(measure, what, key.row, text)? || target::choose(form, measure, key, text)?;
            if !done {
                slot(measure, key).ok_or(Refusal::Gone)?.write(text, style)?;
            }
        }
    }
    Ok(())
}

/// A substitute with this expression; none where the text is empty.
pub(super) fn put_substitute(substitute: &mut Option<Substitute>, text: &str) -> Result<(), Refusal> {
    let gives = substitute.as_ref().map_or(Gives::Percent, |own| own.gives);
    *substitute = match text.trim() {
        "" => None,
        text => Some(Substitute { value: parsed(text)?, gives }),
    };
    Ok(())
}

fn edit_own(
    workbook: &Workbook,
    place: &CardPlace,
    id: &MeasureId,
    key: Key,
    text: &str,
) -> Result<Edit, Refusal> {
    let style = workbook.number_style;
    let (card, _) = place.find(workbook).ok_or(Refusal::Gone)?;
    place.change(workbook, &mut |revision| {
        if key.what == What::AddOwn {
            let units = card.units.iter().chain(workbook.units.iter().map(|unit| &unit.id));
            let free = |unit: &&UnitId| revision.override_of(unit, id).is_none();
            let unit = units.clone().find(free).ok_or(Refusal::Range)?.clone();
            let measure = id.clone();
            revision.overrides.push(Override { unit, measure, weight: None, target: None, left_out: false });
            return Ok(());
        }
        let at = *own_places(revision, id).get(key.row).ok_or(Refusal::Gone)?;
        if key.what == What::RemoveOwn {
            drop(revision.overrides.remove(at));
            return Ok(());
        }
        let own = revision.overrides.get_mut(at).ok_or(Refusal::Gone)?;
        match key.what {
            What::OwnUnit => own.unit = UnitId::from(text),
            What::OwnLeftOut => own.left_out = !text.is_empty(),
            What::OwnWeight => Slot::WeightOrNone(&mut own.weight).write(text, style)?,
            _ if text.trim().is_empty() => own.target = None,
            _ => own.target = Some(fixed_for_all(slot::decimal(text, style)?)),
        }
        Ok(())
    })
}
