import type { MarketplaceError } from './errors.js';

/** A picture to be hosted by the marketplace. */
export interface ImageFile {
  readonly bytes: Uint8Array;
  /** With the ending that belongs to its content. */
  readonly fileName: string;
  readonly contentType: 'image/jpeg' | 'image/png';
}

export interface HostedImage {
  /** What a draft lists it by. */
  readonly reference: string;
  /** Where it can be seen. */
  readonly url: string;
}

/** Every address that was asked for is in one of the two. */
export interface MigratedImages {
  readonly migrated: readonly { readonly sourceUrl: string; readonly image: HostedImage }[];
  readonly failed: readonly { readonly sourceUrl: string; readonly error: MarketplaceError }[];
}
