//! Scores: a unit's total, perspectives and measures in a period, and how each came about.

use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

use super::views::{scores_route, with_sheet};
use crate::domain::id::MeasureId;
use crate::domain::name::Language;
use crate::domain::period::{Month, Period, PeriodLength};
use crate::domain::scoring::Plan;
use crate::domain::workbook::Workbook;
use crate::i18n::messages;
use crate::markup::{explained as explained_html, unit_scores};
use crate::ui::browser::document;
use crate::ui::components::controls::dynamic::{dynamic, text};
use crate::ui::components::controls::html_part::html_part;
use crate::ui::components::total_chart::{Totals, total_chart};
use crate::ui::effects::{soon, watch};
use crate::ui::state::{Session, Shown, use_session};

/// Total, table, explanation and chart of a unit.
#[component]
pub(in crate::ui) fn UnitScores(shown: Memo<Option<Shown>>) -> impl IntoView {
    let session = use_session();
    let explained = Memo::new(move |_| scores_route(session).measure());
    let scores = move || {
        let (shown, explained) = (shown.get()?, explained.get());
        let detail = explained.as_ref().map(MeasureId::as_str);
        let (card, unit) = (shown.scorecard.as_ref()?, shown.unit.as_ref()?);
        with_sheet(session, &shown, detail, |sheet| {
            unit_scores(sheet, &sheet.results.plan().score(card, unit, shown.period))
        })
    };
    view! {
        <div class="scores" data-explained=text(move || explained.with(Option::is_some).to_string())>
            <div class="scores-main">
                {html_part(move || scores().unwrap_or_default())}
                <Chart shown />
            </div>
            <ExplanationAside shown explained />
        </div>
    }
}

/// The explanation of the chosen measure.
#[component]
fn ExplanationAside(shown: Memo<Option<Shown>>, explained: Memo<Option<MeasureId>>) -> impl IntoView {
    let session = use_session();
    let open = Memo::new(move |_| explained.with(Option::is_some));
    let explanation = move || {
        let (shown, measure) = (shown.get()?, explained.get()?);
        let (card, unit) = (shown.scorecard.as_ref()?, shown.unit.as_ref()?);
        with_sheet(session, &shown, Some(measure.as_str()), |sheet| {
            let explanation = sheet.results.plan().explain(card, unit, shown.period, &measure);
            explained_html(sheet, explanation.as_ref())
        })
    };
    let close = move || {
        let measure = explained.get_untracked();
        if let Some(shown) = shown.get_untracked() {
            shown.go(None);
        }
        if let Some(measure) = measure {
            document::focus(&format!("[data-key=\"{measure}\"]"));
        }
    };
    let on_key = move |event: KeyboardEvent| {
        if event.key() == "Escape" {
            close();
        }
    };
    // Whoever opens an explanation goes on reading there.
    watch(move || {
        if explained.with(Option::is_some) && document::has_focus() {
            soon(|| {
                document::focus("#explanation-heading");
            });
        }
    });
    let aside = move || {
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
                {html_part(move || explanation().unwrap_or_default())}
            </aside>
        }
    };
    dynamic(move || open.get().then(aside))
}

fn heading(session: Session, shown: Memo<Option<Shown>>, explained: Memo<Option<MeasureId>>) -> String {
    let language = session.language.get();
    let name = session.with_structure(|workbook| {
        let shown = shown.get()?;
        let card = workbook.scorecard(shown.scorecard.as_ref()?)?;
        let measure = card.revision_in(shown.period.last())?.measure(&explained.get()?)?;
        Some(format!("{} {}", measure.code, measure.name.text(language)))
    });
    name.flatten().unwrap_or_else(|| messages(language).explanation.to_owned())
}

/// The total by month, for cards that score months.
#[component]
fn Chart(shown: Memo<Option<Shown>>) -> impl IntoView {
    let session = use_session();
    let totals = Memo::new(move |_| {
        let (shown, language) = (shown.get()?, session.language.get());
        session.with_plan(|plan, workbook| totals(plan, workbook, &shown, language))?
    });
    let chart = move |totals: &Totals| {
        let language = session.language.get();
        view! {
            <section class="trend">
                <h2>{messages(language).chart_title}</h2>
                {total_chart(totals, language)}
            </section>
        }
    };
    dynamic(move || totals.with(|totals| totals.as_ref().map(chart)))
}

fn totals(plan: &Plan, workbook: &Workbook, shown: &Shown, language: Language) -> Option<Totals> {
    let (unit, scorecard) = (shown.unit.as_ref()?, shown.scorecard.as_ref()?);
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
