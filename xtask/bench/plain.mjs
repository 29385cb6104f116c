// The workload scored by hand-written JavaScript: floating point in typed arrays, no library. What a good
// programmer would write who knows these six methods and nothing else; runs in a browser and in Node.

const KINDS = 4;
const PERSPECTIVES = 4;
const YEAR = 12;
const METHODS = ["completion", "mirror", "deduction", "history", "peers", "bands"];
const [COMPLETION, MIRROR, DEDUCTION, HISTORY, PEERS] = METHODS.keys();

export class Plain {
  constructor(data) {
    const { units, measures, months } = data;
    Object.assign(this, { units, measures, months, cap: data.cap });
    this.kind = Uint8Array.from(data.kinds);
    this.readScorecards(data.scorecards);
    this.target = Float64Array.from(data.targets.flat());
    this.actual = Float64Array.from(data.figures);
    this.peerMean = new Float64Array(KINDS * measures * months);
    this.points = new Float64Array(units * measures * months);
    this.perspectives = new Float64Array(units * PERSPECTIVES * months);
    this.totals = new Float64Array(units * months);
    this.yearToDate = new Float64Array(units * months);
    this.ranks = new Int32Array(units * months);
    this.sorted = new Float64Array(units);
  }

  /** Definitions by kind and measure; the measures of a perspective lie side by side. */
  readScorecards(scorecards) {
    const all = scorecards.flat();
    this.method = Uint8Array.from(all, (measure) => METHODS.indexOf(measure.method));
    this.perspective = Uint8Array.from(all, (measure) => measure.perspective);
    this.weight = Float64Array.from(all, (measure) => measure.weight);
    this.rate = Float64Array.from(all, (measure) => measure.rate ?? 0);
    this.lowers = all.map((measure) => Float64Array.from(measure.bands ?? [], ([lower]) => lower));
    this.shares = all.map((measure) => Float64Array.from(measure.bands ?? [], ([, share]) => share));
    this.first = new Int32Array(KINDS * (PERSPECTIVES + 1));
    for (let kind = 0; kind < KINDS; kind++) {
      for (let next = 1; next <= PERSPECTIVES; next++) {
        const before = scorecards[kind].filter((measure) => measure.perspective < next);
        this.first[kind * (PERSPECTIVES + 1) + next] = before.length;
      }
    }
  }

  scoreAll() {
    const { units, measures, months } = this;
    for (let kind = 0; kind < KINDS; kind++) {
      for (let measure = 0; measure < measures; measure++) {
        if (this.method[kind * measures + measure] !== PEERS) continue;
        for (let month = 0; month < months; month++) this.setPeerMean(kind, measure, month);
      }
    }
    for (let unit = 0, place = 0; unit < units; unit++) {
      for (let measure = 0; measure < measures; measure++) {
        for (let month = 0; month < months; month++, place++) this.points[place] = this.score(unit, measure, month);
      }
    }
    for (let unit = 0; unit < units; unit++) {
      for (let month = 0; month < months; month++) {
        for (let perspective = 0; perspective < PERSPECTIVES; perspective++) this.addUp(unit, perspective, month);
        this.setTotal(unit, month);
      }
      for (let january = 0; january < months; january += YEAR) this.setYearToDate(unit, january);
    }
    for (let month = 0; month < months; month++) this.rankMonth(month);
  }

  edit(unit, measure, month, value) {
    const { measures, months, units } = this;
    const kind = this.kind[unit];
    this.actual[(unit * measures + measure) * months + month] = value;
    switch (this.method[kind * measures + measure]) {
      case PEERS:
        this.setPeerMean(kind, measure, month);
        for (let peer = kind; peer < units; peer += KINDS) {
          this.rescore(peer, measure, month);
          this.setYearToDate(peer, month);
        }
        this.rankMonth(month);
        break;
      case HISTORY: {
        const last = Math.min(months - 1, month + YEAR);
        for (let later = month; later <= last; later++) this.rescore(unit, measure, later);
        for (let from = month; from <= last; from += YEAR - (from % YEAR)) this.setYearToDate(unit, from);
        for (let later = month; later <= last; later++) this.rankMonth(later);
        break;
      }
      default:
        this.rescore(unit, measure, month);
        this.setYearToDate(unit, month);
        this.rankMonth(month);
    }
  }

