import { AppError } from '@pinglu/kernel';
import { JsonLogger, type Logger } from '../logging/logger.js';
import type { ServiceDefinition } from './service-definition.js';
import { startService, type RunningService } from './start-service.js';

/** Beyond the grace for work in hand: for closing what does not wait for anybody. */
const CLOSING_MS = 5_000;

/** The whole of a `main.ts`: starts the service, stops it on a signal, and answers for the exit code. */
export async function runService(definition: ServiceDefinition): Promise<void> {
  const { name, config } = definition;
  const logger = new JsonLogger({ service: name, level: config.LOG_LEVEL });
  let running: RunningService | undefined;
  let asked: string | undefined;

  const stop = async (reason: string): Promise<void> => {
    if (asked !== undefined) return;
    asked = reason;
    // Asked while starting: the start goes on to its end, then stops; a start that hangs is ended by the timer.
    endAfter(config.SHUTDOWN_GRACE_MS + CLOSING_MS, logger);
    if (!running) return;
    logger.info('The service stops.', { reason });
    await running.stop();
    process.exit(0);
  };

  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void stop(signal));
  // Started by a supervisor: when that is gone, however it ended, nobody is left to stop this process.
  process.on('disconnect', () => void stop('the supervisor is gone'));
  for (const event of ['uncaughtException', 'unhandledRejection'] as const) {
    process.on(event, (error: unknown) => {
      logger.error('The service fails for a reason nobody foresaw, and ends.', { error });
      process.exit(1);
    });
  }

  try {
    running = await startService(definition, { logger });
  } catch (error) {
    const why = error instanceof AppError ? error.message : 'The service could not start.';
    logger.error(why, { error });
    process.exit(1);
  }
  if (asked !== undefined) {
    await running.stop();
    process.exit(0);
  }
}

function endAfter(ms: number, logger: Logger): void {
  setTimeout(() => {
    logger.error('The service did not stop in time, and is ended.', { afterMs: ms });
    process.exit(1);
  }, ms).unref();
}
