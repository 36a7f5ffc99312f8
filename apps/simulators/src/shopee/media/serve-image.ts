import { json, type RawResponse } from '../../control/http-server.js';
import type { MediaStore } from './media-store.js';

const PREFIX = '/file/';

export const isImagePath = (pathname: string): boolean => pathname.startsWith(PREFIX);

/** The bytes of an uploaded picture, as the platform's image hosts would give them. `_tn` asks for the small one. */
export function serveImage(media: MediaStore, pathname: string): RawResponse {
  const image = media.image(pathname.slice(PREFIX.length).replace(/_tn$/, ''));
  if (!image) return json(404, { reason: 'There is no such image.' });
  return {
    status: 200,
    headers: { 'content-type': image.type, 'cache-control': 'max-age=31536000' },
    body: image.bytes,
  };
}
