import { Fields } from '../catalog/fields.js';
import { ApiError, paramError } from '../protocol/api-error.js';
import { shopOf, type ApiCall, type Endpoint } from '../protocol/endpoint.js';
import type { JsonObject } from '../protocol/json.js';
import { imageTypeOf } from './image.js';
import { md5, VIDEO_PART_BYTES, type StoredImage, type Video } from './media-store.js';

const path = (name: string): string => `/api/v2/media_space/${name}`;

const MAX_IMAGES = 9;
const MAX_IMAGE_BYTES = 10 * 1024 * 1024;
const MAX_VIDEO_BYTES = 30 * 1024 * 1024;

export const mediaEndpoints: readonly Endpoint[] = [
  { path: path('upload_image'), method: 'POST', access: 'public', handle: uploadImages },
  { path: path('init_video_upload'), method: 'POST', access: 'shop', handle: initVideo },
  { path: path('upload_video_part'), method: 'POST', access: 'public', handle: uploadPart },
  { path: path('complete_video_upload'), method: 'POST', access: 'public', handle: completeVideo },
  { path: path('get_video_upload_result'), method: 'GET', access: 'shop', handle: videoResult },
  { path: path('cancel_video_upload'), method: 'POST', access: 'shop', handle: cancelVideo },
];

/** Without a shop nobody says for which country a picture is. */
const regionOf = (call: ApiCall): string => call.shop?.region ?? 'SG';

function uploadImages(call: ApiCall): JsonObject {
  const files = call.files.filter((one) => one.name === 'image' || one.name === 'image[]');
  if (files.length === 0) throw paramError('There is no image in the form; send it in the part "image".');
  if (files.length > MAX_IMAGES) throw paramError(`At most ${MAX_IMAGES} images can be uploaded in one call.`);
  const fields = new Fields(call.params, '');
  fields.oneOf('scene', ['normal', 'desc'], 'normal');
  fields.oneOf('ratio', ['1:1', '3:4'], '1:1');
  const rows = files.map(({ content }, id) => {
    const result = takeImage(call, content);
    return result instanceof ApiError
      ? { id, error: result.error, message: result.message, image_info: {} }
      : { id, error: '', message: '', image_info: imageAnswer(call, result) };
  });
  const first = rows.find((one) => one.error === '');
  if (!first) throw new ApiError(rows[0]!.error, rows[0]!.message, { response: { image_info_list: rows } });
  return { response: { image_info: first.image_info, image_info_list: rows } };
}

function takeImage(call: ApiCall, bytes: Buffer): StoredImage | ApiError {
  if (bytes.length > MAX_IMAGE_BYTES) return paramError('The image must not be larger than 10 MB.');
  const type = imageTypeOf(bytes);
  if (type !== 'image/jpeg' && type !== 'image/png') return paramError('The image must be JPG, JPEG or PNG.');
  return call.world.media.addImage(bytes, type, regionOf(call));
}

const imageAnswer = (call: ApiCall, { imageId }: StoredImage): JsonObject => ({
  image_id: imageId,
  image_url_list: [{ image_url_region: regionOf(call), image_url: call.world.media.urlOf(imageId) }],
});

function initVideo(call: ApiCall): JsonObject {
  const fields = new Fields(call.params, '');
  const fileMd5 = fields.text('file_md5');
  if (!/^[0-9a-f]{32}$/i.test(fileMd5)) throw paramError('file_md5 must be of 32 hexadecimal digits.');
  const fileSize = fields.int('file_size', { min: 1, max: MAX_VIDEO_BYTES });
  const { videoUploadId } = call.world.media.beginVideo({ shopId: shopOf(call).shopId, fileMd5, fileSize });
  return { response: { video_upload_id: videoUploadId } };
}

function uploadPart(call: ApiCall): JsonObject {
  const fields = new Fields(call.params, '');
  const video = openVideo(call, fields);
  const part = call.files.find((one) => one.name === 'part_content')?.content;
  if (!part) throw paramError('There is no part_content in the form.');
  const sequence = fields.int('part_seq');
  if (part.length > VIDEO_PART_BYTES) throw paramError('A part must not be larger than 4 MB.');
  if (md5(part) !== fields.text('content_md5').toLowerCase())
    throw paramError('content_md5 does not match the part that came.');
  video.parts.set(sequence, part);
  return {};
}

function completeVideo(call: ApiCall): JsonObject {
  const fields = new Fields(call.params, '');
  const video = openVideo(call, fields);
  const sequence = fields.someInts('part_seq_list', 100);
  const missing = sequence.find((number) => !video.parts.has(number));
  if (missing !== undefined) throw paramError(`The part ${missing} was not uploaded.`);
  call.world.media.completeVideo(video, sequence);
  return {};
}

function videoResult(call: ApiCall): JsonObject {
  const video = findVideo(call, new Fields(call.params, ''));
  const { videoUploadId, status, message } = video;
  const url = call.world.media.urlOf(videoUploadId);
  const region = regionOf(call);
  const info = {
    video_url_list: [{ video_url_region: region, video_url: url }],
    thumbnail_url_list: [{ image_url_region: region, image_url: url }],
    duration: 15,
  };
  return { response: { status, message, ...(status === 'SUCCEEDED' ? { video_info: info } : {}) } };
}

function cancelVideo(call: ApiCall): JsonObject {
  openVideo(call, new Fields(call.params, '')).status = 'CANCELLED';
  return {};
}

function findVideo(call: ApiCall, fields: Fields): Video {
  const video = call.world.media.video(fields.text('video_upload_id'));
  if (!video || (call.shop && video.shopId !== call.shop.shopId))
    throw new ApiError('error_not_found', 'The video_upload_id does not exist.');
  return video;
}

function openVideo(call: ApiCall, fields: Fields): Video {
  const video = findVideo(call, fields);
  if (video.status !== 'INITIATED') throw new ApiError('error_status', `The upload is ${video.status} already.`);
  return video;
}