  score(unit, measure, month) {
    const { months, cap, actual } = this;
    const row = unit * this.measures + measure;
    const definition = this.kind[unit] * this.measures + measure;
    const weight = this.weight[definition];
    const value = actual[row * months + month];
    switch (this.method[definition]) {
      case COMPLETION:
        return weight * Math.min(cap, value / this.target[row]);
      case MIRROR:
        return weight * Math.max(0, Math.min(cap, 2 - value / this.target[row]));
      case DEDUCTION:
        return Math.max(0, weight - this.rate[definition] * Math.max(0, value - this.target[row]));
      case HISTORY: {
        if (month === 0) return weight;
        const from = Math.max(0, month - YEAR);
        let sum = 0;
        for (let earlier = from; earlier < month; earlier++) sum += actual[row * months + earlier];
        return weight * Math.min(cap, value / (sum / (month - from)));
      }
      case PEERS:
        return weight * Math.min(cap, value / this.peerMean[definition * months + month]);
      default: {
        const lowers = this.lowers[definition];
        let band = lowers.length - 1;
        while (band > 0 && value < lowers[band]) band--;
        return weight * this.shares[definition][band];
      }
    }
  }

  rescore(unit, measure, month) {
    this.points[(unit * this.measures + measure) * this.months + month] = this.score(unit, measure, month);
    this.addUp(unit, this.perspective[this.kind[unit] * this.measures + measure], month);
    this.setTotal(unit, month);
  }

  setPeerMean(kind, measure, month) {
    const { units, measures, months, actual } = this;
    let sum = 0;
    let count = 0;
    for (let unit = kind; unit < units; unit += KINDS, count++) sum += actual[(unit * measures + measure) * months + month];
    this.peerMean[(kind * measures + measure) * months + month] = sum / count;
  }

  addUp(unit, perspective, month) {
    const { measures, months, points } = this;
    const place = this.kind[unit] * (PERSPECTIVES + 1) + perspective;
    const end = this.first[place + 1];
    let sum = 0;
    for (let measure = this.first[place]; measure < end; measure++) sum += points[(unit * measures + measure) * months + month];
    this.perspectives[(unit * PERSPECTIVES + perspective) * months + month] = sum;
  }

  setTotal(unit, month) {
    const { months, perspectives } = this;
    let sum = 0;
    for (let row = unit * PERSPECTIVES; row < (unit + 1) * PERSPECTIVES; row++) sum += perspectives[row * months + month];
    this.totals[unit * months + month] = sum;
  }

  /** From `month` to the end of its year. */
  setYearToDate(unit, month) {
    const { months, totals } = this;
    const january = month - (month % YEAR);
    const end = Math.min(months, january + YEAR);
    let sum = 0;
    for (let place = january; place < end; place++) {
      sum += totals[unit * months + place];
      if (place >= month) this.yearToDate[unit * months + place] = sum / (place - january + 1);
    }
  }

  rankMonth(month) {
    const { units, months, totals, sorted } = this;
    for (let unit = 0; unit < units; unit++) sorted[unit] = totals[unit * months + month];
    sorted.sort();
    for (let unit = 0; unit < units; unit++) {
      const total = totals[unit * months + month];
      let [low, high] = [0, units];
      while (low < high) {
        const middle = (low + high) >> 1;
        if (sorted[middle] > total) high = middle;
        else low = middle + 1;
      }
      this.ranks[unit * months + month] = units - low + 1;
    }
  }

  results() {
    return [this.points, this.perspectives, this.totals, this.yearToDate, this.ranks];
  }
}
