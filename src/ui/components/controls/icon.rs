//! Small drawings beside words; never alone.

use leptos::prelude::*;

/// What is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::ui) enum Drawing {
    /// A stack of books.
    Workbooks,
    /// A pencil.
    Design,
    /// A table.
    Figures,
    /// A balance.
    Scores,
    /// Cards joined by lines.
    Map,
    /// A flask.
    Lab,
    /// A printed page.
    Report,
    /// An arrow back.
    Undo,
    /// An arrow forward.
    Redo,
    /// An arrow down into a tray.
    Export,
}

impl Drawing {
    fn path(self) -> &'static str {
        match self {
            Self::Workbooks => "M4 3h9v14H4zM7 6h3M13 5l3 .6-2.4 11.6",
            Self::Design => "M4 16l1-4 8.5-8.5a1.4 1.4 0 0 1 2 0l1 1a1.4 1.4 0 0 1 0 2L8 15l-4 1zM12 5l3 3",
            Self::Figures => "M3 4h14v12H3zM3 8h14M3 12h14M8 4v12M13 4v12",
            Self::Scores => "M10 3v14M6 17h8M4 6h12M4 6l-2 5h4zM16 6l-2 5h4z",
            Self::Map => "M7 2h6v4H7zM2 14h6v4H2zM12 14h6v4h-6zM10 6v4M5 14v-4h10v4",
            Self::Lab => "M8 2h4M9 2v6l-5 8.5a1 1 0 0 0 1 1.5h10a1 1 0 0 0 1-1.5L11 8V2M6.500 13h7",
            Self::Report => "M5 2h7l4 4v12H5zM12 2v4h4M8 10h5M8 13h5",
            Self::Undo => "M8 4L4 8l4 4M4 8h8a4 4 0 0 1 0 8H9",
            Self::Redo => "M12 4l4 4-4 4M16 8H8a4 4 0 0 0 0 8h3",
            Self::Export => "M10 3v9M6 8.5l4 4 4-4M3 14v3h14v-3",
        }
    }
}

/// A drawing in the colour of the text; hidden from whoever does not see it.
#[component]
pub(in crate::ui) fn Icon(drawing: Drawing) -> impl IntoView {
    view! {
        <svg class="icon" viewBox="0 0 20 20" aria-hidden="true">
            <path d=drawing.path() />
        </svg>
    }
}
