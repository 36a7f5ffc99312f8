import { businessError, missingParameter } from '../protocol/api-error.js';
import { sellerOf, type ApiCall, type Endpoint } from '../protocol/endpoint.js';
import type { JsonObject } from '../protocol/json.js';
import { child, children, parsePayload } from '../protocol/payload.js';
import { checkImage, checkImageUrl, type ImageRefusal } from './image-rules.js';
import type { HostedImage } from './image-shelf.js';
import { setImages } from './set-images.js';

const MAX_BATCH = 8;

export const imageEndpoints: readonly Endpoint[] = [
  { path: '/image/upload', access: 'seller', handle: upload },
  { path: '/image/migrate', access: 'seller', handle: migrateOne },
  { path: '/images/migrate', access: 'seller', handle: migrateBatch },
  { path: '/image/response/get', access: 'seller', handle: readBatch },
  { path: '/images/set', access: 'seller', handle: setImages },
];

function upload(call: ApiCall): JsonObject {
  const bytes = call.files.get('image');
  if (!bytes) {
    // A client that sends the picture as text has put it among the parameters.
    if (call.params.has('image')) throw businessError(302, 'Not supported URL: the image must be sent as a file');
    throw missingParameter('image');
  }
  const result = checkImage(bytes);
  if ('code' in result) throw businessError(result.code, result.message);
  return imageAnswer(call.world.images.put(call.origin, bytes, result));
}

function migrateOne(call: ApiCall): JsonObject {
  const [url] = children(child(parsePayload(call.params.get('payload')), 'Image'), 'Url');
  if (typeof url !== 'string') throw businessError(30, 'Empty Request');
  const result = migrate(call, url);
  if ('code' in result) throw businessError(result.code, result.message);
  return imageAnswer(result);
}

function migrateBatch(call: ApiCall): JsonObject {
  const urls = children(child(parsePayload(call.params.get('payload')), 'Images'), 'Url').map(String);
  if (urls.length === 0) throw businessError(30, 'Empty Request');
  if (urls.length > MAX_BATCH)
    throw businessError(5, `Invalid Request Format: one call migrates ${MAX_BATCH} images at most`);
  const images: HostedImage[] = [];
  const errors: JsonObject[] = [];
  for (const url of urls) {
    const result = migrate(call, url);
    if ('code' in result) errors.push({ field: url, msg: `E${result.code}: ${result.message}`, original_url: url });
    else images.push(result);
  }
  return { batch_id: call.world.migrations.begin(sellerOf(call), { images, errors }) };
}

function readBatch(call: ApiCall): JsonObject {
  const batchId = call.params.get('batch_id');
  if (!batchId) throw missingParameter('batch_id');
  const found = call.world.migrations.find(sellerOf(call), batchId);
  if (found === undefined) throw businessError(304, 'Get Response Failed: there is no such batch');
  if (found === 'waiting') throw businessError(304, 'Get Response Failed: the images are still being migrated');
  const images = found.images.map(({ hash_code, url }) => ({ hash_code, url }));
  return { data: { images, errors: found.errors } };
}

function migrate(call: ApiCall, url: string): HostedImage | ImageRefusal {
  const { images, faults } = call.world;
  if (faults.strike('image-unreachable', url))
    return { code: 301, message: 'Migrate Image Failed: the image could not be downloaded' };
  // What is hosted already needs no download, whatever its port.
  const refusal = images.hosts(url) ? undefined : checkImageUrl(url);
  return refusal ?? images.migrate(call.origin, url);
}

const imageAnswer = ({ hash_code, url }: HostedImage): JsonObject => ({ data: { image: { hash_code, url } } });
