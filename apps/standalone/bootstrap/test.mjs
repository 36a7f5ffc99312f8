import { ensureBuilt } from './build.mjs';
import { requireFreeDisk, START_BYTES } from './disk.mjs';
import { ensureInstalled, isInstalled } from './install.mjs';
import { LANES, needsBuild } from './lanes.mjs';
import { root } from './places.mjs';
import { runMain } from './run-main.mjs';
import { duration, Progress } from './say.mjs';
import { Sentence } from './sentence.mjs';
import { sum, summaryLine } from './tally.mjs';

/**
 * `npm test`: everything, in order of price; a failing lane does not stop the ones behind it.
 * `npm test -- int [Jest's arguments]`: one lane. The last line is alone in its form: `N passed, N failed[, N skipped]`.
 */

await runMain('test', async () => {
  const [name, ...jestArgs] = process.argv.slice(2);
  const lanes = chooseLanes(name);
  const building = name !== undefined && lanes.some(needsBuild);
  const progress = new Progress({ total: Number(!isInstalled()) + Number(building) });
  await ensureInstalled(progress);
  requireFreeDisk(root, START_BYTES, 'Testing');
  if (building) await ensureBuilt(progress);

  const results = [];
  for (const lane of lanes) results.push(await runLane(lane, jestArgs));
  const total = sum(results.map(({ tally }) => tally));
  say(table(results), ...total.notes, '', summaryLine(total));
  return total.failed > 0 ? 1 : 0;
});

function chooseLanes(name) {
  if (name === undefined) return LANES;
  const chosen = LANES.filter((lane) => lane.name === name);
  if (chosen.length > 0) return chosen;
  throw new Sentence(
    `There is no lane "${name}". Choose one of ${LANES.map((lane) => lane.name).join(', ')}, or none for all.`,
  );
}

async function runLane(lane, jestArgs) {
  const begin = Date.now();
  say('', `== ${lane.title}`);
  const tally = await lane.run(jestArgs);
  const took = duration(Date.now() - begin);
  say(`== ${lane.title}: ${tally.failed === 0 ? 'passed' : 'FAILED'} in ${took}`);
  return { lane, tally, took };
}

function table(results) {
  const rows = results.map(({ lane, tally, took }) => {
    const counts = `${String(tally.passed).padStart(5)} ok ${String(tally.failed).padStart(4)} not ok ${String(tally.skipped).padStart(4)} left out`;
    return `${lane.name.padEnd(8)}${counts}  ${took}`;
  });
  return ['', ...rows].join('\n');
}

function say(...lines) {
  for (const line of lines) process.stdout.write(`${line}\n`);
}
