//! `cargo xtask`: builds, serves and tests Counterpoise.
//!
//! Only the command line is here; each subcommand has its own module.

mod browser;
mod build;
mod command;
mod journeys;
mod node;
mod serve;
mod server;
mod sizes;
mod stylesheet;
mod test;
mod wasm;

use clap::Parser;
use std::process::ExitCode;
use xtask_wasm::{anyhow::Result, clap};

/// Builds, serves and tests Counterpoise.
#[derive(Parser)]
#[command(bin_name = "cargo xtask", version)]
enum Task {
    /// Build the app into dist/ and check its download size.
    Build(build::Options),
    /// Build the app and serve it on this computer.
    Serve(serve::Options),
    /// Run every check: format, tests, lints, build, journeys in a browser.
    Test(test::Options),
}

fn main() -> ExitCode {
    match run(&Task::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(task: &Task) -> Result<()> {
    match task {
        Task::Build(options) => build::build(options),
        Task::Serve(options) => serve::serve(options),
        Task::Test(options) => test::test(options),
    }
}
