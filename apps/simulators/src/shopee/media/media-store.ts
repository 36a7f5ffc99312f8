import { createHash } from 'node:crypto';
import type { ImageType } from './image.js';

export interface StoredImage {
  readonly imageId: string;
  readonly type: ImageType;
  readonly bytes: Buffer;
}

export type VideoStatus = 'INITIATED' | 'TRANSCODING' | 'SUCCEEDED' | 'FAILED' | 'CANCELLED';

export interface Video {
  readonly videoUploadId: string;
  readonly shopId: number;
  readonly fileMd5: string;
  readonly fileSize: number;
  readonly parts: Map<number, Buffer>;
  status: VideoStatus;
  /** When transcoding ends, once it has begun. */
  readyMs: number;
  message: string;
}

/** A video is ready this long after it was completed. */
const TRANSCODING_MS = 15_000;
export const VIDEO_PART_BYTES = 4 * 1024 * 1024;

/** Pictures and videos that sellers uploaded. Pictures are served again. */
export class MediaStore {
  private readonly images = new Map<string, StoredImage>();
  private readonly videos = new Map<string, Video>();

  constructor(
    private readonly nowMs: () => number,
    /** Where uploaded pictures can be fetched, without a slash at its end. */
    private readonly baseUrl: () => string,
  ) {}

  addImage(bytes: Buffer, type: ImageType, region: string): StoredImage {
    const serial = (this.images.size + 1).toString(36).padStart(6, '0');
    const imageId = `${region.toLowerCase()}-11134201-7r${digest(bytes).slice(0, 3)}-lz${serial}`;
    const image = { imageId, type, bytes };
    this.images.set(imageId, image);
    return image;
  }

  image(imageId: string): StoredImage | undefined {
    return this.images.get(imageId);
  }

  urlOf(imageId: string): string {
    return imageId === '' ? '' : `${this.baseUrl()}/file/${imageId}`;
  }

  beginVideo(upload: Pick<Video, 'shopId' | 'fileMd5' | 'fileSize'>): Video {
    const serial = String(this.videos.size + 1).padStart(8, '0');
    const videoUploadId = `sg_${upload.fileMd5.slice(0, 8)}_${serial}`;
    const video: Video = { ...upload, videoUploadId, parts: new Map(), status: 'INITIATED', readyMs: 0, message: '' };
    this.videos.set(videoUploadId, video);
    return video;
  }

  /** The video as it is now: transcoding ends by the clock. */
  video(videoUploadId: string): Video | undefined {
    const video = this.videos.get(videoUploadId);
    if (video?.status === 'TRANSCODING' && this.nowMs() >= video.readyMs) video.status = 'SUCCEEDED';
    return video;
  }

  /** All parts are there: checks them against what was announced, and transcodes. */
  completeVideo(video: Video, sequence: readonly number[]): void {
    const parts = sequence.map((number) => video.parts.get(number) ?? Buffer.alloc(0));
    const whole = Buffer.concat(parts);
    const isWhole = whole.length === video.fileSize && md5(whole) === video.fileMd5.toLowerCase();
    video.status = isWhole ? 'TRANSCODING' : 'FAILED';
    video.message = isWhole ? '' : 'The parts do not make up the file that was announced.';
    video.readyMs = this.nowMs() + TRANSCODING_MS;
  }
}

const digest = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

/** The platform names files by their MD5; nothing is kept secret with it. */
export const md5 = (bytes: Buffer): string => createHash('md5').update(bytes).digest('hex');
