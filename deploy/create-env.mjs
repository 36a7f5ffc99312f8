import { generateKeyPairSync, randomBytes, randomUUID } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** `node deploy/create-env.mjs`: writes `.env` for docker-compose.yml, `.env.example` with fresh secrets filled in. */

const fromRoot = (name) => fileURLToPath(new URL(`../${name}`, import.meta.url));
const base64 = (pem) => Buffer.from(pem).toString('base64');

const { privateKey, publicKey } = generateKeyPairSync('ed25519', {
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  publicKeyEncoding: { type: 'spki', format: 'pem' },
});
const secrets = {
  INTERNAL_TOKEN_PRIVATE_KEY: base64(privateKey),
  INTERNAL_TOKEN_PUBLIC_KEY: base64(publicKey),
  BOOTSTRAP_OPERATOR_KEY: `pk_${randomUUID().replaceAll('-', '')}_${randomBytes(32).toString('base64url')}`,
};

const text = readFileSync(fromRoot('.env.example'), 'utf8').replace(/^([A-Z_]+)=$/gm, (line, name) => {
  if (name.endsWith('_PASSWORD')) return line + randomBytes(24).toString('base64url');
  return line + (secrets[name] ?? '');
});

try {
  // Never over an existing one: the database knows its passwords.
  writeFileSync(fromRoot('.env'), text, { flag: 'wx', mode: 0o600 });
  process.stdout.write('Wrote .env. Start with: docker compose up --build --wait\n');
} catch (error) {
  if (error.code !== 'EEXIST') throw error;
  process.stderr.write('.env is there already and was left as it is. Remove it to have new secrets.\n');
  process.exitCode = 1;
}
