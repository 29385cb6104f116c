//! The one way in which an effect is made: boxed, so that all of them share their code.

use leptos::prelude::*;

/// Runs `act` now, and again whenever something it reads changes.
pub(in crate::ui) fn watch(act: impl Fn() + 'static) {
    watch_boxed(Box::new(act));
}

fn watch_boxed(act: Box<dyn Fn()>) {
    Effect::new(move |_: Option<()>| act());
}
