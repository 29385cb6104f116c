//! The page itself: its language, theme and title, and where the focus is.

use leptos::ev::KeyboardEvent;
use leptos::prelude::document;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, FocusOptions, HtmlElement, HtmlInputElement};

/// A field for text.
pub(crate) type TextInput = HtmlInputElement;

/// Sets an attribute of the root element.
pub(crate) fn set_root_attribute(name: &str, value: &str) {
    if let Some(root) = document().document_element() {
        let _ = root.set_attribute(name, value);
    }
}

/// Sets the title of the page.
pub(crate) fn set_title(title: &str) {
    document().set_title(title);
}

/// The languages the person prefers, best first, as BCP 47 tags.
pub(crate) fn preferred_languages() -> Vec<String> {
    let languages = leptos::prelude::window().navigator().languages();
    languages.iter().filter_map(|tag| tag.as_string()).collect()
}

/// Whether the page is no longer in sight.
pub(crate) fn is_hidden() -> bool {
    document().visibility_state() == web_sys::VisibilityState::Hidden
}

/// How wide the page's content is, in pixels.
pub(crate) fn content_width() -> i32 {
    let content = document().query_selector("main").ok().flatten();
    // A page that is not laid out yet has the width of the window.
    content.map(|main| main.client_width()).filter(|width| *width > 0).unwrap_or(720) - 48
}

/// Prints the page.
pub(crate) fn print() {
    let _ = leptos::prelude::window().print();
}

/// The height of the window, in pixels.
pub(crate) fn content_height() -> i32 {
    document().document_element().map_or(800, |root| root.client_height())
}

/// Takes so many rows out of a table at the beginning and at the end of those that are there, puts
/// others in, and sets the room above and below. `None` where the table has all its rows.
pub(crate) fn exchange_rows(
    region: &Element,
    out: [usize; 2],
    [first, last]: [String; 2],
    room: [usize; 2],
) -> Option<()> {
    let found = region.query_selector_all(".room").ok()?;
    let spacer = |place| found.item(place)?.dyn_into::<Element>().ok();
    let (above, below) = (spacer(0)?, spacer(1)?);
    for _ in 0..out[0] {
        above.next_element_sibling()?.remove();
    }
    for _ in 0..out[1] {
        below.previous_element_sibling()?.remove();
    }
    above.insert_adjacent_html("afterend", &first).ok()?;
    below.insert_adjacent_html("beforebegin", &last).ok()?;
    for (spacer, height) in [above, below].into_iter().zip(room) {
        spacer.first_element_child()?.set_attribute("height", &height.to_string()).ok()?;
    }
    Some(())
}

/// Puts HTML into an element. What had the focus in it has it again, found by its `data-key`.
pub(crate) fn put(element: &Element, html: &str) {
    let within = |active: &Element| element.contains(Some(active));
    let key = document().active_element().filter(within).and_then(|active| active.get_attribute("data-key"));
    element.set_inner_html(html);
    if let Some(key) = key {
        focus(&format!("[data-key=\"{key}\"]"));
    }
}

/// Moves the focus to the first element that `selector` finds; `false` when there is none.
pub(crate) fn focus(selector: &str) -> bool {
    let found = document().query_selector(selector).ok().flatten();
    // Parts of drawings can have the focus too, though they are no elements of HTML.
    found.is_some_and(|element| element.unchecked_ref::<HtmlElement>().focus().is_ok())
}

/// Presses the first element that `selector` finds.
pub(crate) fn click(selector: &str) {
    if let Ok(Some(found)) = document().query_selector(selector) {
        found.unchecked_ref::<HtmlElement>().click();
    }
}

/// Moves the focus to a heading, which cannot be reached by Tab.
pub(crate) fn focus_heading(selector: &str) -> bool {
    if let Ok(Some(heading)) = document().query_selector(selector) {
        let _ = heading.set_attribute("tabindex", "-1");
    }
    focus(selector)
}

/// Scrolls the page to its top.
pub(crate) fn to_top() {
    leptos::prelude::window().scroll_to_with_x_and_y(0.0, 0.0);
}

