import 'reflect-metadata';
import { chainBench } from './chain/chain.bench.js';
import { busBench } from './bus/bus.bench.js';
import { outboxBench } from './outbox/outbox.bench.js';
import { report, type Bench } from './report.js';

const benches: readonly Bench[] = [outboxBench, busBench, chainBench];

const names = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
const asJson = process.argv.includes('--json');
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
for (const bench of benches.filter(({ name }) => names.length === 0 || names.includes(name))) {
  say(`\n${bench.name}: ${bench.about}`);
  const { line, ok } = report(bench, await bench.run(say), say);
  process.stdout.write(`${line}\n`);
  allOk &&= ok;
}
process.exit(allOk ? 0 : 1);
