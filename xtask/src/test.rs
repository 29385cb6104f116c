//! `cargo xtask test`: every check that a change must pass, stopping at the first that fails.

use crate::{
    build::{self, WASM},
    command::{self, Beside, cargo},
    journeys, recalculate,
};
use std::{
    env,
    process::Command,
    time::{Duration, Instant},
};
use xtask_wasm::{
    anyhow::{Context, Result},
    clap,
};

/// Options of `cargo xtask test`; without any, everything runs.
#[derive(clap::Args)]
pub(crate) struct Options {
    /// Only format, native tests and lints.
    #[arg(long, conflicts_with = "journeys")]
    native: bool,
    /// Only the build and the journeys, or those with this text in their file name.
    #[arg(long, value_name = "NAME", num_args = 0..=1, default_missing_value = "")]
    journeys: Option<String>,
    /// Use dist/ as it is.
    #[arg(long, conflicts_with = "native")]
    no_build: bool,
}

/// Steps that have run, with the time each took.
#[derive(Default)]
struct Record(Vec<(&'static str, Duration)>);

impl Record {
    fn step(&mut self, name: &'static str, action: impl FnOnce() -> Result<()>) -> Result<()> {
        println!("\n== {name}");
        let started = Instant::now();
        let outcome = action();
        let time = started.elapsed();
        println!("== {name}: {} in {}", if outcome.is_ok() { "passed" } else { "FAILED" }, seconds(time));
        self.0.push((name, time));
        outcome.with_context(|| format!("{name} failed"))
    }

    fn summary(&self, passed: bool) -> String {
        let steps: Vec<String> =
            self.0.iter().map(|(name, time)| format!("{name} {}", seconds(*time))).collect();
        let total = seconds(self.0.iter().map(|(_, time)| *time).sum());
        let verdict = if passed { "passed" } else { "FAILED" };
        format!("\ncargo xtask test {verdict} in {total}: {}", steps.join(", "))
    }
}

/// Runs the checks, and ends with one line that says how it went.
pub(crate) fn test(options: &Options) -> Result<()> {
    let mut record = Record::default();
    let outcome = run(options, &mut record);
    println!("{}", record.summary(outcome.is_ok()));
    outcome
}

fn run(options: &Options, record: &mut Record) -> Result<()> {
    if let Some(filter) = &options.journeys {
        if !options.no_build {
            record.step("build", || build::build(&build::Options::RELEASE))?;
        }
        return record.step("journeys", || journeys::run(filter));
    }
    record.step("format", || command::run(&mut cargo(["fmt", "--all", "--", "--check"])))?;
    build::ensure_wasm_target()?;
    let build = (!options.native && !options.no_build).then(build_beside).transpose()?;
    record.step("native tests", native_tests)?;
    record.step("lints", lints)?;
    if options.native {
        return Ok(());
    }
    record.step("recalculation", recalculate::recalculate_if_possible)?;
    if let Some(build) = build {
        record.step("rest of the build", || build.finish())?;
    }
    record.step("journeys", || journeys::run(""))
}

/// Starts the build for release, whose last and longest part keeps one core busy, beside the tests
/// and lints, which build for development.
fn build_beside() -> Result<Beside> {
    let program = env::current_exe().context("cannot tell which program this is")?;
    Beside::start("build", Command::new(program).arg("build").current_dir(command::root()))
}

fn native_tests() -> Result<()> {
    // Without features first: the library must build without the screen.
    command::run(&mut cargo(["test"]))?;
    command::run(&mut cargo(["test", "--package", "xtask"]))
}

fn lints() -> Result<()> {
    let native = ["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"];
    command::run(&mut cargo(native))?;
    let app = ["clippy", "--package", "counterpoise", "--features", "web", "--target", WASM];
    command::run(&mut cargo(app.into_iter().chain(["--", "-D", "warnings"])))
}

fn seconds(time: Duration) -> String {
    format!("{:.1} s", time.as_secs_f64())
}
