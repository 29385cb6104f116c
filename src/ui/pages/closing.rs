//! Closing a period of a scorecard, and opening it again.

use std::sync::Arc;

use leptos::prelude::*;

use crate::document::digest_of_period;
use crate::domain::closing::{Closing, Stamp, changed_since, close, reopen};
use crate::domain::id::ScorecardId;
use crate::domain::period::Period;
use crate::domain::workbook::Workbook;
use crate::i18n::{ViewWords, analysis, fill, list_of, view_words};
use crate::ui::browser::clock;
use crate::ui::components::controls::dynamic::{dynamic, text};
use crate::ui::components::controls::text_field::text_field;
use crate::ui::state::{Session, Shown};

/// What is closed: a period of a card.
type Place = (ScorecardId, Period);

/// Whether the period of the scorecard that is shown is closed, what has changed since, and the button
/// for either. Nothing where several scorecards are shown.
pub(super) fn closing_view(session: Session, shown: Memo<Option<Shown>>) -> AnyView {
    let place = Memo::new(move |_| {
        let shown = shown.get()?;
        Some((shown.scorecard?, shown.period))
    });
    let closed = Memo::new(move |_| {
        let (card, period) = place.get()?;
        session.with(|workbook| workbook.closing(&card, period).cloned())?
    });
    let refused = RwSignal::new(None::<&'static str>);
    let view = move || {
        let place = place.get()?;
        let body = match closed.get() {
            Some(closing) => closed_view(session, place, &closing, refused),
            None => open_view(session, place, refused),
        };
        Some(view! {
            <div class="closing" data-testid="closing">{body}</div>
            <p class="field-error" role="alert">{move || refused.get()}</p>
        })
    };
    dynamic(view).into_any()
}

fn word(session: Session, pick: fn(&ViewWords) -> &'static str) -> impl Fn() -> String + Clone + Send {
    move || pick(view_words(session.language.get())).to_owned()
}

/// When, and who the person says to be.
fn stamp(session: Session) -> Stamp {
    Stamp { at: Arc::from(clock::now()), by: Arc::from(session.person.get_untracked()) }
}

fn open_view(session: Session, place: Place, refused: RwSignal<Option<&'static str>>) -> AnyView {
    let on_close = move |_| {
        let (card, period) = &place;
        let edit = session.with_plan_untracked(|plan, workbook| {
            let digest = digest_of_period(workbook, plan, card, *period);
            close(workbook, plan, card, *period, &stamp(session), digest)
        });
        act(session, edit, refused);
    };
    view! {
        <span>{text(word(session, |w| w.period_open))}</span>
        <button type="button" class="button" on:click=on_close>{text(word(session, |w| w.close_period))}</button>
    }
    .into_any()
}

fn closed_view(
    session: Session,
    place: Place,
    closing: &Closing,
    refused: RwSignal<Option<&'static str>>,
) -> AnyView {
    let reason = RwSignal::new(String::new());
    let on_reopen = move |_| {
        let (card, period) = &place;
        let edit = session.with_untracked(|workbook| {
            reopen(workbook, card, *period, &stamp(session), &reason.get_untracked())
        });
        act(session, edit, refused);
    };
    view! {
        <span data-testid="closed">{closed_text(session, closing)}</span>
        {text_field("picker", word(session, |w| w.reopen_reason), reason)}
        <button type="button" class="button" on:click=on_reopen>{text(word(session, |w| w.reopen_period))}</button>
    }
    .into_any()
}

/// When it was closed, and who would have another score now.
fn closed_text(session: Session, closing: &Closing) -> String {
    let language = session.language.get();
    let words = view_words(language);
    let changed = session.with_plan(|plan, workbook: &Workbook| {
        let changed = changed_since(workbook, plan, closing);
        let said = |own: &crate::domain::closing::ChangedSince| {
            let unit = workbook.unit(&own.unit)?.name.text(language).to_owned();
            Some(format!("{unit} ({})", analysis::closed_now(own.points, language)))
        };
        let totals = changed.iter().filter(|own| own.points.differs()).filter_map(said).collect::<Vec<_>>();
        (changed.is_empty(), totals)
    });
    let (same, totals) = changed.unwrap_or_default();
    let since = match totals.as_slice() {
        [] if same => words.closed_same.to_owned(),
        [] => words.closed_totals_same.to_owned(),
        totals => fill(words.closed_changed, &[&list_of(totals, language)]),
    };
    let stamp = if closing.by.is_empty() { words.period_closed } else { words.period_closed_by };
    format!("{} {since}", fill(stamp, &[&clock::local(&closing.at), &closing.by]))
}

fn act(
    session: Session,
    edit: Option<Result<crate::domain::edit::Edit, crate::domain::closing::ClosingError>>,
    refused: RwSignal<Option<&'static str>>,
) {
    match edit {
        Some(Ok(edit)) => {
            refused.set(None);
            session.dispatch(edit);
        }
        Some(Err(error)) => {
            refused.set(Some(analysis::closing_error(error, session.language.get_untracked())));
        }
        None => {}
    }
}
