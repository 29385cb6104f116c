//! The packages from npm that the journeys and the benchmark need.

use crate::command;
use std::{fs, path::Path, process::Command, time::SystemTime};
use xtask_wasm::anyhow::{Context, Result};

/// npm is a script on Windows, and must be called by its whole name.
const NPM: &str = if cfg!(windows) { "npm.cmd" } else { "npm" };

/// Installs the packages of a directory when they are missing or older than the lock file.
pub(crate) fn ensure_packages(directory: &Path) -> Result<()> {
    let installed = modified(&directory.join("node_modules/.package-lock.json"));
    let locked = modified(&directory.join("package-lock.json"));
    if installed.is_some() && installed >= locked {
        return Ok(());
    }
    command::run(Command::new(NPM).arg("ci").current_dir(directory)).with_context(|| {
        let directory = directory.display();
        format!("cannot install the packages of {directory}; Node.js 20 or newer with npm is needed")
    })
}

fn modified(path: &Path) -> Option<SystemTime> {
    fs::metadata(path).ok()?.modified().ok()
}
