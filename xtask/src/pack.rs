//! Packs the program into letters for the one-file build; `src/ui/browser/unpack.js` is the other side.
//!
//! Packed is LZMA, since browsers unpack nothing that is as small, behind the length and the CRC-32 of what
//! is packed. Five of 85 letters are four bytes: all of ASCII, and none with which an element could begin.

use lzma_rust2::{LzmaOptions, LzmaWriter};
use std::io::Write;
use xtask_wasm::anyhow::{Context, Result};

/// The letters begin here; in the place of `<` stands the one after the last.
const FIRST: u8 = b'(';
const COUNT: u32 = 85;
const INSTEAD: char = '}';

/// How much time may be spent.
#[derive(Clone, Copy)]
pub(crate) enum Effort {
    /// As small as it can be.
    Best,
    /// For a build that is tried out.
    Quick,
}

/// The letters that `bytes` are packed into.
pub(crate) fn pack(bytes: &[u8], effort: Effort) -> Result<String> {
    let mut options = LzmaOptions::with_preset(if matches!(effort, Effort::Best) { 9 } else { 1 });
    // As unpack.js has it: programs repeat themselves at any place, and the byte before says much.
    (options.lc, options.lp, options.pb) = (4, 0, 0);
    options.dict_size = 1 << 23;
    if matches!(effort, Effort::Best) {
        options.nice_len = LzmaOptions::NICE_LEN_MAX;
    }
    let length = u32::try_from(bytes.len()).context("the program is too large")?;
    let mut out = [length.to_be_bytes(), crc(bytes).to_be_bytes()].concat();
    let mut writer = LzmaWriter::new_no_header(&mut out, &options, false).context("cannot pack")?;
    writer.write_all(bytes).context("cannot pack")?;
    writer.finish().context("cannot pack")?;
    Ok(letters(&out))
}

fn letters(bytes: &[u8]) -> String {
    let mut text = String::new();
    for group in bytes.chunks(4) {
        let mut four = [0; 4];
        for (place, byte) in four.iter_mut().zip(group) {
            *place = *byte;
        }
        let value = u32::from_be_bytes(four);
        for power in (0..5).rev() {
            let digit = value / COUNT.pow(power) % COUNT;
            let letter = char::from(FIRST + u8::try_from(digit).unwrap_or_default());
            text.push(if letter == '<' { INSTEAD } else { letter });
        }
    }
    text
}

fn crc(bytes: &[u8]) -> u32 {
    let turn = |rest: u32| (rest >> 1) ^ if rest & 1 == 1 { 0xedb8_8320 } else { 0 };
    !bytes.iter().fold(!0, |rest: u32, byte| (0..8).fold(rest ^ u32::from(*byte), |rest, _| turn(rest)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::command::root;
    use std::{fs, process::Command};

    /// Of every packing: the other side gives back what was packed; and of a cut, a longer and four altered
    /// texts it says "damaged", always at once.
    const CHECK: &str = r#"
        const { unpack } = await import(process.argv[1]);
        const { readFileSync } = await import("node:fs");
        const of = (letters) => { try { return Buffer.from(unpack(letters)); } catch (error) { return error.message; } };
        for (let number = 0; number < Number(process.argv[3]); number += 1) {
            const plain = readFileSync(`${process.argv[2]}/${number}.plain`);
            const letters = readFileSync(`${process.argv[2]}/${number}.letters`, "latin1");
            const same = of(letters);
            if (typeof same === "string" || !same.equals(plain)) throw new Error(`${number} is not as it was: ${same}`);
            const swapped = (at) => letters.slice(0, at) + (letters[at] === "9" ? "8" : "9") + letters.slice(at + 1);
            const bad = [1, 3, 6, 8, 12, letters.length >> 1, (letters.length * 2 / 3) >> 0].map(swapped);
            bad.push(letters.slice(0, letters.length >> 1), letters.slice(0, 12), "", "\u4e00\u0000 ~".repeat(99));
            for (const text of plain.length > 100 ? bad : []) {
                const start = performance.now();
                const found = of(text);
                if (found !== "damaged") throw new Error(`${number}: a damaged text of ${text.length} gave ${found}`);
                if (performance.now() - start > 20_000) throw new Error(`${number} took ${performance.now() - start} ms`);
            }
        }
    "#;

    /// Numbers that look like chance, the same in every run.
    fn random(length: usize, kinds: u64) -> Vec<u8> {
        let mut state = 0x9e37_79b9_7f4a_7c15_u64;
        let mut next = || {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            state >> 33
        };
        (0..length).map(|_| u8::try_from(next() % kinds).unwrap_or_default()).collect()
    }

    /// A program, texts, chance, repetitions near and far, and next to nothing.
    fn samples() -> Vec<Vec<u8>> {
        let program = fs::read(std::env::current_exe().unwrap()).unwrap();
        let far = [random(300_000, 256), vec![7; 3], random(300_000, 256), random(40, 3)].concat();
        let text = fs::read(root().join("tests/fixtures/hvbp_fy2024.csv")).unwrap();
        let mut all =
            vec![program.into_iter().skip(4096).take(2_000_000).collect(), text, far, vec![0; 500_000]];
        all.extend([random(100_000, 256), random(100_000, 2), random(3_000, 5).repeat(40)]);
        all.extend([vec![], vec![0], b"ab".to_vec(), b"<script>".repeat(3)]);
        all
    }

    #[test]
    fn the_other_side_unpacks_what_is_packed_and_tells_what_is_damaged() {
        if Command::new("node").arg("--version").output().is_err() {
            println!("left out: there is no Node.js here");
            return;
        }
        let folder = std::env::temp_dir().join(format!("counterpoise-pack-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        let mut count = 0;
        for bytes in samples() {
            for effort in [Effort::Best, Effort::Quick] {
                let letters = pack(&bytes, effort).unwrap();
                assert!(letters.bytes().all(|letter| letter.is_ascii_graphic() && letter != b'<'));
                fs::write(folder.join(format!("{count}.plain")), &bytes).unwrap();
                fs::write(folder.join(format!("{count}.letters")), letters).unwrap();
                count += 1;
            }
        }
        // A module, which Node tells by this ending.
        let script = folder.join("unpack.mjs");
        fs::copy(root().join("src/ui/browser/unpack.js"), &script).unwrap();
        let mut node = Command::new("node");
        node.args(["--input-type=module", "--eval", CHECK]).arg(&script).arg(&folder).arg(count.to_string());
        let said = node.output().unwrap();
        fs::remove_dir_all(&folder).unwrap();
        assert!(said.status.success(), "{}", String::from_utf8_lossy(&said.stderr));
    }

    #[test]
    fn the_checksum_is_the_published_one() {
        assert_eq!(crc(b"123456789"), 0xcbf4_3926, "the check value of CRC-32");
    }
}
