import { productPayload, startTestShop } from '../test-shop.js';
import { uploadFile } from './test-upload.js';

type Shop = Awaited<ReturnType<typeof startTestShop>>;

const COVER = 'https://sg-live-02.slatic.net/p/cover.png';
const BLOCKS = [Buffer.alloc(3000, 1), Buffer.alloc(2000, 2)];

// Real: the simulator over HTTP, driven by a published client.
describe('videos', () => {
  let shop: Shop;

  beforeEach(async () => {
    shop = await startTestShop();
    await shop.connect();
  });
  afterEach(() => shop.stop());

  const begin = async (fileBytes = 5000) =>
    (await shop.post('/media/video/block/create', { fileName: 'show.mp4', fileBytes }))['upload_id'] as string;
  const block = (uploadId: string, blockNo: number, blockCount = BLOCKS.length) =>
    uploadFile(shop, '/media/video/block/upload', {
      fields: { uploadId, blockNo: String(blockNo), blockCount: String(blockCount) },
      files: { file: BLOCKS[blockNo] ?? Buffer.alloc(1) },
    });
  const commit = (uploadId: string, eTags: readonly unknown[], change: Record<string, unknown> = {}) =>
    shop.post('/media/video/block/commit', {
      uploadId,
      parts: JSON.stringify(eTags.map((eTag, index) => ({ partNumber: index + 1, eTag }))),
      title: 'Show',
      coverUrl: COVER,
      ...change,
    });
  const uploaded = async () => {
    const uploadId = await begin();
    const eTags = [(await block(uploadId, 0))['e_tag'], (await block(uploadId, 1))['e_tag']];
    return (await commit(uploadId, eTags))['video_id'] as string;
  };
  const state = async (videoId: string) => (await shop.get('/media/video/get', { videoId }))['state'];
  const list = (sellerSku: string, video: string) =>
    shop.post('/product/create', {
      payload: productPayload([{ SellerSku: sellerSku, price: '9', quantity: '1' }], {
        Attributes: { name: 'Shown', brand: 'No Brand', video },
      }),
    });

  it('come in blocks, are audited, and can be used by products only then', async () => {
    const videoId = await uploaded();
    expect(videoId).toMatch(/^\d+$/);
    expect(await list('VID-1', videoId)).toMatchObject({ code: '500', detail: [{ code: '309', field: 'video' }] });
    const states = [await state(videoId)];
    for (let step = 0; step < 3; step += 1) {
      await shop.control('POST', '/clock', { advance: '30s' });
      states.push(await state(videoId));
    }
    expect(states).toEqual(['READY_FOR_TRANSCODE', 'TRANSCODING', 'READY_FOR_AUDIT', 'AUDIT_SUCCESS']);
    expect(await list('VID-1', videoId)).toMatchObject({ code: '0' });
    expect(await shop.get('/media/video/get', { videoId })).toMatchObject({
      code: '0',
      success: true,
      result_code: 'ok',
      cover_url: COVER,
      title: 'Show',
    });
    expect(await shop.get('/media/video/quota/get')).toMatchObject({ used_size: 5000, success: true });
    expect(await shop.post('/media/video/remove', { videoId })).toMatchObject({ success: true });
    expect(await shop.get('/media/video/quota/get')).toMatchObject({ used_size: 0 });
    expect(await shop.get('/media/video/get', { videoId })).toMatchObject({
      success: false,
      result_code: 'FAIL_TO_GET_VIDEO',
    });
  });

  it('may fail the audit', async () => {
    await shop.control('POST', '/faults', { kind: 'video-reject', count: 1 });
    const videoId = await uploaded();
    await shop.control('POST', '/clock', { advance: '2m' });
    expect(await state(videoId)).toBe('AUDIT_FAILED');
    expect(await list('VID-2', videoId)).toMatchObject({ code: '500', detail: [{ code: '309' }] });
  });

  it('are committed only when every block is there, under its own mark', async () => {
    const uploadId = await begin();
    const first = (await block(uploadId, 0))['e_tag'];
    const incomplete = { code: '0', success: false, result_code: 'FAIL_TO_BLOCK_COMPLETE' };
    expect(await commit(uploadId, [first])).toMatchObject(incomplete);
    const second = (await block(uploadId, 1))['e_tag'];
    expect(await commit(uploadId, [second, first])).toMatchObject(incomplete);
    expect(await commit(uploadId, [first, second], { coverUrl: 'https://img.example.com/a.png' })).toMatchObject({
      result_code: 'ILLEGAL_PARAMETER',
    });
    expect(await block(uploadId, 1, 3)).toMatchObject({ success: false, result_code: 'FAIL_TO_UPLOAD_BLOCK' });
    expect(await commit(uploadId, [first, second])).toMatchObject({ success: true });
    expect(await commit(uploadId, [first, second])).toMatchObject({ result_code: 'ILLEGAL_PARAMETER' });
    const longer = await begin(5001);
    const eTags = [(await block(longer, 0))['e_tag'], (await block(longer, 1))['e_tag']];
    expect(await commit(longer, eTags)).toMatchObject(incomplete);
  });

  it('are smaller than 100 MB', async () => {
    const create = (fileBytes: number) => shop.post('/media/video/block/create', { fileName: 'a.mp4', fileBytes });
    expect(await create(104_857_600)).toMatchObject({ success: false, result_code: 'FAIL_TO_BLOCK_INIT' });
    expect(await create(104_857_599)).toMatchObject({ success: true });
  });
});
