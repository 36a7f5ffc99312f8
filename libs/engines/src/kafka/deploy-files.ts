import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The same from `src` and from `dist`: both lie three folders below the repository's root. */
const deployDir = new URL('../../../../deploy/kafka/', import.meta.url);

/** Names Kafka's jars. Hand it to `prepareKafkaJars`. */
export const KAFKA_POM_FILE: string = fileURLToPath(new URL('pom.xml', deployDir));

export interface ServerProperties {
  readonly port: number;
  readonly controllerPort: number;
  readonly dataDir: string;
}

export function renderServerProperties(
  values: ServerProperties,
  template: string = readFileSync(new URL('server.properties', deployDir), 'utf8'),
): string {
  return template
    .replaceAll('@controllerPort@', String(values.controllerPort))
    .replaceAll('@port@', String(values.port))
    .replaceAll('@dataDir@', escapePropertyValue(values.dataDir));
}

export const loggingProperties = (): string => readFileSync(new URL('log4j2.properties', deployDir), 'utf8');

/** Java reads a backslash as the beginning of an escape, and commas split `log.dirs` into several folders. */
function escapePropertyValue(value: string): string {
  return value.replaceAll('\\', '\\\\');
}
