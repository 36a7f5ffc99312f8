import { waitUntil } from '@pinglu/testing';
import { LOCAL_SHOP_ID } from '../shop/shop.js';
import { startRawPlatform, type RawPlatform, type Subject } from '../test-call.js';
import { startPushReceiver } from '../test-shop.js';

// Real: the simulator over HTTP.
describe('items that break a rule', () => {
  let platform: RawPlatform;
  let shop: Subject;
  let itemId: string;

  beforeEach(async () => {
    platform = await startRawPlatform();
    shop = await platform.connect('local', { kind: 'shop', id: LOCAL_SHOP_ID });
    const { shops } = (await platform.control('GET', '/shops')).body as {
      shops: { shop: string; skus: { itemId: string }[] }[];
    };
    itemId = shops.find((one) => one.shop === String(LOCAL_SHOP_ID))!.skus[0]!.itemId;
  });
  afterEach(() => platform.stop());

  const infoOf = (id: string) =>
    platform.call('product/get_item_violation_info', { subject: shop, params: { item_id_list: id } });
  const review = (body: object, id = itemId) => platform.control('POST', `/items/${id}/review`, body);

  it('are off sale, say why, and are on sale again when the platform has changed its mind', async () => {
    const receiver = await startPushReceiver();
    try {
      await platform.control('PUT', '/push', { url: receiver.url });
      await review({ verdict: 'refused', reason: 'The picture shows another brand' });
      expect(await infoOf(itemId)).toMatchObject({
        response: {
          item_list: [
            { item_status: 'BANNED', item_status_details: [{ violation_reason: 'The picture shows another brand' }] },
          ],
        },
      });
      const buyer = { shop: String(LOCAL_SHOP_ID), lines: [{ sellerSku: 'LOCAL-TEE-BLK', quantity: 1 }] };
      expect((await platform.control('POST', '/orders', { orders: [buyer] })).body['placed']).toEqual([]);
      await waitUntil(() => receiver.of(16).length > 0, { what: 'the push of the violation' });
      expect(receiver.of(16)[0]).toMatchObject({ shop_id: LOCAL_SHOP_ID, data: { item_status: 'BANNED' } });
      await review({ verdict: 'approved' });
      expect(await infoOf(itemId)).toMatchObject({
        response: { item_list: [{ item_status: 'NORMAL', item_status_details: [] }] },
      });
    } finally {
      await receiver.stop();
    }
  });

  it('are answered row by row, and not found where there are none', async () => {
    expect(await infoOf('7')).toMatchObject({
      error: '',
      response: { item_list: [{ fail_error: 'product.error_item_not_found' }] },
    });
    expect(await review({ verdict: 'refused' }, '7')).toMatchObject({ status: 404 });
  });
});
