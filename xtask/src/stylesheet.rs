//! Joins `style/main.css` and the files it imports into the one stylesheet that the browser loads.
//!
//! Not a CSS parser: it knows the line `@import url("x.css") layer(y);` and refuses any other import.

use std::{fs, path::Path};
use xtask_wasm::anyhow::{Context, Result, bail, ensure};

/// The text of a stylesheet with its imports replaced by `@layer y { … }`.
pub(crate) fn bundle(main: &Path) -> Result<String> {
    let folder = main.parent().context("the stylesheet has no folder")?;
    join(&read(main)?, |name| read(&folder.join(name)))
        .with_context(|| format!("cannot bundle {}", main.display()))
}

fn read(path: &Path) -> Result<String> {
    fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))
}

fn join(main: &str, read: impl Fn(&str) -> Result<String>) -> Result<String> {
    let mut joined = String::new();
    for line in main.lines() {
        joined.push_str(&replacement(line, &read)?);
        joined.push('\n');
    }
    Ok(joined)
}

/// The line itself, or what it imports.
fn replacement(line: &str, read: impl Fn(&str) -> Result<String>) -> Result<String> {
    if !line.trim_start().starts_with("@import") {
        return Ok(line.to_owned());
    }
    let Some((name, layer)) = parse_import(line.trim()) else {
        bail!("`{line}` is not of the form `@import url(\"x.css\") layer(y);`");
    };
    let content = read(name)?;
    ensure!(!content.contains("@import"), "{name} has an import of its own, only main.css may have them");
    Ok(format!("@layer {layer} {{\n{}\n}}", compact(&content)))
}

/// The lines without indentation, blank ones and comments that are a line of their own.
fn compact(content: &str) -> String {
    let is_comment = |line: &&str| line.starts_with("/*") && line.ends_with("*/");
    let lines = content.lines().map(str::trim).filter(|line| !line.is_empty() && !is_comment(line));
    lines.collect::<Vec<_>>().join("\n")
}

/// The file and the layer that an import line names.
fn parse_import(line: &str) -> Option<(&str, &str)> {
    let (name, layer) = line.strip_prefix("@import url(\"")?.split_once("\") layer(")?;
    Some((name, layer.strip_suffix(");")?))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn joined(main: &str) -> Result<String> {
        join(main, |name| match name {
            "reset.css" => Ok("* { margin: 0; }\n".to_owned()),
            "nested.css" => Ok("@import url(\"reset.css\") layer(reset);".to_owned()),
            other => bail!("no file {other}"),
        })
    }

    #[test]
    fn an_import_becomes_a_layer_and_other_lines_stay() {
        let main = "@layer reset, base;\n@import url(\"reset.css\") layer(reset);\nbody { color: red; }\n";
        let expected = "@layer reset, base;\n@layer reset {\n* { margin: 0; }\n}\nbody { color: red; }\n";
        assert_eq!(joined(main).unwrap(), expected);
    }

    #[test]
    fn only_what_the_browser_needs_is_kept() {
        let content = "/* About. */\n\na {\n  color: red; /* why */\n}\n";
        assert_eq!(compact(content), "a {\ncolor: red; /* why */\n}");
    }

    #[test]
    fn what_cannot_be_joined_is_refused() {
        for line in [
            "@import url(\"reset.css\");",
            "@import \"reset.css\" layer(reset);",
            "@import url(\"missing.css\") layer(reset);",
            "@import url(\"nested.css\") layer(reset);",
        ] {
            assert!(joined(line).is_err(), "{line}");
        }
    }
}
