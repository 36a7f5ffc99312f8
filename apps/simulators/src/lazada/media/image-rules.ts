import { isIP } from 'node:net';
import { readImageHeader, type ImageHeader } from './image-header.js';

const MAX_BYTES = 3_145_728;
const MIN_SIDE = 330;
const MAX_SIDE = 5000;

export interface ImageRefusal {
  readonly code: 300 | 301 | 302 | 303;
  readonly message: string;
}

/** Whether a file can be a picture of a product: JPG or PNG, sides and bytes within limits. Else why not. */
export function checkImage(bytes: Buffer): ImageHeader | ImageRefusal {
  if (bytes.length > MAX_BYTES)
    return { code: 303, message: `The image is too large: ${MAX_BYTES} bytes are allowed, this has ${bytes.length}` };
  const header = readImageHeader(bytes);
  if (!header) return { code: 300, message: 'Upload Image Failed: only JPG and PNG are allowed' };
  const { width, height } = header;
  if (Math.max(width, height) > MAX_SIDE)
    return { code: 303, message: `The image is too large: ${width}x${height} px, ${MAX_SIDE} px a side are allowed` };
  if (Math.min(width, height) < MIN_SIDE)
    return { code: 300, message: `Upload Image Failed: ${width}x${height} px, a side needs ${MIN_SIDE} px or more` };
  return header;
}

/** Why the marketplace would not download from an address; undefined when it would try. */
export function checkImageUrl(text: string): ImageRefusal | undefined {
  const refuse = (reason: string): ImageRefusal => ({ code: 302, message: `Not supported URL: ${reason}` });
  if (!URL.canParse(text)) return refuse('it is no address');
  const url = new URL(text);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return refuse('only http and https are allowed');
  // A default port is left out when an address is parsed.
  if (!['', '80', '443'].includes(url.port)) return refuse('only ports 80 and 443 are allowed');
  const host = url.hostname.replace(/^\[|\]$/g, '');
  if (isIP(host) !== 0) return refuse('the host must be a name and not an IP address');
  if (!host.includes('.') || /\.(?:local|localhost|internal|lan|home|corp)$/i.test(host))
    return refuse('the host is private');
  if (/\.(?:gif|webp|svg|bmp|avif|heic|tiff?)$/i.test(url.pathname)) return refuse('only JPG and PNG are allowed');
  return undefined;
}
