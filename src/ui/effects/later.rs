//! What waits for a pause in the typing.

use std::cell::Cell;
use std::time::Duration;

use leptos::prelude::*;

/// Does `act` as a task of its own, once another page that was asked for by its address is drawn. Keys may
/// come before it: what must have the focus for the next key waits with [`once_drawn`].
pub(in crate::ui) fn soon(act: impl FnOnce() + 'static) {
    let act: Box<dyn FnOnce()> = Box::new(act);
    let _ = set_timeout_with_handle(act, Duration::ZERO);
}

/// What is drawn waits for its turn as what comes after it does, and may itself wait for what changes it.
const TURNS: usize = 4;

/// Does `act` once the page has been drawn anew, and before anybody can press another key.
pub(in crate::ui) fn once_drawn(act: impl FnOnce() + 'static) {
    let act: Box<dyn FnOnce()> = Box::new(act);
    leptos::task::spawn_local(async move {
        for _ in 0..TURNS {
            leptos::task::tick().await;
        }
        act();
    });
}

/// One thing that waits; a later one takes its place.
#[derive(Default)]
pub(in crate::ui) struct Later(Cell<Option<TimeoutHandle>>);

/// What waits is given up with the effect that waits for it: what it reads may be gone.
impl Drop for Later {
    fn drop(&mut self) {
        self.cancel();
    }
}

impl Later {
    /// Does `act` after `pause`, unless something else is asked for before.
    pub(in crate::ui) fn run(&self, pause: Duration, act: impl FnOnce() + 'static) {
        self.run_boxed(pause, Box::new(act));
    }

    /// Gives up what waits.
    pub(in crate::ui) fn cancel(&self) {
        if let Some(handle) = self.0.take() {
            handle.clear();
        }
    }

    fn run_boxed(&self, pause: Duration, act: Box<dyn FnOnce()>) {
        self.cancel();
        self.0.set(set_timeout_with_handle(act, pause).ok());
    }
}
