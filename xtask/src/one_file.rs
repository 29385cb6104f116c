//! The whole app in one HTML file that opens from a disk or a USB stick: style, scripts and program
//! stand in it, and its Content-Security-Policy names them by their hashes.
//!
//! Made of the files in `dist/`. The scripts are joined by their text: a line that begins with
//! `export` loses the word, and `start.js` finds its parts in the file instead of loading them.

use crate::pack::{self, Effort};
use base64::{Engine, prelude::BASE64_STANDARD};
use sha2::{Digest, Sha256};
use std::{fs, path::Path};
use xtask_wasm::anyhow::{Context, Result, ensure};

/// Its name, the same in every version: browsers may keep the data of a file by its name.
pub(crate) const NAME: &str = "counterpoise.html";

/// The file may not be larger (bytes).
pub(crate) const BUDGET: usize = 1_200_000;

/// Scripts of our own that stand in the hosted app too, beside `start.js`.
const SCRIPTS: [&str; 2] = ["mirror.js", "writer.js"];

/// The scripts that only the one file has.
pub(crate) struct Scripts {
    /// `one_file.js`
    pub(crate) one_file: String,
    /// `unpack.js`
    pub(crate) unpack: String,
}

/// Makes the file from the hosted app and the folder of its program; returns its size in bytes.
pub(crate) fn write(
    dist: &Path,
    program: &Path,
    own: &Scripts,
    effort: Effort,
    target: &Path,
) -> Result<usize> {
    let read_in = |folder: &Path, name: &str| {
        fs::read_to_string(folder.join(name))
            .with_context(|| format!("cannot read {name} in {}", folder.display()))
    };
    let read = |name: &str| read_in(program, name);
    let wasm = fs::read(program.join("counterpoise_bg.wasm")).context("the program is not built")?;
    let packed = pack::pack(&wasm, effort)?;
    let mut modules = module(&own.one_file);
    for name in SCRIPTS {
        modules.push_str(&format!(",\n{}", module(&read(name)?)));
    }
    let script = format!(
        "globalThis.counterpoiseParts = {{\nmodules: [{modules}],\nprogram: {},\n...{},\n}};\n{}",
        module(&read("counterpoise.js")?),
        module(&own.unpack),
        read("start.js")?
    );
    let (index, icon) = (read_in(dist, "index.html")?, read_in(dist, "icon.svg")?);
    let page = page(&index, &read("style.css")?, &icon, &packed, &script)?;
    let directory = target.parent().context("the file has no folder")?;
    fs::create_dir_all(directory).with_context(|| format!("cannot make {}", directory.display()))?;
    fs::write(target, &page).with_context(|| format!("cannot write {}", target.display()))?;
    Ok(page.len())
}

/// A module as an expression: an object of what it exports.
fn module(text: &str) -> String {
    let mut names = Vec::new();
    let mut body = String::new();
    for line in text.lines() {
        match line.strip_prefix("export ") {
            Some(list) if list.starts_with('{') => names.extend(exported(list)),
            Some(item) => {
                let name =
                    item.split(['(', ' ', '{']).find(|word| !matches!(*word, "async" | "function" | "class"));
                names.extend(name.map(str::to_owned));
                body.push_str(item);
            }
            None => body.push_str(line),
        }
        body.push('\n');
    }
    format!("(() => {{\n{body}return {{ {} }};\n}})()", names.join(", "))
}

/// The names in `{ a, b as c }`, as fields of an object.
fn exported(list: &str) -> Vec<String> {
    let inner = list.trim_matches(['{', '}', ';', ' ']);
    let field = |name: &str| match name.split_once(" as ") {
        Some((inner, outer)) => format!("{}: {}", outer.trim(), inner.trim()),
        None => name.trim().to_owned(),
    };
    inner.split(',').map(field).collect()
}

fn page(index: &str, style: &str, icon: &str, program: &str, script: &str) -> Result<String> {
    for text in [script, style] {
        ensure!(
            !text.contains("</script") && !text.contains("<!--"),
            "a script or style would end the element"
        );
    }
    let hash = |text: &str| BASE64_STANDARD.encode(Sha256::digest(text.as_bytes()));
    let policy = format!(
        "default-src 'none'; script-src 'sha256-{}' 'wasm-unsafe-eval'; style-src 'sha256-{}'; img-src data: blob:; \
         connect-src 'none'; base-uri 'none'; form-action 'none'",
        hash(script),
        hash(style)
    );
    let mut page = String::new();
    let mut replaced = 0;
    for line in index.lines() {
        let tag = line.trim();
        let other = if tag.starts_with("<meta http-equiv=\"Content-Security-Policy\"") {
            format!("<meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">")
        } else if tag.starts_with("<link rel=\"stylesheet\"") {
            format!("<style>{style}</style>")
        } else if tag.starts_with("<link rel=\"icon\"") {
            format!("<link rel=\"icon\" href=\"data:image/svg+xml;base64,{}\">", BASE64_STANDARD.encode(icon))
        } else if tag.starts_with("<script type=\"module\"") {
            format!(
                "<script type=\"application/octet-stream\" id=\"program\">{program}</script>\n<script type=\"module\">{script}</script>"
            )
        } else if ["preload", "modulepreload", "manifest"]
            .iter()
            .any(|rel| tag.starts_with(&format!("<link rel=\"{rel}\"")))
        {
            continue;
        } else {
            page.push_str(line);
            page.push('\n');
            continue;
        };
        replaced += 1;
        page.push_str(&other);
        page.push('\n');
    }
    ensure!(replaced == 4, "index.html has {replaced} of the 4 lines that are replaced");
    Ok(page)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_module_becomes_an_object_of_what_it_exports() {
        let text = "const A = 1;\nexport function f(x) {\nreturn A + x;\n}\nexport async function g() {}\nexport class C {\n}\nexport { f as default, A };\n";
        let joined = module(text);
        assert!(joined.contains("\nfunction f(x) {\n") && joined.contains("\nclass C {\n"), "{joined}");
        assert!(joined.contains("return { f, g, C, default: f, A };"), "{joined}");
        assert!(!joined.contains("export"), "{joined}");
    }

    #[test]
    fn what_would_end_the_script_is_refused() {
        assert!(page("", "", "", "", "a </script> b").is_err());
        assert!(page("<html>", "", "", "", "a").is_err(), "a page without the lines that are replaced");
    }
}
