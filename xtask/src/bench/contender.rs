//! What is measured, and on what.

use super::results::{ONE, Results};
use super::workload::{Size, Workload};
use super::{generator, reference};
use crate::{browser, command};
use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};
use xtask_wasm::anyhow::{Context, Result, ensure};

/// Edits after which the results are checked.
pub(crate) const STAGES: [usize; 3] = [0, 6, 60];

/// A workload, prepared.
pub(crate) struct Case {
    pub(crate) workload: Workload,
    /// The results at each of [`STAGES`].
    pub(crate) expected: [Results; STAGES.len()],
    /// The same where points are rounded to two decimals, half away from zero.
    pub(crate) rounded: [Results; STAGES.len()],
    /// Where the scripts are, and `data-<size>.json`, and where results are written.
    pub(crate) folder: PathBuf,
}

impl Case {
    /// Makes the workload, and works out its results.
    pub(crate) fn new(size: Size, folder: &Path) -> Self {
        let workload = generator::generate(size);
        let at = |step| STAGES.map(|stage| reference::rounded(&workload, &workload.edited(stage), step));
        Self { expected: at(1), rounded: at(ONE / 100), folder: folder.to_owned(), workload }
    }
}

/// How long something took (milliseconds); zero where that was not measured.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Times {
    /// From the parsed data to something that can score.
    pub(crate) open: f64,
    /// All scores, the first time.
    pub(crate) first: f64,
    /// All scores, the median of several times.
    pub(crate) all: f64,
    /// One edit and everything that follows from it, the mean over all methods.
    pub(crate) edit: f64,
    /// The same for the slowest method.
    pub(crate) worst: f64,
}

/// What a run brought.
pub(crate) struct Outcome {
    pub(crate) times: Times,
    /// At each of [`STAGES`].
    pub(crate) results: Vec<Results>,
}

/// A program that can score the workload.
pub(crate) trait Contender {
    /// The name that the table shows.
    fn name(&self) -> &'static str;

    /// The name of the contender that this one is compared with.
    fn baseline(&self) -> &'static str;

    /// Fails unless the results at each of [`STAGES`] are right.
    fn check(&self, case: &Case, found: &[Results]) -> Result<()>;

    /// Scores the workload, and measures it.
    fn run(&self, case: &Case) -> Result<Outcome>;
}

/// Where a script runs.
pub(crate) enum Host {
    Node,
    /// On a page from this address.
    Chromium(String),
}

/// A module of `xtask/bench` that `run.mjs` measures.
pub(crate) struct Script {
    pub(crate) name: &'static str,
    pub(crate) baseline: &'static str,
    /// The module without `.mjs`.
    pub(crate) module: &'static str,
    pub(crate) host: Host,
    pub(crate) checked: Checked,
}

/// Which months are compared.
pub(crate) enum Checked {
    All,
    /// There is no history to hold the first month against, and the expected scores give it full points.
    SinceSecondMonth,
}

impl Contender for Script {
    fn name(&self) -> &'static str {
        self.name
    }

    fn baseline(&self) -> &'static str {
        self.baseline
    }

    fn check(&self, case: &Case, found: &[Results]) -> Result<()> {
        check(case, found, &case.expected, &self.checked)
    }

    fn run(&self, case: &Case) -> Result<Outcome> {
        let size = case.workload.size;
        let data = case.folder.join(format!("data-{}.json", size.name));
        let host = if matches!(self.host, Host::Node) { "node" } else { "chromium" };
        let prefix = case.folder.join(format!("{}-{host}-{}", self.module, size.name));
        let mut node = Command::new("node");
        // The spreadsheet engine needs more than a gigabyte for the largest size.
        node.arg("--max-old-space-size=8192").arg(format!("{host}.mjs")).arg(self.module);
        node.arg(&data).arg(&prefix).current_dir(directory());
        if let Host::Chromium(address) = &self.host {
            node.env("BASE_URL", address).env("CHROME", browser::ensure_browser()?);
        }
        outcome(case, &prefix, &mut node)
    }
}

/// Compares the results at each of [`STAGES`]: to twelve decimals, floating point has no more; those of
/// the engine to thirteen.
pub(crate) fn check(case: &Case, found: &[Results], expected: &[Results], checked: &Checked) -> Result<()> {
    let months = case.workload.size.months;
    ensure!(found.len() == expected.len(), "{} stages instead of {}", found.len(), expected.len());
    for ((found, expected), stage) in found.iter().zip(expected).zip(STAGES) {
        let checked = match checked {
            Checked::All => found.check(expected, ONE / 1_000_000_000_000),
            // Each of up to fifty points is rounded to fifteen decimals.
            Checked::SinceSecondMonth => {
                let expected = expected.since_second_month(months);
                found.since_second_month(months).check(&expected, ONE / 10_000_000_000_000)
            }
        };
        checked.with_context(|| format!("after {stage} edits"))?;
    }
    Ok(())
}

/// Runs a program that prints its times, as lines of a name and milliseconds, and writes its results
/// at each stage to `<prefix>-<stage>.results`.
fn outcome(case: &Case, prefix: &Path, program: &mut Command) -> Result<Outcome> {
    let times = times(&command::output(program.stderr(Stdio::inherit()))?)?;
    let read = |stage: usize| {
        let file = format!("{}-{stage}.results", prefix.display());
        let bytes = fs::read(&file).with_context(|| format!("cannot read {file}"))?;
        Results::read(case.workload.size, &bytes)
    };
    Ok(Outcome { times, results: STAGES.into_iter().map(read).collect::<Result<_>>()? })
}

/// The scripts and their packages.
pub(crate) fn directory() -> PathBuf {
    command::root().join("xtask/bench")
}

fn times(text: &str) -> Result<Times> {
    let mut times = Times::default();
    for line in text.lines() {
        let (name, milliseconds) = line.split_once(' ').with_context(|| format!("no time: {line}"))?;
        let place = match name {
            "open" => &mut times.open,
            "first" => &mut times.first,
            "all" => &mut times.all,
            "edit" => &mut times.edit,
            _ => &mut times.worst,
        };
        *place = milliseconds.parse().with_context(|| format!("no number: {line}"))?;
    }
    ensure!(times.all > 0.0, "the script reported no times");
    Ok(times)
}
