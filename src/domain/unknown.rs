//! What a newer or another program wrote beside the fields that this one knows: kept as it is, so
//! that nothing is lost by opening and saving a workbook here.

use std::sync::Arc;

/// The fields of one object that this program does not know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownFields {
    /// The way to the object, from the document on.
    pub way: Vec<Step>,
    /// An object of JSON with these fields alone, their values as they are written.
    pub text: Arc<str>,
}

/// A step of the way to an object.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    /// The value of this field.
    Field(Arc<str>),
    /// Of the elements of a list that are known by this, the one after so many others.
    Element(Arc<str>, usize),
    /// The element at this place, counted from 0, where nothing tells elements from each other.
    Place(usize),
}
