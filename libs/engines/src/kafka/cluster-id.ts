import { randomBytes } from 'node:crypto';

/**
 * What `kafka-storage random-uuid` prints, without starting a JVM for it: 16 random bytes in URL-safe base64. Like the
 * tool we avoid a leading dash, which a command line would take for an option.
 */
export function randomClusterId(random: () => Buffer = () => randomBytes(16)): string {
  for (;;) {
    const id = random().toString('base64url');
    if (!id.startsWith('-')) return id;
  }
}
