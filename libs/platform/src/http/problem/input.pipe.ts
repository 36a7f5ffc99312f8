import { ValidationPipe, type ArgumentMetadata, type ValidationError } from '@nestjs/common';
import { InvalidInputError, type InputFault } from './http-errors.js';

/** Enough to correct a form; a hostile body with thousands of faults gets no thousands of lines. */
const maxFaults = 50;

class RawFaults extends Error {
  constructor(readonly errors: readonly ValidationError[]) {
    super('validation');
  }
}

/** Validates what controllers declare with class-validator; refuses fields nobody declared. */
export class InputPipe extends ValidationPipe {
  constructor() {
    super({
      whitelist: true,
      forbidNonWhitelisted: true,
      transform: true,
      exceptionFactory: (errors) => new RawFaults(errors),
    });
  }

  override async transform(value: unknown, metadata: ArgumentMetadata): Promise<unknown> {
    // A missing body is an empty object, so that the answer names the fields instead of failing on `undefined`.
    const given = metadata.type === 'body' && value === undefined ? {} : value;
    try {
      return (await super.transform(given, metadata)) as unknown;
    } catch (error) {
      if (!(error instanceof RawFaults)) throw error;
      throw new InvalidInputError(flatten(error.errors, metadata.type === 'body').slice(0, maxFaults));
    }
  }
}

function flatten(errors: readonly ValidationError[], isBody: boolean, parents: readonly string[] = []): InputFault[] {
  return errors.flatMap((error) => {
    const path = [...parents, error.property];
    const place = isBody ? { pointer: toPointer(path) } : { parameter: path.join('.').slice(0, 200) };
    const own = Object.entries(error.constraints ?? {}).map(([constraint, message]) => ({
      ...place,
      code: codeOf(constraint),
      detail: sentence(message),
    }));
    return [...own, ...flatten(error.children ?? [], isBody, path)];
  });
}

function toPointer(path: readonly string[]): string {
  const steps = path.map((step) => encodeURIComponent(step.replaceAll('~', '~0').replaceAll('/', '~1')));
  return `#/${steps.join('/')}`.slice(0, 200);
}

function codeOf(constraint: string): string {
  if (constraint === 'whitelistValidation') return 'unknown-field';
  return constraint.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

function sentence(message: string): string {
  const text = message.slice(0, 300);
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
