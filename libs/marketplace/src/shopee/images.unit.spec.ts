import { ConflictError, InvalidRequestError, NotSupportedError } from '../port/errors.js';
import { access, errorOf, fakeShopee } from './test-shopee.js';

const image = { bytes: new Uint8Array([1, 2, 3]), fileName: 'lamp.png', contentType: 'image/png' } as const;

describe('pictures', () => {
  it('are uploaded as a form on behalf of the app, and named by their id', async () => {
    const { adapter, seen } = fakeShopee(['images.upload.ok']);
    expect(await adapter.images.upload(access, image)).toEqual({
      reference: 'sg-11134201-7rabc-lz0001',
      url: 'https://cf.shopee.sg/file/sg-11134201-7rabc-lz0001',
    });
    expect(seen).toEqual([
      {
        ...{ method: 'POST', path: '/api/v2/media_space/upload_image', subject: '', query: {} },
        body: { image: { fileName: 'lamp.png', contentType: 'image/png', size: 3 }, scene: 'normal' },
      },
    ]);
  });

  it('are found also where only the list of all names them', async () => {
    const { adapter } = fakeShopee(['images.upload.list-only']);
    expect(await adapter.images.upload(access, image)).toEqual({ reference: 'sg-11134201-7rabc-lz0001', url: '' });
  });

  it.each([
    ['images.upload.refused', ConflictError, 'error_image_format'],
    ['images.upload.error', InvalidRequestError, 'error_param'],
  ])('may be refused (%s)', async (answer, kind, upstreamCode) => {
    const { adapter } = fakeShopee([answer]);
    const error = await errorOf(adapter.images.upload(access, image));
    expect(error).toBeInstanceOf(kind);
    expect(error.upstreamCode).toBe(upstreamCode);
  });

  it('are never fetched by Shopee itself', async () => {
    const { adapter } = fakeShopee([]);
    const error = await errorOf(adapter.images.migrate(access, ['https://pictures.example/1.jpg']));
    expect(error).toBeInstanceOf(NotSupportedError);
  });
});
