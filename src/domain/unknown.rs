//! What a newer or another program wrote beside the fields that this one knows: kept as it is, so
//! that nothing is lost by opening and saving a workbook here.

use std::sync::Arc;

/// A field that this program does not know.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct UnknownField {
    /// The way to the object that has it, from the document on.
    pub path: Vec<Step>,
    /// Its name.
    pub key: Arc<str>,
    /// Its value as it is written.
    pub text: Arc<str>,
}

/// A step of the way to an object.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    /// The value of this field.
    Field(Arc<str>),
    /// Of the elements of a list with this identity or first month, the one after so many others.
    Element(Arc<str>, usize),
    /// The element at this place, counted from 0, where elements have no identity.
    Place(usize),
}
