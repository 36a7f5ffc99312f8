import { generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import { isIP } from 'node:net';

export interface Certificate {
  /** Both in PEM. */
  readonly key: string;
  readonly certificate: string;
}

/**
 * A certificate (X.509 v3, ECDSA over P-256, valid for a year) for these host names and IPv4 addresses, signed by
 * itself. It is its own authority, so that a client trusts it once it is given as one, such as in NODE_EXTRA_CA_CERTS.
 */
export function selfSignedCertificate(hosts: readonly string[], now = new Date()): Certificate {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
  const name = sequence(tlv(0x31, sequence(oid(OIDS.commonName), tlv(0x0c, Buffer.from(hosts[0] ?? 'localhost')))));
  const algorithm = sequence(oid(OIDS.ecdsaWithSha256));
  const body = sequence(
    tlv(0xa0, integer(Buffer.from([2]))),
    integer(randomBytes(16)),
    algorithm,
    name,
    sequence(instant(new Date(now.getTime() - DAY_MS)), instant(new Date(now.getTime() + 365 * DAY_MS))),
    name,
    publicKey.export({ type: 'spki', format: 'der' }),
    tlv(0xa3, sequence(authority(), alternativeNames(hosts))),
  );
  const certificate = sequence(body, algorithm, bitString(sign('sha256', body, privateKey)));
  return { key: String(privateKey.export({ type: 'pkcs8', format: 'pem' })), certificate: pem(certificate) };
}

const DAY_MS = 86_400_000;
const OIDS = {
  commonName: [0x55, 0x04, 0x03],
  ecdsaWithSha256: [0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04, 0x03, 0x02],
  basicConstraints: [0x55, 0x1d, 0x13],
  subjectAlternativeName: [0x55, 0x1d, 0x11],
} as const;

const authority = (): Buffer =>
  sequence(
    oid(OIDS.basicConstraints),
    tlv(0x01, Buffer.from([0xff])),
    octets(sequence(tlv(0x01, Buffer.from([0xff])))),
  );

function alternativeNames(hosts: readonly string[]): Buffer {
  const names = hosts.map((host) =>
    isIP(host) === 4 ? tlv(0x87, Buffer.from(host.split('.').map(Number))) : tlv(0x82, Buffer.from(host)),
  );
  return sequence(oid(OIDS.subjectAlternativeName), octets(sequence(...names)));
}

/** Tag, length, value: how DER (ITU-T X.690) writes everything. */
function tlv(tag: number, ...values: readonly Buffer[]): Buffer {
  const value = Buffer.concat(values);
  const { length } = value;
  const head = length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...head]), value]);
}

const sequence = (...values: readonly Buffer[]): Buffer => tlv(0x30, ...values);
const octets = (value: Buffer): Buffer => tlv(0x04, value);
const oid = (bytes: readonly number[]): Buffer => tlv(0x06, Buffer.from(bytes));
const bitString = (value: Buffer): Buffer => tlv(0x03, Buffer.from([0]), value);

/** A leading bit of one would make the number negative; leading zeros are not allowed. */
function integer(bytes: Buffer): Buffer {
  const positive = Buffer.from(bytes);
  positive[0] = (positive[0]! & 0x7f) | (bytes.length > 1 ? 0x40 : 0);
  return tlv(0x02, positive);
}

/** UTCTime, which reaches until 2049: `260102030405Z`. */
const instant = (at: Date): Buffer =>
  tlv(0x17, Buffer.from(`${at.toISOString().replaceAll(/[-:T]/g, '').slice(2, 14)}Z`));

const pem = (der: Buffer): string => {
  const lines = der.toString('base64').match(/.{1,64}/g) ?? [];
  return ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n');
};
