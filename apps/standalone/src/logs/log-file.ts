import {
  closeSync,
  copyFileSync,
  fstatSync,
  mkdirSync,
  openSync,
  readSync,
  renameSync,
  statSync,
  truncateSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';

/** Two files of this size per program at most. */
export const MAX_LOG_BYTES = 20_000_000;
const TAIL_BYTES = 8_192;
const CHECK_EVERY_MS = 10_000;

/**
 * The log of one program under `.pinglu/logs`. Each start begins a new file and keeps the one before as `<name>.1.log`.
 * The program writes to the descriptor itself, so nothing is lost when we are killed and nothing passes through us.
 */
export class LogFile {
  readonly path: string;
  readonly #fd: number;
  readonly #timer: NodeJS.Timeout;

  constructor(
    directory: string,
    name: string,
    private readonly maxBytes: number = MAX_LOG_BYTES,
  ) {
    mkdirSync(directory, { recursive: true });
    this.path = join(directory, `${name}.log`);
    if ((statSync(this.path, { throwIfNoEntry: false })?.size ?? 0) > 0) renameSync(this.path, this.#olderPath());
    this.#fd = openSync(this.path, 'a', 0o600);
    this.#timer = setInterval(() => this.bound(), CHECK_EVERY_MS);
    this.#timer.unref();
  }

  /** For `stdio` of a child process. Opened for appending: truncating the file under it is safe. */
  get descriptor(): number {
    return this.#fd;
  }

  readonly writeLine = (line: string): void => {
    try {
      writeSync(this.#fd, `${line}\n`);
    } catch {
      // A full disk makes the engine itself fail, in words; the missing log line adds nothing.
    }
  };

  /** Moves the content aside when there is too much of it. */
  bound(): void {
    try {
      if (fstatSync(this.#fd).size <= this.maxBytes) return;
      copyFileSync(this.path, this.#olderPath());
      truncateSync(this.path);
    } catch {
      // Tried again at the next check; a program must not fail for the sake of its log.
    }
  }

  /** The last lines, for a person who has to see why a program ended. */
  lastLines(count: number): string[] {
    const reader = openSync(this.path, 'r');
    try {
      const size = fstatSync(reader).size;
      const buffer = Buffer.alloc(Math.min(size, TAIL_BYTES));
      readSync(reader, buffer, 0, buffer.length, size - buffer.length);
      const lines = buffer.toString('utf8').split('\n');
      return lines.filter((line) => line.trim() !== '').slice(-count);
    } finally {
      closeSync(reader);
    }
  }

  close(): void {
    clearInterval(this.#timer);
    closeSync(this.#fd);
  }

  #olderPath(): string {
    return this.path.replace(/\.log$/, '.1.log');
  }
}
