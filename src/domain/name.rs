//! Names as a person reads them: one text, or one for each language of the program.

use std::sync::Arc;

/// A language the program speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Language {
    /// English.
    English,
    /// Simplified Chinese, 简体中文.
    SimplifiedChinese,
    /// Traditional Chinese, 繁體中文.
    TraditionalChinese,
}

impl Language {
    /// Every language, in the order in which they are offered.
    pub const ALL: [Self; 3] = [Self::English, Self::SimplifiedChinese, Self::TraditionalChinese];

    /// Its name in itself.
    #[must_use]
    pub fn own_name(self) -> &'static str {
        match self {
            Self::English => "English",
            Self::SimplifiedChinese => "简体中文",
            Self::TraditionalChinese => "繁體中文",
        }
    }

    /// The BCP 47 tag: `en`, `zh-Hans` or `zh-Hant`.
    #[must_use]
    pub fn tag(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::SimplifiedChinese => "zh-Hans",
            Self::TraditionalChinese => "zh-Hant",
        }
    }
}

/// A name or a short text. What a person types is [`Name::Plain`] and is never translated;
/// built-in content carries all three languages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Name {
    /// The same text in every language.
    Plain(Arc<str>),
    /// One text for each language.
    Translated {
        /// English.
        en: Arc<str>,
        /// 简体中文.
        zh_hans: Arc<str>,
        /// 繁體中文.
        zh_hant: Arc<str>,
    },
}

impl Name {
    /// A name that is the same in every language.
    #[must_use]
    pub fn plain(text: &str) -> Self {
        Self::Plain(Arc::from(text))
    }

    /// A name that is another one in every language.
    #[must_use]
    pub fn translated(text: impl Fn(Language) -> &'static str) -> Self {
        Self::Translated {
            en: Arc::from(text(Language::English)),
            zh_hans: Arc::from(text(Language::SimplifiedChinese)),
            zh_hant: Arc::from(text(Language::TraditionalChinese)),
        }
    }

    /// The text in `language`.
    #[must_use]
    pub fn text(&self, language: Language) -> &str {
        match (self, language) {
            (Self::Plain(text), _) => text,
            (Self::Translated { en, .. }, Language::English) => en,
            (Self::Translated { zh_hans, .. }, Language::SimplifiedChinese) => zh_hans,
            (Self::Translated { zh_hant, .. }, Language::TraditionalChinese) => zh_hant,
        }
    }

    /// Whether `text` is this name in one of the languages.
    #[must_use]
    pub fn is(&self, text: &str) -> bool {
        Language::ALL.iter().any(|language| self.text(*language) == text)
    }
}
