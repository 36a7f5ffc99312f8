import { AppError } from '@pinglu/kernel';

/**
 * A process may not start with the environment it was given. Each sentence names one variable and what is expected of
 * it; a value is never repeated, because it may be a password in the wrong place.
 */
export class ConfigError extends AppError {
  readonly code = 'config-invalid';
  readonly category = 'internal';

  constructor(
    /** The variables that are missing or wrong, in the order the class lists them. */
    readonly variables: readonly string[],
    readonly sentences: readonly string[],
  ) {
    super(['The configuration is not usable.', ...sentences].join(' '), { meta: { variables } });
  }
}
