import 'reflect-metadata';
import { adapterBench } from './adapter/adapter.bench.js';
import { chainBench } from './chain/chain.bench.js';
import { busBench } from './bus/bus.bench.js';
import { readCommandLine, type CommandLine } from './options.js';
import { outboxBench } from './outbox/outbox.bench.js';
import { report, type Bench } from './report.js';
import { soakBench } from './soak/soak.bench.js';

const benches: readonly Bench[] = [outboxBench, busBench, adapterBench, chainBench, soakBench];

const { names, asJson, options } = readOrExit(process.argv.slice(2));
/** With --json standard output is for programs, so what is said goes to the other one. */
const say = (line: string): void => {
  (asJson ? process.stderr : process.stdout).write(`${line}\n`);
};

const unknown = names.filter((name) => !benches.some((bench) => bench.name === name));
if (unknown.length > 0) {
  say(`There is no benchmark called ${unknown.join(', ')}. There are:`);
  for (const { name, about } of benches) say(`  ${name.padEnd(10)} ${about}`);
  process.exit(2);
}

let allOk = true;
const chosen = benches.filter(({ name, byNameOnly }) => (names.length === 0 ? !byNameOnly : names.includes(name)));
for (const bench of chosen) {
  say(`\n${bench.name}: ${bench.about}`);
  const { line, ok } = report(bench, await bench.run(say, options), say);
  process.stdout.write(`${line}\n`);
  allOk &&= ok;
}
process.exit(allOk ? 0 : 1);

function readOrExit(args: readonly string[]): CommandLine {
  try {
    return readCommandLine(args);
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n`);
    process.exit(2);
  }
}
