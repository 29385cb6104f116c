//! `cargo xtask`: builds, serves, tests and measures Counterpoise.
//!
//! Only the command line is here; each subcommand has its own module.

mod bench;
mod browser;
mod build;
mod command;
mod conformance;
mod hosted;
mod journeys;
mod kill_test;
mod node;
mod one_file;
mod pack;
mod paths;
mod recalculate;
mod score;
mod serve;
mod server;
mod sizes;
mod stylesheet;
mod test;
mod wasm;

use clap::Parser;
use std::process::ExitCode;
use xtask_wasm::{anyhow::Result, clap};

/// Builds, serves, tests and measures Counterpoise.
#[derive(Parser)]
#[command(bin_name = "cargo xtask", version)]
enum Task {
    /// Measure how fast a workload is scored, beside hand-written JavaScript and a spreadsheet engine.
    Bench(bench::Options),
    /// Build the app into dist/ and check its download size.
    Build(build::Options),
    /// Have LibreOffice recalculate the workbooks whose scores are formulas, and compare.
    Recalculate(recalculate::Options),
    /// Score a workbook without a browser.
    Score(score::Options),
    /// Build the app and serve it on this computer.
    Serve(serve::Options),
    /// Score a published data set and compare every figure.
    Conformance(conformance::Options),
    /// Kill a browser after edits that were saved, and look for them.
    KillTest(kill_test::Options),
    /// Run every check: format, tests, lints, build, journeys in a browser.
    Test(test::Options),
}

fn main() -> ExitCode {
    match run(&Task::parse()) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(task: &Task) -> Result<ExitCode> {
    match task {
        Task::Bench(options) => bench::bench(options)?,
        Task::Build(options) => build::build(options)?,
        Task::Conformance(options) => return conformance::conformance(options),
        Task::Recalculate(options) => recalculate::recalculate(options)?,
        Task::Score(options) => return score::score(options),
        Task::KillTest(options) => kill_test::kill_test(options)?,
        Task::Serve(options) => serve::serve(options)?,
        Task::Test(options) => test::test(options)?,
    }
    Ok(ExitCode::SUCCESS)
}
