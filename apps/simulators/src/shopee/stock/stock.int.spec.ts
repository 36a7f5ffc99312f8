import { waitUntil } from '@pinglu/testing';
import { DEMO_SHOP_ID } from '../shop/shop.js';
import { lamp, startTestPlatform, uploadPicture, type Caller, type TestPlatform } from '../test-seller.js';
import { startPushReceiver } from '../test-shop.js';
import { WAREHOUSES_SHOP_ID } from './warehouse.js';

// Real: the simulator over HTTP, with strict signatures.
describe('stock and prices', () => {
  let platform: TestPlatform;
  let shop: Caller;
  let imageId: string;

  beforeAll(async () => {
    platform = await startTestPlatform();
  });
  afterAll(() => platform.stop());
  beforeEach(async () => {
    await platform.control('POST', '/reset', {});
    shop = await platform.shop('demo', DEMO_SHOP_ID);
    imageId = await uploadPicture(shop);
  });

  const add = async (change: Record<string, unknown> = {}): Promise<number> => {
    const { response } = await shop.post('product/add_item', lamp(imageId, change));
    return Number(response['item_id']);
  };
  const withModels = async (prices: readonly number[]): Promise<{ itemId: number; modelIds: number[] }> => {
    const itemId = await add();
    await platform.advance('6s');
    const { response } = await shop.post('product/init_tier_variation', {
      item_id: itemId,
      standardise_tier_variation: [
        {
          variation_name: 'Size',
          variation_option_list: prices.map((_, index) => ({ variation_option_name: `S${index}` })),
        },
      ],
      model: prices.map((original_price, index) => ({
        tier_index: [index],
        original_price,
        seller_stock: [{ stock: 9 }],
      })),
    });
    return { itemId, modelIds: (response['model'] as { model_id: number }[]).map((one) => one.model_id) };
  };
  const stockOf = async (itemId: number) => {
    const { response } = await shop.get('product/get_item_base_info', { item_id_list: itemId });
    return (response['item_list'] as { stock_info_v2: Record<string, unknown> }[])[0]!.stock_info_v2;
  };
  const write = (itemId: number, rows: readonly Record<string, unknown>[]) =>
    shop.post('product/update_stock', { item_id: itemId, stock_list: rows });

  it('are written as they shall be, not by how much they change', async () => {
    const itemId = await add();
    const answer = await write(itemId, [{ seller_stock: [{ stock: 3 }] }]);
    expect(answer).toMatchObject({
      error: '',
      response: { success_list: [{ model_id: 0, stock: 3 }], failure_list: [] },
    });
    expect(await stockOf(itemId)).toMatchObject({ seller_stock: [{ stock: 3 }] });
  });

  it('are partly written without an error, and with one when nothing was', async () => {
    const { itemId, modelIds } = await withModels([10, 12]);
    const partly = await write(itemId, [
      { model_id: modelIds[0], seller_stock: [{ stock: 1 }] },
      { model_id: 5, seller_stock: [{ stock: 1 }] },
    ]);
    expect([partly.error, partly.response]).toEqual([
      '',
      {
        success_list: [{ model_id: modelIds[0], stock: 1 }],
        failure_list: [{ model_id: 5, failed_reason: 'The model does not exist.' }],
      },
    ]);
    const nothing = await write(itemId, [{ model_id: 5, seller_stock: [{ stock: 1 }] }]);
    expect(nothing).toMatchObject({
      status: 200,
      error: 'product.error_busi',
      message: 'Update stock failed, please check failure_list for detailed reason',
      response: { success_list: [], failure_list: [{ model_id: 5 }] },
      debug_message: 'The model does not exist.',
    });
  });

  it('take fifty rows in one call', async () => {
    const rows = Array.from({ length: 51 }, () => ({ seller_stock: [{ stock: 1 }] }));
    expect((await write(await add(), rows)).error).toBe('product.error_param');
  });

  it('do not fall below what a campaign has reserved, until it is over', async () => {
    const itemId = await add();
    await platform.control('POST', '/faults', { kind: 'campaign-lock', sellerSku: 'LAMP', quantity: 6 });
    expect(await stockOf(itemId)).toMatchObject({
      summary_info: { total_reserved_stock: 6, total_available_stock: 19 },
    });
    const refused = await write(itemId, [{ seller_stock: [{ stock: 5 }] }]);
    expect(refused.response['failure_list']).toEqual([
      { model_id: 0, failed_reason: 'Stock should be larger than reserved stock.' },
    ]);
    await platform.control('DELETE', '/faults?kind=campaign-lock');
    expect((await write(itemId, [{ seller_stock: [{ stock: 5 }] }])).error).toBe('');
  });

  it('stand still while a freeze was planted', async () => {
    const itemId = await add();
    await platform.control('POST', '/faults', { kind: 'stock-freeze', count: 1 });
    expect((await write(itemId, [{ seller_stock: [{ stock: 5 }] }])).error).toBe('product.error_busi');
    expect(await stockOf(itemId)).toMatchObject({ seller_stock: [{ stock: 25 }] });
  });

  it('say where they are only in a shop with several warehouses, and there they must', async () => {
    expect((await shop.get('shop/get_warehouse_detail')).error).toBe('warehouse.error_not_in_whitelist');
    shop = await platform.shop('warehouses', WAREHOUSES_SHOP_ID);
    const { response } = await shop.get('shop/get_warehouse_detail');
    const places = (response as unknown as { location_id: string }[]).map((one) => one.location_id);
    expect(places).toEqual(['IDZ', 'IDS']);
    imageId = await uploadPicture(shop);
    const body = { logistic_info: [{ logistic_id: 15_007, enabled: true }], original_price: 15_000 };
    expect((await shop.post('product/add_item', lamp(imageId, body))).message).toBe(
      'The merchant/shop has multi warehouse, please input location id',
    );
    const itemId = await add({ ...body, seller_stock: places.map((location_id) => ({ location_id, stock: 4 })) });
    expect((await write(itemId, [{ seller_stock: [{ stock: 5 }] }])).error).toBe('product.error_busi');
    const written = await write(itemId, [{ seller_stock: [{ location_id: 'IDS', stock: 9 }] }]);
    expect(written.response['success_list']).toEqual([{ model_id: 0, location_id: 'IDS', stock: 9 }]);
    expect(await stockOf(itemId)).toMatchObject({
      summary_info: { total_available_stock: 13 },
      seller_stock: [
        { location_id: 'IDS', stock: 9 },
        { location_id: 'IDZ', stock: 4 },
      ],
    });
  });

  it('of the models of one item do not lie further apart than the country allows', async () => {
    const { itemId, modelIds } = await withModels([10, 12]);
    const price = (rows: readonly [number, number][]) =>
      shop.post('product/update_price', {
        item_id: itemId,
        price_list: rows.map(([index, original_price]) => ({ model_id: modelIds[index], original_price })),
      });
    expect((await price([[0, 61]])).error).toBe('product.error_busi');
    expect((await price([[0, 60]])).response['success_list']).toEqual([{ model_id: modelIds[0], original_price: 60 }]);
    // Both together may rise beyond what either could alone.
    expect(
      (
        await price([
          [0, 100],
          [1, 99.99],
        ])
      ).error,
    ).toBe('');
    expect((await price([[0, 99.999]])).error).toBe('product.error_invalid_price');
  });

  it('tell the apps that listen when a price is another one', async () => {
    const receiver = await startPushReceiver();
    try {
      await platform.control('PUT', '/push', { url: receiver.url });
      const item_id = await add();
      const setPrice = (original_price: number) =>
        shop.post('product/update_price', { item_id, price_list: [{ original_price }] });
      await setPrice(15.5);
      await setPrice(17);
      await waitUntil(() => receiver.of(22).length > 0, { what: 'the push of the price' });
      expect(receiver.of(22)).toMatchObject([
        {
          shop_id: DEMO_SHOP_ID,
          data: { item_id, model_id: 0, update_field: 'original_price', old_value: 15.5, new_value: 17 },
        },
      ]);
    } finally {
      await receiver.stop();
    }
  });
});
