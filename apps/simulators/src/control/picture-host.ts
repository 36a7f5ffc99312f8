import { createHash } from 'node:crypto';
import type { RawResponse } from './http-server.js';
import { png, type Color } from './png.js';

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
  const colorFrom = (lowest: number, at: number): Color => {
    const channel = (offset: number): number => lowest + (digest[at + offset]! % 96);
    return [channel(0), channel(1), channel(2)];
  };
  const light = colorFrom(160, 0);
  const dark = colorFrom(40, 3);
  const width = 30 + (digest[6]! % 60);
  const slope = 1 + (digest[7]! % 3);
  return png(side, side, (x, y) => (Math.floor((x + slope * y) / width) % 2 === 0 ? light : dark));
}
