//! Paths of the machine that builds. The compiler writes them into the program, for what it says when it
//! panics; there they make the download differ from machine to machine.

use std::{env, fs, path::PathBuf};
use xtask_wasm::anyhow::{Context, Result, ensure};

/// A setting of cargo by which the crates stand under `crates` in the program for `target`. Where cargo
/// keeps none there, they come from elsewhere and nothing is to be set.
pub(crate) fn hidden(target: &str) -> Result<String> {
    let folders = fs::read_dir(sources()?).into_iter().flatten().flatten();
    let flag = |folder: fs::DirEntry| format!("--remap-path-prefix={}=crates", folder.path().display());
    let flags: Vec<String> = folders.map(flag).collect();
    // Written as Rust writes it, a list of texts is one of TOML.
    Ok(format!("target.{target}.rustflags={flags:?}"))
}

/// Fails where the program holds such a path nevertheless.
pub(crate) fn ensure_none(program: &[u8]) -> Result<()> {
    let path = sources()?.display().to_string();
    let found = program.windows(path.len()).any(|part| part == path.as_bytes());
    ensure!(!found, "the program names {path}");
    Ok(())
}

/// Where cargo keeps the sources of crates.
fn sources() -> Result<PathBuf> {
    let home = env::var_os("CARGO_HOME").map(PathBuf::from);
    let home =
        home.or_else(|| Some(env::home_dir()?.join(".cargo"))).context("there is no home directory")?;
    Ok(home.join("registry").join("src"))
}
