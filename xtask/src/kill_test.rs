//! `cargo xtask kill-test`: kills a browser again and again, one second after an edit that was said to be saved,
//! and looks whether the edit is there; on http and on the one file, with a small workbook and one of 1 MB.

use crate::journeys;
use xtask_wasm::{anyhow::Result, clap};

/// Options of `cargo xtask kill-test`.
#[derive(clap::Args)]
pub(crate) struct Options {
    /// How often the browser is killed in each place.
    #[arg(long, default_value_t = 20)]
    times: u32,
    /// How long the workbook of 1 MB is edited, once a second; 0 leaves it out.
    #[arg(long, default_value_t = 120)]
    seconds: u32,
}

/// Uses what is built.
pub(crate) fn kill_test(options: &Options) -> Result<()> {
    let settings = [("KILLS", options.times.to_string()), ("SECONDS", options.seconds.to_string())];
    journeys::run_with("kill.", &settings, "3600000")
}
