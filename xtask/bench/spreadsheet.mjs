// The workload in a spreadsheet engine, with the formulas that a person would write. HyperFormula is under
// the GPL; it is a tool of this benchmark, and nothing of it is shipped.

import { HyperFormula } from "hyperformula";

const KINDS = 4;
const PERSPECTIVES = 4;
const YEAR = 12;

/** Full floating point: by default results are rounded to ten decimals. */
const OPTIONS = { licenseKey: "gpl-v3", smartRounding: false };

const times = (count, make) => Array.from({ length: count }, (_, index) => make(index));

/** A, B, … Z, AA, … */
const column = (index) => (index < 26 ? "" : column(Math.floor(index / 26) - 1)) + String.fromCharCode(65 + (index % 26));

const cell = (sheet, row, index) => `${sheet}!${column(index)}${row + 1}`;

const range = (sheet, [row, from], [last, to]) => `${cell(sheet, row, from)}:${column(to)}${last + 1}`;

export class Spreadsheet {
  /** How often `scoreAll` computes all scores. */
  static PASSES = 2;

  constructor(data) {
    this.data = data;
    // The figures of a measure lie side by side for all units of a kind, so that their mean is one range.
    this.members = times(KINDS, (kind) => data.kinds.filter((it) => it === kind).length);
    this.engine = HyperFormula.buildFromSheets(this.sheets(), OPTIONS);
  }

  /** Changes all weights, on which all scores depend, and changes them back: it computes only what has changed. */
  scoreAll() {
    this.setWeights(2);
    this.setWeights(1);
  }

  setWeights(factor) {
    const sheet = this.engine.getSheetId("Definitions");
    const weights = this.data.scorecards.flat().map(({ weight }) => [weight * factor]);
    this.engine.setCellContents({ sheet, row: 0, col: 0 }, weights);
  }

  edit(unit, measure, month, value) {
    const sheet = this.engine.getSheetId(`Figures${this.data.kinds[unit]}`);
    this.engine.setCellContents({ sheet, row: this.row(unit, measure), col: month }, value);
  }

  results() {
    const names = ["Points", "Perspectives", "Totals", "YearToDate", "Ranks"];
    return names.map((name) => this.engine.getSheetValues(this.engine.getSheetId(name)).flat());
  }

  /** Where the figures of a unit's measure are on the sheet of its kind. */
  row(unit, measure) {
    return measure * this.members[this.data.kinds[unit]] + Math.floor(unit / KINDS);
  }

  sheets() {
    const { units, measures, months, scorecards, targets } = this.data;
    const rows = (count, make) => times(count, (row) => times(months, (month) => make(row, month)));
    const sheets = {
      Definitions: scorecards.flat().map(({ weight, rate }) => [weight, rate ?? null]),
      Targets: targets,
      PeerMeans: rows(KINDS * measures, (row, month) => this.peerMean(row, month)),
      Points: rows(units * measures, (row, month) => this.points(Math.floor(row / measures), row % measures, month)),
      Perspectives: rows(units * PERSPECTIVES, (row, month) => this.perspective(row, month)),
      Totals: rows(units, (unit, month) => {
        const first = unit * PERSPECTIVES;
        return `=SUM(${range("Perspectives", [first, month], [first + PERSPECTIVES - 1, month])})`;
      }),
      YearToDate: rows(units, (unit, month) => `=AVERAGE(${range("Totals", [unit, month - (month % YEAR)], [unit, month])})`),
      Ranks: rows(units, (unit, month) => {
        const all = range("Totals", [0, month], [units - 1, month]);
        return `=1+COUNTIF(${all},">"&${cell("Totals", unit, month)})`;
      }),
    };
    for (let kind = 0; kind < KINDS; kind++) sheets[`Figures${kind}`] = this.figures(kind);
    return sheets;
  }

  figures(kind) {
    const { units, measures, months, figures } = this.data;
    const sheet = [];
    for (let unit = kind; unit < units; unit += KINDS) {
      for (let measure = 0; measure < measures; measure++) {
        const from = (unit * measures + measure) * months;
        sheet[this.row(unit, measure)] = figures.slice(from, from + months);
      }
    }
    return sheet;
  }

  peerMean(row, month) {
    const { measures, scorecards } = this.data;
    const [kind, measure] = [Math.floor(row / measures), row % measures];
    if (scorecards[kind][measure].method !== "peers") return null;
    const first = measure * this.members[kind];
    return `=AVERAGE(${range(`Figures${kind}`, [first, month], [first + this.members[kind] - 1, month])})`;
  }

  points(unit, measure, month) {
    const { measures, scorecards, kinds, cap } = this.data;
    const kind = kinds[unit];
    const { method, bands } = scorecards[kind][measure];
    const sheet = `Figures${kind}`;
    const row = this.row(unit, measure);
    const actual = cell(sheet, row, month);
    const target = cell("Targets", unit, measure);
    const weight = cell("Definitions", kind * measures + measure, 0);
    const rate = cell("Definitions", kind * measures + measure, 1);
    switch (method) {
      case "completion":
        return `=${weight}*MIN(${cap},${actual}/${target})`;
      case "mirror":
        return `=${weight}*MAX(0,MIN(${cap},2-${actual}/${target}))`;
      case "deduction":
        return `=MAX(0,${weight}-${rate}*MAX(0,${actual}-${target}))`;
      case "history": {
        if (month === 0) return `=${weight}`;
        const before = range(sheet, [row, Math.max(0, month - YEAR)], [row, month - 1]);
        return `=${weight}*MIN(${cap},${actual}/AVERAGE(${before}))`;
      }
      case "peers":
        return `=${weight}*MIN(${cap},${actual}/${cell("PeerMeans", kind * measures + measure, month)})`;
      default:
        return `=${weight}*${bands.reduce((below, [lower, share]) => `IF(${actual}>=${lower},${share},${below})`, "0")}`;
    }
  }

  perspective(row, month) {
    const { measures, scorecards, kinds } = this.data;
    const [unit, perspective] = [Math.floor(row / PERSPECTIVES), row % PERSPECTIVES];
    const card = scorecards[kinds[unit]];
    const first = card.findIndex((measure) => measure.perspective === perspective);
    const last = card.findLastIndex((measure) => measure.perspective === perspective);
    const from = unit * measures;
    return `=SUM(${range("Points", [from + first, month], [from + last, month])})`;
  }
}
