//! Puts the hosted app together: the program in a folder that is named after what is in it, the page
//! that names the folder, and the service worker that keeps all of them.
//!
//! So files of two versions never meet: a page asks only for those of its own folder, whatever caches
//! stand in between, and the worker takes a version only when every file has the digest it was built with.

use base64::{Engine, prelude::BASE64_STANDARD};
use sha2::{Digest, Sha256};
use std::{
    fs,
    path::{Path, PathBuf},
};
use xtask_wasm::anyhow::{Context, Result, ensure};

/// The folder as `index.html` names it, and where it is put together.
pub(crate) const FOLDER: &str = "app";

/// How the address of a page begins; all that lies there belongs to the page.
const PAGE: &str = "index.html";

/// Gives the folder its name, and writes the page and the worker. `dist` has the folder and the files that stand beside
/// it. Returns where the program is.
pub(crate) fn finish(dist: &Path, page: &str, worker: &str) -> Result<PathBuf> {
    let program = files(&dist.join(FOLDER))?;
    let mut beside = files(dist)?;
    beside.retain(|(name, _)| name != PAGE && name != "sw.js");
    let version = version(program.iter().chain(&beside).chain(&[
        (PAGE.to_owned(), page.as_bytes().to_vec()),
        ("sw.js".to_owned(), worker.as_bytes().to_vec()),
    ]));
    let folder = format!("{FOLDER}-{version}");
    let place = dist.join(&folder);
    fs::rename(dist.join(FOLDER), &place)
        .with_context(|| format!("cannot move the program to {}", place.display()))?;
    let old = format!("\"{FOLDER}/");
    ensure!(page.contains(&old), "{PAGE} names no file in {FOLDER}/");
    let page = page.replace(&old, &format!("\"{folder}/"));
    let mut kept = vec![listed("./", page.as_bytes())];
    kept.extend(beside.iter().map(|(name, content)| listed(name, content)));
    kept.extend(program.iter().map(|(name, content)| listed(&format!("{folder}/{name}"), content)));
    let worker =
        format!("const VERSION = \"{version}\";\nconst FILES = {{\n{}\n}};\n{worker}", kept.join("\n"));
    write(&dist.join(PAGE), &page)?;
    write(&dist.join("sw.js"), &worker)?;
    Ok(place)
}

/// Takes away what an earlier build has left.
pub(crate) fn clear(dist: &Path) -> Result<()> {
    if dist.is_dir() {
        fs::remove_dir_all(dist).with_context(|| format!("cannot remove {}", dist.display()))?;
    }
    let folder = dist.join(FOLDER);
    fs::create_dir_all(&folder).with_context(|| format!("cannot make {}", folder.display()))
}

/// Names and contents of the files that stand in a folder, by name.
fn files(folder: &Path) -> Result<Vec<(String, Vec<u8>)>> {
    let read = |path: PathBuf| {
        let content = fs::read(&path).with_context(|| format!("cannot read {}", path.display()))?;
        Ok((path.file_name().unwrap_or_default().to_string_lossy().into_owned(), content))
    };
    let entries = fs::read_dir(folder).with_context(|| format!("cannot list {}", folder.display()))?;
    let paths = entries.flatten().map(|entry| entry.path()).filter(|path| path.is_file());
    let mut found = paths.map(read).collect::<Result<Vec<_>>>()?;
    found.sort();
    Ok(found)
}

/// A name for exactly these files.
fn version<'f>(files: impl Iterator<Item = &'f (String, Vec<u8>)>) -> String {
    let mut digest = Sha256::new();
    for (name, content) in files {
        digest.update(Sha256::digest(name));
        digest.update(Sha256::digest(content));
    }
    digest.finalize().iter().take(6).map(|byte| format!("{byte:02x}")).collect()
}

/// A file in the list of the worker.
fn listed(address: &str, content: &[u8]) -> String {
    format!("\"{address}\": \"sha256-{}\",", BASE64_STANDARD.encode(Sha256::digest(content)))
}

fn write(path: &Path, text: &str) -> Result<()> {
    fs::write(path, text).with_context(|| format!("cannot write {}", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn build(name: &str, program: &str) -> (PathBuf, PathBuf) {
        let dist = std::env::temp_dir().join(format!("counterpoise-hosted-{name}-{}", std::process::id()));
        clear(&dist).unwrap();
        fs::write(dist.join("app/start.js"), program).unwrap();
        fs::write(dist.join("icon.svg"), "<svg/>").unwrap();
        let place = finish(&dist, "<script src=\"app/start.js\">", "worker();\n").unwrap();
        (dist, place)
    }

    #[test]
    fn the_folder_is_named_after_what_is_in_it() {
        let (dist, one) = build("one", "1");
        let (other, two) = build("two", "2");
        assert_ne!(one.file_name(), two.file_name());
        let again = build("one", "1").1;
        assert_eq!(one, again);
        let name = one.file_name().unwrap().to_string_lossy().into_owned();
        assert_eq!(
            fs::read_to_string(dist.join("index.html")).unwrap(),
            format!("<script src=\"{name}/start.js\">")
        );
        let worker = fs::read_to_string(dist.join("sw.js")).unwrap();
        // SHA-256 of "1", from another program.
        let line = format!("\"{name}/start.js\": \"sha256-a4ayc/80/OGda4BO/1o/V0etpOqiLx1JwB5S3beHW0s=\",\n");
        assert!(
            worker.contains(&line) && worker.contains("\"./\": ") && worker.contains("\"icon.svg\": "),
            "{worker}"
        );
        assert!(worker.ends_with("};\nworker();\n"), "{worker}");
        for folder in [dist, other] {
            fs::remove_dir_all(folder).unwrap();
        }
    }

    #[test]
    fn a_page_without_the_folder_is_refused() {
        let dist = std::env::temp_dir().join(format!("counterpoise-hosted-none-{}", std::process::id()));
        clear(&dist).unwrap();
        assert!(finish(&dist, "<html>", "").is_err());
        fs::remove_dir_all(dist).unwrap();
    }
}
