//! Every cell of a recalculated workbook beside what its formula came to when it was written.

use counterpoise::interop::table::{Content, Table};
use rust_decimal::Decimal;
use xtask_wasm::anyhow::{Context, Result, ensure};

/// Compares all cells; gives how many there are.
pub(super) fn compare(name: &str, written: &[Table], recalculated: &[Table]) -> Result<usize> {
    let mut compared = 0;
    for table in written {
        let other = recalculated.iter().find(|other| other.name == table.name);
        let other = other.with_context(|| format!("{name}: no page {}", table.name))?;
        for (at, content) in table.cells() {
            let found = other.get(at.row, at.column);
            ensure!(
                found.is_some_and(|found| are_same(content, found)),
                "{name}: {} {} is {found:?} instead of {content:?}",
                table.name,
                at.name()
            );
            compared += 1;
        }
        let more = other.cells().find(|(at, found)| {
            !matches!(found, Content::Text(text) if text.is_empty()) && table.get(at.row, at.column).is_none()
        });
        if let Some((at, found)) = more {
            ensure!(false, "{name}: {} {} is {found:?} instead of nothing", table.name, at.name());
        }
    }
    Ok(compared)
}

/// A spreadsheet counts with some 15 digits: in a sum of large numbers that cancel out fewer are left.
fn are_same(one: &Content, other: &Content) -> bool {
    match (one, other) {
        (Content::Number { value: one, .. }, Content::Number { value: other, .. }) => {
            let size = one.abs().max(Decimal::ONE);
            one.checked_sub(*other).is_some_and(|difference| difference.abs() <= size * Decimal::new(1, 9))
        }
        _ => one == other,
    }
}
