import { EngineError, provisionDatabase } from '@pinglu/engines';
import { runMain } from '../../bootstrap/run-main.mjs';
import { Sentence } from '../../bootstrap/sentence.mjs';
import { readProvisionConfig } from './config.js';

/**
 * Makes the database, schemas and roles of every service in a PostgreSQL that somebody else runs. Meant to run before
 * the services at every deployment: what is there stays, and passwords become those of the environment.
 */
await runMain('provision', async () => {
  try {
    const { adminUrl, services, passwordOf } = readProvisionConfig();
    await provisionDatabase({ adminUrl, services, password: passwordOf });
    process.stdout.write(`The database is ready for ${services.join(', ')}.\n`);
  } catch (error) {
    throw inWords(error);
  }
});

/** What our engines and what PostgreSQL or the network refuse, as a sentence; anything else is a defect and stays one. */
function inWords(error: unknown): unknown {
  if (error instanceof EngineError) return new Sentence(error.message);
  if (!(error instanceof Error) || error instanceof Sentence || !('code' in error)) return error;
  const what = [error.code, error.message].filter(Boolean).join(': ');
  return new Sentence(
    `PostgreSQL could not be prepared (${what}). Check ADMIN_DATABASE_URL and the rights of its role.`,
  );
}
