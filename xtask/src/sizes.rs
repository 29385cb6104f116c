//! What the app costs to download: raw and compressed bytes of each file in `dist/`, and the budget.

use std::{fmt, fs, path::Path};
use xtask_wasm::anyhow::{Context, Result, ensure};

/// The whole app, compressed, may not be larger (bytes). The goal is 300,000; the budget keeps what
/// is there from growing until it is reached.
const BUDGET: usize = 922_000;

/// Sizes of a file in bytes.
struct Size {
    name: String,
    raw: usize,
    brotli: usize,
}

/// Sizes of all files, by name.
pub(crate) struct Report(Vec<Size>);

impl Report {
    /// Fails when the compressed app is larger than the budget.
    pub(crate) fn check_budget(&self) -> Result<()> {
        let total = self.total().brotli;
        ensure!(total <= BUDGET, "the app is {total} bytes compressed, the budget is {BUDGET}");
        Ok(())
    }

    fn total(&self) -> Size {
        Size {
            name: format!("total (budget {BUDGET})"),
            raw: self.0.iter().map(|size| size.raw).sum(),
            brotli: self.0.iter().map(|size| size.brotli).sum(),
        }
    }
}

impl fmt::Display for Report {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(formatter, "{:<28} {:>10} {:>10}", "file", "bytes", "brotli")?;
        for size in self.0.iter().chain([&self.total()]) {
            writeln!(formatter, "{:<28} {:>10} {:>10}", size.name, size.raw, size.brotli)?;
        }
        Ok(())
    }
}

/// Measures the files of a directory and of those in it.
pub(crate) fn measure(directory: &Path) -> Result<Report> {
    let mut sizes = Vec::new();
    visit(directory, "", &mut sizes)?;
    sizes.sort_by(|left, right| left.name.cmp(&right.name));
    Ok(Report(sizes))
}

fn visit(directory: &Path, prefix: &str, sizes: &mut Vec<Size>) -> Result<()> {
    let entries = fs::read_dir(directory).with_context(|| format!("cannot list {}", directory.display()))?;
    for entry in entries {
        let path = entry?.path();
        let name = format!("{prefix}{}", path.file_name().unwrap_or_default().to_string_lossy());
        if path.is_dir() {
            visit(&path, &format!("{name}/"), sizes)?;
        } else {
            sizes.push(measure_file(&path, name)?);
        }
    }
    Ok(())
}

fn measure_file(path: &Path, name: String) -> Result<Size> {
    let content = fs::read(path).with_context(|| format!("cannot read {}", path.display()))?;
    let parameters = brotli::enc::BrotliEncoderParams { quality: 11, ..Default::default() };
    let mut compressed = Vec::new();
    brotli::BrotliCompress(&mut content.as_slice(), &mut compressed, &parameters)
        .with_context(|| format!("cannot compress {name}"))?;
    Ok(Size { name, raw: content.len(), brotli: compressed.len() })
}
