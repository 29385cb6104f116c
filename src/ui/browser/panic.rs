//! A panic kills the page: its text goes to the console and to the plain page of `start.js`.

use js_sys::{Error, Function, Reflect};
use wasm_bindgen::{JsCast, JsValue};

/// Reports a panic instead of a bare "unreachable".
pub fn install_hook() {
    std::panic::set_hook(Box::new(|info| {
        let error = JsValue::from(Error::new(&info.to_string()));
        let global = js_sys::global();
        let report = Reflect::get(&global, &JsValue::from_str("reportError"));
        if let Some(report) = report.ok().and_then(|report| report.dyn_into::<Function>().ok()) {
            let _ = report.call1(&global, &error);
        }
    }));
}
