import { startTestShop } from '../test-shop.js';

type Shop = Awaited<ReturnType<typeof startTestShop>>;

// Real: the simulator over HTTP, and the npm package lazada-open-platform-sdk as published.
describe('the published client of 2018', () => {
  let shop: Shop;

  beforeAll(async () => {
    shop = await startTestShop();
    await shop.connect();
  });
  afterAll(() => shop.stop());

  it('still finds the calls of its time: legacy packing and cancelling', async () => {
    await shop.create('OLD-1', '10');
    const orderId = await shop.order('OLD-1', 1);
    const [item] = await shop.items(orderId);
    const ids = `[${item!.order_item_id}]`;
    const providers = await shop.sdk('getShipmentProviders');
    const { name } = (providers.data as { shipment_providers: { name: string }[] }).shipment_providers[0]!;
    expect(
      await shop.sdk('setStatusToPackedByMarketplace', {
        delivery_type: 'dropship',
        order_item_ids: ids,
        shipping_provider: 'Nobody',
      }),
    ).toMatchObject({ code: '6' });
    expect(
      (
        await shop.sdk('setStatusToPackedByMarketplace', {
          delivery_type: 'dropship',
          order_item_ids: ids,
          shipping_provider: name,
        })
      ).data,
    ).toMatchObject({ order_items: [{ order_item_id: item!.order_item_id, shipment_provider: name }] });
    const label = await shop.sdk('getDocument', { doc_type: 'shippingLabel', order_item_ids: ids });
    const { document } = label.data as { document: { file: string; mime_type: string; document_type: string } };
    expect([document.mime_type, document.document_type]).toEqual(['text/html', 'shippingLabel']);
    expect(Buffer.from(document.file, 'base64').toString()).toContain(`Order ${orderId}`);
    expect(await shop.sdk('getDocument', { doc_type: 'poem', order_item_ids: ids })).toMatchObject({ code: '32' });
    const invoice = { order_item_id: item!.order_item_id, invoice_number: 'INV-1' };
    expect((await shop.sdk('setInvoiceNumber', invoice)).data).toEqual(invoice);
    const ready = { delivery_type: 'dropship', order_item_ids: ids, shipment_provider: name, tracking_number: 'T' };
    expect((await shop.sdk('setStatusToReadyToShip', ready)).data).toMatchObject({
      order_items: [{ order_item_id: item!.order_item_id }],
    });
    expect(await shop.sdk('setStatusToReadyToShip', ready)).toMatchObject({ code: '34' });
    expect((await shop.sdk('getFailureReasons')).data).toContainEqual({
      type: 'canceled',
      name: 'Out of stock',
      reason_id: 15,
    });
    expect(await shop.sdk('setStatusToCanceled', { order_item_id: item!.order_item_id, reason_id: 15 })).toMatchObject({
      code: '0',
    });
    expect(await shop.items(orderId)).toMatchObject([
      { status: 'canceled', cancel_return_initiator: 'cancellation-seller' },
    ]);
  });
});
