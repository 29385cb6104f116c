//! Paths of the machine that builds. The compiler writes them into the program, for what it says when it
//! panics; there they make the download differ from machine to machine.

use std::{env, fs, path::PathBuf};
use xtask_wasm::anyhow::{Context, Result, ensure};

/// A setting of cargo by which the crates stand under `crates` in the program for `target`.
pub(crate) fn hidden(target: &str) -> Result<String> {
    let folders = fs::read_dir(sources()?).context("cannot read where cargo keeps crates")?;
    let mut flags = Vec::new();
    for folder in folders {
        flags.push(format!("--remap-path-prefix={}=crates", folder?.path().display()));
    }
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
