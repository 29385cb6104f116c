//! A range of values on a range of pixels.

use rust_decimal::Decimal;

/// The range.
pub(super) struct Axis {
    pub(super) low: f64,
    pub(super) high: f64,
    pub(super) from: i32,
    pub(super) to: i32,
}

impl Axis {
    /// The range of `values`, from the pixel of the lowest to that of the highest.
    pub(super) fn over(values: &[f64], (from, to): (i32, i32)) -> Self {
        let fold = |pick: fn(f64, f64) -> f64, start| values.iter().copied().fold(start, pick);
        let (low, high) = (fold(f64::min, f64::INFINITY), fold(f64::max, f64::NEG_INFINITY));
        let high = if high > low { high } else { low + 1.0 };
        Self { low, high, from, to }
    }

    /// The same with room for whole steps at both ends.
    pub(super) fn widened(self) -> Self {
        let step = self.step();
        Self { low: (self.low / step).floor() * step, high: (self.high / step).ceil() * step, ..self }
    }

    /// The pixel of a value.
    #[allow(clippy::cast_possible_truncation, reason = "a pixel within the picture")]
    pub(super) fn pixel(&self, value: f64) -> i32 {
        let share = (value - self.low) / (self.high - self.low);
        self.from + (share * f64::from(self.to - self.from)).round() as i32
    }

    /// 1, 2 or 5 times a power of ten, two to seven of which lie in the range.
    fn step(&self) -> f64 {
        let span = self.high - self.low;
        let (mut step, mut next) = (1e-6, [2.0, 2.5, 2.0].into_iter().cycle());
        while span / step > 6.0 && step < 1e15 {
            step *= next.next().unwrap_or(10.0);
        }
        step
    }

    /// Round values.
    pub(super) fn ticks(&self) -> Vec<f64> {
        let step = self.step();
        let first = (self.low / step).ceil();
        let end = self.high + step / 1e6;
        (0..8).map(|n| (first + f64::from(n)) * step).take_while(|value| *value <= end).collect()
    }
}

/// A tick as text; ticks are round, to a millionth at most.
#[allow(clippy::cast_possible_truncation, reason = "a tick beyond what an integer holds is not written")]
pub(super) fn written(tick: f64) -> String {
    let millionths = (tick * 1e6).round() as i64;
    Decimal::new(millionths, 6).normalize().to_string().replace('-', "−")
}
