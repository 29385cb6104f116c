//! Finds the browser and the fonts that the journeys need, and installs them where that is possible.

use crate::command;
use std::{
    env,
    path::{Path, PathBuf},
    process::Command,
};
use xtask_wasm::anyhow::{Context, Result, bail, ensure};

/// Programs to look for, in this order.
const NAMES: [&str; 7] = [
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "msedge",
    "microsoft-edge",
];

/// Where macOS keeps browsers.
const MAC_PLACES: [&str; 3] = [
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
];

/// Variables that name the folders of installed programs on Windows.
pub(crate) const WINDOWS_FOLDERS: [&str; 3] = ["ProgramFiles", "ProgramFiles(x86)", "LOCALAPPDATA"];

/// Where browsers are in such a folder.
const WINDOWS_PLACES: [&str; 2] =
    ["Google\\Chrome\\Application\\chrome.exe", "Microsoft\\Edge\\Application\\msedge.exe"];

/// A browser of the Chromium family; installs one when there is none and that is possible.
pub(crate) fn ensure_browser() -> Result<PathBuf> {
    if let Some(path) = chosen()? {
        return Ok(path);
    }
    if let Some(path) = find() {
        return Ok(path);
    }
    if !can_install() {
        bail!("no browser found: install Chromium, Chrome or Edge, or set CHROME to the program's path");
    }
    install(&["chromium", "fonts-noto-cjk"])?;
    find().context("chromium was installed but is not on PATH")
}

/// Firefox, where it is or can be installed. Only the one-file build is opened in it, and without it that is left out.
pub(crate) fn firefox() -> Option<PathBuf> {
    let find = || ["firefox", "firefox-esr"].iter().find_map(|name| on_path(name));
    let chosen = env::var_os("FIREFOX").filter(|value| !value.is_empty()).map(PathBuf::from);
    if let Some(path) = chosen.or_else(find) {
        return Some(path);
    }
    if can_install() && install(&["firefox-esr"]).is_ok() {
        return find();
    }
    println!("note: no Firefox found; the journey from the disk runs in one browser only");
    None
}

/// Installs a Chinese font when there is none and that is possible; otherwise only says so.
pub(crate) fn ensure_chinese_font() -> Result<()> {
    let fonts = command::output(Command::new("fc-list").arg(":lang=zh"));
    let missing = match &fonts {
        Ok(list) => list.is_empty(),
        // Without fontconfig nothing is known, except where it belongs to the system.
        Err(_) => can_install(),
    };
    match (missing, can_install()) {
        (false, _) => Ok(()),
        (true, true) => install(&["fonts-noto-cjk"]),
        (true, false) => {
            println!("note: no Chinese font found; pictures of the Chinese pages will show boxes");
            Ok(())
        }
    }
}

/// The browser that the variable CHROME names.
fn chosen() -> Result<Option<PathBuf>> {
    let Some(path) = env::var_os("CHROME").filter(|value| !value.is_empty()).map(PathBuf::from) else {
        return Ok(None);
    };
    ensure!(path.is_file(), "CHROME names {}, where there is no program", path.display());
    Ok(Some(path))
}

fn find() -> Option<PathBuf> {
    NAMES.iter().find_map(|name| on_path(name)).or_else(in_usual_places)
}

pub(crate) fn on_path(name: &str) -> Option<PathBuf> {
    let file = format!("{name}{}", env::consts::EXE_SUFFIX);
    env::split_paths(&env::var_os("PATH")?).map(|folder| folder.join(&file)).find(|path| path.is_file())
}

fn in_usual_places() -> Option<PathBuf> {
    let windows = WINDOWS_FOLDERS
        .iter()
        .filter_map(env::var_os)
        .flat_map(|folder| WINDOWS_PLACES.map(|place| Path::new(&folder).join(place)));
    MAC_PLACES.iter().map(PathBuf::from).chain(windows).find(|path| path.is_file())
}

/// Whether this is Debian or a descendant of it, and we may install packages.
pub(crate) fn can_install() -> bool {
    let is_root = || command::output(Command::new("id").arg("-u")).is_ok_and(|user| user == "0");
    Path::new("/etc/debian_version").exists() && is_root()
}

pub(crate) fn install(packages: &[&str]) -> Result<()> {
    let apt = |arguments: &[&str]| {
        command::run(Command::new("apt-get").args(arguments).env("DEBIAN_FRONTEND", "noninteractive"))
    };
    apt(&["update"])?;
    apt(&[&["install", "-y"], packages].concat())
}
