//! The screen (feature `web`): Leptos components, browser access, and the one write path.

use leptos::prelude::*;

/// The application.
#[component]
pub fn App() -> impl IntoView {
    view! { <main><h1>"Counterpoise"</h1></main> }
}
