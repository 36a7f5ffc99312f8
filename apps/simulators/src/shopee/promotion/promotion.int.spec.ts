import { DEMO_SHOP_ID } from '../shop/shop.js';
import { lamp, startTestPlatform, uploadPicture, type Caller, type TestPlatform } from '../test-seller.js';

// Real: the simulator over HTTP, with strict signatures.
describe('promotions', () => {
  let platform: TestPlatform;
  let shop: Caller;
  let itemId: number;

  beforeAll(async () => {
    platform = await startTestPlatform();
  });
  afterAll(() => platform.stop());
  beforeEach(async () => {
    await platform.control('POST', '/reset', {});
    shop = await platform.shop('demo', DEMO_SHOP_ID);
    const { response } = await shop.post('product/add_item', lamp(await uploadPicture(shop)));
    itemId = Number(response['item_id']);
  });

  const now = async (): Promise<number> => {
    const { body } = await platform.control('GET', '/clock');
    return Math.floor(Date.parse(String(body['now'])) / 1000);
  };
  const times = async (fromHours = 2, hours = 24) => {
    const start_time = (await now()) + fromHours * 3600;
    return { start_time, end_time: start_time + hours * 3600 };
  };
  const writeStock = (stock: number) =>
    shop.post('product/update_stock', { item_id: itemId, stock_list: [{ seller_stock: [{ stock }] }] });
  const writePrice = (original_price: number) =>
    shop.post('product/update_price', { item_id: itemId, price_list: [{ original_price }] });
  const promotions = async () => {
    const { response } = await shop.get('product/get_item_promotion', { item_id_list: itemId });
    return (response['success_list'] as { promotion: Record<string, unknown>[] }[])[0]!.promotion;
  };
  const baseInfo = async () => {
    const { response } = await shop.get('product/get_item_base_info', { item_id_list: itemId });
    return (response['item_list'] as Record<string, unknown>[])[0]!;
  };
  const discount = async (item: Record<string, unknown> = {}) => {
    const made = await shop.post('discount/add_discount', { discount_name: 'Payday', ...(await times()) });
    const id = Number(made.response['discount_id']);
    const added = await shop.post('discount/add_discount_item', {
      discount_id: id,
      item_list: [{ item_id: itemId, item_promotion_price: 12, item_promotion_stock: 10, purchase_limit: 0, ...item }],
    });
    return { id, added };
  };

  it('hold price and stock: a discount while it runs', async () => {
    const { id } = await discount();
    expect(await promotions()).toMatchObject([
      {
        promotion_type: 'seller_discount',
        promotion_id: id,
        promotion_staging: 'upcoming',
        promotion_price_info: [{ promotion_price: 12 }],
        promotion_stock_info_v2: { summary_info: { total_reserved_stock: 10 } },
      },
    ]);
    expect((await writePrice(16)).error).toBe('');
    await platform.advance('3h');
    expect(await baseInfo()).toMatchObject({
      has_promotion: true,
      promotion_id: id,
      price_info: [{ original_price: 16, current_price: 12 }],
    });
    expect((await writePrice(17)).error).toBe('product.error_cannot_update_price_in_promotion');
    expect((await writeStock(9)).error).toBe('product.error_busi');
    expect((await writeStock(10)).error).toBe('');
    // Buyers pay the promotion's price, and what it has set aside is sold first.
    const orderSn = await platform.order(DEMO_SHOP_ID, [{ sellerSku: 'LAMP', quantity: 2 }]);
    const order = await shop.get('order/get_order_detail', {
      order_sn_list: orderSn,
      response_optional_fields: 'item_list',
    });
    expect(order.response).toMatchObject({
      order_list: [{ item_list: [{ model_original_price: 16, model_discounted_price: 12, promotion_id: id }] }],
    });
    expect(await promotions()).toMatchObject([
      { promotion_stock_info_v2: { summary_info: { total_reserved_stock: 8 } } },
    ]);
    await shop.post('discount/end_discount', { discount_id: id });
    expect(await promotions()).toEqual([]);
    expect([(await writePrice(17)).error, (await writeStock(0)).error]).toEqual(['', '']);
  });

  it('say of each row that cannot be discounted why', async () => {
    const { added } = await discount({ item_promotion_price: 15.5 });
    expect(added.response).toMatchObject({
      count: 0,
      error_list: [{ item_id: itemId, fail_message: 'The promotion price must be lower than the original price.' }],
    });
  });

  it('end by the clock, and are listed by where they stand', async () => {
    const { id } = await discount();
    const list = async (discount_status: string) => {
      const { response } = await shop.get('discount/get_discount_list', { discount_status });
      return (response['discount_list'] as { discount_id: number }[]).map((one) => one.discount_id);
    };
    expect([await list('upcoming'), await list('ongoing')]).toEqual([[id], []]);
    const detail = await shop.get('discount/get_discount', { discount_id: id });
    expect(detail.response).toMatchObject({
      status: 'upcoming',
      item_list: [{ item_id: itemId, item_promotion_price: 12 }],
    });
    await platform.advance('27h');
    shop = await platform.shop('demo', DEMO_SHOP_ID);
    expect([await list('expired'), await list('all')]).toEqual([[id], [id]]);
    expect(await baseInfo()).toMatchObject({ has_promotion: false, price_info: [{ current_price: 15.5 }] });
  });

  it.each([
    [0.5, 24],
    [2, 0.5],
    [2, 181 * 24],
  ])('beginning in %d hours for %d hours are refused', async (from, hours) => {
    const answer = await shop.post('discount/add_discount', { discount_name: 'No', ...(await times(from, hours)) });
    expect(answer.error).toBe('discount.error_param');
  });

  it('freeze stock: a flash sale while it runs', async () => {
    const from = await now();
    const slots = await shop.get('shop_flash_sale/get_time_slot_id', { start_time: from, end_time: from + 86_400 });
    const [slot] = slots.response as unknown as { timeslot_id: number; start_time: number }[];
    const made = await shop.post('shop_flash_sale/create_shop_flash_sale', { timeslot_id: slot!.timeslot_id });
    const saleId = made.response['flash_sale_id'];
    const added = await shop.post('shop_flash_sale/add_shop_flash_sale_items', {
      flash_sale_id: saleId,
      items: [{ item_id: itemId, purchase_limit: 1, item_input_promo_price: 9.9, item_stock: 5 }],
    });
    expect(added.response).toEqual({ failed_items: [] });
    const update = (item: Record<string, unknown>) =>
      shop.post('shop_flash_sale/update_shop_flash_sale_items', {
        flash_sale_id: saleId,
        items: [{ item_id: itemId, ...item }],
      });
    expect((await update({ item_input_promo_price: 20 })).response).toMatchObject({
      failed_items: [{ item_id: itemId }],
    });
    expect((await update({ item_stock: 4 })).response).toEqual({ failed_items: [] });
    expect(await promotions()).toMatchObject([
      {
        promotion_price_info: [{ promotion_price: 9.9 }],
        promotion_stock_info_v2: { summary_info: { total_reserved_stock: 4 } },
      },
    ]);
    expect((await writeStock(30)).error).toBe('');
    await platform.control('POST', '/clock', { now: new Date((slot!.start_time + 60) * 1000).toISOString() });
    shop = await platform.shop('demo', DEMO_SHOP_ID);
    const frozen = await writeStock(31);
    expect([frozen.error, frozen['debug_message']]).toEqual([
      'product.error_busi',
      'Cannot change stock when item is under promotion.',
    ]);
    const list = await shop.get('shop_flash_sale/get_shop_flash_sale_list', { type: 2, offset: 0, limit: 10 });
    expect(list['flash_sale_list']).toMatchObject([{ flash_sale_id: saleId, status: 1, type: 2 }]);
    await shop.post('shop_flash_sale/update_shop_flash_sale', { flash_sale_id: saleId, status: 2 });
    expect((await writeStock(31)).error).toBe('');
  });

  it('of several items together leave the price of one alone, but nobody may change it', async () => {
    const bundle = await shop.post('bundle_deal/add_bundle_deal', {
      name: 'Two lamps',
      rule_type: 2,
      discount_percentage: 10,
      min_amount: 2,
      purchase_limit: 5,
      ...(await times()),
    });
    const id = bundle.response['bundle_deal_id'];
    await shop.post('bundle_deal/add_bundle_deal_item', {
      bundle_deal_id: id,
      item_list: [{ item_id: itemId, status: 1 }],
    });
    const addOn = await shop.post('add_on_deal/add_add_on_deal', {
      add_on_deal_name: 'Lamp and bulb',
      promotion_type: 0,
      ...(await times()),
    });
    await shop.post('add_on_deal/add_add_on_deal_main_item', {
      add_on_deal_id: addOn.response['add_on_deal_id'],
      main_item_list: [{ item_id: itemId, status: 1 }],
    });
    const bulb = await shop.post('product/add_item', lamp(await uploadPicture(shop), { item_sku: 'BULB' }));
    const sub = await shop.post('add_on_deal/add_add_on_deal_sub_item', {
      add_on_deal_id: addOn.response['add_on_deal_id'],
      sub_item_list: [{ item_id: bulb.response['item_id'], sub_item_input_price: 9.5 }, { item_id: 5 }],
    });
    expect(sub.response).toMatchObject({ sub_item_list: [{ status: 1 }, { fail_error: 'add_on_deal.error_param' }] });
    const subs = await shop.get('add_on_deal/get_add_on_deal_sub_item', {
      add_on_deal_id: addOn.response['add_on_deal_id'],
    });
    expect(subs.response).toMatchObject({
      sub_item_list: [{ item_id: bulb.response['item_id'], price: { promo_price: 9.5 } }],
    });
    await platform.advance('3h');
    expect((await promotions()).map((one) => one['promotion_type'])).toEqual(['bundle_deal', 'add_on_deal_main']);
    expect(await baseInfo()).toMatchObject({ price_info: [{ current_price: 15.5 }] });
    expect((await writePrice(16)).error).toBe('product.error_cannot_update_price_in_promotion');
    const list = await shop.get('bundle_deal/get_bundle_deal_list', { time_status: 3 });
    expect(list.response).toMatchObject({
      bundle_deal_list: [{ bundle_deal_id: id, purchase_limit: 5, bundle_deal_rule: { rule_type: 2 } }],
    });
  });

  it('include vouchers, which are kept and shown', async () => {
    const body = {
      voucher_name: 'Welcome',
      voucher_code: 'HI5',
      voucher_type: 1,
      reward_type: 1,
      usage_quantity: 100,
      min_basket_price: 10,
      discount_amount: 2.5,
      display_channel_list: [1, 4],
      ...(await times(0, 48)),
    };
    const made = await shop.post('voucher/add_voucher', body);
    expect((await shop.post('voucher/add_voucher', body)).error).toBe('voucher.error_voucher_code_duplicate');
    const voucher = await shop.get('voucher/get_voucher', { voucher_id: made.response['voucher_id'] });
    expect(voucher.response).toMatchObject({ voucher_code: 'HI5', discount_amount: 2.5, display_channel_list: [1, 4] });
    const list = await shop.get('voucher/get_voucher_list', { status: 'ongoing' });
    expect((list.response['voucher_list'] as unknown[]).length).toBe(1);
  });
});
