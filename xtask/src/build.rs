//! `cargo xtask build`: the hosted app in `dist/`, a directory that any static file server can serve.

use crate::{
    command::{self, root},
    hosted, one_file,
    pack::Effort,
    paths, sizes, stylesheet, wasm,
};
use std::{fs, path::Path, path::PathBuf, process::Command};
use xtask_wasm::{
    Dist,
    anyhow::{Context, Result, ensure},
    clap,
};

/// The target that the browser runs.
pub(crate) const WASM: &str = "wasm32-unknown-unknown";

/// The package, its program and the stem of the generated files.
const APP: &str = "counterpoise";

/// Files that go into `dist/` as they are: source, name.
const COPIED: [(&str, &str); 2] =
    [("style/manifest.webmanifest", "manifest.webmanifest"), ("style/icon.svg", "icon.svg")];

/// Scripts of our own: `start.js` loads the others and the program.
const SCRIPTS: [&str; 4] = ["start.js", "mirror.js", "writer.js", "offline.js"];

/// Options of `cargo xtask build`.
#[derive(clap::Args)]
pub(crate) struct Options {
    /// Build quickly and with debug checks, and leave out the size budget.
    #[arg(long)]
    dev: bool,
}

impl Options {
    /// What is published.
    pub(crate) const RELEASE: Self = Self { dev: false };
}

/// Builds into `dist/`; what is published is measured and compared with the budget.
pub(crate) fn build(options: &Options) -> Result<()> {
    bundle(!options.dev)?;
    if options.dev {
        return Ok(());
    }
    let report = sizes::measure(&dist_directory())?;
    println!("{report}");
    report.check_budget()
}

/// Builds into `dist/` without measuring.
pub(crate) fn bundle(release: bool) -> Result<()> {
    ensure_wasm_target()?;
    let dist = dist_directory();
    hosted::clear(&dist)?;
    let program = dist.join(hosted::FOLDER);
    compile(release, &program)?;
    if release {
        strip_names(&program.join(format!("{APP}_bg.wasm")))?;
    }
    for (source, name) in COPIED {
        copy(&root().join(source), &dist.join(name))?;
    }
    for script in SCRIPTS {
        write_script(&browser_script(script), &program.join(script))?;
    }
    let bindings = program.join(format!("{APP}.js"));
    write_script(&bindings, &bindings)?;
    let style = stylesheet::bundle(&root().join("style/main.css"))?;
    let target = program.join("style.css");
    fs::write(&target, style).with_context(|| format!("cannot write {}", target.display()))?;
    let page = fs::read_to_string(root().join("index.html")).context("cannot read index.html")?;
    let program = hosted::finish(&dist, &page, &plain_script(&browser_script("service_worker.js"))?)?;
    write_one_file(&dist, &program, release)
}

fn browser_script(name: &str) -> PathBuf {
    root().join("src/ui/browser").join(name)
}

/// The app in one file, beside `dist/`: it is downloaded on its own.
fn write_one_file(dist: &Path, program: &Path, release: bool) -> Result<()> {
    let read = |name: &str| plain_script(&browser_script(name));
    let own = one_file::Scripts { one_file: read("one_file.js")?, unpack: read("unpack.js")? };
    let effort = if release { Effort::Best } else { Effort::Quick };
    let target = root().join("dist-file").join(one_file::NAME);
    let size = one_file::write(dist, program, &own, effort, &target)?;
    println!("{}: {size} bytes (budget {})", target.display(), one_file::BUDGET);
    ensure!(!release || size <= one_file::BUDGET, "{} is larger than its budget", one_file::NAME);
    Ok(())
}

/// Where the app is built to.
pub(crate) fn dist_directory() -> PathBuf {
    root().join("dist")
}

/// Adds the wasm target to the toolchain in use when it is not there.
pub(crate) fn ensure_wasm_target() -> Result<()> {
    let mut question = Command::new("rustc");
    question.args(["--print", "target-libdir", "--target", WASM]).current_dir(root());
    if Path::new(&command::output(&mut question)?).is_dir() {
        return Ok(());
    }
    command::run(Command::new("rustup").args(["target", "add", WASM]).current_dir(root())).with_context(
        || {
            format!(
                "the Rust toolchain lacks the target {WASM}: install rustup, or add the target in another way"
            )
        },
    )
}

/// Compiles the program and generates its JavaScript.
fn compile(release: bool, into: &Path) -> Result<()> {
    // Dist adds `--release` and `--lib`, and reads the wasm of the program, which has the name of the library.
    let mut cargo =
        command::cargo(["build", "--target", WASM, "--package", APP, "--bin", APP, "--features", "web"]);
    command::print(&cargo);
    cargo.args(["--config", &paths::hidden(WASM)?]);
    let mut dist = Dist::default().build_command(cargo).app_name(APP).dist_dir(into);
    dist.release = release;
    dist.build(APP).context("cannot build the app")?;
    Ok(())
}

fn strip_names(path: &Path) -> Result<()> {
    let module = fs::read(path).with_context(|| format!("cannot read {}", path.display()))?;
    let stripped = wasm::without_names(&module).with_context(|| format!("cannot read {}", path.display()))?;
    paths::ensure_none(&stripped)?;
    fs::write(path, stripped).with_context(|| format!("cannot write {}", path.display()))
}

/// Copies a script without indentation, blank lines and comments that are a line of their own. None
/// of ours, nor of the bindings, has a text that spans lines.
fn write_script(source: &Path, target: &Path) -> Result<()> {
    let script = plain_script(source)?;
    fs::write(target, script).with_context(|| format!("cannot write {}", target.display()))
}

fn plain_script(source: &Path) -> Result<String> {
    let text = fs::read_to_string(source).with_context(|| format!("cannot read {}", source.display()))?;
    let lines = text.lines().map(str::trim).filter(|line| {
        !(line.is_empty() || line.starts_with("//") || line.starts_with("/**") && line.ends_with("*/"))
    });
    let kept: Vec<&str> = lines.collect();
    Ok(kept.join("\n") + "\n")
}

fn copy(source: &Path, target: &Path) -> Result<()> {
    fs::copy(source, target)
        .with_context(|| format!("cannot copy {} to {}", source.display(), target.display()))?;
    Ok(())
}
