import type { ImageFile } from '@pinglu/marketplace';

/** Why a picture cannot be used, in words for the seller. */
export class PictureUnusableError extends Error {
  constructor(sentence: string) {
    super(sentence);
    this.name = 'PictureUnusableError';
  }
}

const endings = { 'image/jpeg': 'jpg', 'image/png': 'png' } as const;

/** By its first bytes: what a server calls its content is often wrong. @throws PictureUnusableError */
export function toImageFile(bytes: Uint8Array): ImageFile {
  const contentType = typeOf(bytes);
  if (contentType === null) throw new PictureUnusableError('It is neither a JPG nor a PNG.');
  return { bytes, contentType, fileName: `picture.${endings[contentType]}` };
}

function typeOf(bytes: Uint8Array): ImageFile['contentType'] | null {
  const begin = Buffer.from(bytes.subarray(0, 8));
  if (begin.subarray(0, 3).equals(Buffer.from([0xff, 0xd8, 0xff]))) return 'image/jpeg';
  if (begin.equals(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]))) return 'image/png';
  return null;
}
