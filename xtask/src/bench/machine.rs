//! What the times were measured on.

use crate::{browser, command};
use std::{env, fs, process::Command, thread};

/// System, processor and cores.
pub(crate) fn description() -> String {
    let cores = thread::available_parallelism().map_or(1, usize::from);
    let processor = processor().unwrap_or_else(|| "unknown processor".to_owned());
    format!("{} {}, {processor}, {cores} cores", env::consts::OS, env::consts::ARCH)
}

/// The versions of the programs that took part.
pub(crate) fn programs() -> String {
    let version = |command: &mut Command| command::output(command.arg("--version")).unwrap_or_default();
    let browser = browser::ensure_browser().map(|path| version(&mut Command::new(path))).unwrap_or_default();
    format!("Node {}, {browser}", version(&mut Command::new("node")))
}

fn processor() -> Option<String> {
    let named = || env::var("PROCESSOR_IDENTIFIER").ok();
    let mac = || command::output(Command::new("sysctl").args(["-n", "machdep.cpu.brand_string"])).ok();
    let linux = || {
        let text = fs::read_to_string("/proc/cpuinfo").ok()?;
        let line = text.lines().find(|line| line.starts_with("model name"))?;
        Some(line.split_once(':')?.1.trim().to_owned())
    };
    linux().or_else(mac).or_else(named)
}
