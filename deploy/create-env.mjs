import { generateKeyPairSync, randomBytes, randomUUID } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/**
 * `node deploy/create-env.mjs [--demo]`: writes `.env` for docker-compose.yml, `.env.example` with fresh secrets filled in;
 * with --demo also what the stand-ins of the marketplaces and of customs need.
 */

const fromRoot = (name) => fileURLToPath(new URL(`../${name}`, import.meta.url));
const base64 = (pem) => Buffer.from(pem).toString('base64');

const { privateKey, publicKey } = generateKeyPairSync('ed25519', {
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  publicKeyEncoding: { type: 'spki', format: 'pem' },
});
const secrets = {
  INTERNAL_TOKEN_PRIVATE_KEY: base64(privateKey),
  INTERNAL_TOKEN_PUBLIC_KEY: base64(publicKey),
  INTERNAL_SERVICE_SECRET: randomBytes(32).toString('base64'),
  CREDENTIALS_KEY: randomBytes(32).toString('base64'),
  BOOTSTRAP_OPERATOR_KEY: `pk_${randomUUID().replaceAll('-', '')}_${randomBytes(32).toString('base64url')}`,
};

/** The app is one that the stand-in knows and nobody else: not a secret of anybody. */
const demo = {
  LAZADA_APP_KEY: '900001',
  LAZADA_APP_SECRET: 'sandboxSecretDoNotUse0123456789ab',
  // Also where a seller's browser goes; the stand-in shares the gateway's network.
  LAZADA_AUTH_URL: 'http://127.0.0.1:8091/rest',
  LAZADA_API_URL_TH: 'http://gateway:8091/rest',
  SHOPEE_PARTNER_ID: '1007001',
  SHOPEE_PARTNER_KEY: 'shpk53616e64626f784b6579446f4e6f7455736530313233343536373839303132',
  // A browser's address, and that of the containers.
  SHOPEE_CONSENT_URL: 'http://127.0.0.1:8092',
  SHOPEE_API_URL: 'http://gateway:8092',
  DEMO_SIMULATOR_URL: 'http://127.0.0.1:8091',
  CUSTOMS_EXCHANGE_URL: 'http://customs-simulator:8094',
  CUSTOMS_SIGNER: 'demo',
  CUSTOMS_DEFAULT_DECLARANT: 'demo',
};
const isDemo = process.argv.includes('--demo');

const filled = readFileSync(fromRoot('.env.example'), 'utf8').replace(/^([A-Z_]+)=$/gm, (line, name) => {
  if (name.endsWith('_PASSWORD')) return line + randomBytes(24).toString('base64url');
  return line + (secrets[name] ?? '');
});
const text = isDemo
  ? `${filled.replace(/^([A-Z_]+)=.*$/gm, (line, name) => (name in demo ? `${name}=${demo[name]}` : line))}
# Starts the stand-ins with the rest.
COMPOSE_PROFILES=demo
`
  : filled;

try {
  // Never over an existing one: the database knows its passwords.
  writeFileSync(fromRoot('.env'), text, { flag: 'wx', mode: 0o600 });
  process.stdout.write('Wrote .env. Start with: docker compose up --build --wait\n');
} catch (error) {
  if (error.code !== 'EEXIST') throw error;
  process.stderr.write('.env is there already and was left as it is. Remove it to have new secrets.\n');
  process.exitCode = 1;
}
