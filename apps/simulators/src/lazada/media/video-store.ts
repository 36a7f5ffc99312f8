import type { Seller } from '../seller/seller.js';

/** How long each step after the upload takes, on the movable clock. */
const STEP_MS = 30_000;
const STEPS = ['READY_FOR_TRANSCODE', 'TRANSCODING', 'READY_FOR_AUDIT'] as const;

export type VideoState = (typeof STEPS)[number] | 'AUDIT_SUCCESS' | 'AUDIT_FAILED' | 'DELETED';

export interface Upload {
  readonly seller: Seller;
  readonly fileBytes: number;
  /** Marks of the blocks that have come, by number from 0, and how long each is. */
  readonly blocks: Map<number, { readonly eTag: string; readonly bytes: number }>;
  blockCount: number | undefined;
}

export interface Video {
  readonly videoId: number;
  readonly seller: Seller;
  readonly title: string;
  readonly coverUrl: string;
  readonly bytes: number;
  readonly committedMs: number;
  /** Whether the audit will refuse it. */
  readonly refused: boolean;
  deleted: boolean;
}

/** A video is transcoded and audited before a product may use it. */
export function stateOf(video: Video, nowMs: number): VideoState {
  if (video.deleted) return 'DELETED';
  const step = STEPS[Math.floor((nowMs - video.committedMs) / STEP_MS)];
  return step ?? (video.refused ? 'AUDIT_FAILED' : 'AUDIT_SUCCESS');
}

/** Videos, and those that are still being uploaded in blocks. */
export class VideoStore {
  private readonly uploads = new Map<string, Upload>();
  private readonly videos = new Map<number, Video>();
  private lastId = 30_000_000_000;

  begin(seller: Seller, fileBytes: number): string {
    const uploadId = `U${String(this.uploads.size + 1).padStart(9, '0')}${seller.sellerId}`;
    this.uploads.set(uploadId, { seller, fileBytes, blocks: new Map(), blockCount: undefined });
    return uploadId;
  }

  upload(seller: Seller, uploadId: string): Upload | undefined {
    const found = this.uploads.get(uploadId);
    return found?.seller === seller ? found : undefined;
  }

  commit(uploadId: string, video: Omit<Video, 'videoId' | 'deleted'>): Video {
    this.uploads.delete(uploadId);
    const made: Video = { ...video, videoId: (this.lastId += 1), deleted: false };
    this.videos.set(made.videoId, made);
    return made;
  }

  find(seller: Seller, videoId: number): Video | undefined {
    const found = this.videos.get(videoId);
    return found?.seller === seller ? found : undefined;
  }

  bytesOf(seller: Seller): number {
    return [...this.videos.values()].reduce(
      (sum, one) => (one.seller === seller && !one.deleted ? sum + one.bytes : sum),
      0,
    );
  }
}
