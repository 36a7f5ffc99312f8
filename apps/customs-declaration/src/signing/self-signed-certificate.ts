import { generateKeyPair, randomBytes, sign, X509Certificate } from 'node:crypto';
import { promisify } from 'node:util';
import type { Firm } from '../declarant/declarant.js';
import { der } from './der.js';
import type { SigningIdentity } from './xml-signature.js';

const SHA256_WITH_RSA = '1.2.840.113549.1.1.11';
const COMMON_NAME = '2.5.4.3';
const ORGANIZATION_NAME = '2.5.4.10';
const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * A key, and a certificate that says it is the firm's, signed by nobody but itself. For the demo and for specs: Node
 * cannot make certificates, and OpenSSL is not on every machine. No customs office accepts it.
 */
export async function selfSignedIdentity({ code, name }: Firm, now: Date): Promise<SigningIdentity> {
  const { privateKey, publicKey } = await promisify(generateKeyPair)('rsa', { modulusLength: 2048 });
  const attribute = (type: string, value: string): Buffer => der.set(der.sequence(der.objectId(type), der.utf8(value)));
  const subject = der.sequence(attribute(ORGANIZATION_NAME, name), attribute(COMMON_NAME, code));
  const algorithm = der.sequence(der.objectId(SHA256_WITH_RSA), der.nothing());
  const version3 = der.explicit(0, der.integer(Buffer.from([2])));
  const serial = randomBytes(9);
  // A serial number that began with a zero byte would not be in its shortest form.
  serial[0] = (serial[0]! & 0x7f) | 0x40;
  const toSign = der.sequence(
    version3,
    der.integer(serial),
    algorithm,
    subject,
    der.sequence(der.time(new Date(now.getTime() - DAY_MS)), der.time(new Date(now.getTime() + 365 * DAY_MS))),
    subject,
    publicKey.export({ type: 'spki', format: 'der' }),
  );
  const certificate = der.sequence(toSign, algorithm, der.bits(sign('sha256', toSign, privateKey)));
  return { key: privateKey, certificate: new X509Certificate(certificate) };
}
