//! x
use crate::books::*;
use std::time::Instant;
#[test]
fn probe_big() {
    for n in [50usize, 200, 500, 1999] {
        for op in ["*", "/", "+"] {
            let text = vec!["a"; n].join(op);
            let text = if op == "+" {
                (0..n / 4)
                    .map(|i| format!("1/{}", ["a", "b"][i % 2]))
                    .collect::<Vec<_>>()
                    .join("+")
            } else {
                text
            };
            let m = counterpoise::domain::measure::Measure {
                target: fixed("1"),
                ..measure("m", &text, "100", completion(None))
            };
            let mut book = monthly(&["a", "b"], vec![m]);
            enter(&mut book, WARD, "a", "2026-03", "7.1234567890123456789012345677");
            enter(&mut book, WARD, "b", "2026-03", "7.9234567890123456789012345671");
            let t = Instant::now();
            let _ = march(&book);
            eprintln!("{n} {op} {:?}", t.elapsed());
        }
    }
}
#[test]
fn probe_chain() {
    for n in [500usize, 2000] {
        let mut book = monthly(&["a"], vec![]);
        for i in 0..n {
            let p = (i > 0).then(|| format!("x{}", i - 1));
            book.units.push(unit(&format!("x{i}"), p.as_deref()));
        }
        let t = Instant::now();
        counterpoise::domain::validate::check(&book).unwrap();
        eprintln!("chain {n} {:?}", t.elapsed());
    }
}
