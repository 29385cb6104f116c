//! Running other programs: every command is printed before it runs, and a failure names it.

use std::{
    ffi::OsStr,
    fs::{self, File},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
};
use xtask_wasm::anyhow::{Context, Result, ensure};

/// Runs a command with this terminal's output; an exit code other than zero is an error.
pub(crate) fn run(command: &mut Command) -> Result<()> {
    print(command);
    let line = describe(command);
    let status = command.stdin(Stdio::null()).status().with_context(|| format!("cannot start `{line}`"))?;
    ensure!(status.success(), "`{line}` failed ({status})");
    Ok(())
}

/// A command that runs beside others and writes into a file, so that what is printed does not mix.
/// When nobody waits for it any more it is ended, but not what it has started.
pub(crate) struct Beside {
    line: String,
    output: PathBuf,
    child: Child,
}

impl Beside {
    /// Starts a command that writes into `target/NAME.log`.
    pub(crate) fn start(name: &str, command: &mut Command) -> Result<Self> {
        let line = describe(command);
        let path = target().join(name).with_extension("log");
        let file = File::create(&path).with_context(|| format!("cannot write {}", path.display()))?;
        command.stdin(Stdio::null()).stdout(file.try_clone()?).stderr(file);
        let child = command.spawn().with_context(|| format!("cannot start `{line}`"))?;
        Ok(Self { line, output: path, child })
    }

    /// Waits for the end and prints what was written; an exit code other than zero is an error.
    pub(crate) fn finish(mut self) -> Result<()> {
        let status = self.child.wait().with_context(|| format!("lost `{}`", self.line))?;
        println!("$ {}", self.line);
        print!("{}", String::from_utf8_lossy(&fs::read(&self.output)?));
        ensure!(status.success(), "`{}` failed ({status})", self.line);
        Ok(())
    }
}

impl Drop for Beside {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The standard output of a command that asks a question, without printing the command.
pub(crate) fn output(command: &mut Command) -> Result<String> {
    let line = describe(command);
    let output = command.stdin(Stdio::null()).output().with_context(|| format!("cannot start `{line}`"))?;
    ensure!(output.status.success(), "`{line}` failed ({})", output.status);
    Ok(String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// A cargo command that runs at the root of the repository.
pub(crate) fn cargo<'a>(arguments: impl IntoIterator<Item = &'a str>) -> Command {
    let mut command = Command::new("cargo");
    command.args(arguments).current_dir(root());
    command
}

/// Prints the line that `run` prints, for a command that someone else runs.
pub(crate) fn print(command: &Command) {
    println!("$ {}", describe(command));
}

/// The root of the repository.
pub(crate) fn root() -> &'static Path {
    xtask_wasm::metadata().workspace_root.as_std_path()
}

/// Where cargo puts what it builds.
pub(crate) fn target() -> &'static Path {
    xtask_wasm::metadata().target_directory.as_std_path()
}

fn describe(command: &Command) -> String {
    std::iter::once(command.get_program())
        .chain(command.get_args())
        .map(OsStr::to_string_lossy)
        .collect::<Vec<_>>()
        .join(" ")
}
