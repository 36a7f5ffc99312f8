import { fork } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

const program = fileURLToPath(new URL('./fixed-answers.process.js', import.meta.url));
const samples = new URL('../../../../libs/marketplace/src/lazada/fixtures/', import.meta.url);

/** Starts a marketplace that always gives one of the samples that the adapter's specs read. */
export async function startFixedAnswers(sample: string): Promise<{ origin: string; stop: () => Promise<void> }> {
  const answer = JSON.stringify(JSON.parse(await readFile(new URL(`${sample}.json`, samples), 'utf8')));
  const child = fork(program);
  const ended = once(child, 'exit');
  child.send(answer);
  const [port] = (await once(child, 'message')) as [number];
  return {
    origin: `http://127.0.0.1:${port}`,
    stop: async () => {
      child.disconnect();
      await ended;
    },
  };
}
