import type { ProcessEnd } from '@pinglu/engines';
import type { LogFile } from '../logs/log-file.js';
import type { Lifetime } from './lifetime.js';

const LOG_LINES_SHOWN = 8;

/** An engine is not started again behind the services' backs: everything stops in order and the person is told why. */
export function stopWhenItEnds(
  exited: Promise<ProcessEnd>,
  { name, log, lifetime }: { name: string; log: LogFile; lifetime: Lifetime },
): void {
  void exited.then(({ code, signal }) => {
    if (lifetime.isStopping) return;
    const how = signal === null ? `exit code ${code}` : `signal ${signal}`;
    lifetime.requestStop({
      exitCode: 1,
      sentence: `${name} ended unexpectedly (${how}), so everything is being stopped. Above are the last lines of its log, ${log.path}. Run npm start to begin again; no data that was acknowledged is lost.`,
      detail: log.lastLines(LOG_LINES_SHOWN).map((line) => `    ${line}`),
    });
  });
}
