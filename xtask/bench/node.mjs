// node node.mjs <contender> <data.json> <prefix>: measures a contender in Node. Prints its times, one
// `name milliseconds` a line, and writes the results of each stage to `<prefix>-<edits>.results`.

import { readFileSync, writeFileSync } from "node:fs";
import { run, STAGES } from "./run.mjs";

const [contender, file, prefix] = process.argv.slice(2);
const data = JSON.parse(readFileSync(file, "utf8"));
const module = await import(`./${contender}.mjs`);
const { times, results } = run(Object.values(module)[0], data);
for (const [index, stage] of STAGES.entries()) writeFileSync(`${prefix}-${stage}.results`, results[index]);
for (const [name, milliseconds] of Object.entries(times)) console.log(name, milliseconds);
