import type { ImagePort } from '../../port/marketplace.port.js';
import { notSupported } from '../../port/not-supported.js';
import { objectIn, type ShopeeClient } from '../client.js';
import { endpoints } from '../endpoints.js';
import * as images from '../images.js';

export function imagePort(client: ShopeeClient): ImagePort {
  return {
    upload: async (_access, image) => {
      const answer = await client.callPublic(endpoints.uploadImage, images.toUploadForm(image));
      return images.fromUploadResponse(objectIn(answer), answer.details);
    },
    // Shopee does not fetch pictures itself.
    migrate: () => notSupported('shopee', 'images.migrate'),
  };
}
