//! Typed values into text: indented by two spaces, or on one line.

/// A value that can be written as JSON.
pub trait ToJson {
    /// Writes it.
    fn write(&self, out: &mut Writer);

    /// Whether a field of this value is left out of its object.
    fn is_left_out(&self) -> bool {
        false
    }
}

/// JSON in the making.
#[derive(Debug, Default)]
pub struct Writer {
    text: String,
    depth: usize,
    on_one_line: bool,
    /// Whether nothing stands yet in the list or object that is being written.
    empty: bool,
}

/// JSON that is already text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Raw(pub String);

/// A list whose field is left out where nothing is in it.
#[derive(Debug)]
pub struct IfAny<'l, T>(pub &'l Vec<T>);

/// `value` as indented text.
pub(in crate::document) fn format(value: &dyn ToJson) -> String {
    let mut out = Writer::default();
    value.write(&mut out);
    out.text
}

/// `value` as text on one line.
#[must_use]
pub fn format_on_one_line(value: &dyn ToJson) -> String {
    let mut out = Writer { on_one_line: true, ..Writer::default() };
    value.write(&mut out);
    out.text
}

impl Writer {
    /// Writes an object with these fields.
    pub fn object(&mut self, fields: &[(&str, &dyn ToJson)]) {
        self.object_with(|out| {
            for (key, value) in fields {
                out.field(key, *value);
            }
        });
    }

    /// Writes an object with the fields that `write_fields` writes.
    pub fn object_with(&mut self, write_fields: impl FnOnce(&mut Self)) {
        self.open('{');
        write_fields(self);
        self.close('}');
    }

    /// Writes a field that is not left out, within [`Writer::object_with`].
    pub fn field(&mut self, key: &str, value: &dyn ToJson) {
        if value.is_left_out() {
            return;
        }
        self.start_item();
        self.text(key);
        self.text.push_str(if self.on_one_line { ":" } else { ": " });
        value.write(self);
    }

    /// Writes a list.
    pub fn list<T: ToJson>(&mut self, items: impl IntoIterator<Item = T>) {
        self.open('[');
        for item in items {
            self.start_item();
            item.write(self);
        }
        self.close(']');
    }

    /// Writes text in quotes.
    pub fn text(&mut self, text: &str) {
        // Text cannot fail to be written.
        self.text.push_str(&serde_json::to_string(text).unwrap_or_default());
    }

    /// Writes what is JSON already.
    pub fn raw(&mut self, json: &str) {
        self.text.push_str(json);
    }

    fn open(&mut self, bracket: char) {
        self.text.push(bracket);
        self.depth += 1;
        self.empty = true;
    }

    fn start_item(&mut self) {
        if !self.empty {
            self.text.push(',');
        }
        self.empty = false;
        self.start_line();
    }

    fn close(&mut self, bracket: char) {
        self.depth = self.depth.saturating_sub(1);
        if !self.empty {
            self.start_line();
        }
        self.empty = false;
        self.text.push(bracket);
    }

    fn start_line(&mut self) {
        if !self.on_one_line {
            self.text.push('\n');
            for _ in 0..self.depth {
                self.text.push_str("  ");
            }
        }
    }
}

impl<T: ToJson + ?Sized> ToJson for &T {
    fn write(&self, out: &mut Writer) {
        (**self).write(out);
    }
}

impl<T: ToJson> ToJson for Vec<T> {
    fn write(&self, out: &mut Writer) {
        out.list(self);
    }
}

impl<T: ToJson> ToJson for IfAny<'_, T> {
    fn write(&self, out: &mut Writer) {
        self.0.write(out);
    }

    fn is_left_out(&self) -> bool {
        self.0.is_empty()
    }
}

impl<T: ToJson> ToJson for Option<T> {
    fn write(&self, out: &mut Writer) {
        match self {
            Some(value) => value.write(out),
            None => out.raw("null"),
        }
    }
}

impl ToJson for str {
    fn write(&self, out: &mut Writer) {
        out.text(self);
    }
}

impl ToJson for String {
    fn write(&self, out: &mut Writer) {
        out.text(self);
    }
}

impl ToJson for bool {
    fn write(&self, out: &mut Writer) {
        out.text.push_str(if *self { "true" } else { "false" });
    }
}

impl ToJson for u64 {
    fn write(&self, out: &mut Writer) {
        out.raw(&self.to_string());
    }
}

impl ToJson for u32 {
    fn write(&self, out: &mut Writer) {
        u64::from(*self).write(out);
    }
}

impl ToJson for i32 {
    fn write(&self, out: &mut Writer) {
        out.raw(&self.to_string());
    }
}

impl ToJson for Raw {
    fn write(&self, out: &mut Writer) {
        out.raw(&self.0);
    }
}
