//! The browser program: sets the panic hook and mounts the application.

use counterpoise::ui::{self, App};

fn main() {
    ui::report_panics();
    leptos::mount::mount_to_body(App);
}
