//! Everything of this program as one text: what a person downloads when something is wrong, and what
//! can be read back. An object of keys and texts, as `start.js` writes it too.

use super::keys;
use super::mirror::Mirror;
use crate::document::{Json, ToJson, Writer, format_on_one_line};

/// Keys and texts as JSON.
#[must_use]
pub fn write_dump(texts: &[(String, String)]) -> String {
    format_on_one_line(&Dump(texts))
}

struct Dump<'t>(&'t [(String, String)]);

impl ToJson for Dump<'_> {
    fn write(&self, out: &mut Writer) {
        out.object_with(|out| {
            for (key, text) in self.0 {
                out.field(key, text);
            }
        });
    }
}

/// Reads such a text; `None` when it is something else.
#[must_use]
pub fn parse_dump(text: &str) -> Option<Mirror> {
    // Most files are something else, and may be long.
    if !text.contains(keys::HEAD) {
        return None;
    }
    let json = Json::parse(text).ok()?;
    let fields = json.as_object()?;
    let ours = fields.iter().filter(|(key, _)| key.starts_with(keys::OURS));
    let texts: Vec<_> =
        ours.filter_map(|(key, text)| Some((key.to_string(), text.as_text()?.to_owned()))).collect();
    texts.iter().any(|(key, _)| key.starts_with(keys::HEAD)).then(|| texts.into_iter().collect())
}
