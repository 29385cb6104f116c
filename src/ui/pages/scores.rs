//! Scores: a unit's total, perspectives and measures in a period, and how each came about.

use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

use super::views::{scores_route, with_sheet};
use crate::domain::id::MeasureId;
use crate::i18n::{messages, view_words};
use crate::markup::{View, explained as explained_html, measure_by_period, total_by_month, unit_scores};
use crate::ui::browser::document;
use crate::ui::components::controls::dynamic::{dynamic, text};
use crate::ui::components::controls::html_part::html_part;
use crate::ui::effects::{once_drawn, watch};
use crate::ui::state::{Route, ScoresRoute, Session, Shown, use_session};

/// The width of a chart beside the scores, in pixels.
const ASIDE: i32 = 400;

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
    let chart = move || {
        let width = document::content_width();
        with_sheet(session, &shown.get()?, None, |sheet| total_by_month(sheet, width))
    };
    view! {
        <div class="scores" data-explained=text(move || explained.with(Option::is_some).to_string())>
            <div class="scores-main">
                {html_part(move || scores().unwrap_or_default())}
                {html_part(move || chart().unwrap_or_default())}
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
            let mut html = explained_html(sheet, explanation.as_ref());
            if let Some(explanation) = &explanation {
                html.push_str(&measure_by_period(sheet, explanation, ASIDE));
            }
            html
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
            once_drawn(|| {
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
                    <a class="button" data-variant="quiet" href=text(move || whole(shown, explained))>
                        {text(move || view_words(session.language.get()).measure_open.to_owned())}
                    </a>
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

/// The address of the measure's own page.
fn whole(shown: Memo<Option<Shown>>, explained: Memo<Option<MeasureId>>) -> String {
    let detail = explained.get().map(|measure| measure.to_string());
    let route = shown.with(|shown| shown.as_ref().map(|shown| shown.route(detail)));
    Route::Scores(ScoresRoute { view: View::Measure, ..route.unwrap_or_default() }).fragment()
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
