/**
 * A problem whose message is the whole story for the person at the terminal: what is wrong and what to do. It is
 * printed alone; every other error is a surprise, goes to a log file with its stack, and is told in one line.
 */
export class Sentence extends Error {
  /** @param {string} message @param {{ exitCode?: number, detail?: readonly string[] }} [options] */
  constructor(message, { exitCode = 1, detail = [] } = {}) {
    super(message);
    this.name = 'Sentence';
    this.exitCode = exitCode;
    /** Lines of another program that explain the message; shown above it. */
    this.detail = detail;
  }
}

/** Turns what the operating system refuses into words, whoever was refused. Undefined for everything else. */
export function sentenceForSystemError(error) {
  switch (error?.code) {
    case 'ENOSPC':
      return 'The disk is full. Free some space and run the command again; nothing that was committed is lost.';
    case 'EDQUOT':
      return 'Your disk quota is used up. Free some space and run the command again.';
    case 'EROFS':
      return `${error.path ?? 'The folder'} is on a read-only disk. Copy the repository to a folder you can write to.`;
    case 'EACCES':
    case 'EPERM':
      return (
        `You may not write ${error.path ?? 'there'}. It probably belongs to another user who ran Pinglu here before: ` +
        'run the command as that user, or take over the folder (chown -R).'
      );
    case 'EMFILE':
    case 'ENFILE':
      return 'Too many files are open. Raise the limit (ulimit -n 4096) and run the command again.';
    case 'ENOMEM':
      return 'The machine has no memory left. Close other programs and run the command again.';
    default:
      return undefined;
  }
}
