import { createHash } from 'node:crypto';
import { sellerOf, type ApiCall, type Endpoint } from '../protocol/endpoint.js';
import type { JsonObject } from '../protocol/json.js';
import { isNode, parseLooseJson, textOf } from '../protocol/payload.js';
import { stateOf, type Upload, type Video } from './video-store.js';

const MAX_BYTES = 100 * 1024 * 1024;
/** All videos of one shop together. Invented. */
const CAPACITY_BYTES = 10 * MAX_BYTES;

type Code =
  'ILLEGAL_PARAMETER' | 'FAIL_TO_BLOCK_INIT' | 'FAIL_TO_UPLOAD_BLOCK' | 'FAIL_TO_BLOCK_COMPLETE' | 'FAIL_TO_GET_VIDEO';

class VideoRefusal extends Error {
  constructor(
    readonly code: Code,
    message: string,
  ) {
    super(message);
  }
}

/** Fields stand beside the platform's `code`, which is 0 even when the business refuses. */
const flat =
  (handle: (call: ApiCall) => JsonObject) =>
  (call: ApiCall): JsonObject => {
    try {
      return { ...handle(call), success: true, result_code: 'ok', result_message: 'ok' };
    } catch (error) {
      if (!(error instanceof VideoRefusal)) throw error;
      return { success: false, result_code: error.code, result_message: error.message };
    }
  };

/** Videos come in blocks that are numbered from 0 and committed as parts that are numbered from 1. */
export const videoEndpoints: readonly Endpoint[] = [
  { path: '/media/video/block/create', access: 'seller', handle: flat(begin) },
  { path: '/media/video/block/upload', access: 'seller', handle: flat(uploadBlock) },
  { path: '/media/video/block/commit', access: 'seller', handle: flat(commit) },
  { path: '/media/video/get', access: 'seller', handle: flat(read) },
  { path: '/media/video/remove', access: 'seller', handle: flat(remove) },
  { path: '/media/video/quota/get', access: 'seller', handle: flat(quota) },
];

function begin(call: ApiCall): JsonObject {
  text(call, 'fileName');
  const bytes = wholeNumber(call, 'fileBytes');
  if (bytes < 1 || bytes >= MAX_BYTES) throw new VideoRefusal('FAIL_TO_BLOCK_INIT', 'file size is too big');
  if (call.world.videos.bytesOf(sellerOf(call)) + bytes > CAPACITY_BYTES)
    throw new VideoRefusal('FAIL_TO_BLOCK_INIT', 'the capacity of the seller is used up');
  return { upload_id: call.world.videos.begin(sellerOf(call), bytes) };
}

function uploadBlock(call: ApiCall): JsonObject {
  const upload = findUpload(call);
  const [number, count] = [wholeNumber(call, 'blockNo'), wholeNumber(call, 'blockCount')];
  const file = call.files.get('file');
  if (!file || file.length === 0) throw new VideoRefusal('ILLEGAL_PARAMETER', 'file must be sent as a file');
  if (number >= count || count !== (upload.blockCount ?? count))
    throw new VideoRefusal('FAIL_TO_UPLOAD_BLOCK', 'blockNo goes from 0 to blockCount - 1, which stays the same');
  upload.blockCount = count;
  const eTag = createHash('md5').update(file).digest('hex').toUpperCase();
  upload.blocks.set(number, { eTag, bytes: file.length });
  return { e_tag: eTag };
}

function commit(call: ApiCall): JsonObject {
  const upload = findUpload(call);
  const [title, coverUrl] = [text(call, 'title'), text(call, 'coverUrl')];
  if (!call.world.images.hosts(coverUrl)) throw new VideoRefusal('ILLEGAL_PARAMETER', 'coverUrl is an outer image');
  const parts = parseLooseJson(text(call, 'parts'));
  if (!Array.isArray(parts)) throw new VideoRefusal('ILLEGAL_PARAMETER', 'parts must be a JSON array');
  const bytes = [...upload.blocks.values()].reduce((sum, one) => sum + one.bytes, 0);
  if (!areComplete(upload, parts) || bytes !== upload.fileBytes)
    throw new VideoRefusal('FAIL_TO_BLOCK_COMPLETE', 'parts must name every block of the file with its eTag, from 1');
  const video = call.world.videos.commit(text(call, 'uploadId'), {
    seller: upload.seller,
    title,
    coverUrl,
    bytes,
    committedMs: call.world.nowMs(),
    refused: call.world.faults.strike('video-reject') !== undefined,
  });
  return { video_id: String(video.videoId) };
}

const areComplete = (upload: Upload, parts: readonly unknown[]): boolean =>
  upload.blocks.size > 0 &&
  upload.blocks.size === upload.blockCount &&
  [...upload.blocks].every(([number, { eTag }]) =>
    parts.some(
      (one) => isNode(one) && textOf(one, 'partNumber') === String(number + 1) && textOf(one, 'eTag') === eTag,
    ),
  );

function read(call: ApiCall): JsonObject {
  const video = findVideo(call);
  return {
    cover_url: video.coverUrl,
    video_url: `${call.origin}/v/${video.videoId}.mp4`,
    state: stateOf(video, call.world.nowMs()),
    title: video.title,
  };
}

function remove(call: ApiCall): JsonObject {
  findVideo(call).deleted = true;
  return {};
}

function quota(call: ApiCall): JsonObject {
  return { capacity_size: CAPACITY_BYTES, used_size: call.world.videos.bytesOf(sellerOf(call)) };
}

function findUpload(call: ApiCall): Upload {
  const found = call.world.videos.upload(sellerOf(call), text(call, 'uploadId'));
  if (!found) throw new VideoRefusal('ILLEGAL_PARAMETER', 'uploadId is unknown');
  return found;
}

function findVideo(call: ApiCall): Video {
  const found = call.world.videos.find(sellerOf(call), wholeNumber(call, 'videoId'));
  if (!found || found.deleted) throw new VideoRefusal('FAIL_TO_GET_VIDEO', 'the video does not exist');
  return found;
}

function text(call: ApiCall, name: string): string {
  const value = call.params.get(name);
  if (!value) throw new VideoRefusal('ILLEGAL_PARAMETER', `${name} is required`);
  return value;
}

function wholeNumber(call: ApiCall, name: string): number {
  const value = text(call, name);
  if (!/^\d{1,15}$/.test(value)) throw new VideoRefusal('ILLEGAL_PARAMETER', `${name} must be a whole number`);
  return Number(value);
}
