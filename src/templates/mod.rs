//! The built-in scorecards T1 to T8 and the sample hospital, as data files, and the workbooks
//! that are made from them.

mod adopt;
mod own;
mod start;

use std::sync::Arc;

use rust_decimal::Decimal;

pub use adopt::add_template;
use adopt::adopt;
pub use own::template_of;
pub use start::{Chosen, start_from, start_from_several};

use crate::document::{
    Sample, SampleCard, SampleObjective, Template, TemplateError, parse_sample, parse_template,
};
use crate::domain::exact::Midpoint;
use crate::domain::id::{PerspectiveId, ScorecardId, UnitId, WorkbookId};
use crate::domain::measure::{Measure, Weight};
use crate::domain::name::Name;
use crate::domain::period::{Month, PeriodLength};
use crate::domain::scorecard::{
    Grade, LongerPeriods, MissingPolicy, Objective, Perspective, RankBy, RankRule, RankWithin, Revision,
    Rounding, Scorecard, StatusBands, Weighting,
};
use crate::domain::target::{Target, TargetSource};
use crate::domain::unit::Unit;
use crate::domain::workbook::Workbook;

/// Identity and text of each template.
const TEMPLATES: [(&str, &str); 11] = [
    ("T1", include_str!("t1.json")),
    ("T2", include_str!("t2.json")),
    ("T3", include_str!("t3.json")),
    ("T4", include_str!("t4.json")),
    ("T5a", include_str!("t5a.json")),
    ("T5b", include_str!("t5b.json")),
    ("T5c", include_str!("t5c.json")),
    ("T6a", include_str!("t6a.json")),
    ("T6b", include_str!("t6b.json")),
    ("T7", include_str!("t7.json")),
    ("T8", include_str!("t8.json")),
];
const SAMPLE: &str = include_str!("sample.json");

/// The built-in templates, T1 to T8; each variant is one of its own.
///
/// # Errors
/// None: a test reads them all.
pub fn templates() -> Result<Vec<Template>, TemplateError> {
    TEMPLATES.iter().map(|(_, text)| parse_template(text)).collect()
}

/// A workbook with the sample hospital. All its figures are invented.
///
/// # Errors
/// None: a test reads it.
pub fn sample_hospital() -> Result<Workbook, TemplateError> {
    let Sample { id, name, about, kinds, units, cards, figures } = parse_sample(SAMPLE)?;
    let mut workbook = Workbook::empty(id, name);
    workbook.about = Some(about);
    workbook.kinds = kinds;
    workbook.units = units;
    workbook.figures = figures;
    for card in cards {
        if let Some((_, text)) = TEMPLATES.iter().find(|(id, _)| *id == card.template) {
            let template = parse_template(text)?;
            let template = Template { scorecard: sample_scorecard(&template, card), ..template };
            adopt(&mut workbook, &template);
        }
    }
    Ok(workbook)
}

/// Whether a workbook is the sample hospital as it is made, with nothing done to it.
#[must_use]
pub fn is_untouched_sample(workbook: &Workbook) -> bool {
    sample_hospital().is_ok_and(|sample| sample == *workbook)
}

fn my_hospital() -> Unit {
    let name = translated("My hospital", "我的医院", "我的醫院");
    Unit { id: UnitId::from("hospital"), name, parent: None, kinds: Vec::new() }
}

fn translated(en: &str, zh_hans: &str, zh_hant: &str) -> Name {
    Name::Translated { en: Arc::from(en), zh_hans: Arc::from(zh_hans), zh_hant: Arc::from(zh_hant) }
}

