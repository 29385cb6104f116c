//! `cargo xtask serve`: builds the app and shows where to open it.

use crate::{build, server};
use xtask_wasm::{anyhow::Result, clap};

/// Options of `cargo xtask serve`.
#[derive(clap::Args)]
pub(crate) struct Options {
    /// The port to use, or the next free one.
    #[arg(long, default_value_t = 8137)]
    port: u16,
    /// Build as for release, which is what happens without options too.
    #[arg(long, conflicts_with = "dev")]
    release: bool,
    /// Build quickly and with debug checks.
    #[arg(long)]
    dev: bool,
}

/// Builds, prints the address and serves until interrupted.
pub(crate) fn serve(options: &Options) -> Result<()> {
    build::bundle(options.release || !options.dev)?;
    let listener = server::listen(options.port)?;
    println!("\nCounterpoise is ready. Open this address in a browser; Ctrl+C stops it.\n");
    println!("{}", server::address(&listener)?);
    server::serve(&listener, &build::dist_directory());
    Ok(())
}
