//! The journeys through the built app in a real browser: `tests/e2e/*.test.mjs`, run by Node.

use crate::{browser, build, command, node, server};
use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};
use xtask_wasm::anyhow::{Context, Result, ensure};

/// A journey that takes longer has hung (milliseconds).
const TIMEOUT: &str = "180000";

/// Serves `dist/` and runs the journeys whose file name contains `filter`.
pub(crate) fn run(filter: &str) -> Result<()> {
    run_with(filter, &[], TIMEOUT)
}

/// The same with settings, and with patience.
pub(crate) fn run_with(filter: &str, settings: &[(&str, String)], timeout: &str) -> Result<()> {
    let directory = command::root().join("tests/e2e");
    let files = files(&directory, filter)?;
    let chrome = browser::ensure_browser()?;
    browser::ensure_chinese_font()?;
    node::ensure_packages(&directory)?;
    let base_url = serve_in_background()?;
    println!("serving dist/ at {base_url} for {}", chrome.display());
    let mut node = Command::new("node");
    node.args(["--test", "--test-concurrency=1", "--test-reporter=spec"]);
    node.arg(format!("--test-timeout={timeout}")).args(files);
    node.current_dir(&directory).env("BASE_URL", base_url).env("CHROME", chrome);
    node.envs(browser::firefox().map(|path| ("FIREFOX", path)));
    node.envs(settings.iter().map(|(name, value)| (*name, value)));
    command::run(&mut node)
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
