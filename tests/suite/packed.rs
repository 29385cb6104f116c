//! Packed figures: what goes in comes out, damage is noticed, and the largest workload fits into the
//! storage of a browser.

use counterpoise::document::{Document, figures_of_year, parse_figures};
use counterpoise::domain::figure::{Figure, Figures, YearOfFigures};
use counterpoise::domain::id::{ItemId, UnitId};
use counterpoise::domain::target::{FixedTargetKey, FixedTargets, Target, TargetSource};
use proptest::prelude::*;
use rust_decimal::Decimal;

use crate::random_books::config;
use crate::support::sample;

const YEAR: i32 = 2026;

fn unit() -> UnitId {
    UnitId::from("外一科")
}

/// A year of figures in so many items, each figure by its place.
fn year_of(items: usize, figure: impl Fn(usize, usize) -> Figure) -> Figures {
    let mut figures = Figures::default();
    for item in 0..items {
        let mut months = YearOfFigures::default();
        for (month, place) in months.iter_mut().enumerate() {
            *place = figure(item, month);
        }
        figures.set_year(&unit(), &ItemId::from(format!("item-{item:03}").as_str()), YEAR, months);
    }
    figures
}

fn packed(figures: &Figures) -> String {
    let text = figures_of_year(figures, &unit(), YEAR);
    assert!(text.starts_with("p1:"), "{text}");
    text
}

fn read(text: &str) -> Option<Figures> {
    let mut figures = Figures::default();
    parse_figures(&unit(), YEAR, text, &mut figures).ok().map(|()| figures)
}

#[test]
fn a_small_year_stays_readable() {
    let figures = year_of(3, |_, _| Figure::Value(Decimal::new(465, 1)));
    assert!(figures_of_year(&figures, &unit(), YEAR).starts_with("[{\"unit\":\"外一科\","));
}

#[test]
fn every_kind_of_figure_is_kept_with_its_decimals() {
    let rows = [
        Figure::Missing,
        Figure::NotApplicable,
        Figure::Value(Decimal::ZERO),
        Figure::Value(Decimal::new(0, 2)),
        Figure::Value(Decimal::new(150, 2)),
        Figure::Value(Decimal::new(-15, 1)),
        Figure::Value(Decimal::MAX),
        Figure::Value(Decimal::MIN),
        Figure::Exempt(Decimal::new(-1, 28)),
        Figure::Exempt(Decimal::new(12, 0)),
        Figure::Value(Decimal::new(1, 28)),
        Figure::Exempt(Decimal::MAX),
    ];
    let figures = year_of(60, |item, month| rows[(item + month) % rows.len()]);
    let back = read(&packed(&figures)).expect("it can be read");
    assert_eq!(back, figures);
    // Equal decimals may be written differently; here they are not.
    let text = |figures: &Figures| format!("{:?}", figures.iter().map(|it| *it.3).collect::<Vec<_>>());
    assert_eq!(text(&back), text(&figures));
}

#[test]
fn any_damage_is_noticed() {
    let figures = year_of(60, |item, month| Figure::Value(Decimal::new((item * 977 + month * 31) as i64, 2)));
    let text = packed(&figures);
    let signs: Vec<char> = text.chars().collect();
    for cut in 0..signs.len() {
        let short: String = signs[..cut].iter().collect();
        assert_eq!(read(&short), None, "cut at {cut}");
    }
    for place in 3..signs.len() - 1 {
        for bit in [0, 7, 14] {
            let mut other = signs.clone();
            let value = u32::from(other[place]) - 0x3400;
            other[place] = char::from_u32(0x3400 + (value ^ 1 << bit)).expect("a character");
            assert_eq!(read(&other.into_iter().collect::<String>()), None, "bit {bit} of {place}");
        }
    }
    for text in ["p1:", "p1:x", "p1:\u{3400}", "p1:\u{b400}", "p2:"] {
        assert_eq!(read(text), None, "{text}");
    }
}

