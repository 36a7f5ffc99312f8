import { ConflictError, type MarketplaceErrorDetails } from '../port/errors.js';
import type { HostedImage, ImageFile } from '../port/image.types.js';
import type { WireObject } from '../wire/wire-object.js';

/** Squared by Shopee unless it is told otherwise: listings show squares. */
export function toUploadForm(image: ImageFile): FormData {
  const form = new FormData();
  form.append('image', new Blob([Uint8Array.from(image.bytes)], { type: image.contentType }), image.fileName);
  form.append('scene', 'normal');
  return form;
}

/** A draft names pictures by id; the address is for people. */
export function fromUploadResponse(data: WireObject, details: MarketplaceErrorDetails): HostedImage {
  const [row] = data.objects('image_info_list');
  const error = row?.textOrNull('error');
  if (error) {
    throw new ConflictError(
      {
        cause: 'Shopee did not take the picture.',
        advice: 'Use a JPG or PNG of at most 10 MB.',
        zh: { cause: '虾皮未接受该图片。', advice: '请使用不超过10MB的JPG或PNG图片。' },
      },
      { ...details, upstreamCode: error.slice(0, 64) },
    );
  }
  const info = data.objectOrNull('image_info') ?? row?.object('image_info') ?? data.object('image_info');
  return {
    reference: info.id('image_id'),
    url: info.objects('image_url_list')[0]?.text('image_url') ?? '',
  };
}
