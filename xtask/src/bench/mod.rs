//! `cargo xtask bench`: how fast a workload is scored, beside hand-written JavaScript and a
//! spreadsheet engine that do the same on the same machine in the same run.
//!
//! A benchmark, not a test: it fails on a wrong result, never on a time.

mod contender;
mod generator;
mod json;
mod machine;
mod reference;
mod results;
mod table;
mod workload;

use crate::{command, node, server};
use contender::{Case, Contender, Host, STAGES, Script, Times};
use std::{fs, path::Path};
use table::{Row, Table};
use workload::Size;
use xtask_wasm::anyhow::{Context, Result};
use xtask_wasm::clap;

/// What to measure.
#[derive(clap::Args)]
pub(crate) struct Options {
    /// Measure the largest size too; the spreadsheet engine takes minutes for it.
    #[arg(long)]
    large: bool,
    /// Only the contenders with this in their name; ratios need those they are compared with.
    #[arg(long, default_value = "")]
    only: String,
}

/// What the ratios of programs in Node, and natively, are taken to.
const PLAIN_IN_NODE: &str = "JavaScript in Node";

/// What the ratios of programs in the browser are taken to.
const PLAIN_IN_CHROMIUM: &str = "JavaScript in Chromium";

/// The files that the page needs.
const SERVED: [&str; 3] = ["page.html", "run.mjs", "plain.mjs"];

/// Measures everything, and prints a table.
pub(crate) fn bench(options: &Options) -> Result<()> {
    let scripts = contender::directory();
    node::ensure_packages(&scripts)?;
    let folder = command::target().join("bench");
    fs::create_dir_all(&folder).with_context(|| format!("cannot create {}", folder.display()))?;
    for name in SERVED {
        fs::copy(scripts.join(name), folder.join(name)).with_context(|| format!("cannot copy {name}"))?;
    }
    let contenders: Vec<_> = contenders(&server::in_background(&folder)?)
        .into_iter()
        .filter(|contender| contender.name().to_lowercase().contains(&options.only.to_lowercase()))
        .collect();
    let mut sizes = vec![Size::S, Size::M];
    sizes.extend(options.large.then_some(Size::L));
    let mut rows: Vec<Row> = contenders.iter().map(|contender| row(contender.as_ref())).collect();
    for size in &sizes {
        let case = prepare(*size, &folder)?;
        for (contender, row) in contenders.iter().zip(&mut rows) {
            println!("{} with {}", size.name, row.name);
            let times = measure(contender.as_ref(), &case)
                .with_context(|| format!("{} with {} failed", size.name, row.name))?;
            row.times.push(times);
        }
    }
    println!("\n{}\n{}\n\n{}", machine::description(), machine::programs(), Table { sizes, rows });
    Ok(())
}

/// Who takes part. The engine of Counterpoise joins here.
fn contenders(address: &str) -> Vec<Box<dyn Contender>> {
    let script = |name, baseline, module, host| {
        Box::new(Script { name, baseline, module, host }) as Box<dyn Contender>
    };
    let chromium = Host::Chromium(address.to_owned());
    vec![
        script(PLAIN_IN_NODE, PLAIN_IN_NODE, "plain", Host::Node),
        script("HyperFormula in Node", PLAIN_IN_NODE, "spreadsheet", Host::Node),
        script(PLAIN_IN_CHROMIUM, PLAIN_IN_CHROMIUM, "plain", chromium),
    ]
}

fn row(contender: &dyn Contender) -> Row {
    Row { name: contender.name(), baseline: contender.baseline(), times: Vec::new() }
}

/// Makes the workload, works out its results, and writes its data.
fn prepare(size: Size, folder: &Path) -> Result<Case> {
    let workload = generator::generate(size);
    let expected = STAGES.map(|stage| reference::results(&workload, &workload.edited(stage)));
    let file = folder.join(format!("data-{}.json", size.name));
    fs::write(&file, json::json(&workload)).with_context(|| format!("cannot write {}", file.display()))?;
    Ok(Case { workload, expected, folder: folder.to_owned() })
}

/// Runs a contender and checks all its results.
fn measure(contender: &dyn Contender, case: &Case) -> Result<Times> {
    let outcome = contender.run(case)?;
    for ((found, expected), stage) in outcome.results.iter().zip(&case.expected).zip(STAGES) {
        found.check(expected, contender.tolerance()).with_context(|| format!("after {stage} edits"))?;
    }
    Ok(outcome.times)
}
