import {
  ContractViolationError,
  InvalidRequestError,
  PermissionDeniedError,
  UpstreamUnavailableError,
} from '../port/errors.js';
import type { ImageFile } from '../port/image.types.js';
import { readImageHeader } from './image-header.js';
import { access, errorOf, fakeLazada } from './test-lazada.js';

const api = 'https://api.lazada.co.th/rest';
const png = (width: number, height: number, length = 64): Uint8Array => {
  const bytes = Buffer.alloc(length);
  bytes.set([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52]);
  bytes.writeUInt32BE(width, 16);
  bytes.writeUInt32BE(height, 20);
  return bytes;
};
/** With a thumbnail's worth of other segments before the frame, as cameras write them. */
const jpeg = (width: number, height: number, frame = 0xc0): Uint8Array => {
  const segment = (marker: number, content: readonly number[]) => [
    ...[0xff, marker],
    ...[(content.length + 2) >> 8, (content.length + 2) & 0xff],
    ...content,
  ];
  const size = (side: number) => [side >> 8, side & 0xff];
  return Uint8Array.from([
    ...[0xff, 0xd8],
    ...segment(0xe0, Array<number>(300).fill(0xff)),
    ...segment(0xc4, [0, 1, 2]),
    0xff, // Filling before a marker.
    ...segment(frame, [8, ...size(height), ...size(width), 3]),
    ...[0xff, 0xda, 0, 2, 1, 2, 3],
  ]);
};
const image = (bytes: Uint8Array, contentType: ImageFile['contentType'] = 'image/png'): ImageFile => ({
  ...{ bytes, contentType },
  fileName: 'bag.png',
});

