//! How many published figures are equal, and which are not.

use std::fmt;

/// What was compared.
pub(super) struct Tally {
    groups: Vec<Group>,
    differences: Vec<String>,
}

/// Figures of one kind.
struct Group {
    name: &'static str,
    /// How many are published; fixed in the program, so that a shortened file is noticed.
    published: usize,
    compared: usize,
    equal: usize,
}

impl Tally {
    /// A tally of groups that are published this many times.
    pub(super) fn new(groups: &[(&'static str, usize)]) -> Self {
        let group = |(name, published): &(&'static str, usize)| Group {
            name,
            published: *published,
            compared: 0,
            equal: 0,
        };
        Self { groups: groups.iter().map(group).collect(), differences: Vec::new() }
    }

    /// Compares a figure; `row` says whose, such as facility and measure. Where none is published
    /// there must be none of ours.
    pub(super) fn compare(
        &mut self,
        name: &'static str,
        row: &str,
        published: Option<String>,
        ours: Option<String>,
    ) {
        let Some(group) = self.groups.iter_mut().find(|group| group.name == name) else {
            return self.differences.push(format!("{row}, {name}: not among what is compared"));
        };
        group.compared += usize::from(published.is_some());
        if published == ours {
            group.equal += usize::from(published.is_some());
            return;
        }
        let text = |value: Option<String>| value.unwrap_or_else(|| "none".to_owned());
        self.differences.push(format!("{row}, {name}: published {}, ours {}", text(published), text(ours)));
    }

    /// Whether everything that is published was compared and is equal.
    pub(super) fn is_equal(&self) -> bool {
        self.differences.is_empty() && self.groups.iter().all(|group| group.equal == group.published)
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for difference in &self.differences {
            writeln!(f, "differs: {difference}")?;
        }
        for group in &self.groups {
            writeln!(f, "{}: {} of {} equal", group.name, group.equal, group.published)?;
            if group.compared != group.published {
                writeln!(f, "  the files hold {} of them", group.compared)?;
            }
        }
        let sum = |count: fn(&Group) -> usize| self.groups.iter().map(count).sum::<usize>();
        writeln!(f, "all: {} of {} equal", sum(|group| group.equal), sum(|group| group.published))
    }
}
