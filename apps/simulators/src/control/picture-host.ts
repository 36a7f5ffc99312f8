import { createHash } from 'node:crypto';
import { crc32, deflateSync } from 'node:zlib';
import type { RawResponse } from './http-server.js';

const pattern = /^\/pictures\/([a-z0-9-]{1,60})\.png$/;
const side = 600;

/**
 * A stand-in for the web server where a seller keeps pictures: any name is one, and the same name always the same, so that
 * a demo needs no picture files. Undefined for other paths.
 */
export function answerPicture(pathname: string): RawResponse | undefined {
  const name = pattern.exec(pathname)?.[1];
  if (name === undefined) return undefined;
  return {
    status: 200,
    headers: { 'content-type': 'image/png', 'cache-control': 'max-age=3600' },
    body: picture(name),
  };
}

/** Stripes in two colours that follow from the name. */
export function picture(name: string): Buffer {
  const digest = createHash('sha256').update(name).digest();
  const light = [0, 1, 2].map((at) => 160 + (digest[at]! % 96));
  const dark = [3, 4, 5].map((at) => 40 + (digest[at]! % 96));
  const width = 30 + (digest[6]! % 60);
  const slope = 1 + (digest[7]! % 3);
  const rows = Buffer.alloc(side * (side * 3 + 1));
  for (let y = 0; y < side; y += 1) {
    // Each row begins with its filter, which is none.
    const begin = y * (side * 3 + 1) + 1;
    for (let x = 0; x < side; x += 1) {
      const color = Math.floor((x + slope * y) / width) % 2 === 0 ? light : dark;
      rows.set(color, begin + x * 3);
    }
  }
  return png(rows);
}

function png(rows: Buffer): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(side, 0);
  header.writeUInt32BE(side, 4);
  header[8] = 8; // Bits of a channel.
  header[9] = 2; // Red, green and blue.
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(name: string, content: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(name, 'ascii'), content]);
  const framed = Buffer.alloc(body.length + 8);
  framed.writeUInt32BE(content.length, 0);
  body.copy(framed, 4);
  framed.writeUInt32BE(crc32(body), body.length + 4);
  return framed;
}
