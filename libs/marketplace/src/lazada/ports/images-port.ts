import type { HttpTransport } from '../../http/http-transport.js';
import type { ImagePort } from '../../port/marketplace.port.js';
import { objectIn, objectOrNullIn, type LazadaClient } from '../client.js';
import { endpoints } from '../endpoints.js';
import * as images from '../images.js';

export function imagePort(client: LazadaClient, { sleep }: Pick<HttpTransport, 'sleep'>): ImagePort {
  return {
    upload: async (access, image) => {
      const invalid = images.invalidImage(image);
      if (invalid) throw invalid;
      const file = { name: 'image', ...image };
      return images.fromImageResponse(objectIn(await client.call(endpoints.uploadImage, access, {}, { file })));
    },
    migrate: (access, sourceUrls) =>
      images.migrateAll(sourceUrls, {
        sleep,
        one: async (sourceUrl) => {
          const payload = images.toMigrateImageRequest(sourceUrl);
          return images.fromImageResponse(objectIn(await client.call(endpoints.migrateImage, access, { payload })));
        },
        several: async (batch) => {
          const payload = images.toMigrateImagesRequest(batch);
          return images.fromMigrateImagesResponse(
            (await client.call(endpoints.migrateImages, access, { payload })).body,
          );
        },
        ask: async (batchId, batch) => {
          const answer = await client.call(endpoints.migratedImages, access, images.toMigratedRequest(batchId));
          return images.fromMigratedResponse(objectOrNullIn(answer), batch);
        },
      }),
  };
}
