//! Parts of a view that change. Each closure in a view is a type of its own, with code of its own
//! to build and rebuild it; boxed, all of them share one.

use leptos::prelude::*;

/// A part of a view that is made anew when what it reads changes.
pub(in crate::ui) fn dynamic<V: IntoAny>(
    make: impl Fn() -> V + Send + 'static,
) -> Box<dyn Fn() -> AnyView + Send> {
    Box::new(move || make().into_any())
}

/// A text or an attribute that changes.
pub(in crate::ui) fn text(make: impl Fn() -> String + Send + 'static) -> Box<dyn Fn() -> String + Send> {
    Box::new(make)
}
