//! Scores: a unit's total, perspectives and measures in a period, and how each came about.

use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

use crate::domain::id::{MeasureId, ScorecardId, UnitId};
use crate::domain::name::Language;
use crate::domain::period::{FirstMonth, Month, Period, PeriodLength};
use crate::domain::scorecard::Revision;
use crate::domain::scoring::{Body, Explanation, Plan, ScoreReport};
use crate::domain::workbook::Workbook;
use crate::i18n::{messages, month};
use crate::ui::browser::document;
use crate::ui::components::controls::dynamic::{dynamic, text};
use crate::ui::components::explanation_panel::explanation_panel;
use crate::ui::components::findings_list::findings_list;
use crate::ui::components::periods_table::periods_table;
use crate::ui::components::score_table::{ScoreTableContext, score_table};
use crate::ui::components::total_chart::{Totals, total_chart};
use crate::ui::components::total_panel::total_panel;
use crate::ui::pages::views::scores_route;
use crate::ui::state::{Route, ScoresRoute, Session, Shown, use_session};

/// A unit by a scorecard in a period.
#[derive(Clone, Debug, PartialEq, Eq)]
struct OneUnit {
    unit: UnitId,
    scorecard: ScorecardId,
    period: Period,
    first_month: FirstMonth,
    /// The address of what is shown.
    route: ScoresRoute,
}

impl OneUnit {
    fn of(shown: &Shown) -> Option<Self> {
        Some(Self {
            unit: shown.unit.clone()?,
            scorecard: shown.scorecard.clone()?,
            period: shown.period,
            first_month: shown.first_month,
            route: shown.route(None),
        })
    }

    fn go(&self, measure: Option<MeasureId>) {
        let detail = measure.map(|measure| measure.to_string());
        Route::Scores(ScoresRoute { detail, ..self.route.clone() }).go();
    }

    fn revision<'w>(&self, workbook: &'w Workbook) -> Option<&'w Revision> {
        workbook.scorecard(&self.scorecard)?.revision_in(self.period.last())
    }
}

/// Total, table, explanation and chart of a unit.
#[component]
pub(in crate::ui) fn UnitScores(shown: Memo<Option<Shown>>) -> impl IntoView {
    let session = use_session();
    let shown = Memo::new(move |_| shown.with(|shown| OneUnit::of(shown.as_ref()?)));
    let explained = Memo::new(move |_| scores_route(session).measure());
    let report = Memo::new(move |_| {
        let shown = shown.get()?;
        session.with_plan(|plan, _| plan.score(&shown.scorecard, &shown.unit, shown.period))
    });
    view! {
        <div class="scores" data-explained=text(move || explained.with(Option::is_some).to_string())>
            <div class="scores-main">
                {dynamic(move || report_view(session, shown, report, explained))}
                <Chart shown />
            </div>
            <ExplanationAside shown explained />
        </div>
    }
}

fn report_view(
    session: Session,
    shown: Memo<Option<OneUnit>>,
    report: Memo<Option<ScoreReport>>,
    explained: Memo<Option<MeasureId>>,
) -> Option<impl IntoView> {
    let language = session.language.get();
    let report = report.get()?;
    let now = shown.get_untracked()?;
    let on_explain = Callback::new(move |measure: MeasureId| {
        if let Some(shown) = shown.get_untracked() {
            shown.go(Some(measure));
            document::focus("#explanation-heading");
        }
    });
    let context = ScoreTableContext { language, explained: explained.into(), on_explain };
    session.with_untracked(|workbook| {
        let revision = now.revision(workbook);
        let body = match (&report.body, revision) {
            (Body::Perspectives { .. }, Some(revision)) => {
                score_table(&report, revision, caption(workbook, &now, language), context).into_any()
            }
            (Body::Periods(parts), _) => periods_table(&report, parts, now.first_month, language).into_any(),
            _ => ().into_any(),
        };
        view! {
            {total_panel(&report, revision, is_combined(workbook, &report), language)}
            {body}
            {findings_list(&report, revision, workbook, language)}
        }
    })
}

/// Whether a period longer than the card's own was scored as one.
fn is_combined(workbook: &Workbook, report: &ScoreReport) -> bool {
    let own = workbook.scorecard(&report.scorecard).map(|card| card.period.months());
    own.is_some_and(|own| report.period.month_count() > own) && !report.perspectives().is_empty()
}

