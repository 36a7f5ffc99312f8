import { diskFull, EngineError } from '../engine-error.js';
import { portTaken } from '../ports/ports.js';

export interface FailedStart {
  readonly dataDir: string;
  readonly phase: 'initialise' | 'start';
  readonly port?: number;
}

/** Turns what PostgreSQL printed before it gave up into one sentence that says what to do. */
export function failureFromLog(lines: readonly string[], failed: FailedStart): EngineError {
  const text = lines.join('\n');
  if (/No space left on device/i.test(text)) return diskFull(failed.dataDir);
  if (/Address already in use|could not bind/i.test(text))
    return portTaken(failed.port ?? 0, 'PostgreSQL', 'POSTGRES_PORT');
  if (/lock file ".*" already exists/i.test(text)) return dataInUse(failed.dataDir);
  if (/database files are incompatible|was initialized by PostgreSQL version/i.test(text)) {
    return new EngineError(
      'engine-data-incompatible',
      `The data in ${failed.dataDir} was written by another version of PostgreSQL. Move the folder away to keep it, or run "npm run reset" to begin with an empty database.`,
    );
  }
  if (/could not look up effective user ID|user does not exist/i.test(text)) {
    return new EngineError(
      'engine-not-permitted',
      'PostgreSQL needs to run as a user that has a name, and this user is a mere number to the system. Start as a user listed in /etc/passwd, or as root.',
    );
  }
  return new EngineError(
    'engine-start-failed',
    `PostgreSQL could not ${failed.phase} in ${failed.dataDir}. It said: ${lastComplaint(lines)}`,
  );
}

export const dataInUse = (dataDir: string, pid?: number): EngineError =>
  new EngineError(
    'engine-data-in-use',
    `Another PostgreSQL server${pid === undefined ? '' : ` (process ${pid})`} already uses the data in ${dataDir}. Stop it first; two servers on one folder would destroy it.`,
    { meta: pid === undefined ? {} : { pid } },
  );

function lastComplaint(lines: readonly string[]): string {
  const complaint = lines.findLast((line) => /FATAL|PANIC|ERROR|error:/i.test(line)) ?? lines.at(-1);
  return complaint?.trim() ?? 'nothing.';
}
