//! The strategy map: objectives that are moved by pointer and by keyboard.

use leptos::ev::{KeyboardEvent, PointerEvent};
use leptos::prelude::*;

use super::views::with_sheet;
use crate::domain::edit::Edit;
use crate::domain::id::{ObjectiveId, ScorecardId};
use crate::domain::strategy_map::{PLACE, Position, layout};
use crate::i18n::view_words;
use crate::markup::strategy_map;
use crate::ui::browser::pointer::{self, Drag};
use crate::ui::components::controls::dynamic::{dynamic, text};
use crate::ui::components::controls::html_part::html_part;
use crate::ui::state::{DesignRoute, Route, Session, Shown, use_session};

/// How far an arrow key moves, in hundredths of a place.
const STEP: i32 = PLACE / 10;

/// The map, or where its objectives are made.
#[component]
pub(in crate::ui) fn MapView(shown: Memo<Option<Shown>>) -> impl IntoView {
    let session = use_session();
    let html = Memo::new(move |_| {
        shown.get().and_then(|shown| with_sheet(session, &shown, None, strategy_map)).unwrap_or_default()
    });
    let drag = StoredValue::new(None::<Drag>);
    let empty = Memo::new(move |_| html.with(String::is_empty));
    let word = move |pick: fn(&crate::i18n::ViewWords) -> &'static str| {
        text(move || pick(view_words(session.language.get())).to_owned())
    };
    let design = move || {
        let scorecard = shown.with(|shown| shown.as_ref().and_then(|shown| shown.scorecard.clone()));
        Route::Design(DesignRoute { scorecard, ..DesignRoute::default() }).fragment()
    };
    let on_up = move |event: PointerEvent| {
        if let Some(drag) = drag.try_update_value(Option::take).flatten() {
            let (right, down) = drag.moved(&event);
            shift(session, shown, drag.key(), (right * PLACE / 190, down * PLACE / 132));
        }
    };
    view! {
        {dynamic(move || {
            let said = if empty.get() { word(|w| w.map_empty) } else { word(|w| w.map_help) };
            view! {
                <p class="grid-help">{said}</p>
                {empty.get().then(|| view! { <p><a href=design()>{word(|w| w.map_to_design)}</a></p> })}
            }
        })}
        <div
            class="map"
            on:pointerdown=move |event| drag.set_value(Drag::begin(&event))
            on:pointermove=move |event| drag.with_value(|drag| {
                if let Some(drag) = drag {
                    drag.show(&event);
                }
            })
            on:pointerup=on_up
            on:pointercancel=move |_| {
                if let Some(drag) = drag.try_update_value(Option::take).flatten() {
                    drag.give_up();
                }
            }
            on:keydown=move |event| on_key(session, shown, &event)
        >
            {html_part(move || html.get())}
        </div>
    }
}

fn on_key(session: Session, shown: Memo<Option<Shown>>, event: &KeyboardEvent) {
    let Some(key) = pointer::key_of(event) else { return };
    let by = match event.key().as_str() {
        "ArrowLeft" => (-STEP, 0),
        "ArrowRight" => (STEP, 0),
        "ArrowUp" => (0, -STEP),
        "ArrowDown" => (0, STEP),
        "Delete" => {
            if let Some((scorecard, objective)) = on_card(shown, &key) {
                session.dispatch(Edit::PlaceObjective { scorecard, objective, position: None });
            }
            return;
        }
        _ => return,
    };
    event.prevent_default();
    shift(session, shown, &key, by);
}

fn on_card(shown: Memo<Option<Shown>>, key: &str) -> Option<(ScorecardId, ObjectiveId)> {
    Some((shown.get_untracked()?.scorecard?, ObjectiveId::from(key)))
}

/// Moves an objective from where it stands.
fn shift(session: Session, shown: Memo<Option<Shown>>, key: &str, (right, down): (i32, i32)) {
    let Some((scorecard, objective)) = on_card(shown, key).filter(|_| (right, down) != (0, 0)) else {
        return;
    };
    let here = session.with_untracked(|workbook| {
        let month = shown.get_untracked()?.period.last();
        let revision = workbook.scorecard(&scorecard)?.revision_in(month)?;
        let placed = layout(&scorecard, revision, &workbook.positions);
        placed.into_iter().find(|own| own.objective == objective).map(|own| own.position)
    });
    if let Some(Position { x, y }) = here.flatten() {
        let position = Some(Position { x: x.saturating_add(right), y: y.saturating_add(down) });
        session.dispatch(Edit::PlaceObjective { scorecard, objective, position });
    }
}
