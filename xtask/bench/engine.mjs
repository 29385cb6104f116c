// The engine of Counterpoise, as a browser runs it. "Open" is reading the file and scoring it once.

import init, { Engine } from "./engine_bench.js";

let workbook;

export class Counterpoise {
  /** Loads the engine, and the workbook that goes with `data-<size>.json`. */
  static async prepare(file) {
    await init();
    workbook = await (await fetch(file.replace("data-", "workbook-"))).text();
  }

  constructor(data) {
    this.engine = new Engine(workbook, data.months);
  }

  scoreAll() {
    this.engine.score_all();
  }

  edit(unit, measure, month, value) {
    this.engine.edit(unit, measure, month, String(value));
  }

  results() {
    const { engine } = this;
    return [engine.points(), engine.perspectives(), engine.totals(), engine.years_to_date(), engine.ranks()];
  }
}