fn sample_scorecard(template: &Template, card: SampleCard) -> Scorecard {
    let mut scorecard = template.scorecard.clone();
    scorecard.id = card.id;
    scorecard.units = card.units;
    scorecard.name = card.name.unwrap_or(scorecard.name);
    for revision in &mut scorecard.revisions {
        revision.rounding = card.rounding.unwrap_or(revision.rounding);
        card.objectives.iter().for_each(|objective| take_objective(revision, objective));
        for measure in revision.measures_mut() {
            if let Some((_, fixed)) = card.targets.iter().find(|(id, _)| *id == measure.id) {
                measure.target = Some(Target {
                    source: TargetSource::Fixed(fixed.clone()),
                    uplift: Decimal::ZERO,
                    offset: Decimal::ZERO,
                });
            }
        }
    }
    scorecard
}

/// Puts an objective into the perspective of its measures, which become its own.
fn take_objective(revision: &mut Revision, own: &SampleObjective) {
    for perspective in &mut revision.perspectives {
        let mine = |measure: &Measure| own.measures.contains(&measure.id);
        if !perspective.measures.iter().any(mine) {
            continue;
        }
        let (measures, rest) = std::mem::take(&mut perspective.measures).into_iter().partition(mine);
        perspective.measures = rest;
        perspective.objectives.push(Objective {
            id: own.id.clone(),
            name: own.name.clone(),
            weight: Weight::default(),
            least_scored: None,
            leads_to: own.leads_to.clone(),
            measures,
        });
    }
}

/// A new workbook with a hospital, which uses a scorecard without measures.
#[must_use]
pub fn start_empty(id: WorkbookId) -> Workbook {
    let hospital = my_hospital();
    let mut workbook = Workbook::empty(id, translated("New workbook", "新工作簿", "新工作簿"));
    workbook.scorecards.push(blank_scorecard(vec![hospital.id.clone()]));
    workbook.units.push(hospital);
    workbook
}

/// A monthly scorecard in points with the four usual perspectives and no measures.
#[must_use]
pub fn blank_scorecard(units: Vec<UnitId>) -> Scorecard {
    Scorecard {
        spans: Vec::new(),
        id: ScorecardId::from("card1"),
        name: translated("New scorecard", "新计分卡", "新計分卡"),
        template: None,
        source: None,
        units,
        period: PeriodLength::Month,
        revisions: vec![Revision {
            from: Month::january(2000),
            weighting: Weighting::Points,
            rounding: Rounding::Decimals { decimals: 2, midpoint: Midpoint::AwayFromZero },
            missing: MissingPolicy::Redistribute,
            least_scored: None,
            least_coverage: Decimal::from(50),
            extra_ceiling: None,
            rank: RankRule { within: RankWithin::All, by: RankBy::Rounded },
            longer_periods: LongerPeriods::MeanOfPeriods,
            grades: usual_grades(),
            status: StatusBands { on_target: Decimal::from(95), at_risk: Decimal::from(80) },
            perspectives: usual_perspectives(),
            vetoes: Vec::new(),
            overrides: Vec::new(),
        }],
    }
}

fn usual_grades() -> Vec<Grade> {
    let grade = |from: Option<u32>, name| Grade { from: from.map(Decimal::from), name };
    vec![
        grade(Some(90), translated("Excellent", "优秀", "優秀")),
        grade(Some(80), translated("Good", "良好", "良好")),
        grade(Some(70), translated("Fair", "中等", "中等")),
        grade(Some(60), translated("Pass", "合格", "合格")),
        grade(None, translated("Fail", "不合格", "不合格")),
    ]
}

fn usual_perspectives() -> Vec<Perspective> {
    let perspective = |id, name| Perspective {
        id: PerspectiveId::from(id),
        name,
        weight: Weight::default(),
        least_scored: None,
        substitute: None,
        objectives: Vec::new(),
        measures: Vec::new(),
    };
    vec![
        perspective("financial", translated("Financial", "财务", "財務")),
        perspective("customer", translated("Patient", "患者", "病人")),
        perspective("process", translated("Internal process", "内部流程", "內部流程")),
        perspective("learning", translated("Learning and growth", "学习与成长", "學習與成長")),
    ]
}
