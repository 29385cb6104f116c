//! The program's own scripts: the mirror (`mirror.js`) and the choice of the one tab that writes a
//! workbook (`writer.js`). `start.js` puts their functions under one global name.

use js_sys::{Array, Function, Reflect};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};

use crate::storage::{Mirror, Usage};

/// The global name.
const SCRIPTS: &str = "counterpoise";

/// Calls a function of the scripts; undefined where there is none.
fn call(name: &str, arguments: &[&JsValue]) -> JsValue {
    let scripts = Reflect::get(&js_sys::global(), &SCRIPTS.into()).unwrap_or_default();
    let function = Reflect::get(&scripts, &name.into()).unwrap_or_default();
    let list: Array = arguments.iter().copied().collect();
    match function.dyn_ref::<Function>() {
        Some(function) => function.apply(&scripts, &list).unwrap_or_default(),
        None => JsValue::UNDEFINED,
    }
}

/// Pairs out of a list: key, value, key, value.
fn pairs(list: &JsValue) -> Vec<(String, JsValue)> {
    let list = list.dyn_ref::<Array>().map(Array::to_vec).unwrap_or_default();
    let pair = |pair: &[JsValue]| match pair {
        [key, value] => Some((key.as_string()?, value.clone())),
        _ => None,
    };
    list.chunks(2).filter_map(pair).collect()
}

/// What the mirror had at the start of workbooks that are stored in another state.
pub(crate) fn found_in_mirror() -> Mirror {
    let found = pairs(&call("found", &[]));
    found.into_iter().filter_map(|(key, text)| Some((key, text.as_string()?))).collect()
}

/// Brings the mirror of a workbook to what is stored; `done` hears whether there is a mirror that
/// has it.
pub(crate) fn copy_to_mirror(part: &str, done: impl FnOnce(bool) + 'static) {
    let done = once(Box::new(done));
    if call_is_missing("copy") {
        let _ = done.unchecked_ref::<Function>().call1(&JsValue::UNDEFINED, &JsValue::FALSE);
    } else {
        call("copy", &[&part.into(), &done]);
    }
}

fn call_is_missing(name: &str) -> bool {
    let scripts = Reflect::get(&js_sys::global(), &SCRIPTS.into()).unwrap_or_default();
    !Reflect::get(&scripts, &name.into()).is_ok_and(|function| function.is_function())
}

fn once(act: Box<dyn FnOnce(bool)>) -> JsValue {
    Closure::once_into_js(act)
}

/// Empties the mirror; `done` hears whether nothing is left there.
pub(crate) fn forget_mirror(done: impl FnOnce(bool) + 'static) {
    call("forget", &[&once(Box::new(done))]);
}

/// This tab shows a workbook; `tell` hears whether it may write it.
pub(crate) fn follow(part: &str, tell: impl Fn(bool) + 'static) {
    let tell: Box<dyn Fn(bool)> = Box::new(tell);
    call("follow", &[&part.into(), &Closure::wrap(tell).into_js_value()]);
}

/// This tab shows no workbook.
pub(crate) fn leave() {
    call("leave", &[]);
}

/// The person wants to write in this tab.
pub(crate) fn take_over() {
    call("takeOver", &[]);
}

/// The workbook inside the app's own file, in the one-file build.
pub(crate) fn workbook_inside() -> Option<String> {
    call("inside", &[]).as_string()
}

/// The app's own file with a workbook inside; `None` where the app is not in one file.
pub(crate) fn whole_file(workbook: &str) -> Option<String> {
    call("wholeFile", &[&workbook.into()]).as_string()
}

/// Whether the app is in one file.
pub(crate) fn is_one_file() -> bool {
    !call_is_missing("wholeFile")
}

/// Whether this browser can keep the program's files for this address; `None` in the one-file build.
pub(crate) fn can_keep_files() -> Option<bool> {
    call("canKeepFiles", &[]).as_bool()
}

/// Whether the person wants the program's files to be kept.
pub(crate) fn wants_files_kept() -> bool {
    call("filesWanted", &[]).is_truthy()
}

/// `done` hears, once it is so, that the program's files are kept.
pub(crate) fn files_kept(done: impl FnOnce(bool) + 'static) {
    call("filesKept", &[&once(Box::new(done))]);
}

/// Keeps the program's files from now on, or no longer; `done` hears whether they are.
pub(crate) fn keep_files(wanted: bool, done: impl FnOnce(bool) + 'static) {
    call("keepFiles", &[&wanted.into(), &once(Box::new(done))]);
}

/// How full the storage is; nothing where it is denied.
pub(crate) fn usage() -> Usage {
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "lengths of texts")]
    let units = |length: JsValue| length.as_f64().unwrap_or_default() as u64;
    Usage::of(pairs(&call("usage", &[])).into_iter().map(|(key, length)| (key, units(length))))
}