describe('the header of an image', () => {
  it('tells kind and size', () => {
    expect(readImageHeader(png(800, 600))).toEqual({ contentType: 'image/png', width: 800, height: 600 });
    for (const frame of [0xc0, 0xc2]) {
      expect(readImageHeader(jpeg(1_024, 768, frame))).toEqual({
        contentType: 'image/jpeg',
        width: 1_024,
        height: 768,
      });
    }
  });

  it('is read where the file begins, wherever its bytes lie', () => {
    const whole = Buffer.concat([Buffer.from('before'), png(800, 600)]);
    expect(readImageHeader(whole.subarray(6))).toMatchObject({ width: 800 });
  });

  it.each([
    ['nothing', new Uint8Array()],
    ['text', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>')],
    ['a PNG that is cut off', png(800, 600).subarray(0, 18)],
    ['a JPEG that is cut off', jpeg(800, 600).subarray(0, 200)],
    ['a JPEG without a frame', Uint8Array.from([0xff, 0xd8, 0xff, 0xd9])],
    ['a JPEG whose frame comes after the picture', Uint8Array.from([0xff, 0xd8, 0xff, 0xda, 0, 2, 0xff, 0xc0])],
  ])('is none in %s', (_, bytes) => {
    expect(readImageHeader(bytes)).toBeNull();
  });
});

describe('uploading an image', () => {
  it('sends the file in a form, outside the signature', async () => {
    const { adapter, seen } = fakeLazada(['images.upload.ok']);
    const url = 'https://sg-live-02.slatic.net/p/0c9f0d6a1b2c3d4e5f60718293a4b5c6.jpg';
    expect(await adapter.images.upload(access, image(png(800, 600, 1_000)))).toEqual({ reference: url, url });
    expect(seen).toEqual([
      {
        method: 'POST',
        address: `${api}/image/upload`,
        params: {},
        file: { name: 'image', fileName: 'bag.png', contentType: 'image/png', size: 1_000 },
      },
    ]);
  });

  it('fails as Lazada says', async () => {
    const { adapter } = fakeLazada(['images.upload.error']);
    expect(await errorOf(adapter.images.upload(access, image(png(800, 600))))).toBeInstanceOf(InvalidRequestError);
  });

  it.each<[string, ImageFile, string]>([
    ['too large', image(png(800, 600, 3_145_729)), 'An image has at most 3145728 bytes.'],
    ['too small', image(png(800, 329)), 'Each side must have 330 to 5000 pixels; the image has 800 by 329.'],
    ['too wide', image(png(5_001, 600)), 'Each side must have 330 to 5000 pixels; the image has 5001 by 600.'],
    ['of another kind', image(jpeg(800, 600)), 'The file is said to be image/png, and is image/jpeg.'],
    ['no image', image(Buffer.from('GIF89a')), 'The file is no JPEG and no PNG, or is cut off.'],
  ])('sends none that is %s', async (_, file, message) => {
    const { adapter, seen } = fakeLazada([]);
    const error = await errorOf(adapter.images.upload(access, file));
    expect((error as InvalidRequestError).fields).toEqual([{ field: 'bag.png', message }]);
    expect(seen).toEqual([]);
  });

  it('takes the largest and the smallest that are allowed', async () => {
    const { adapter, seen } = fakeLazada(['images.upload.ok', 'images.upload.ok']);
    await adapter.images.upload(access, image(png(5_000, 330, 3_145_728)));
    await adapter.images.upload(access, image(jpeg(330, 5_000), 'image/jpeg'));
    expect(seen.map(({ file }) => file?.contentType)).toEqual(['image/png', 'image/jpeg']);
  });
});

describe('bringing images from their addresses', () => {
  const source = (number: number) => `https://pictures.example/${number}.jpg`;
  const hosted = (name: string) => {
    const url = `https://sg-live-02.slatic.net/p/${name}.jpg`;
    return { reference: url, url };
  };

  it('asks for one by itself', async () => {
    const { adapter, seen } = fakeLazada(['images.migrate.one']);
    expect(await adapter.images.migrate(access, ['https://pictures.example/1.jpg?a=1&b=2'])).toEqual({
      migrated: [{ sourceUrl: 'https://pictures.example/1.jpg?a=1&b=2', image: hosted('a1') }],
      failed: [],
    });
    expect(seen).toEqual([
      {
        method: 'POST',
        address: `${api}/image/migrate`,
        params: {
          payload: '<Request><Image><Url>https://pictures.example/1.jpg?a=1&amp;b=2</Url></Image></Request>',
        },
      },
    ]);
  });

  it('asks for several at once, waits half a second, and asks until all have an answer', async () => {
    const { adapter, seen, waits } = fakeLazada([
      'images.migrate.ok',
      'images.migrate.not-ready',
      'images.migrate.part',
      'images.migrate.ready',
    ]);
    const { migrated, failed } = await adapter.images.migrate(access, [source(1), source(2), source(3)]);
    expect(migrated).toEqual([
      { sourceUrl: source(1), image: hosted('a1') },
      { sourceUrl: source(3), image: hosted('a3') },
    ]);
    expect(failed).toEqual([{ sourceUrl: source(2), error: expect.any(InvalidRequestError) }]);
    expect(failed[0]?.error).toMatchObject({ fields: [{ field: null, message: 'Download timeout' }] });
    expect(seen[0]).toMatchObject({ method: 'POST', address: `${api}/images/migrate` });
    expect(seen[0]?.params['payload']).toBe(
      `<Request><Images>${[1, 2, 3].map((number) => `<Url>${source(number)}</Url>`).join('')}</Images></Request>`,
    );
    const question = {
      ...{ method: 'GET', address: `${api}/image/response/get` },
      params: { batch_id: '2122f1a015178178017221014' },
    };
    expect(seen.slice(1)).toEqual([question, question, question]);
    expect(waits).toEqual([500, 1_000, 2_000]);
  });

  it('keeps an image with its address where the answer names it, in whatever order', async () => {
    const { adapter } = fakeLazada(['images.migrate.ok', 'images.migrate.named']);
    const { migrated } = await adapter.images.migrate(access, [source(1), source(2)]);
    expect(migrated).toEqual([
      { sourceUrl: source(2), image: hosted('a2') },
      { sourceUrl: source(1), image: hosted('a1') },
    ]);
  });

  it('does not guess whose image it is when the answer speaks of others', async () => {
    const { adapter } = fakeLazada(['images.migrate.ok', 'images.migrate.strange']);
    const error = await errorOf(adapter.images.migrate(access, [source(1), source(2), source(3)]));
    expect(error).toBeInstanceOf(ContractViolationError);
  });

  it('asks once for an address that comes twice', async () => {
    const { adapter, seen } = fakeLazada(['images.migrate.one']);
    expect((await adapter.images.migrate(access, [source(1), source(1)])).migrated).toHaveLength(1);
    expect(seen).toHaveLength(1);
  });

  it('asks for eight at a time', async () => {
    const { adapter, seen } = fakeLazada(['images.migrate.ok', ...Array<string>(40).fill('images.migrate.part')]);
    const urls = Array.from({ length: 9 }, (_, index) => source(index + 1));
    await errorOf(adapter.images.migrate(access, urls));
    expect(seen[0]?.params['payload']?.split('<Url>')).toHaveLength(1 + 8);
  });

  it('gives up after a minute, and says that it may be tried again', async () => {
    const { adapter, waits } = fakeLazada(['images.migrate.ok', ...Array<string>(40).fill('images.migrate.part')]);
    const error = await errorOf(adapter.images.migrate(access, [source(1), source(2)]));
    expect(error).toBeInstanceOf(UpstreamUnavailableError);
    const waited = waits.reduce((sum, ms) => sum + ms, 0);
    expect(waited).toBeGreaterThanOrEqual(60_000);
    expect(waited).toBeLessThan(70_000);
  });

  it('tells of the address that it could not take; of a later batch the fault is told per address', async () => {
    const one = fakeLazada(['images.migrate.error']);
    expect(await one.adapter.images.migrate(access, [source(1)])).toEqual({
      migrated: [],
      failed: [{ sourceUrl: source(1), error: expect.any(InvalidRequestError) }],
    });
    const { adapter } = fakeLazada(['images.migrate.ok', 'images.migrate.eight', 'seller.warehouses.error']);
    const urls = Array.from({ length: 9 }, (_, index) => source(index + 1));
    const { migrated, failed } = await adapter.images.migrate(access, urls);
    expect(migrated.map(({ sourceUrl }) => sourceUrl)).toEqual(urls.slice(0, 8));
    expect(failed).toEqual([{ sourceUrl: source(9), error: expect.any(PermissionDeniedError) }]);
  });

  it('throws when nothing at all was done and no image is at fault', async () => {
    const { adapter } = fakeLazada(['seller.warehouses.error']);
    expect(await errorOf(adapter.images.migrate(access, [source(1)]))).toBeInstanceOf(PermissionDeniedError);
  });

  it('has nothing to do for no address', async () => {
    const { adapter, seen } = fakeLazada([]);
    expect(await adapter.images.migrate(access, [])).toEqual({ migrated: [], failed: [] });
    expect(seen).toEqual([]);
  });
});
