import { createHash } from 'node:crypto';
import type { RawResponse } from '../../control/http-server.js';
import type { ImageHeader } from './image-header.js';
import { plainPng } from '../../control/png.js';

export interface HostedImage {
  readonly hash_code: string;
  readonly url: string;
}

const PATH = /^\/p\/([0-9a-f]{32})\.(jpg|png)$/;
/** The smallest picture that a product may have. */
const PLAIN_SIDE = 330;

/** The stand-in's own image host: what was uploaded lies there under the MD5 of its bytes. */
export class ImageShelf {
  private readonly files = new Map<string, Buffer>();
  /** Names of pictures that were migrated: their bytes were never fetched. */
  private readonly plain = new Set<string>();
  private readonly origins = new Set<string>();

  /** Keeps the bytes and answers where they are served. */
  put(origin: string, bytes: Buffer, header: ImageHeader): HostedImage {
    const hash = md5(bytes);
    const name = `${hash}.${header.format}`;
    this.files.set(name, bytes);
    return this.hosted(origin, hash, name);
  }

  /** Stands for a picture of somebody else's host: a plain one, named after the address it would come from. */
  migrate(origin: string, url: string): HostedImage {
    const hash = md5(Buffer.from(url));
    if (this.hosts(url)) return { hash_code: hash, url };
    const name = `${hash}.png`;
    this.plain.add(name);
    return this.hosted(origin, hash, name);
  }

  /** Whether a product may use the address: on the marketplace's network, or a picture that lies here. */
  hosts(text: string): boolean {
    if (!URL.canParse(text)) return false;
    const url = new URL(text);
    if (url.hostname.endsWith('.slatic.net')) return true;
    const name = this.nameOf(url.pathname);
    return name !== undefined && this.origins.has(url.origin) && (this.files.has(name) || this.plain.has(name));
  }

  /** Undefined when the path is none of a picture. */
  answer(pathname: string): RawResponse | undefined {
    const name = this.nameOf(pathname);
    if (name === undefined) return undefined;
    const body = this.files.get(name) ?? (this.plain.has(name) ? plainPictureFor(name) : undefined);
    if (!body) return { status: 404, headers: { 'content-type': 'text/plain' }, body: 'There is no such picture.' };
    return { status: 200, headers: { 'content-type': name.endsWith('jpg') ? 'image/jpeg' : 'image/png' }, body };
  }

  private nameOf(pathname: string): string | undefined {
    const [, hash, format] = PATH.exec(pathname) ?? [];
    return hash === undefined ? undefined : `${hash}.${format}`;
  }

  private hosted(origin: string, hash: string, name: string): HostedImage {
    this.origins.add(origin);
    return { hash_code: hash, url: `${origin}/p/${name}` };
  }
}

const md5 = (bytes: Buffer): string => createHash('md5').update(bytes).digest('hex');

/** Always the same for the same name. */
function plainPictureFor(name: string): Buffer {
  const [red = 0, green = 0, blue = 0] = Buffer.from(name.slice(0, 6), 'hex');
  return plainPng(PLAIN_SIDE, PLAIN_SIDE, [red, green, blue]);
}
