import { AppError, type AppErrorOptions } from '@pinglu/kernel';

/** Why an engine could not be started or prepared. Stable: callers may branch on it. */
export type EngineErrorCode =
  | 'engine-platform-unsupported'
  | 'engine-port-taken'
  | 'engine-disk-full'
  | 'engine-data-incompatible'
  | 'engine-data-in-use'
  | 'engine-not-permitted'
  | 'engine-start-failed'
  | 'engine-download-failed'
  | 'engine-provisioning-refused';

/**
 * An engine refuses to start. `message` is the whole story for the person at the terminal: what is wrong and what to
 * do. Callers print it alone, without the stack.
 */
export class EngineError extends AppError {
  readonly category = 'unavailable';

  constructor(
    readonly code: EngineErrorCode,
    message: string,
    options: AppErrorOptions = {},
  ) {
    super(message, options);
  }
}

export const diskFull = (dir: string): EngineError =>
  new EngineError(
    'engine-disk-full',
    `The disk that holds ${dir} is full. Free some space (about 200 MB to begin with) and start again; nothing that was saved is lost.`,
  );

/**
 * What the file system refused to us, in a sentence; anything else is thrown on as it is, since it is a defect.
 * @param dir the folder the work was about
 */
export function fromFileSystem(error: unknown, dir: string): unknown {
  const code = (error as NodeJS.ErrnoException | null)?.code;
  if (code === 'ENOSPC' || code === 'EDQUOT') return diskFull(dir);
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') {
    return new EngineError(
      'engine-not-permitted',
      `The folder ${dir} cannot be written by this user. Give it to this user, or start from a checkout that is yours.`,
      { cause: error },
    );
  }
  return error;
}
