//! How lists of texts are defined: side by side in English, 简体中文 and 繁體中文.

/// Defines a list of texts and its three languages; a text that lacks one does not compile.
macro_rules! words {
    ($list:ident; $($name:ident: $en:literal, $hans:literal, $hant:literal;)*) => {
        /// Fixed texts of the screen in one language. `{0}`, `{1}` … are filled by
        /// [`fill`](crate::i18n::fill).
        #[allow(missing_docs, reason = "each text documents itself")]
        #[derive(Debug)]
        pub struct $list {
            $(pub $name: &'static str,)*
        }

        impl $list {
            const ENGLISH: Self = Self { $($name: $en,)* };
            const SIMPLIFIED: Self = Self { $($name: $hans,)* };
            const TRADITIONAL: Self = Self { $($name: $hant,)* };

            /// Every text with its name, in the order in which they are defined.
            #[must_use]
            pub fn all(&self) -> Vec<(&'static str, &'static str)> {
                vec![$((stringify!($name), self.$name),)*]
            }
        }
    };
}
