//! Finds LibreOffice, installs it where that is possible, and has it recalculate workbooks.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use xtask_wasm::anyhow::{Context, Result, bail, ensure};

use crate::browser::{WINDOWS_FOLDERS, can_install, install, on_path};
use crate::command;

/// Programs to look for, in this order.
const NAMES: [&str; 2] = ["soffice", "libreoffice"];
const MAC_PLACE: &str = "/Applications/LibreOffice.app/Contents/MacOS/soffice";
const WINDOWS_PLACE: &str = "LibreOffice\\program\\soffice.exe";

/// LibreOffice; installs it when there is none and that is possible.
pub(super) fn ensure() -> Result<PathBuf> {
    if let Some(path) = env::var_os("SOFFICE").filter(|value| !value.is_empty()).map(PathBuf::from) {
        ensure!(path.is_file(), "SOFFICE names {}, where there is no program", path.display());
        return Ok(path);
    }
    if let Some(path) = find() {
        return Ok(path);
    }
    if !can_install() {
        bail!("no LibreOffice found: install it, or set SOFFICE to the program's path");
    }
    install(&["--no-install-recommends", "libreoffice-calc-nogui"])?;
    find().context("LibreOffice was installed but is not on PATH")
}

/// Whether LibreOffice is there or can be installed.
pub(super) fn can_be_had() -> bool {
    env::var_os("SOFFICE").is_some() || find().is_some() || can_install()
}

fn find() -> Option<PathBuf> {
    let windows = WINDOWS_FOLDERS.iter().filter_map(env::var_os);
    let windows = windows.map(|folder| Path::new(&folder).join(WINDOWS_PLACE));
    let places = [PathBuf::from(MAC_PLACE)].into_iter().chain(windows);
    NAMES.iter().find_map(|name| on_path(name)).or_else(|| places.into_iter().find(|path| path.is_file()))
}

/// Recalculates all workbooks of a directory into `recalculated` below it, in one run.
pub(super) fn convert(office: &Path, directory: &Path) -> Result<()> {
    let mut files: Vec<PathBuf> = fs::read_dir(directory)?
        .map(|entry| Ok(entry?.path()))
        .collect::<Result<Vec<_>>>()?
        .into_iter()
        .filter(|path| path.extension().is_some_and(|own| own == "xlsx"))
        .collect();
    files.sort();
    // A profile of its own: another LibreOffice that is open would take the files over.
    let profile = directory.join("profile");
    let profile =
        format!("-env:UserInstallation=file://{}", profile.display().to_string().replace('\\', "/"));
    let mut convert = Command::new(office);
    convert.args([&profile, "--headless", "--convert-to", "xlsx", "--outdir"]);
    convert.arg(directory.join("recalculated")).args(files);
    command::output(&mut convert).map(drop)
}