fn caption(workbook: &Workbook, shown: &OneUnit, language: Language) -> String {
    let unit = workbook.unit(&shown.unit).map(|unit| unit.name.text(language)).unwrap_or_default();
    let card = workbook.scorecard(&shown.scorecard).map(|card| card.name.text(language)).unwrap_or_default();
    format!("{card} · {unit} · {}", month::format_period(shown.period, shown.first_month, language))
}

/// The explanation of the chosen measure.
#[component]
fn ExplanationAside(shown: Memo<Option<OneUnit>>, explained: Memo<Option<MeasureId>>) -> impl IntoView {
    let session = use_session();
    let explanation = Memo::new(move |_| {
        let (shown, measure) = (shown.get()?, explained.get()?);
        session.with_plan(|plan, _| plan.explain(&shown.scorecard, &shown.unit, shown.period, &measure))?
    });
    let open = Memo::new(move |_| explained.with(Option::is_some));
    let close = move || {
        let measure = explained.get_untracked();
        if let Some(shown) = shown.get_untracked() {
            shown.go(None);
        }
        if let Some(measure) = measure {
            document::focus(&format!("[data-testid=\"points-{measure}\"]"));
        }
    };
    let on_key = move |event: KeyboardEvent| {
        if event.key() == "Escape" {
            close();
        }
    };
    view! {
        {dynamic(move || {
            open.get().then(|| {
                view! {
                    <aside class="explanation" aria-labelledby="explanation-heading" on:keydown=on_key>
                        <div class="explanation-head">
                            <h2 id="explanation-heading" tabindex="-1">
                                {text(move || heading(session, shown, explained))}
                            </h2>
                            <button type="button" class="button" data-variant="quiet" on:click=move |_| close()>
                                {session.word(|w| w.close)}
                            </button>
                        </div>
                        {dynamic(move || explanation.with(|explanation| explained_view(session, shown, explained, explanation.as_ref())))}
                    </aside>
                        }
            })
        })}
    }
}

fn heading(session: Session, shown: Memo<Option<OneUnit>>, explained: Memo<Option<MeasureId>>) -> String {
    let language = session.language.get();
    let name = session.with_structure(|workbook| {
        let measure = shown.get()?.revision(workbook)?.measure(&explained.get()?)?;
        Some(format!("{} {}", measure.code, measure.name.text(language)))
    });
    name.flatten().unwrap_or_else(|| messages(language).explanation.to_owned())
}

fn explained_view(
    session: Session,
    shown: Memo<Option<OneUnit>>,
    explained: Memo<Option<MeasureId>>,
    explanation: Option<&Explanation>,
) -> AnyView {
    let language = session.language.get();
    let view = explanation.and_then(|explanation| {
        session.with_untracked(|workbook| {
            let shown = shown.get_untracked()?;
            let revision = shown.revision(workbook)?;
            let measure = revision.measure(&explained.get_untracked()?)?;
            Some(explanation_panel(explanation, measure, revision, workbook, language).into_any())
        })?
    });
    view.unwrap_or_else(|| view! { <p>{messages(language).no_score_no_figures}</p> }.into_any())
}

/// The total by month, for cards that score months.
#[component]
fn Chart(shown: Memo<Option<OneUnit>>) -> impl IntoView {
    let session = use_session();
    let totals = Memo::new(move |_| {
        let (shown, language) = (shown.get()?, session.language.get());
        session.with_plan(|plan, workbook| totals(plan, workbook, &shown, language))?
    });
    view! {
        {dynamic(move || {
            let language = session.language.get();
            totals.with(|totals| {
                totals.as_ref().map(|totals| {
                    view! {
                        <section class="trend">
                            <h2>{messages(language).chart_title}</h2>
                            {total_chart(totals, language)}
                        </section>
                    }
                })
            })
        })}
    }
}

fn totals(plan: &Plan, workbook: &Workbook, shown: &OneUnit, language: Language) -> Option<Totals> {
    let OneUnit { unit, scorecard, .. } = shown;
    let card = workbook.scorecard(scorecard).filter(|card| card.period == PeriodLength::Month)?;
    let (first, _) = workbook.figures.year_range()?;
    let last = workbook.figures.last_month(unit)?;
    let first = Month::january(first).max(last.plus(-35));
    let total = |month| (month, plan.total(scorecard, unit, Period::month(month)));
    Some(Totals {
        unit: workbook.unit(unit)?.name.text(language).to_owned(),
        scorecard: card.name.text(language).to_owned(),
        full: plan.score(scorecard, unit, Period::month(last)).total.full,
        months: first.through(last).map(total).collect(),
    })
}
