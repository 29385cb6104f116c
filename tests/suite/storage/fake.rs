//! A store in memory that can be made to fail in the ways in which browsers' stores fail.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use counterpoise::storage::{KeyValueStore, StoreError};

pub(crate) type Texts = BTreeMap<String, String>;

/// What is wrong with the store.
#[derive(Clone, Debug)]
pub(super) enum Trouble {
    None,
    Denied,
    Damaged,
    /// Holds this many bytes, keys included.
    Full(usize),
    /// Cuts off the texts under keys that start so.
    Forgets(&'static str),
    /// Every write after this many fails.
    FailsAfter(usize),
    /// Every write after this many is lost without a word, as when the page was killed.
    StopsAfter(usize),
    /// After this many writes nothing can be read.
    BlindAfter(usize),
    /// The text under this key can be written but not read.
    Unreadable(String),
    /// When a key that starts so is first read or written, another tab has just left these texts.
    OtherTab(&'static str, Texts),
}

pub(crate) struct FakeStore {
    texts: RefCell<Texts>,
    trouble: RefCell<Trouble>,
    written: RefCell<Vec<String>>,
    read: RefCell<BTreeSet<String>>,
}

impl FakeStore {
    pub(crate) fn new() -> Self {
        Self::holding(Texts::new())
    }

    pub(super) fn holding(texts: Texts) -> Self {
        Self {
            texts: RefCell::new(texts),
            trouble: RefCell::new(Trouble::None),
            written: RefCell::default(),
            read: RefCell::default(),
        }
    }

    /// From here on nothing counts as written or read yet.
    pub(super) fn trouble(&self, trouble: Trouble) {
        self.written.borrow_mut().clear();
        self.read.borrow_mut().clear();
        *self.trouble.borrow_mut() = trouble;
    }

    pub(crate) fn texts(&self) -> Texts {
        self.texts.borrow().clone()
    }

    pub(crate) fn put(&self, key: &str, text: &str) {
        self.texts.borrow_mut().insert(key.to_owned(), text.to_owned());
    }

    pub(super) fn drop_key(&self, key: &str) {
        self.texts.borrow_mut().remove(key);
    }

    /// The keys that were set or removed, in order.
    pub(super) fn written(&self) -> Vec<String> {
        self.written.borrow().clone()
    }

    pub(super) fn read(&self) -> BTreeSet<String> {
        self.read.borrow().clone()
    }

    fn size(texts: &Texts) -> usize {
        texts.iter().map(|(key, text)| key.len() + text.len()).sum()
    }

    pub(super) fn bytes(&self) -> usize {
        Self::size(&self.texts.borrow())
    }

    fn let_other_tab_in(&self, key: &str) {
        let mut trouble = self.trouble.borrow_mut();
        if let Trouble::OtherTab(prefix, texts) = &mut *trouble
            && key.starts_with(*prefix)
        {
            *self.texts.borrow_mut() = std::mem::take(texts);
            *trouble = Trouble::None;
        }
    }

    fn change(&self, key: &str, text: Option<&str>) -> Result<(), StoreError> {
        self.let_other_tab_in(key);
        let before = self.written.borrow().len();
        self.written.borrow_mut().push(key.to_owned());
        let mut texts = self.texts();
        match text {
            Some(text) => texts.insert(key.to_owned(), text.to_owned()),
            None => texts.remove(key),
        };
        match &*self.trouble.borrow() {
            Trouble::Denied => return Err(StoreError::Denied),
            Trouble::Damaged => return Err(StoreError::Damaged),
            Trouble::Full(bytes) if text.is_some() && Self::size(&texts) > *bytes => {
                return Err(StoreError::QuotaExceeded);
            }
            Trouble::FailsAfter(writes) if before >= *writes => return Err(StoreError::Damaged),
            Trouble::StopsAfter(writes) if before >= *writes => return Ok(()),
            Trouble::Forgets(prefix) if key.starts_with(prefix) => {
                texts.entry(key.to_owned()).and_modify(|text| text.truncate(1));
            }
            _ => {}
        }
        *self.texts.borrow_mut() = texts;
        Ok(())
    }
}

impl KeyValueStore for FakeStore {
    fn get(&self, key: &str) -> Result<Option<String>, StoreError> {
        self.let_other_tab_in(key);
        self.read.borrow_mut().insert(key.to_owned());
        match &*self.trouble.borrow() {
            Trouble::Denied => Err(StoreError::Denied),
            Trouble::Damaged => Err(StoreError::Damaged),
            Trouble::BlindAfter(writes) if self.written.borrow().len() >= *writes => Err(StoreError::Damaged),
            Trouble::Unreadable(unreadable) if unreadable == key => Err(StoreError::Damaged),
            _ => Ok(self.texts.borrow().get(key).cloned()),
        }
    }

    fn set(&self, key: &str, value: &str) -> Result<(), StoreError> {
        self.change(key, Some(value))
    }

    fn remove(&self, key: &str) -> Result<(), StoreError> {
        self.change(key, None)
    }

    fn keys(&self) -> Result<Vec<String>, StoreError> {
        match &*self.trouble.borrow() {
            Trouble::Denied => Err(StoreError::Denied),
            Trouble::Damaged => Err(StoreError::Damaged),
            _ => Ok(self.texts.borrow().keys().rev().cloned().collect()),
        }
    }
}
