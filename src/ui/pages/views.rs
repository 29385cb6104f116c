//! The pages that show what the figures come to: which one, of what, and the way between them.

use leptos::prelude::*;

use super::alerts::AlertsView;
use super::compare::CompareView;
use super::lab::LabView;
use super::matrix::MatrixView;
use super::scores::UnitScores;
use super::strategy_map::MapView;
use crate::document::digest_of_period;
use crate::domain::figure::Cell;
use crate::domain::scorecard::Scorecard;
use crate::i18n::{Messages, view_words};
use crate::markup::{Imprint, Link, Sheet, View, measure_page, report};
use crate::ui::browser::{clock, document};
use crate::ui::components::controls::dynamic::{dynamic, text};
use crate::ui::components::controls::html_part::html_part;
use crate::ui::components::place_pickers::PlacePickers;
use crate::ui::state::{Route, ScoresRoute, Session, Shown, use_session};

/// Letters of a digest that are printed.
const DIGEST: usize = 16;

/// The heading of each page.
fn title(view: View) -> Word {
    match view {
        View::Scores | View::Measure => |w| w.nav_scores,
        View::Compare => |w| w.nav_compare,
        View::Alerts => |w| w.nav_alerts,
        View::Map => |w| w.nav_map,
        View::Lab => |w| w.nav_lab,
        View::Report => |w| w.nav_report,
        View::Figures => |w| w.nav_figures,
    }
}

/// The page.
#[component]
pub(in crate::ui) fn ViewsPage() -> impl IntoView {
    let session = use_session();
    let shown = Memo::new(move |_| {
        let route = scores_route(session);
        session.with_structure(|workbook| Shown::resolve(workbook, &route)).flatten()
    });
    let open = Memo::new(move |_| session.open_id().is_some());
    let kind =
        Memo::new(move |_| shown.with(|shown| shown.as_ref().map(|own| (own.view, own.unit.is_some()))));
    let content = dynamic(move || match (open.get(), kind.get()) {
        (true, Some(kind)) => content(kind, shown),
        (true, None) => view! { <p>{session.word(|w| w.no_scorecards)}</p> }.into_any(),
        (false, _) => nothing_open(session).into_any(),
    });
    let heading = text(move || title(scores_route(session).view)(session.words()).to_owned());
    view! {
        <h1>{heading}</h1>
        {dynamic(move || {
            let view = scores_route(session).view;
            matches!(view, View::Scores | View::Measure | View::Compare | View::Alerts).then(|| tabs(session, shown))
        })}
        {content}
    }
}

fn content((view, one): (View, bool), shown: Memo<Option<Shown>>) -> AnyView {
    let page = match view {
        View::Scores if !one => return view! { <MatrixView shown /> }.into_any(),
        View::Scores | View::Figures => view! { <UnitScores shown /> }.into_any(),
        View::Measure => measure_view(shown),
        View::Compare => view! { <CompareView shown /> }.into_any(),
        View::Alerts => view! { <AlertsView shown /> }.into_any(),
        View::Map => view! { <MapView shown /> }.into_any(),
        View::Lab => view! { <LabView shown /> }.into_any(),
        View::Report => report_view(shown),
    };
    view! {
        <div class="pickers"><PlacePickers shown /></div>
        {page}
    }
    .into_any()
}

/// A word of the screen.
type Word = fn(&Messages) -> &'static str;

/// The way between the pages about scores.
fn tabs(session: Session, shown: Memo<Option<Shown>>) -> impl IntoView {
    const TABS: [(View, Word); 3] = [
        (View::Scores, |w| w.nav_scores),
        (View::Compare, |w| w.nav_compare),
        (View::Alerts, |w| w.nav_alerts),
    ];
    let tab = move |(view, word): (View, Word)| {
        let address = text(move || {
            let route = shown.with(|shown| shown.as_ref().map(|shown| shown.route(None)));
            Route::Scores(ScoresRoute { view, ..route.unwrap_or_default() }).fragment()
        });
        let here = move || {
            let shown = scores_route(session).view;
            (shown == view || shown == View::Measure && view == View::Scores).then_some("page")
        };
        view! { <a class="tab" href=address aria-current=here>{session.word(word)}</a> }
    };
    view! { <nav class="tabs" aria-label=session.word(|w| w.nav_scores)>{TABS.map(tab).collect_view()}</nav> }
}