#[test]
fn random_years_come_back() {
    proptest!(config(200), |(seeds in prop::collection::vec(any::<(i64, u32, u8)>(), 600..700))| {
        let figures = year_of(50, |item, month| {
            let (mantissa, scale, kind) = seeds[item * 12 + month];
            let value = Decimal::new(mantissa, scale % 29);
            match kind % 8 {
                0 => Figure::Missing,
                1 => Figure::NotApplicable,
                2 => Figure::Exempt(value),
                _ => Figure::Value(value),
            }
        });
        prop_assert_eq!(read(&packed(&figures)), Some(figures));
    });
}

/// 500 units, 50 items, 36 months with two decimals, as performance.md has it: 900,000 figures.
#[test]
fn nine_hundred_thousand_figures_fit_beside_everything_else() {
    let mut random = 1_u64;
    let mut next = || {
        random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        random >> 33
    };
    let mut units = 0;
    for number in 0..3 {
        let values: Vec<i64> = (0..600).map(|_| (next() % 10_000_000) as i64).collect();
        let figures = year_of(50, |item, month| Figure::Value(Decimal::new(values[item * 12 + month], 2)));
        let text = packed(&figures);
        units += text.encode_utf16().count() + "counterpoise:piece:large:figures:unit-000:2026:1".len();
        assert_eq!(read(&text), Some(figures), "{number}");
    }
    let all = units / 3 * 1_500;
    println!("900,000 figures take {all} of 5,242,880 characters");
    assert!(all < 3_000_000, "{all} characters");
}

/// Beside the figures stands the definition: 30,000 targets, one for each of 500 units, 20 measures and
/// three years.
#[test]
fn a_target_of_its_own_for_each_unit_and_year_leaves_room_for_the_figures() {
    let mut book = sample();
    let card = book.scorecards.iter_mut().find(|card| card.id.as_str() == "T2").expect("T2");
    let mut count = 0;
    for measure in card.revisions[0].measures_mut() {
        let mut targets = FixedTargets::default();
        for (unit, year) in (0..500).flat_map(|unit| (2024..2027).map(move |year| (unit, year))) {
            let unit = Some(UnitId::from(format!("unit-{unit:03}").as_str()));
            let key = FixedTargetKey { unit, year: Some(year), month: None };
            targets.set(key, Decimal::new(i64::from(year) * 31 % 9_973, 2));
        }
        let source = TargetSource::Fixed(targets);
        count += 1_500;
        measure.target = Some(Target { source, uplift: Decimal::ZERO, offset: Decimal::ZERO });
    }
    let definition = Document { changed: None, workbook: book }.definition_json().expect("a text");
    let all = definition.encode_utf16().count();
    assert_eq!(count, 30_000);
    println!("{count} targets take {all} of 5,242,880 characters");
    assert!(!definition.contains('\n'));
    assert!(all < 2_200_000, "{all} characters");
}

/// A hospital programme: one month of 43 items, of which some do not apply, with up to six decimals, for
/// 2,474 units under keys as they are stored. Beside them stand a definition of 400,000 characters and the
/// sample.
#[test]
fn one_month_of_thousands_of_units_fits_beside_everything_else() {
    let mut figures = Figures::default();
    for unit in 0..2_474 {
        let unit = UnitId::from(format!("{unit:06}x0").as_str());
        for item in 0..43_i64 {
            let mut months = YearOfFigures::default();
            months[0] = if item % 5 == 0 {
                Figure::NotApplicable
            } else {
                Figure::Value(Decimal::new(item * 7_654_321 % 999_983, (item % 7) as u32))
            };
            let name = format!("a_quantity_{item:02}");
            figures.set_year(&unit, &ItemId::from(name.as_str()), YEAR, months);
        }
    }
    let key = "counterpoise:piece:hospital-programme-fy2024:figures:010001x0:2024:1";
    let (mut all, mut back) = (0, Figures::default());
    for (unit, year, _) in figures.years_beside(&Figures::default()) {
        let text = figures_of_year(&figures, unit, year);
        all += text.encode_utf16().count() + key.len();
        parse_figures(unit, year, &text, &mut back).expect("it can be read");
    }
    println!("106,382 figures of 2,474 units take {all} of 5,242,880 characters");
    assert!(all < 3_000_000, "{all} characters");
    assert_eq!(back, figures);
}
