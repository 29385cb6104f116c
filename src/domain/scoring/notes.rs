//! Where the scoring of one measure leaves what it noticed and how it went.

use super::finding::Problem;
use super::trace::Trace;
use crate::domain::expression::Operand;

/// Findings and trace of one measure; either costs nothing when nobody asks for it.
pub(super) struct Notes {
    problems: Option<Vec<Problem>>,
    pub(super) trace: Trace,
}

impl Notes {
    /// Notes that keep findings, and a trace if `traced`.
    pub(super) fn new(traced: bool) -> Self {
        Self { problems: Some(Vec::new()), trace: Trace::new(traced) }
    }

    /// Notes that keep nothing.
    pub(super) fn none() -> Self {
        Self { problems: None, trace: Trace::new(false) }
    }

    /// Whether findings are kept.
    pub(super) fn keeps_findings(&self) -> bool {
        self.problems.is_some()
    }

    /// Notes a finding, once.
    pub(super) fn find(&mut self, problem: impl FnOnce() -> Problem) {
        if let Some(problems) = &mut self.problems {
            let problem = problem();
            if !problems.contains(&problem) {
                problems.push(problem);
            }
        }
    }

    /// Notes a finding where there is no other that says why.
    pub(super) fn find_if_none(&mut self, problem: impl FnOnce() -> Problem) {
        if self.problems.as_ref().is_some_and(Vec::is_empty) {
            self.find(problem);
        }
    }

    /// Notes why a value is missing.
    pub(super) fn missing(&mut self, problem: impl FnOnce() -> Problem) -> Operand {
        self.find(problem);
        Operand::Missing
    }

    /// Takes out the findings.
    pub(super) fn take_problems(&mut self) -> Vec<Problem> {
        self.problems.as_mut().map(std::mem::take).unwrap_or_default()
    }
}
