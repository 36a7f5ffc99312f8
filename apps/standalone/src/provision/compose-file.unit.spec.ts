import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const read = (name: string): string =>
  readFileSync(fileURLToPath(new URL(`../../../../${name}`, import.meta.url)), 'utf8');
const names = (text: string, pattern: RegExp): string[] =>
  [...new Set([...text.matchAll(pattern)].map(([, name]) => name!))].sort();

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
    expect(published).toEqual(["'127.0.0.1:${KAFKA_PORT:-19092}:19092'", "'127.0.0.1:${GATEWAY_PORT:-8080}:8080'"]);
  });
});
