import { DEMO_SHOP_ID } from '../shop/shop.js';
import { lamp, startTestPlatform, uploadPicture, type Caller, type TestPlatform } from '../test-seller.js';
import { ONE_PIXEL } from './image.js';
import { md5 } from './media-store.js';

const JPEG = Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.alloc(20)]);
const GIF = Buffer.from('GIF89a..............');

// Real: the simulator over HTTP, with strict signatures.
describe('pictures and videos', () => {
  let platform: TestPlatform;
  let shop: Caller;

  beforeAll(async () => {
    platform = await startTestPlatform();
  });
  afterAll(() => platform.stop());
  beforeEach(async () => {
    await platform.control('POST', '/reset', {});
    shop = await platform.shop('demo', DEMO_SHOP_ID);
  });

  const upload = (...files: readonly Buffer[]) =>
    shop.upload(
      'media_space/upload_image',
      { scene: 'normal' },
      files.map((bytes) => ({ part: 'image', bytes })),
    );

  it('are taken several at once, each with its own result, and served again', async () => {
    const { error, response } = await upload(ONE_PIXEL, GIF, JPEG);
    const rows = response['image_info_list'] as {
      id: number;
      error: string;
      image_info: { image_id: string; image_url_list: { image_url: string }[] };
    }[];
    expect([error, rows.map((one) => [one.id, one.error])]).toEqual([
      '',
      [
        [0, ''],
        [1, 'error_param'],
        [2, ''],
      ],
    ]);
    const served = await fetch(rows[2]!.image_info.image_url_list[0]!.image_url);
    expect(served.headers.get('content-type')).toBe('image/jpeg');
    expect(Buffer.from(await served.arrayBuffer()).equals(JPEG)).toBe(true);
    expect((await fetch(`${platform.url}/file/sg-none`)).status).toBe(404);
  });

  it('are refused when there is none, none that can be used, more than nine, or more than ten megabytes', async () => {
    expect((await upload()).error).toBe('error_param');
    expect((await upload(GIF)).message).toBe('The image must be JPG, JPEG or PNG.');
    expect((await upload(...Array<Buffer>(10).fill(ONE_PIXEL))).message).toMatch(/^At most 9 images/);
    const large = Buffer.concat([JPEG, Buffer.alloc(10 * 1024 * 1024)]);
    expect((await upload(large)).message).toBe('The image must not be larger than 10 MB.');
  });

  const video = Buffer.from('frames of a video '.repeat(20));
  const begin = async (): Promise<string> => {
    const body = { file_md5: md5(video), file_size: video.length };
    return String((await shop.post('media_space/init_video_upload', body)).response['video_upload_id']);
  };
  const part = (video_upload_id: string, part_seq: number, bytes: Buffer, content_md5 = md5(bytes)) =>
    shop.upload('media_space/upload_video_part', { video_upload_id, part_seq: String(part_seq), content_md5 }, [
      { part: 'part_content', bytes },
    ]);
  const complete = (video_upload_id: string, part_seq_list: readonly number[]) =>
    shop.post('media_space/complete_video_upload', { video_upload_id, part_seq_list, report_data: { upload_cost: 1 } });
  const result = async (video_upload_id: string) =>
    (await shop.get('media_space/get_video_upload_result', { video_upload_id })).response;

  it('are put together of parts, transcoded by the clock, and shown with an item', async () => {
    const id = await begin();
    await part(id, 0, video.subarray(0, 100));
    expect((await part(id, 1, video.subarray(100), md5(Buffer.from('x')))).message).toMatch(
      /^content_md5 does not match/,
    );
    expect((await complete(id, [0, 1])).message).toBe('The part 1 was not uploaded.');
    await part(id, 1, video.subarray(100));
    expect((await result(id))['status']).toBe('INITIATED');
    expect((await complete(id, [0, 1])).error).toBe('');
    expect((await result(id))['status']).toBe('TRANSCODING');
    const item = lamp(await uploadPicture(shop), { video_upload_id: [id] });
    expect((await shop.post('product/add_item', item)).error).toBe('product.error_video_unavailable');
    await platform.advance('20s');
    expect(await result(id)).toMatchObject({ status: 'SUCCEEDED', video_info: { duration: expect.any(Number) } });
    expect((await shop.post('product/add_item', item)).error).toBe('');
  });

  it('fail when the parts are not what was announced, and can be given up', async () => {
    const id = await begin();
    await part(id, 0, video.subarray(0, 100));
    await complete(id, [0]);
    expect((await result(id))['status']).toBe('FAILED');
    const other = await begin();
    await shop.post('media_space/cancel_video_upload', { video_upload_id: other });
    expect((await result(other))['status']).toBe('CANCELLED');
    expect((await part(other, 0, video)).error).toBe('error_status');
  });
});
