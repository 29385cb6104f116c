//! The text of a field that may have the focus: it is set only where it differs from what stands there,
//! because setting it moves the caret and takes back what is selected.

use leptos::tachys::html::property::IntoProperty;
use leptos::tachys::renderer::types::Element;
use wasm_bindgen::JsCast;
use web_sys::HtmlInputElement;

/// The text.
#[derive(Clone, Debug)]
pub(crate) struct FieldText(pub(crate) String);

impl FieldText {
    fn put_into(&self, element: &Element) {
        if let Some(input) = element.dyn_ref::<HtmlInputElement>()
            && input.value() != self.0
        {
            input.set_value(&self.0);
        }
    }
}

impl IntoProperty for FieldText {
    type State = Element;
    type Cloneable = Self;
    type CloneableOwned = Self;

    fn hydrate<const FROM_SERVER: bool>(self, element: &Element, key: &str) -> Element {
        self.build(element, key)
    }

    fn build(self, element: &Element, _: &str) -> Element {
        self.put_into(element);
        element.clone()
    }

    fn rebuild(self, element: &mut Element, _: &str) {
        self.put_into(element);
    }

    fn into_cloneable(self) -> Self {
        self
    }

    fn into_cloneable_owned(self) -> Self {
        self
    }
}
