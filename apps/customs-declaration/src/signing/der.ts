/** The few forms of DER (ITU-T X.690) that a certificate is made of. */

function encode(tag: number, content: Buffer): Buffer {
  if (content.length < 0x80) return Buffer.concat([Buffer.from([tag, content.length]), content]);
  const digits = Buffer.from(content.length.toString(16).padStart(content.length > 0xff ? 4 : 2, '0'), 'hex');
  return Buffer.concat([Buffer.from([tag, 0x80 | digits.length]), digits, content]);
}

const sequence = (...parts: Buffer[]): Buffer => encode(0x30, Buffer.concat(parts));
const set = (...parts: Buffer[]): Buffer => encode(0x31, Buffer.concat(parts));
const utf8 = (text: string): Buffer => encode(0x0c, Buffer.from(text, 'utf8'));
const bits = (content: Buffer): Buffer => encode(0x03, Buffer.concat([Buffer.from([0]), content]));
const explicit = (number: number, content: Buffer): Buffer => encode(0xa0 | number, content);
const nothing = (): Buffer => encode(0x05, Buffer.alloc(0));

/** Positive: a leading zero keeps the highest bit from being read as a sign. */
const integer = (value: Buffer): Buffer =>
  encode(0x02, value[0]! & 0x80 ? Buffer.concat([Buffer.from([0]), value]) : value);

/** Years from 2050 on need GeneralizedTime, which every reader also takes for earlier ones. */
const time = (instant: Date): Buffer =>
  encode(0x18, Buffer.from(`${instant.toISOString().replace(/\D/g, '').slice(0, 14)}Z`));

function objectId(dotted: string): Buffer {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number);
  const bytes = [first * 40 + second];
  for (const part of rest) {
    const groups = [part & 0x7f];
    for (let left = part >> 7; left > 0; left >>= 7) groups.unshift((left & 0x7f) | 0x80);
    bytes.push(...groups);
  }
  return encode(0x06, Buffer.from(bytes));
}

export const der = { sequence, set, utf8, bits, explicit, nothing, integer, time, objectId };
