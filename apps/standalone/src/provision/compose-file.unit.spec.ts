import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readConfig } from '../config.js';
import { serviceTable } from '../service-table.js';

const read = (name: string): string =>
  readFileSync(fileURLToPath(new URL(`../../../../${name}`, import.meta.url)), 'utf8');
const names = (text: string, pattern: RegExp): string[] =>
  [...new Set([...text.matchAll(pattern)].map(([, name]) => name!))].sort();

/** What `npm start` runs with a database: everything that has ports for health and metrics. */
function servicesWithDatabase(): string[] {
  const stateDirectory = mkdtempSync(join(tmpdir(), 'pinglu-compose-'));
  try {
    const keys = { privateKey: '', publicKey: '', serviceSecret: '', credentialsKey: '' };
    return serviceTable({ ...readConfig({}), stateDirectory }, { keys, operatorKey: '' })
      .filter(({ managementPort }) => managementPort !== undefined)
      .map(({ name }) => name);
  } finally {
    rmSync(stateDirectory, { recursive: true });
  }
}

describe('docker-compose.yml', () => {
  const compose = read('docker-compose.yml');

  it('asks for the variables of .env.example, and for no others', () => {
    const asked = names(compose, /\$\{([A-Z_]+)/g);
    expect(asked).toContain('POSTGRES_PASSWORD');
    expect(names(read('.env.example'), /^([A-Z_]+)=/gm)).toEqual(asked);
  });

  it('has no default for a secret', () => {
    const secrets = [...compose.matchAll(/\$\{([A-Z_]*(?:PASSWORD|KEY))(:-[^}]+)\}/g)].map(([whole]) => whole);
    expect(secrets).toEqual([]);
    expect(read('.env.example')).not.toMatch(/(?:PASSWORD|KEY)=./);
  });

  it('publishes on loopback, and never health or metrics', () => {
    const published = [...compose.matchAll(/^ +ports: \[(.*)\]$/gm)].map(([, ports]) => ports);
    expect(compose.match(/ports:/g)).toHaveLength(published.length);
    expect(published).toEqual([
      "'127.0.0.1:${KAFKA_PORT:-19092}:19092'",
      "'127.0.0.1:${GATEWAY_PORT:-8080}:8080', '127.0.0.1:8091:8091', '127.0.0.1:8092:8092'",
    ]);
  });

  it('prepares a database for every service that it starts, and starts a program for each', () => {
    const prepared = /PROVISION_SERVICES: (.+)/.exec(compose)![1]!.split(',').sort();
    expect(names(compose, /command: \[apps\/([a-z-]+)\/dist\/main\.js\]/g)).toEqual(prepared);
    expect(prepared).toEqual(servicesWithDatabase().sort());
  });

  it('has stand-ins only in the profile demo', () => {
    expect(compose).toMatch(/x-stand-in: &stand-in\n(?: {2}.*\n)*? {2}profiles: \[demo\]\n/);
    const standIns = names(compose, /\n {2}([a-z-]+):\n {4}<<: \*stand-in\n/g);
    expect(standIns).toEqual(names(compose, /\n {2}([a-z-]+-simulator):\n/g));
    expect(standIns).toEqual(['customs-simulator', 'lazada-simulator', 'shopee-simulator']);
  });
});
