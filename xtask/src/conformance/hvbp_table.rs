//! A small table of hospitals in a format of our own: one fact a line, the kind of line first.
//!
//! ```text
//! standard,HAI-5,,0.726,0.000
//! hospital,140252,IL,7,0,9,40,10,9,2.25,34,8.5,20,5,25.75
//! rate,140252,HAI-5,1.405,1.124,0,2,2
//! ```

use std::{fs, path::Path};

use rust_decimal::Decimal;
use xtask_wasm::anyhow::{Context, Result, bail};

use super::hvbp::{GROUPS_OF_TABLE, Hospital, Published, Rate, Standard};
use super::table::number;

/// Reads a table; lines that start with `#` are remarks.
pub(super) fn read(path: &Path) -> Result<Published> {
    let text = fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    let mut published = Published { standards: Vec::new(), hospitals: Vec::new(), groups: GROUPS_OF_TABLE };
    for (index, line) in text.lines().enumerate().filter(|(_, line)| !line.starts_with('#')) {
        add(&mut published, &mut line.split(','))
            .with_context(|| format!("{}, line {}", path.display(), index + 1))?;
    }
    Ok(published)
}

fn add<'t>(published: &mut Published, cells: &mut impl Iterator<Item = &'t str>) -> Result<()> {
    match next(cells)? {
        "standard" => published.standards.push(standard(cells)?),
        "hospital" => published.hospitals.push(hospital(cells)?),
        "rate" => {
            let (facility, measure) = (next(cells)?, next(cells)?);
            let standard = published.standards.iter().find(|standard| standard.measure == measure).cloned();
            let standard = standard.with_context(|| format!("{measure} has no standard"))?;
            return published.add_rate(facility, standard, rate(cells)?);
        }
        kind => bail!("\"{kind}\" is no kind of line"),
    }
    Ok(())
}

fn standard<'t>(cells: &mut impl Iterator<Item = &'t str>) -> Result<Standard> {
    Ok(Standard {
        measure: next(cells)?.to_owned(),
        floor: value(cells)?,
        threshold: value(cells)?.context("a measure without threshold")?,
        benchmark: value(cells)?.context("a measure without benchmark")?,
    })
}

fn hospital<'t>(cells: &mut impl Iterator<Item = &'t str>) -> Result<Hospital> {
    Ok(Hospital {
        facility: next(cells)?.to_owned(),
        state: next(cells)?.to_owned(),
        ssi_combined: value(cells)?,
        base: value(cells)?,
        consistency: value(cells)?,
        domains: [pair(cells)?, pair(cells)?, pair(cells)?, pair(cells)?],
        total: value(cells)?,
        rates: Vec::new(),
    })
}

fn rate<'t>(cells: &mut impl Iterator<Item = &'t str>) -> Result<Rate> {
    Ok(Rate {
        baseline: value(cells)?,
        performance: value(cells)?,
        achievement: value(cells)?,
        improvement: value(cells)?,
        score: value(cells)?,
    })
}

type Pair = (Option<Decimal>, Option<Decimal>);

fn pair<'t>(cells: &mut impl Iterator<Item = &'t str>) -> Result<Pair> {
    Ok((value(cells)?, value(cells)?))
}

fn value<'t>(cells: &mut impl Iterator<Item = &'t str>) -> Result<Option<Decimal>> {
    number(next(cells)?)
}

fn next<'t>(cells: &mut impl Iterator<Item = &'t str>) -> Result<&'t str> {
    cells.next().context("the line is too short")
}
