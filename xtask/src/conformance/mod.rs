//! `cargo xtask conformance`: scores published data sets with ordinary scorecards and compares
//! every figure with the published one.
//!
//! Nothing here scores. A data set becomes a workbook, the workbook a document, and what is read
//! back from the document is scored as any other.

mod book;
mod hvbp;
mod hvbp_book;
mod hvbp_table;
mod sdg;
mod sdg_book;
mod table;
mod tally;

use std::io::Write as _;
use std::{fs, path::PathBuf, process::ExitCode};

use counterpoise::{document::Document, domain::workbook::Workbook};
use xtask_wasm::{
    anyhow::{Context, Result},
    clap,
};

/// Options of `cargo xtask conformance`.
#[derive(clap::Args)]
pub(crate) struct Options {
    /// The data set.
    #[arg(value_enum)]
    set: Set,
    /// The directory with its published files; for `hvbp` also a table such as
    /// tests/fixtures/hvbp_fy2024.csv.
    path: PathBuf,
    /// Also write the workbook as a file that the app opens.
    #[arg(long, value_name = "FILE")]
    write: Option<PathBuf>,
}

#[derive(Clone, Copy, clap::ValueEnum)]
enum Set {
    /// CMS Hospital Value-Based Purchasing, fiscal year 2024.
    Hvbp,
    /// SDG Index 2019.
    Sdg,
}

/// Compares a data set; the exit code is 1 where anything differs.
pub(crate) fn conformance(options: &Options) -> Result<ExitCode> {
    let tally = match options.set {
        Set::Hvbp => {
            let published = hvbp::Published::read(&options.path)?;
            hvbp::compare_all(&published, &opened(options, hvbp_book::workbook(&published)?)?)
        }
        Set::Sdg => {
            let published = sdg::Published::read(&options.path)?;
            sdg::compare_all(&published, &opened(options, sdg_book::workbook(&published)?)?)
        }
    };
    std::io::stdout().write_all(tally.to_string().as_bytes()).context("cannot print")?;
    Ok(if tally.is_equal() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// The workbook as it is read from its document, which is written where that is asked for.
fn opened(options: &Options, workbook: Workbook) -> Result<Workbook> {
    let text = Document { changed: None, workbook }.to_json()?;
    if let Some(path) = &options.write {
        fs::write(path, &text).with_context(|| format!("cannot write {}", path.display()))?;
    }
    Ok(Document::from_json(&text).context("the workbook cannot be opened")?.workbook)
}
