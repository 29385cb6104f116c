//! HTML as text: elements, attributes and texts, every text escaped.

/// A piece of a page. What a person typed goes in through [`Html::text`] and attributes alone, so it
/// is never read as markup.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Html(String);

/// The attributes of an element: name and value.
pub type Attributes<'a> = &'a [(&'a str, &'a str)];

impl Html {
    /// Begins an element.
    pub fn open(&mut self, tag: &str, attributes: Attributes<'_>) {
        self.0.push('<');
        self.0.push_str(tag);
        for (name, value) in attributes.iter().filter(|(name, _)| !name.is_empty()) {
            self.0.push(' ');
            self.0.push_str(name);
            self.0.push_str("=\"");
            self.text(value);
            self.0.push('"');
        }
        self.0.push('>');
    }

    /// Ends an element.
    pub fn close(&mut self, tag: &str) {
        self.0.push_str("</");
        self.0.push_str(tag);
        self.0.push('>');
    }

    /// A text, escaped.
    pub fn text(&mut self, text: &str) {
        for c in text.chars() {
            match c {
                '&' => self.0.push_str("&amp;"),
                '<' => self.0.push_str("&lt;"),
                '>' => self.0.push_str("&gt;"),
                '"' => self.0.push_str("&quot;"),
                c => self.0.push(c),
            }
        }
    }

    /// An element with a text in it.
    pub fn element(&mut self, tag: &str, attributes: Attributes<'_>, text: &str) {
        self.open(tag, attributes);
        self.text(text);
        self.close(tag);
    }

    /// An element of a class.
    pub fn class(&mut self, tag: &str, class: &str, text: &str) {
        self.element(tag, &[("class", class)], text);
    }

    /// An element with what `content` puts into it.
    pub fn within(&mut self, tag: &str, attributes: Attributes<'_>, content: &mut dyn FnMut(&mut Self)) {
        self.open(tag, attributes);
        content(self);
        self.close(tag);
    }

    /// A drawing of [`charts`](crate::charts), which escapes its own texts.
    pub fn drawing(&mut self, svg: &str) {
        self.0.push_str(svg);
    }

    /// The text of it all.
    #[must_use]
    pub fn finish(self) -> String {
        self.0
    }
}
