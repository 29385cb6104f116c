//! A static file server on this computer only, as a plain host would serve `dist/`: it never alters a file.

use std::{
    fs,
    io::{self, BufRead, BufReader, Read, Write},
    net::{Ipv4Addr, TcpListener, TcpStream},
    path::{Path, PathBuf},
    thread,
    time::Duration,
};
use xtask_wasm::anyhow::{Context, Result};

/// A request line and its headers are not longer (bytes).
const LONGEST_REQUEST: u64 = 64 * 1024;

/// Listens on the given port or the next free one; port 0 takes any.
pub(crate) fn listen(port: u16) -> Result<TcpListener> {
    (port..=port.saturating_add(99))
        .find_map(|port| TcpListener::bind((Ipv4Addr::LOCALHOST, port)).ok())
        .with_context(|| format!("no free port from {port} on"))
}

/// The address to open in a browser.
pub(crate) fn address(listener: &TcpListener) -> Result<String> {
    Ok(format!("http://{}/", listener.local_addr()?))
}

/// Serves a directory as long as this program runs, and says where.
pub(crate) fn in_background(directory: &Path) -> Result<String> {
    let listener = listen(0)?;
    let address = address(&listener)?;
    let directory = directory.to_owned();
    thread::spawn(move || serve(&listener, &directory));
    Ok(address)
}

/// Answers requests for the files of a directory until the program ends.
pub(crate) fn serve(listener: &TcpListener, directory: &Path) {
    for stream in listener.incoming().flatten() {
        let directory = directory.to_owned();
        // A browser that goes away in the middle of an answer is not our problem.
        thread::spawn(move || answer(stream, &directory).ok());
    }
}

fn answer(mut stream: TcpStream, directory: &Path) -> io::Result<()> {
    stream.set_read_timeout(Some(Duration::from_secs(10)))?;
    let request = read_request(&stream)?;
    let mut words = request.split_whitespace();
    let (method, target) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    if !matches!(method, "GET" | "HEAD") {
        return respond(&mut stream, "405 Method Not Allowed", "text/plain", b"GET and HEAD only\n", true);
    }
    let found = resolve(directory, target).and_then(|path| Some((content_type(&path), fs::read(path).ok()?)));
    match found {
        Some((kind, content)) => respond(&mut stream, "200 OK", kind, &content, method == "GET"),
        None => respond(&mut stream, "404 Not Found", "text/plain", b"no such file\n", method == "GET"),
    }
}

/// The request line; the headers are read too, because an unread rest would reset the connection.
fn read_request(stream: &TcpStream) -> io::Result<String> {
    let mut lines = BufReader::new(stream.take(LONGEST_REQUEST)).lines();
    let request = lines.next().transpose()?.unwrap_or_default();
    for line in lines {
        if line?.is_empty() {
            break;
        }
    }
    Ok(request)
}

fn respond(
    out: &mut impl Write,
    status: &str,
    kind: &str,
    content: &[u8],
    with_body: bool,
) -> io::Result<()> {
    let head = [
        &format!("HTTP/1.1 {status}"),
        &format!("Content-Type: {kind}"),
        &format!("Content-Length: {}", content.len()),
        "Cache-Control: no-cache",
        "X-Content-Type-Options: nosniff",
        "Connection: close",
        "\r\n",
    ];
    let mut answer = head.join("\r\n").into_bytes();
    if with_body {
        answer.extend_from_slice(content);
    }
    out.write_all(&answer)
}

/// The file that a request means; only plain names, so that no path leads out of the directory.
fn resolve(directory: &Path, target: &str) -> Option<PathBuf> {
    let path = target.split(['?', '#']).next()?.strip_prefix('/')?;
    let path = if path.is_empty() { "index.html" } else { path };
    path.split('/').all(is_plain_name).then(|| directory.join(path))
}

fn is_plain_name(name: &str) -> bool {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_');
    !name.is_empty() && !name.starts_with('.') && name.bytes().all(plain)
}

fn content_type(path: &Path) -> &'static str {
    match path.extension().and_then(|extension| extension.to_str()) {
        Some("html") => "text/html; charset=utf-8",
        Some("js" | "mjs") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("svg") => "image/svg+xml",
        Some("webmanifest") => "application/manifest+json",
        Some("wasm") => "application/wasm",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_plain_paths_are_served() {
        for (target, expected) in [
            ("/", Some("dist/index.html")),
            ("/style.css?v=1", Some("dist/style.css")),
            ("/snippets/a-1/b.js", Some("dist/snippets/a-1/b.js")),
            ("/../Cargo.toml", None),
            ("/a/../../Cargo.toml", None),
            ("//etc/passwd", None),
            ("/..%2fCargo.toml", None),
            ("/a\\b", None),
            ("/c:x", None),
            ("/.git", None),
            ("http://example/", None),
            ("", None),
        ] {
            assert_eq!(resolve(Path::new("dist"), target), expected.map(PathBuf::from), "{target}");
        }
    }
}
