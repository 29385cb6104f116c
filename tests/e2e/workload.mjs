// The large workload: 500 units × 50 items × 36 months, four kinds of units with a card each, and a target for each
// unit and measure. The figures come from a generator of random numbers, the same in every run.

const [UNITS, ITEMS, CARDS, YEARS] = [500, 50, 4, [2024, 2025, 2026]];

const range = (count, make) => Array.from({ length: count }, (_, place) => make(place));

const METHODS = [
  { kind: "completion", inverse: "mirror", floor: "0", cap: "1.2" },
  { kind: "completion", inverse: "reciprocal", floor: "0", cap: "1" },
  { kind: "deduction", points_each: "0.1", lowest: "0" },
];

function measure(item, units) {
  const values = units.map((unit, at) => ({ unit, year: null, month: null, value: String(50 + ((at * 7 + item) % 100)) }));
  return {
    id: `m${item}`, code: `M${item}`, name: `Measure ${item}`, unit_of_measure: "cases", decimals: 1,
    polarity: item % 3 === 0 ? "higher" : "lower", scope: "own", actual: `i${item}`, weight: "2",
    target: { source: { kind: "fixed", values }, uplift: "0", offset: "0" },
    method: METHODS[item % METHODS.length], data_source: null, proposals: [],
  };
}

function card(kind, units) {
  const own = units.filter((_, unit) => unit % CARDS === kind);
  const measures = range(ITEMS, (item) => measure(item, own));
  const perspectives = range(4, (place) => ({
    id: `p${place}`, name: `Perspective ${place}`, objectives: [], measures: measures.filter((_, item) => item % 4 === place),
  }));
  const revision = {
    from: "2000-01", weighting: "points", rounding: { rule: "half-away", decimals: 2 }, missing: "redistribute",
    least_coverage: "50", longer_periods: "mean-of-periods", grades: [], status: { on_target: "95", at_risk: "80" }, perspectives,
  };
  return { id: `c${kind}`, name: `Card ${kind}`, template: null, source: null, units: own, period: "month", revisions: [revision] };
}

/** The workbook as a file. */
export function workload() {
  let seed = 7;
  const figure = () => {
    seed = (seed * 1103515245 + 12345) % 2147483648;
    return (seed % 1500 / 10).toFixed(1);
  };
  const units = range(UNITS, (unit) => `u${unit}`);
  const items = range(ITEMS, (item) => ({
    id: `i${item}`, code: `i${item}`, name: `Item ${item}`, unit_of_measure: "cases", decimals: 1,
    month_rule: { rule: "sum" }, unit_rule: "sum", plausible: null,
  }));
  const years = (unit, item) => YEARS.map((year) => ({ unit, item, year, months: range(12, figure) }));
  return JSON.stringify({
    format: "counterpoise", version: 1, changed: null,
    workbook: {
      id: "large", name: "Large", about: null, first_month: 1, number_style: "point",
      kinds: range(CARDS, (kind) => ({ id: `k${kind}`, name: `Kind ${kind}` })), items,
      units: units.map((id, unit) => ({ id, name: `Unit ${unit}`, parent: null, kinds: [{ from: "2000-01", kind: `k${unit % CARDS}` }] })),
      scorecards: range(CARDS, (kind) => card(kind, units)),
      figures: units.flatMap((unit) => items.flatMap((item) => years(unit, item.id))), notes: [],
    },
  });
}
