import { EngineError, prepareKafkaJars } from '@pinglu/engines';

/**
 * Started by fetch-jars.ts as the first of its process group; argument: where the jars go. The last line says what went
 * wrong. Told to stop, it takes Maven and everything else in the group along: nothing of a half download is of use.
 */
process.on('SIGTERM', () => process.kill(0, 'SIGKILL'));

try {
  await prepareKafkaJars({ libsDir: process.argv[2] ?? '', log: (line) => console.log(line) });
} catch (error) {
  console.log(error instanceof EngineError ? error.message : `Apache Kafka could not be fetched: ${String(error)}`);
  process.exitCode = 1;
}
