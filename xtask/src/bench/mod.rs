//! `cargo xtask bench`: how fast a workload is scored, beside hand-written JavaScript and a
//! spreadsheet engine that do the same on the same machine in the same run.
//!
//! A benchmark, not a test: it fails on a wrong result, never on a time.

mod book;
mod contender;
mod engine;
mod generator;
mod json;
mod machine;
mod reference;
mod results;
mod table;
mod workload;

use crate::{build, command, node, server};
use contender::{Case, Checked, Contender, Host, Script, Times};
use counterpoise::{document::Document, domain::scorecard::Rounding};
use engine::{Engine, Reports};
use std::{env, fs, path::Path};
use table::{Row, Table};
use workload::Size;
use xtask_wasm::anyhow::{Context, Result};
use xtask_wasm::{Dist, clap};

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

/// How the engine took part.
const ENGINE: &str =
    "Counterpoise natively, optimised (profile bench); missing data and coverage on, traces off";

/// The files that the page needs.
const SERVED: [&str; 4] = ["page.html", "run.mjs", "plain.mjs", "engine.mjs"];

/// The package of the engine in the browser.
const PAGE_ENGINE: &str = "engine-bench";

/// The stem of the files that are generated from it.
const PAGE_MODULE: &str = "engine_bench";

/// Measures everything, and prints a table. The engine is part of this program, so one that is not
/// optimised builds one that is, which does the rest.
pub(crate) fn bench(options: &Options) -> Result<()> {
    if cfg!(debug_assertions) {
        let mut optimised = command::cargo(["run", "--profile", "bench", "--package", "xtask", "--"]);
        return command::run(optimised.args(env::args_os().skip(1)));
    }
    let scripts = contender::directory();
    node::ensure_packages(&scripts)?;
    let folder = command::target().join("bench");
    fs::create_dir_all(&folder).with_context(|| format!("cannot create {}", folder.display()))?;
    // This empties the folder.
    build_engine(&folder)?;
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
    let (machine, programs) = (machine::description(), machine::programs());
    println!("\n{machine}\n{programs}\n{ENGINE}\n\n{}", Table { sizes, rows });
    Ok(())
}

/// Builds the engine for the browser as the app is built.
fn build_engine(folder: &Path) -> Result<()> {
    build::ensure_wasm_target()?;
    let cargo = command::cargo(["build", "--target", build::WASM, "--package", PAGE_ENGINE]);
    command::print(&cargo);
    let mut dist = Dist::default().build_command(cargo).app_name(PAGE_MODULE).dist_dir(folder.to_owned());
    dist.release = true;
    dist.build(PAGE_ENGINE).context("cannot build the engine for the browser")?;
    Ok(())
}

/// Who takes part.
fn contenders(address: &str) -> Vec<Box<dyn Contender>> {
    let script = |name, baseline, module, host| {
        let checked = if module == "engine" { Checked::SinceSecondMonth } else { Checked::All };
        Box::new(Script { name, baseline, module, host, checked }) as Box<dyn Contender>
    };
    let chromium = || Host::Chromium(address.to_owned());
    let engine =
        |name, rounded| Box::new(Engine { name, baseline: PLAIN_IN_NODE, rounded }) as Box<dyn Contender>;
    let reports =
        |name, traced| Box::new(Reports { name, baseline: PLAIN_IN_NODE, traced }) as Box<dyn Contender>;
    vec![
        script(PLAIN_IN_NODE, PLAIN_IN_NODE, "plain", Host::Node),
        engine("Counterpoise", false),
        engine("Counterpoise, 2 decimals", true),
        reports("Counterpoise, with findings", false),
        reports("Counterpoise, and a trace", true),
        script("HyperFormula in Node", PLAIN_IN_NODE, "spreadsheet", Host::Node),
        script(PLAIN_IN_CHROMIUM, PLAIN_IN_CHROMIUM, "plain", chromium()),
        script("Counterpoise in Chromium", PLAIN_IN_CHROMIUM, "engine", chromium()),
    ]
}

fn row(contender: &dyn Contender) -> Row {
    Row { name: contender.name(), baseline: contender.baseline(), times: Vec::new() }
}

/// A workload, with its data where the scripts find it.
fn prepare(size: Size, folder: &Path) -> Result<Case> {
    let case = Case::new(size, folder);
    let file = folder.join(format!("data-{}.json", size.name));
    let json = json::json(&case.workload);
    fs::write(&file, json).with_context(|| format!("cannot write {}", file.display()))?;
    let workbook = book::workbook(&case.workload, Rounding::None)?;
    let file = folder.join(format!("workbook-{}.json", size.name));
    let text = Document { changed: None, workbook }.to_json()?;
    fs::write(&file, text).with_context(|| format!("cannot write {}", file.display()))?;
    Ok(case)
}

/// Runs a contender and checks all its results.
fn measure(contender: &dyn Contender, case: &Case) -> Result<Times> {
    let outcome = contender.run(case)?;
    contender.check(case, &outcome.results)?;
    Ok(outcome.times)
}