/// Scrolls the line that an element stands in, where it is cut off there.
pub(crate) fn scroll_along(selector: &str) {
    let found = document().query_selector(selector).ok().flatten();
    let line = found.as_ref().and_then(|own| own.closest(".strip").ok().flatten());
    if let Some((element, line)) = found.zip(line) {
        let own = element.unchecked_ref::<HtmlElement>();
        let (start, seen) = (own.offset_left(), line.scroll_left());
        if start < seen || start + own.offset_width() > seen + line.client_width() {
            line.set_scroll_left(start - line.client_width() / 3);
        }
    }
}

/// The elements around the place of an event, innermost first, within the page's content.
pub(crate) fn around(event: &Event) -> Vec<Element> {
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    if !is_within(event, "main") {
        return Vec::new();
    }
    std::iter::successors(target, |own| own.parent_element().filter(|own| own.tag_name() != "MAIN")).collect()
}

/// Gives the focus, should it be lost, to the first of these elements that is still there, or else to the
/// heading of the page.
pub(crate) fn keep_focus(around: &[Element]) {
    if has_focus() || around.is_empty() {
        return;
    }
    let Some(found) = around.iter().find(|own| own.is_connected()) else {
        focus_heading("main h1");
        return;
    };
    if !found.has_attribute("tabindex") {
        let _ = found.set_attribute("tabindex", "-1");
    }
    refocus(found.unchecked_ref());
}

/// The field that `selector` finds.
pub(crate) fn input(selector: &str) -> Option<TextInput> {
    document().query_selector(selector).ok().flatten()?.dyn_into().ok()
}

/// Gives a field the focus back; nothing is scrolled for it.
pub(crate) fn refocus(input: &TextInput) {
    let options = FocusOptions::new();
    options.set_prevent_scroll(true);
    let _ = input.focus_with_options(&options);
}

/// The field that an event comes from.
pub(crate) fn target_input(event: &Event) -> Option<TextInput> {
    event.target()?.dyn_into().ok()
}

/// A number among the attributes of a field.
pub(crate) fn number_of(input: &TextInput, name: &str) -> Option<usize> {
    input.get_attribute(name)?.parse().ok()
}

/// What is in sight of a table that scrolls, in pixels.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Sight {
    /// Scrolled away above.
    pub(crate) top: i32,
    /// Scrolled away before the first column.
    pub(crate) left: i32,
    /// In sight.
    pub(crate) height: i32,
    /// In sight.
    pub(crate) width: i32,
    /// The height of a row.
    pub(crate) row: i32,
    /// The width of a column, where all are alike.
    pub(crate) column: i32,
    /// The height of what stays above and below the rows.
    pub(crate) head: i32,
    /// The width of the column that stays.
    pub(crate) first: i32,
}

/// What is in sight of the table in `region`, of `columns` columns after the first.
pub(crate) fn sight(region: &HtmlElement, columns: usize) -> Sight {
    let size = |selector: &str| {
        let found = region.query_selector(selector).ok().flatten();
        let element = found.and_then(|element| element.dyn_into::<HtmlElement>().ok());
        element.map_or((0, 0), |element| (element.offset_width(), element.offset_height()))
    };
    let (first, head) = size("thead th");
    let columns = i32::try_from(columns).unwrap_or(i32::MAX).max(1);
    Sight {
        top: region.scroll_top(),
        left: region.scroll_left(),
        height: region.client_height(),
        width: region.client_width(),
        row: size("tbody tr[data-line]").1.max(LEAST_ROW),
        column: (size("table").0.saturating_sub(first) / columns).max(LEAST_ROW),
        head: head.saturating_add(size("tfoot").1),
        first,
    }
}

/// No row is lower, and no column narrower, so that a page that is not laid out yet draws no more rows
/// than it needs.
const LEAST_ROW: i32 = 20;

/// Scrolls what is in `region`.
pub(crate) fn scroll_to(region: &Element, left: i32, top: i32) {
    region.set_scroll_left(left);
    region.set_scroll_top(top);
}

/// Whether any element has the focus.
pub(crate) fn has_focus() -> bool {
    document().active_element().is_some_and(|element| element.tag_name() != "BODY")
}

