import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Sentence } from '../../bootstrap/sentence.mjs';

/** The pair with which the gateway signs tokens and services check them, in the form the environment carries. */
export interface InternalTokenKeys {
  /** Base64 of the PEM (PKCS #8); the gateway's alone. */
  readonly privateKey: string;
  /** Base64 of the PEM (SPKI). */
  readonly publicKey: string;
  /** Base64 of 32 bytes: by which services prove to each other that they are services. */
  readonly serviceSecret: string;
  /** Base64 of 32 bytes: seals the tokens of shops in the gateway's database. */
  readonly credentialsKey: string;
}

const FILE = 'internal-token.json';

/** Made at the first start and kept, so that tokens outlive a restart. */
export function internalTokenKeys(stateDirectory: string): InternalTokenKeys {
  const directory = join(stateDirectory, 'keys');
  const file = join(directory, FILE);
  const kept = read(file);
  if (kept !== undefined) return kept;
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const pair = generateKeyPairSync('ed25519', {
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  });
  const keys = {
    privateKey: base64(pair.privateKey),
    publicKey: base64(pair.publicKey),
    serviceSecret: randomBytes(32).toString('base64'),
    credentialsKey: randomBytes(32).toString('base64'),
  };
  writeFileSync(`${file}.new`, `${JSON.stringify(keys, null, 2)}\n`, { mode: 0o600 });
  renameSync(`${file}.new`, file);
  return keys;
}

function read(file: string): InternalTokenKeys | undefined {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
  const keys = parse(text);
  if (keys !== undefined) return keys;
  throw new Sentence(`The key file ${file} is damaged. Remove it: the next start makes a new pair.`);
}

function parse(text: string): InternalTokenKeys | undefined {
  try {
    const { privateKey, publicKey, serviceSecret, credentialsKey } = JSON.parse(text) as Partial<InternalTokenKeys>;
    return privateKey && publicKey && serviceSecret && credentialsKey
      ? { privateKey, publicKey, serviceSecret, credentialsKey }
      : undefined;
  } catch {
    return undefined;
  }
}

const base64 = (pem: string): string => Buffer.from(pem).toString('base64');
