//! The journeys through the built app in a real browser: `tests/e2e/*.test.mjs`, run by Node.

use crate::{browser, build, command, node, server};
use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};
use xtask_wasm::anyhow::{Context, Result, ensure};

/// A file of journeys that takes longer has hung (milliseconds).
const TIMEOUT: &str = "400000";

/// Journeys that look at the clock: nothing else may run beside them.
const TIMED: [&str; 4] = ["hostile.test.mjs", "keeping.test.mjs", "speed.test.mjs", "storing.test.mjs"];

/// Serves `dist/` and runs the journeys whose file name contains `filter`.
pub(crate) fn run(filter: &str) -> Result<()> {
    run_with(filter, &[], TIMEOUT)
}

/// The same with settings, and with patience.
pub(crate) fn run_with(filter: &str, settings: &[(&str, String)], timeout: &str) -> Result<()> {
    let directory = command::root().join("tests/e2e");
    let (timed, others): (Vec<_>, Vec<_>) =
        files(&directory, filter)?.into_iter().partition(|name| TIMED.contains(&name.as_str()));
    let chrome = browser::ensure_browser()?;
    browser::ensure_chinese_font()?;
    node::ensure_packages(&directory)?;
    let base_url = serve_in_background()?;
    println!("serving dist/ at {base_url} for {}", chrome.display());
    // Two at a time wait for each other's pages less than one after the other.
    let mut outcome = Ok(());
    for (names, at_once) in [(timed, 1), (others, 2)] {
        if names.is_empty() {
            continue;
        }
        let mut node = Command::new("node");
        node.args(["--test", "--test-reporter=spec"]);
        node.arg(format!("--test-concurrency={at_once}"));
        node.arg(format!("--test-timeout={timeout}")).args(names);
        node.current_dir(&directory).env("BASE_URL", &base_url).env("CHROME", &chrome);
        node.envs(browser::firefox().map(|path| ("FIREFOX", path)));
        node.envs(settings.iter().map(|(name, value)| (*name, value)));
        outcome = outcome.and(command::run(&mut node));
    }
    outcome
}

/// The names of the journeys, sorted.
fn files(directory: &Path, filter: &str) -> Result<Vec<String>> {
    let entries = fs::read_dir(directory).with_context(|| format!("cannot list {}", directory.display()))?;
    let mut names: Vec<String> = entries
        .flatten()
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .filter(|name| name.ends_with(".test.mjs") && name.contains(filter))
        .collect();
    ensure!(!names.is_empty(), "no journey in tests/e2e has `{filter}` in its name");
    names.sort();
    Ok(names)
}

/// Serves `dist/` as long as this program runs, and says where.
fn serve_in_background() -> Result<String> {
    let dist: PathBuf = build::dist_directory();
    ensure!(dist.join("index.html").is_file(), "dist/ is not built: run `cargo xtask build`");
    server::in_background(&dist)
}
