// Points worked out with whole numbers, apart from the program: fractions of BigInts, rounded to hundredths
// half away from zero. The constants are the worked example of First Surgery (December 2025).

/** A decimal text as an exact fraction [numerator, denominator]. */
export function fraction(text) {
  const [, sign, whole, decimals = ""] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text);
  const numerator = BigInt(whole + decimals);
  return [sign ? -numerator : numerator, 10n ** BigInt(decimals.length)];
}

/** The fraction a/b in hundredths, half away from zero. */
export function hundredths([numerator, denominator]) {
  const scaled = 200n * (numerator < 0n ? -numerator : numerator) + denominator;
  const rounded = scaled / (2n * denominator);
  return numerator < 0n ? -rounded : rounded;
}

/** Hundredths as the screen prints them. */
export function printed(value) {
  const digits = String(value < 0n ? -value : value).padStart(3, "0");
  return `${value < 0n ? "−" : ""}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

const times = ([a, b], [c, d]) => [a * c, b * d];
const over = ([a, b], [c, d]) => (c < 0n ? [-a * d, b * -c] : [a * d, b * c]);
const minus = ([a, b], [c, d]) => [a * d - c * b, b * d];

/** Points of narrow revenue: 15 × actual ÷ 150, at most 1.2 × 15, times `scale`. */
export function narrowRevenue(actual, scale = [1n, 1n]) {
  const points = over(times(fraction("15"), fraction(actual)), fraction("150"));
  const [over18] = minus(points, fraction("18"));
  return hundredths(times(over18 > 0n ? fraction("18") : points, scale));
}

/** Points of a cost ratio: −rate × (cost ÷ narrow revenue × 100 − last year's ratio). */
export function costRatio(cost, actual, mean, rate) {
  const ratio = over(times(fraction(cost), fraction("100")), fraction(actual));
  return hundredths(times(minus(fraction(mean), ratio), fraction(rate)));
}

/** The total of T2 with this narrow revenue: everything else is as in the worked example. */
export function total(actual) {
  const others = 9658n - 1575n - 32n + 40n;
  return others + narrowRevenue(actual) + costs(actual);
}

/** Both cost ratios over narrow revenue: total cost 268.38 against 172.0 %, direct expense 190.575 against 120.0 %. */
export function costs(actual) {
  return costRatio("268.38", actual, "172.0", "0.2") + costRatio("190.575", actual, "120.0", "0.4");
}

/**
 * The total when operations are zero, visits are missing and admissions not applicable: the 60 points of work
 * efficiency that are left stand in for 70, each measure rounded; bed-days 14.25, discharges 4.75, revenue 10.50.
 */
export function totalWithGaps(actual) {
  const scale = [70n, 60n];
  const fixed = ["14.25", "4.75", "10.5"].map((points) => hundredths(times(fraction(points), scale)));
  const work = fixed.reduce((sum, points) => sum + points, 0n) + narrowRevenue(actual, scale);
  // Ethics 9.00, ward rounds 17.50, cost to broad revenue +0.16; service quality −1.30.
  return work + 900n + 1750n + 16n + costs(actual) - 130n;
}
