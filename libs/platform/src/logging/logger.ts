import { pino, type DestinationStream, type Logger as Pino } from 'pino';
import type { LogLevel } from '../config/base-service-config.js';
import { currentLogScope } from './log-scope.js';
import { redact, redacted, redactText } from './redact.js';

export type LogFields = Readonly<Record<string, unknown>>;

/**
 * A line is a fixed sentence plus fields: the sentence can be searched for, the fields can be counted. Put an error in
 * the field `error`. Fields pass through `redact`, which is a net and not a licence: do not log what you need not.
 */
export abstract class Logger {
  abstract debug(message: string, fields?: LogFields): void;
  abstract info(message: string, fields?: LogFields): void;
  abstract warn(message: string, fields?: LogFields): void;
  abstract error(message: string, fields?: LogFields): void;
}

export interface LoggerOptions {
  readonly service: string;
  readonly level: LogLevel;
  /** Standard output when left out. */
  readonly destination?: DestinationStream;
}

/** Known places, replaced by pino itself: they stay covered should the net above them be changed by mistake. */
const knownPaths = [
  'headers.authorization',
  'headers.cookie',
  'headers["x-api-key"]',
  '*.secret',
  '*.token',
  '*.password',
];

export class JsonLogger extends Logger {
  private readonly pino: Pino;

  constructor({ service, level, destination }: LoggerOptions) {
    super();
    this.pino = pino(
      {
        level,
        base: { service },
        timestamp: () => `,"time":"${new Date().toISOString()}"`,
        messageKey: 'message',
        mixin: () => ({ ...currentLogScope() }),
        redact: { paths: knownPaths, censor: redacted },
        formatters: {
          level: (label) => ({ level: label }),
          log: (fields) => redact(fields) as Record<string, unknown>,
        },
      },
      // Synchronous: the line that explains a crash must not die in a buffer with the process.
      destination ?? pino.destination({ dest: 1, sync: true }),
    );
  }

  debug(message: string, fields: LogFields = {}): void {
    this.pino.debug(fields, redactText(message));
  }

  info(message: string, fields: LogFields = {}): void {
    this.pino.info(fields, redactText(message));
  }

  warn(message: string, fields: LogFields = {}): void {
    this.pino.warn(fields, redactText(message));
  }

  error(message: string, fields: LogFields = {}): void {
    this.pino.error(fields, redactText(message));
  }
}