/// Whether an element within `parent` has the focus.
pub(crate) fn holds_focus(parent: &Element) -> bool {
    let active = document().active_element();
    active.is_some_and(|active| active != *parent && parent.contains(Some(&active)))
}

/// Whether a field has the focus.
pub(crate) fn holds_focus_itself(input: &TextInput) -> bool {
    document().active_element().is_some_and(|active| active == ***input)
}

/// Whether the focus is on something that is neither pressed nor filled in: it only stands in for what
/// is gone.
pub(crate) fn has_substitute_focus() -> bool {
    document().active_element().is_none_or(|element| {
        element.tag_name() == "BODY"
            || element.get_attribute("tabindex").as_deref() == Some("-1")
                && !element.tag_name().starts_with(['H', 'I'])
    })
}

/// Moves the focus from where the event happened to the next of the elements that `selector` finds,
/// or to the one before, and selects what is written there: typing replaces it.
pub(crate) fn focus_beside(event: &KeyboardEvent, selector: &str, forwards: bool) {
    let here = event.target().and_then(|target| target.dyn_into::<web_sys::Node>().ok());
    let Ok(found) = document().query_selector_all(selector) else {
        return;
    };
    let place = (0..found.length()).find(|place| found.item(*place) == here);
    let next = place.and_then(|place| if forwards { place.checked_add(1) } else { place.checked_sub(1) });
    let element = next.and_then(|next| found.item(next)).and_then(|node| node.dyn_into::<HtmlElement>().ok());
    if let Some(element) = element {
        let _ = element.focus();
        if let Some(input) = element.dyn_ref::<HtmlInputElement>() {
            select_all(input);
        }
    }
}

/// Selects the whole text of an input.
pub(crate) fn select_all(input: &HtmlInputElement) {
    input.select();
}

/// Selects the whole text of the field that `selector` finds, and copies it where the browser lets
/// the page do so; `false` where it does not.
pub(crate) fn copy_text(selector: &str) -> bool {
    focus(selector);
    let found = document().query_selector(selector).ok().flatten();
    let Some(field) = found.and_then(|field| field.dyn_into::<web_sys::HtmlTextAreaElement>().ok()) else {
        return false;
    };
    field.select();
    // The older way works without a secure context, which a hospital's own network often lacks.
    document().unchecked_into::<web_sys::HtmlDocument>().exec_command("copy").unwrap_or(false)
}

/// Copies a text that stands nowhere on the page; `false` where the browser does not let the page do so.
pub(crate) fn copy(text: &str) -> bool {
    let before = document().active_element();
    let put = || {
        let field = document().create_element("textarea").ok()?;
        let field = field.dyn_into::<web_sys::HtmlTextAreaElement>().ok()?;
        field.set_value(text);
        // Outside an open dialog nothing can be selected.
        let place = document().query_selector("dialog[open]").ok().flatten();
        place.or_else(|| document().body().map(Into::into))?.append_child(&field).ok()?;
        field.select();
        let copied = document().unchecked_into::<web_sys::HtmlDocument>().exec_command("copy");
        field.remove();
        copied.ok()
    };
    let copied = put().unwrap_or(false);
    if let Some(before) = before.and_then(|before| before.dyn_into::<web_sys::HtmlElement>().ok()) {
        let _ = before.focus();
    }
    copied
}

/// Puts the caret at the end of an input.
pub(crate) fn caret_to_end(input: &HtmlInputElement) {
    let end = u32::try_from(input.value().encode_utf16().count()).ok();
    let _ = input.set_selection_start(end);
    let _ = input.set_selection_end(end);
}

/// Whether Control, or Command on a Mac, is held.
pub(crate) fn has_command(event: &KeyboardEvent) -> bool {
    event.ctrl_key() || event.meta_key()
}

/// Whether the event happened within an element that `selector` finds.
pub(crate) fn is_within(event: &web_sys::Event, selector: &str) -> bool {
    let target = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
    target.is_some_and(|element| element.closest(selector).ok().flatten().is_some())
}

/// Whether the event comes from a field for text, which has an undo of its own.
pub(crate) fn in_text_field(event: &KeyboardEvent) -> bool {
    is_within(event, "textarea, [data-native-undo]")
}
