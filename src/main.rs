//! The browser program: sets the panic hook and mounts the application.

use counterpoise::ui::App;

fn main() {
    console_error_panic_hook::set_once();
    leptos::mount::mount_to_body(App);
}
