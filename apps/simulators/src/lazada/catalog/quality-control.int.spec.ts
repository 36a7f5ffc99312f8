import { waitUntil } from '@pinglu/testing';
import { startPushReceiver, startTestShop } from '../test-shop.js';
import { codesOf, colors, listingsOf, sku } from './test-listing.js';

type Shop = Awaited<ReturnType<typeof startTestShop>>;

// Real: the simulator over HTTP, driven by a published client.
describe('a listing under quality control', () => {
  let shop: Shop;
  let listings: ReturnType<typeof listingsOf>;

  beforeEach(async () => {
    shop = await startTestShop();
    await shop.connect();
    listings = listingsOf(shop);
  });
  afterEach(() => shop.stop());

  const orderable = async () => {
    const { body } = await shop.control('POST', '/orders', {
      orders: [{ shop: 'TH10DEMO', lines: [{ sellerSku: 'LST-Black', quantity: 1 }] }],
    });
    return (body['placed'] as unknown[]).length === 1;
  };

  it('waits for the time that it takes, and only then can be ordered', async () => {
    const receiver = await startPushReceiver();
    await shop.control('PUT', '/push', { url: receiver.url });
    try {
      await shop.control('PUT', '/catalog', { qcDelayMs: 3_600_000 });
      const answer = await listings.create([sku('Black')], colors(['Black']));
      expect(answer.data).toMatchObject({ item_status: 'Pending QC' });
      const itemId = (answer.data as { item_id: number }).item_id;
      expect(await shop.get('/products/get', { filter: 'pending' })).toMatchObject({
        data: { total_products: 1, products: [{ item_id: itemId, status: 'Pending QC', subStatus: null }] },
      });
      expect(await orderable()).toBe(false);
      await shop.control('POST', '/clock', { advance: '1h' });
      expect(await listings.read(itemId)).toMatchObject({ status: 'Active', rejectReason: [] });
      expect(await orderable()).toBe(true);
      const said = () =>
        receiver.received
          .filter(({ message }) => message.message_type === 1)
          .map(({ message }) => message.data['status']);
      await waitUntil(() => said().length >= 2, { what: 'two verdicts are pushed' });
      expect(said()).toEqual(['PENDING', 'APPROVED']);
    } finally {
      await receiver.stop();
    }
  });

  it('is rejected for a word that must not be there, and looked at again once it is gone', async () => {
    const itemId = await listings.created([sku('Black')], {
      ...colors(['Black']),
      Attributes: { name: 'Replica watch', brand: 'No Brand' },
    });
    expect(await listings.read(itemId)).toMatchObject({
      status: 'InActive',
      subStatus: 'Reject',
      rejectReason: [{ violationDetail: 'The product names something that must not be sold' }],
    });
    expect(await shop.get('/products/get', { filter: 'rejected' })).toMatchObject({ data: { total_products: 1 } });
    expect(await orderable()).toBe(false);
    await listings.update({ ItemId: itemId, Attributes: { name: 'Own watch' } });
    expect(await listings.read(itemId)).toMatchObject({ status: 'Active', subStatus: null, rejectReason: [] });
    await listings.update({ ItemId: itemId, Attributes: { description: 'A counterfeit after all' } });
    expect(await listings.read(itemId)).toMatchObject({
      status: 'Suspended',
      subStatus: 'Live_Reject',
      suspendedSkus: [{ SellerSku: 'LST-Black' }],
    });
    expect((await shop.get('/product/qc/alert/list', { offset: 0, limit: 10 })).data).toMatchObject([
      { productId: itemId, categoryId: 10002019, deactivationTime: expect.any(Number) },
    ]);
  });

  it('is rejected or locked when the control door says so', async () => {
    await shop.control('POST', '/faults', { kind: 'qc-reject', count: 1, reason: 'Blurred' });
    const first = await listings.created([sku('Black')], colors(['Black']));
    expect(await listings.read(first)).toMatchObject({
      subStatus: 'Reject',
      rejectReason: [{ violationDetail: 'Blurred' }],
    });
    const judge = (verdict: string) => shop.control('POST', `/products/${first}/qc`, { verdict, reason: 'By hand' });
    expect(await judge('APPROVED')).toMatchObject({ status: 200, body: { status: 'Active', subStatus: null } });
    await judge('LOCK');
    expect(await listings.read(first)).toMatchObject({ status: 'Suspended', subStatus: 'Lock' });
    expect(codesOf(await listings.update({ ItemId: first, Attributes: { name: 'x' } }))).toEqual(['4155']);
    const shelve = { apiRequestBody: JSON.stringify({ Request: { Product: { ItemId: first } } }) };
    expect(await shop.post('/product/deactivate', shelve)).toMatchObject({ code: 'E0004' });
    const { SkuId } = (await listings.read(first)).skus[0]!;
    const write = {
      payload: JSON.stringify({ Request: { Product: { Skus: { Sku: [{ SkuId: String(SkuId), Quantity: '1' }] } } } }),
    };
    expect(codesOf(await shop.post('/product/price_quantity/update', write))).toEqual(['4155']);
    expect((await shop.control('POST', '/products/1/qc', { verdict: 'LOCK' })).status).toBe(404);
    expect((await judge('MAYBE')).status).toBe(400);
  });
});
