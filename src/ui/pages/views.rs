//! The pages that show what the figures come to: which one, of what, and the way between them.

use leptos::prelude::*;

use super::matrix::MatrixView;
use super::scores::UnitScores;
use crate::i18n::Messages;
use crate::markup::{Link, Sheet, View};
use crate::ui::components::controls::dynamic::{dynamic, text};
use crate::ui::components::place_pickers::PlacePickers;
use crate::ui::state::{Route, ScoresRoute, Session, Shown, use_session};

/// The heading of each page.
fn title(view: View) -> fn(&Messages) -> &'static str {
    match view {
        View::Scores => |w| w.nav_scores,
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
        {content}
    }
}

fn content(kind: (View, bool), shown: Memo<Option<Shown>>) -> AnyView {
    match kind {
        (View::Scores, true) => view! {
            <div class="pickers"><PlacePickers shown /></div>
            <UnitScores shown />
        }
        .into_any(),
        _ => view! { <MatrixView shown /> }.into_any(),
    }
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
        return Route::Figures { unit: link.unit.cloned(), year: Some(link.period.last().year()) }.fragment();
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
