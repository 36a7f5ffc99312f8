import type { ImageFile } from '../port/image.types.js';

export interface ImageHeader {
  readonly contentType: ImageFile['contentType'];
  readonly width: number;
  readonly height: number;
}

/** What an image file says of itself, in pixels; null when it is neither JPEG nor PNG, or is cut off. */
export function readImageHeader(bytes: Uint8Array): ImageHeader | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  try {
    return readPng(view) ?? readJpeg(view);
  } catch (error) {
    // Read beyond the end.
    if (error instanceof RangeError) return null;
    throw error;
  }
}

function readPng(view: DataView): ImageHeader | null {
  if (view.getUint32(0) !== 0x89_50_4e_47 || view.getUint32(4) !== 0x0d_0a_1a_0a) return null;
  // IHDR comes first in every PNG: width, then height.
  return { contentType: 'image/png', width: view.getUint32(16), height: view.getUint32(20) };
}

/** Markers that begin a frame, except those that stand in the same range and do something else. */
const startsFrame = (marker: number): boolean =>
  marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
/** Markers without a length behind them. */
const standsAlone = (marker: number): boolean => marker === 0x01 || (marker >= 0xd0 && marker <= 0xd8);

function readJpeg(view: DataView): ImageHeader | null {
  if (view.getUint16(0) !== 0xff_d8) return null;
  let at = 2;
  while (view.getUint8(at) === 0xff) {
    const marker = view.getUint8(at + 1);
    if (startsFrame(marker)) {
      return { contentType: 'image/jpeg', width: view.getUint16(at + 7), height: view.getUint16(at + 5) };
    }
    // Any number of 0xff may come before a marker; the picture itself begins with 0xda, and no frame comes after it.
    if (marker === 0xff) at += 1;
    else if (standsAlone(marker)) at += 2;
    else if (marker === 0xda || marker === 0xd9) return null;
    else at += 2 + view.getUint16(at + 2);
  }
  return null;
}
