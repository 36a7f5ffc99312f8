import { isPortFree } from '@pinglu/engines';
import { Sentence } from '../../bootstrap/sentence.mjs';
import type { PortSetting } from '../config.js';

/**
 * Looks at every port before anything is started, so that one message names all that stands in the way.
 * @throws Sentence naming the ports, what they are for and which variables move them
 */
export async function checkPorts(settings: readonly PortSetting[]): Promise<void> {
  const problems = settings.flatMap((setting, index) => {
    const other = settings.slice(0, index).find(({ port }) => port === setting.port);
    return other === undefined
      ? []
      : [`Port ${setting.port} is given to two things: set ${other.variable} or ${setting.variable} to another one.`];
  });
  for (const { port, purpose, variable } of settings) {
    if (await isPortFree(port)) continue;
    problems.push(
      `Port ${port} (${purpose}) is taken by another program. Stop that program, or set ${variable} to a free port.`,
    );
  }
  if (problems.length > 0) throw new Sentence(problems.join('\n'));
}