/// A measure on a page of its own.
fn measure_view(shown: Memo<Option<Shown>>) -> AnyView {
    let session = use_session();
    let html = move || {
        let (measure, width) = (scores_route(session).detail?, document::content_width());
        with_sheet(session, &shown.get()?, Some(&measure), |sheet| measure_page(sheet, width))
    };
    html_part(move || html().unwrap_or_default())
}

/// The report, as it is printed.
fn report_view(shown: Memo<Option<Shown>>) -> AnyView {
    let session = use_session();
    let html = move || {
        with_sheet(session, &shown.get()?, None, |sheet| {
            let imprint = Imprint {
                version: env!("CARGO_PKG_VERSION"),
                digest: &digest(sheet),
                printed: &clock::today(),
            };
            report(sheet, &imprint)
        })
    };
    view! {
        <p class="no-print">
            <button type="button" class="button" on:click=move |_| document::print()>
                {text(move || view_words(session.language.get()).report_print.to_owned())}
            </button>
        </p>
        {html_part(move || html().unwrap_or_default())}
    }
    .into_any()
}

/// The beginnings of the digests of what the scores rest on, one for each scorecard.
fn digest(sheet: &Sheet<'_>) -> String {
    let shown = |card: &&Scorecard| !card.units.is_empty() && sheet.card.is_none_or(|own| card.id == *own);
    let cards = sheet.workbook.scorecards.iter().filter(shown);
    let digest = |card: &Scorecard| {
        let plan = sheet.results.plan();
        digest_of_period(sheet.workbook, plan, &card.id, sheet.period)
            .chars()
            .take(DIGEST)
            .collect::<String>()
    };
    cards.map(digest).collect::<Vec<_>>().join(" ")
}

/// What a page is about, for the markup of it; again whenever the workbook changes.
pub(super) fn with_sheet<T>(
    session: Session,
    shown: &Shown,
    detail: Option<&str>,
    read: impl FnOnce(&Sheet<'_>) -> T,
) -> Option<T> {
    let language = session.language.get();
    let links = |link: Link<'_>| address(shown, link);
    session.with_results(|results, workbook| {
        read(&Sheet {
            workbook,
            results,
            language,
            unit: shown.unit.as_ref(),
            card: shown.scorecard.as_ref(),
            period: shown.period,
            detail,
            links: &links,
        })
    })
}

/// The address of what a piece of markup leads to.
pub(super) fn address(shown: &Shown, link: Link<'_>) -> String {
    if link.view == View::Figures {
        let month = link.period.last();
        let cell = link.unit.zip(link.detail);
        let cell = cell.map(|(unit, item)| Cell { unit: unit.clone(), item: item.into(), month });
        let of_year = || Route::Figures { unit: link.unit.cloned(), year: Some(month.year()) };
        return cell.map_or_else(of_year, Route::Figure).fragment();
    }
    let route = ScoresRoute {
        view: link.view,
        unit: link.unit.cloned(),
        scorecard: link.card.cloned(),
        period: Some(link.period.format(shown.first_month)),
        detail: link.detail.map(str::to_owned),
    };
    Route::Scores(route).fragment()
}

/// What the address names.
pub(super) fn scores_route(session: Session) -> ScoresRoute {
    match session.route.get() {
        Route::Scores(route) => route,
        _ => ScoresRoute::default(),
    }
}

/// What is said where no workbook is open.
pub(super) fn nothing_open(session: Session) -> impl IntoView {
    view! {
        <h2>{session.word(|w| w.nothing_open_title)}</h2>
        <p>{session.word(|w| w.nothing_open)}</p>
        <p><a href=Route::Workbooks.fragment()>{session.word(|w| w.nav_workbooks)}</a></p>
    }
}
