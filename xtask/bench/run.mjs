// One contender through the whole benchmark: what it computes, to be checked, and how long it takes.
//
// A contender is a class: perhaps `await Contender.prepare(file)` in a browser, and `PASSES`, how often
// `scoreAll()` computes everything, `new Contender(data)`, `scoreAll()`, `edit(unit, measure, month, value)`, and
// `results()` with points, perspectives, totals, years to date and ranks, each a list by unit and month: of
// numbers, or of BigInts that count 10⁻¹⁵.

/** Edits after which the results are checked. */
export const STAGES = [0, 6, 60];

/** Methods that take turns among the edits. */
const TURNS = 6;

/** How long to repeat a measurement (milliseconds), and how often. */
const PATIENCE = 1000;
const LEAST_RUNS = 3;
const MOST_RUNS = 30;

/** What is measured at once takes at least this long (milliseconds). */
const BATCH = 10;

const median = (values) => values.toSorted((a, b) => a - b)[values.length >> 1];

const time = (action) => {
  const start = performance.now();
  action();
  return performance.now() - start;
};

/** `{ times, results }`: milliseconds by name, and for each stage the bytes that hold its results. */
export function run(Contender, data) {
  let contender;
  const times = { open: time(() => (contender = new Contender(data))) };
  const passes = Contender.PASSES ?? 1;
  times.first = time(() => contender.scoreAll()) / passes;
  const results = checkpoints(contender, data);
  times.all = repeated(() => contender.scoreAll()) / passes;
  const each = Array.from({ length: TURNS }, (_, turn) => {
    const edits = data.edits.filter((_, index) => index % TURNS === turn);
    return editing(contender, data, edits);
  });
  times.edit = each.reduce((sum, it) => sum + it, 0) / TURNS;
  times.worst = Math.max(...each);
  return { times, results };
}

/** The results at every stage; every edit is taken back at the end. */
function checkpoints(contender, data) {
  let done = 0;
  const results = STAGES.map((stage) => {
    for (; done < stage; done++) contender.edit(...data.edits[done]);
    return encode(contender.results());
  });
  for (const edit of data.edits) contender.edit(...before(data, edit));
  return results;
}

/** The edit that brings back what was there at first. */
function before(data, [unit, measure, month]) {
  return [unit, measure, month, data.figures[(unit * data.measures + measure) * data.months + month]];
}

/** The median of several times. The clock of a browser is coarse, so what is fast runs in batches. */
function repeated(action) {
  const batch = Math.ceil(BATCH / Math.max(time(action), 0.1));
  const sample = () => {
    for (let count = 0; count < batch; count++) action();
  };
  const times = [];
  for (let sum = 0; times.length < LEAST_RUNS || (sum < PATIENCE && times.length < MOST_RUNS); sum += times.at(-1)) {
    times.push(time(sample));
  }
  return median(times) / batch;
}

/** The mean of an edit, there and back. */
function editing(contender, data, edits) {
  const back = edits.map((edit) => before(data, edit));
  const round = () => {
    for (const edit of edits) contender.edit(...edit);
    for (const edit of back) contender.edit(...edit);
  };
  time(round);
  let [sum, rounds] = [0, 0];
  for (; sum < PATIENCE / TURNS; rounds++) sum += time(round);
  return sum / (2 * edits.length * rounds);
}

/** All results one after the other in eight bytes each, as whole numbers of 10⁻¹⁵. */
function encode(lists) {
  const whole = (value) => (typeof value === "bigint" ? value : BigInt(Math.round(value * 1e15)));
  const bytes = lists.map((list) => {
    const numbers = list instanceof BigInt64Array ? list : BigInt64Array.from(list, whole);
    return new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength);
  });
  const all = new Uint8Array(bytes.reduce((sum, part) => sum + part.length, 0));
  let start = 0;
  for (const part of bytes) {
    all.set(part, start);
    start += part.length;
  }
  return all;
}
