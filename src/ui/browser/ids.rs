//! Identities for new workbooks.

use crate::domain::id::WorkbookId;

/// A fresh identity of 96 random bits.
pub(crate) fn workbook_id() -> WorkbookId {
    let mut bytes = [0_u8; 12];
    let crypto = leptos::prelude::window().crypto();
    let random = crypto.and_then(|crypto| crypto.get_random_values_with_u8_array(&mut bytes));
    if random.is_err() {
        // Without a source of randomness the time has to do.
        return WorkbookId::from(super::clock::now().as_str());
    }
    let text: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    WorkbookId::from(text.as_str())
}
