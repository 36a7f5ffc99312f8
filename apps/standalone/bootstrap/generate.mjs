import path from 'node:path';
import { runChild } from './child.mjs';
import { ensureInstalled, isInstalled } from './install.mjs';
import { nodeProgram } from './node.mjs';
import { root } from './places.mjs';
import { runMain } from './run-main.mjs';
import { Progress } from './say.mjs';
import { Sentence } from './sentence.mjs';

/** `npm run generate`: writes every file that is made from another one. Each has a test that fails when it is stale. */

const GENERATORS = [
  { title: 'Contracts', script: 'libs/contracts/scripts/generate.mjs' },
  { title: 'Database schemas', script: 'libs/platform/scripts/generate-schemas.mjs' },
];

await runMain('generate', async () => {
  const progress = new Progress({ total: GENERATORS.length + (isInstalled() ? 0 : 1) });
  await ensureInstalled(progress);
  for (const { title, script } of GENERATORS) {
    await progress.step(title, async () => {
      const ended = await runChild(nodeProgram(), [path.join(root, script)], {
        cwd: root,
        onLine: (line) => progress.note(line),
      });
      if (ended.code !== 0) throw new Sentence(`${title} could not be generated (${script}); the lines above say why.`);
    });
  }
});
