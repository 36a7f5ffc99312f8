import type { LoggerService } from '@nestjs/common';
import type { Logger, LogFields } from './logger.js';

/** Lets Nest write through our logger. Its "instance loaded" chatter is debug here: a healthy boot is a few lines. */
export class NestLogger implements LoggerService {
  constructor(private readonly logger: Logger) {}

  log(message: unknown, ...rest: unknown[]): void {
    this.logger.debug(sentence(message), fieldsOf(message, rest));
  }

  debug(message: unknown, ...rest: unknown[]): void {
    this.log(message, ...rest);
  }

  verbose(message: unknown, ...rest: unknown[]): void {
    this.log(message, ...rest);
  }

  warn(message: unknown, ...rest: unknown[]): void {
    this.logger.warn(sentence(message), fieldsOf(message, rest));
  }

  error(message: unknown, ...rest: unknown[]): void {
    this.logger.error(sentence(message), fieldsOf(message, rest));
  }

  fatal(message: unknown, ...rest: unknown[]): void {
    this.error(message, ...rest);
  }
}

function sentence(message: unknown): string {
  if (typeof message === 'string') return message;
  return message instanceof Error ? 'Nest reported an error.' : 'Nest reported something.';
}

/** Nest passes (message, stack?, context?) in several combinations; an Error may be in any place. */
function fieldsOf(message: unknown, rest: readonly unknown[]): LogFields {
  const error = [message, ...rest].find((part) => part instanceof Error);
  const texts = rest.filter((part) => typeof part === 'string');
  const stack = texts.find((text) => text.includes('\n    at '));
  const context = texts.findLast((text) => text !== stack);
  return { context, error, stack: error ? undefined : stack };
}
