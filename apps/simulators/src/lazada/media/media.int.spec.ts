import { createHash } from 'node:crypto';
import { productPayload, startTestShop } from '../test-shop.js';
import { plainPng } from '../../control/png.js';
import { uploadImage } from './test-upload.js';

type Shop = Awaited<ReturnType<typeof startTestShop>>;

const PNG = plainPng(400, 330, [9, 9, 9]);

// Real: the simulator over HTTP, driven by a published client.
describe('pictures', () => {
  let shop: Shop;

  beforeAll(async () => {
    shop = await startTestShop();
    await shop.connect();
  });
  afterAll(() => shop.stop());

  const imageOf = (answer: { data: unknown }) => (answer.data as { image: { url: string; hash_code: string } }).image;
  const read = async (url: string) => {
    const response = await fetch(url);
    return {
      status: response.status,
      type: response.headers.get('content-type'),
      bytes: Buffer.from(await response.arrayBuffer()),
    };
  };
  const upload = (content: Buffer | string) => uploadImage(shop, content);
  const sample = (name: string) => `https://sg-live-02.slatic.net/p/${name}.jpg`;

  it('are served where the answer says, byte for byte', async () => {
    const image = imageOf(await upload(PNG));
    expect(image.hash_code).toBe(createHash('md5').update(PNG).digest('hex'));
    expect(await read(image.url)).toEqual({ status: 200, type: 'image/png', bytes: PNG });
    expect((await fetch(image.url.replace(image.hash_code, '0'.repeat(32)))).status).toBe(404);
  });

  it('must be files, and pictures', async () => {
    expect(await upload('the bytes as text')).toMatchObject({ code: '302', type: 'ISP' });
    expect(await upload(Buffer.from('no picture'))).toMatchObject({ code: '300' });
    expect(await upload(plainPng(100, 100, [0, 0, 0]))).toMatchObject({ code: '300' });
    expect(await shop.post('/image/upload')).toMatchObject({ code: 'MissingParameter' });
  });

  it('move from an outer host in one step, told as XML or as JSON', async () => {
    const url = 'https://img.example.com/a.jpg?size=1&x=2';
    const xml = await shop.post('/image/migrate', {
      payload: `<?xml version="1.0"?><Request><Image><Url><![CDATA[${url}]]></Url></Image></Request>`,
    });
    const json = await shop.post('/image/migrate', { payload: JSON.stringify({ Request: { Image: { Url: url } } }) });
    expect(imageOf(json)).toEqual(imageOf(xml));
    expect(await read(imageOf(xml).url)).toMatchObject({ status: 200, type: 'image/png' });
    // What lies with the marketplace already keeps its address.
    const again = await shop.post('/image/migrate', {
      payload: JSON.stringify({ Request: { Image: { Url: imageOf(xml).url } } }),
    });
    expect(imageOf(again).url).toBe(imageOf(xml).url);
    const refused = { payload: '<Request><Image><Url>http://192.168.0.2/a.jpg</Url></Image></Request>' };
    expect(await shop.post('/image/migrate', refused)).toMatchObject({ code: '302' });
    expect(await shop.post('/image/migrate', { payload: '<Request><Image></Image></Request>' })).toMatchObject({
      code: '30',
    });
  });

  it('move in batches of eight, and are ready half a second later', async () => {
    const migrate = (urls: readonly string[]) =>
      shop.post('/images/migrate', { payload: JSON.stringify({ Request: { Images: { Url: urls } } }) });
    const good = [1, 2].map((number) => `https://img.example.com/${number}.jpg`);
    await shop.control('POST', '/faults', { kind: 'image-unreachable', path: good[1], count: 1 });
    const begun = await migrate([...good, 'http://img.example.com:8080/3.jpg']);
    expect(begun).toMatchObject({ code: '0', batch_id: expect.stringMatching(/^2122\d+$/) });
    const answer = () => shop.get('/image/response/get', { batch_id: begun['batch_id'] });
    expect(await answer()).toMatchObject({ code: '304' });
    await shop.control('POST', '/clock', { advance: '500ms' });
    expect((await answer()).data).toEqual({
      images: [{ hash_code: expect.any(String), url: expect.stringContaining('/p/') }],
      errors: [
        { field: good[1], msg: expect.stringMatching(/^E301/), original_url: good[1] },
        {
          field: 'http://img.example.com:8080/3.jpg',
          msg: expect.stringMatching(/^E302/),
          original_url: expect.any(String),
        },
      ],
    });
    expect(
      await migrate(Array.from({ length: 9 }, (_, index) => `https://img.example.com/n${index}.jpg`)),
    ).toMatchObject({
      code: '5',
    });
    expect(await shop.get('/image/response/get', { batch_id: '1' })).toMatchObject({ code: '304' });
    expect(await shop.get('/image/response/get')).toMatchObject({ code: 'MissingParameter' });
  });

  it('may be used in a product only when they lie with the marketplace', async () => {
    const { url } = imageOf(await upload(PNG));
    const create = (name: string, image: string) =>
      shop.post('/product/create', {
        payload: productPayload([{ SellerSku: name, price: '9', quantity: '1' }], { Images: { Image: [image] } }),
      });
    expect(await create('PIC-1', url)).toMatchObject({ code: '0' });
    expect(await create('PIC-2', 'https://img.example.com/a.jpg')).toMatchObject({
      code: '500',
      detail: [{ code: '4138', field: 'Images' }],
    });
    expect(await create('PIC-3', url.replace(/[0-9a-f]{32}/, 'f'.repeat(32)))).toMatchObject({ code: '500' });
  });

  it('are set for variants, all of one product or none', async () => {
    const variation = {
      variation1: { name: 'color_family', hasImage: false, customize: false, options: { option: ['Black', 'Red'] } },
    };
    const skus = ['Black', 'Red'].map((color) => ({
      SellerSku: `SET-${color}`,
      price: '9',
      quantity: '1',
      saleProp: { color_family: color },
    }));
    const created = await shop.post('/product/create', { payload: productPayload(skus, { variation }) });
    const { item_id: itemId, sku_list: list } = created.data as {
      item_id: number;
      sku_list: { sku_id: number; seller_sku: string }[];
    };
    const ids = list.map((one) => String(one.sku_id)).sort();
    const set = (wanted: readonly Record<string, unknown>[]) =>
      shop.post('/images/set', { payload: JSON.stringify({ Request: { Product: { Skus: { Sku: wanted } } } }) });
    const images = (count: number, name = 'v') => ({
      Images: { Image: Array.from({ length: count }, (_, index) => sample(`${name}${index}`)) },
    });
    expect(await set([{ SkuId: ids[0], ...images(1) }])).toMatchObject({ code: '504', detail: [{ code: '4153' }] });
    expect(await set([{ SkuId: ids[0], ...images(9) }])).toMatchObject({ code: '203' });
    expect(await set([{ SellerSku: 'SET-Red', ...images(1) }])).toMatchObject({ code: '4193' });
    expect(await set([{ SkuId: '1', ...images(1) }])).toMatchObject({ code: '504', detail: [{ code: '207' }] });
    expect(await set(ids.map((SkuId) => ({ SkuId, ...images(2) })))).toMatchObject({ code: '0', data: {} });
    const { data } = await shop.get('/product/item/get', { item_id: itemId });
    expect((data as { skus: { Images: string[] }[] }).skus.map((sku) => sku.Images)).toEqual([
      [sample('v0'), sample('v1')],
      [sample('v0'), sample('v1')],
    ]);
  });
});
