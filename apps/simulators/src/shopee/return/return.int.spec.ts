import { ONE_PIXEL } from '../media/image.js';
import { LOCAL_SHOP_ID } from '../shop/shop.js';
import { startRawPlatform, type RawPlatform, type Subject } from '../test-call.js';

const LINES = [
  { sellerSku: 'LOCAL-TEE-BLK', quantity: 2 },
  { sellerSku: 'LOCAL-BOTTLE-500', quantity: 1 },
];

// Real: the simulator over HTTP.
describe('returns', () => {
  let platform: RawPlatform;
  let shop: Subject;
  let orderSn: string;

  beforeEach(async () => {
    platform = await startRawPlatform({ trackingDelayMs: 0 });
    shop = await platform.connect('local', { kind: 'shop', id: LOCAL_SHOP_ID });
    orderSn = await platform.order(LOCAL_SHOP_ID, LINES);
    await post('logistics/ship_order', { order_sn: orderSn, dropoff: {} });
    await moveTo('delivered');
  });
  afterEach(() => platform.stop());

  const get = (path: string, params: Record<string, string | number> = {}) =>
    platform.call(path, { subject: shop, params });
  const post = (path: string, body: object) => platform.call(path, { subject: shop, body });
  const moveTo = (to: string) => platform.control('POST', `/orders/${orderSn}/advance`, { to });
  const ask = async (body: object = {}): Promise<string> => {
    const answer = await platform.control('POST', `/orders/${orderSn}/return`, body);
    return String(answer.body['returnNumber']);
  };
  const detail = async (returnSn: string) =>
    (await get('returns/get_return_detail', { return_sn: returnSn })).response as Record<string, unknown>;
  const buyer = (returnSn: string, to: string) => platform.control('POST', `/returns/${returnSn}/advance`, { to });
  const order = async () => (await platform.control('GET', `/orders/${orderSn}`)).body;
  const list = async (params: Record<string, string | number> = {}): Promise<string[]> => {
    const answer = await get('returns/get_return_list', { page_no: 1, page_size: 10, ...params });
    return (answer.response as { return: { return_sn: string }[] }).return.map((one) => one.return_sn);
  };

  it('put the order on hold, and are told with what is asked for', async () => {
    const returnSn = await ask({ reason: 'WRONG_ITEM', lines: [{ sellerSku: 'LOCAL-TEE-BLK', quantity: 1 }] });
    expect(await order()).toMatchObject({ status: 'TO_RETURN' });
    expect(await detail(returnSn)).toMatchObject({
      order_sn: orderSn,
      status: 'REQUESTED',
      reason: 'WRONG_ITEM',
      refund_amount: 200,
      currency: 'THB',
      return_refund_type: 'RRBOC',
      return_solution: 0,
      needs_logistics: true,
      item: [{ variation_sku: 'LOCAL-TEE-BLK', amount: 1, item_price: 200 }],
      negotiation: { negotiation_status: '', counter_limit: 3 },
    });
  });

  it('are listed by time and status; both first pages are the same', async () => {
    const returnSn = await ask();
    const now = Math.floor(Date.now() / 1000);
    expect(await list()).toEqual([returnSn]);
    expect(await list({ page_no: 0 })).toEqual([returnSn]);
    expect(await list({ page_no: 2 })).toEqual([]);
    expect(await list({ status: 'ACCEPTED' })).toEqual([]);
    expect(await list({ create_time_from: now - 60, create_time_to: now + 60 })).toEqual([returnSn]);
    expect(await list({ create_time_from: now + 60, create_time_to: now + 120 })).toEqual([]);
    expect(
      await get('returns/get_return_list', { create_time_from: 1, create_time_to: 1 + 16 * 86_400 }),
    ).toMatchObject({ error: 'returns.error_param' });
    expect(await get('returns/get_return_detail', { return_sn: '1' })).toMatchObject({ error: 'error_not_found' });
  });

  it('end with a refund when the seller confirms, and cannot be confirmed twice', async () => {
    const returnSn = await ask();
    expect(await post('returns/confirm', { return_sn: returnSn })).toMatchObject({
      error: '',
      response: { return_sn: returnSn },
    });
    expect(await detail(returnSn)).toMatchObject({ status: 'ACCEPTED', refund_amount: 700 });
    expect(await order()).toMatchObject({ status: 'COMPLETED', lines: [{ returned: 2 }, { returned: 1 }] });
    expect(await post('returns/confirm', { return_sn: returnSn })).toMatchObject({ error: 'error_status' });
    expect((await platform.control('POST', `/orders/${orderSn}/return`, {})).status).toBe(409);
  });

  it('are granted when the seller says nothing for two days', async () => {
    const returnSn = await ask();
    await platform.advance('49h');
    shop = await platform.connect('local', { kind: 'shop', id: LOCAL_SHOP_ID });
    expect(await detail(returnSn)).toMatchObject({ status: 'ACCEPTED' });
  });

  it('come to nothing when the buyer takes them back', async () => {
    await buyer(await ask(), 'CANCELLED');
    expect(await order()).toMatchObject({ status: 'TO_CONFIRM_RECEIVE', lines: [{ returned: 0 }, { returned: 0 }] });
  });

  it('of a completed order let it be completed once more', async () => {
    await moveTo('completed');
    const returnSn = await ask({ solution: 'REFUND' });
    expect(await detail(returnSn)).toMatchObject({
      return_refund_type: 'RRAOC',
      return_solution: 1,
      needs_logistics: false,
    });
    await post('returns/confirm', { return_sn: returnSn });
    expect(await order()).toMatchObject({ status: 'COMPLETED' });
  });

  it('are negotiated: the seller offers, the buyer counters, the seller accepts', async () => {
    const returnSn = await ask();
    expect(await get('returns/get_available_solutions', { return_sn: returnSn })).toMatchObject({
      response: { offer_refund: { eligibility: true, max_refund_amount: 700 } },
    });
    const offer = { return_sn: returnSn, proposed_solution: 'REFUND', proposed_adjusted_refund_amount: 100.5 };
    expect(await post('returns/accept_offer', { return_sn: returnSn })).toMatchObject({ error: 'error_status' });
    expect(await post('returns/offer', { ...offer, proposed_adjusted_refund_amount: 701 })).toMatchObject({
      error: 'returns.error_param',
    });
    expect(await post('returns/offer', offer)).toMatchObject({ error: '' });
    expect(await detail(returnSn)).toMatchObject({
      negotiation: { negotiation_status: 'PENDING_BUYER_RESPOND', latest_offer_amount: 100.5, counter_limit: 2 },
    });
    await platform.control('POST', `/returns/${returnSn}/offer`, { amount: '350.25' });
    expect(await list({ negotiation_status: 'PENDING_RESPOND' })).toEqual([returnSn]);
    expect(await post('returns/accept_offer', { return_sn: returnSn })).toMatchObject({ error: '' });
    expect(await detail(returnSn)).toMatchObject({ status: 'ACCEPTED', refund_amount: 350.25 });
    expect(await order()).toMatchObject({ status: 'TO_RETURN' });
    await post('returns/confirm', { return_sn: returnSn });
    expect(await order()).toMatchObject({ status: 'COMPLETED' });
  });

  it('are agreed to by an offer of what the buyer has asked for: goods come back first, money is paid at once', async () => {
    const [first, second] = [
      await ask({ lines: [{ sellerSku: 'LOCAL-TEE-BLK', quantity: 1 }] }),
      await (async () => {
        const other = await platform.order(LOCAL_SHOP_ID, LINES);
        await post('logistics/ship_order', { order_sn: other, dropoff: {} });
        await platform.control('POST', `/orders/${other}/advance`, { to: 'delivered' });
        const answer = await platform.control('POST', `/orders/${other}/return`, { solution: 'REFUND' });
        return String(answer.body['returnNumber']);
      })(),
    ];
    await post('returns/offer', { return_sn: first, proposed_solution: 'RETURN_REFUND' });
    expect(await detail(first)).toMatchObject({ status: 'ACCEPTED', negotiation: { negotiation_status: '' } });
    expect(await order()).toMatchObject({ status: 'TO_RETURN' });
    await buyer(first, 'PROCESSING');
    expect(await detail(first)).toMatchObject({ status: 'PROCESSING' });
    await post('returns/confirm', { return_sn: first });
    expect(await order()).toMatchObject({ status: 'COMPLETED', lines: [{ returned: 1 }, { returned: 0 }] });
    await post('returns/offer', { return_sn: second, proposed_solution: 'REFUND' });
    expect((await platform.control('GET', `/returns/${second}`)).body).toMatchObject({
      status: 'ACCEPTED',
      refunded: true,
    });
  });

  it('are closed once they are refunded, when the platform is told to call it so', async () => {
    await platform.stop();
    platform = await startRawPlatform({ trackingDelayMs: 0, refundedReturns: 'closed' });
    shop = await platform.connect('local', { kind: 'shop', id: LOCAL_SHOP_ID });
    orderSn = await platform.order(LOCAL_SHOP_ID, LINES);
    await post('logistics/ship_order', { order_sn: orderSn, dropoff: {} });
    await moveTo('delivered');
    const returnSn = await ask();
    await post('returns/confirm', { return_sn: returnSn });
    expect(await detail(returnSn)).toMatchObject({ status: 'CLOSED', refund_amount: 700 });
    expect(await order()).toMatchObject({ status: 'COMPLETED', lines: [{ returned: 2 }, { returned: 1 }] });
  });

  it('are disputed with a reason, the dispute taken back, and judged', async () => {
    const returnSn = await ask();
    const reasons = await get('returns/get_return_dispute_reason', { return_sn: returnSn });
    const [reason] = (reasons.response as { dispute_reason_list: { dispute_reason_id: number }[] }).dispute_reason_list;
    const dispute = {
      return_sn: returnSn,
      email: 'a@b.example',
      dispute_reason_id: reason!.dispute_reason_id,
      dispute_text_reason: 'It was whole',
    };
    expect(await post('returns/dispute', { ...dispute, dispute_reason_id: 99 })).toMatchObject({
      error: 'returns.error_param',
    });
    expect(
      await post('returns/dispute', { ...dispute, image_list: [{ module_index: 1, requirement: 'x', image_url: [] }] }),
    ).toMatchObject({ error: 'returns.error_param' });
    const evidence = [{ module_index: 0, requirement: '', image_url: ['https://pictures.example/1.jpg'] }];
    expect(await post('returns/dispute', { ...dispute, image_list: evidence })).toMatchObject({ error: '' });
    expect(await detail(returnSn)).toMatchObject({
      status: 'SELLER_DISPUTE',
      dispute_text_reason: ['It was whole'],
      seller_proof: { seller_proof_status: 'PENDING' },
    });
    await post('returns/cancel_dispute', { return_sn: returnSn, email: 'a@b.example' });
    expect(await detail(returnSn)).toMatchObject({ status: 'REQUESTED' });
    await post('returns/dispute', dispute);
    await buyer(returnSn, 'JUDGING');
    await buyer(returnSn, 'CLOSED');
    expect(await detail(returnSn)).toMatchObject({ status: 'CLOSED', refund_amount: 0 });
    expect(await order()).toMatchObject({ status: 'COMPLETED', lines: [{ returned: 0 }, { returned: 0 }] });
  });

  it('keep the proof that a seller uploads', async () => {
    const returnSn = await ask();
    const form = new FormData();
    form.append('return_sn', returnSn);
    form.append('upload_image', new Blob([new Uint8Array(ONE_PIXEL)]), 'proof.png');
    const converted = await fetch(platform.addressOf('/api/v2/returns/convert_image', { subject: shop }), {
      method: 'POST',
      body: form,
    });
    const { response } = (await converted.json()) as { response: { url: string; thumbnail: string } };
    expect((await fetch(response.url)).headers.get('content-type')).toBe('image/png');
    expect(await post('returns/upload_proof', { return_sn: returnSn })).toMatchObject({ error: 'returns.error_param' });
    await post('returns/upload_proof', { return_sn: returnSn, photo: [response], description: 'as sent' });
    expect(await get('returns/query_proof', { return_sn: returnSn })).toMatchObject({
      response: { image: [response], video: [], description: 'as sent' },
    });
  });

  it('travel back under a number', async () => {
    const returnSn = await ask();
    await buyer(returnSn, 'PROCESSING');
    expect(await detail(returnSn)).toMatchObject({
      status: 'PROCESSING',
      tracking_number: expect.stringMatching(/^RR/),
    });
    expect(await get('returns/get_reverse_tracking_info', { return_sn: returnSn })).toMatchObject({
      response: { tracking_info: [{}], reverse_logistics_status: 'LOGISTICS_PICKUP_DONE' },
    });
    expect(await get('returns/get_shipping_carrier', { return_sn: returnSn })).toMatchObject({
      response: { reverse_logistics_carrier_list: [{ reverse_logistics_carrier_id: 1 }] },
    });
    await post('returns/upload_shipping_proof', {
      return_sn: returnSn,
      reverse_logistics_carrier_id: 1,
      tracking_number: 'BACK1',
    });
    expect(await detail(returnSn)).toMatchObject({ tracking_number: 'BACK1', has_uploaded_shipping_proof: true });
  });
});
