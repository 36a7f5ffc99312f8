import 'reflect-metadata';
import { EventEmitter, once } from 'node:events';
import type { OrderSnapshot } from '@pinglu/contracts';
import { eventually, TestOrderIngestion, type TestShop } from '../test-order-ingestion.js';

const TEA = { sku: 'TEA-100', skuId: '2001' };
const CUP = { sku: 'CUP-7', skuId: '2002' };
const PACK = '/order/fulfill/pack';
const READY = '/order/package/rts';

describe('packing and freeing parcels', () => {
  let test: TestOrderIngestion;
  let domestic: TestShop;
  let crossBorder: TestShop;

  beforeAll(async () => {
    test = await TestOrderIngestion.start();
    domestic = await test.connectShop();
    crossBorder = await test.connectShop({ crossBorder: true });
  });
  afterEach(() => {
    test.marketplace.afterEffect = async () => undefined;
  });
  afterAll(() => test.stop());

  async function placed(
    shop: TestShop,
    units: readonly (typeof TEA & { price?: string })[] = [TEA],
    status = 'pending',
  ): Promise<OrderSnapshot> {
    const orderNumber = test.marketplace.place(shop, units, status);
    await test.bus.publish([test.push(shop, orderNumber)]);
    return (await test.heard(orderNumber, 'order_placed')).data;
  }
  const packsOf = ({ orderNumber }: OrderSnapshot) =>
    test.marketplace.calls.filter(({ path, params }) => path === PACK && params.get('packReq')!.includes(orderNumber));
  const chainOf = async (order: OrderSnapshot) => {
    const { data } = await test.get(`/api/v1/chain/lazada/${order.orderNumber}`, order.merchantId as never);
    return Object.fromEntries(
      (data.steps as { step: string; status: string; summary: string; at: string; service: string }[]).map((step) => [
        step.step,
        step,
      ]),
    );
  };

  it('packs what is reserved, announces it, and frees it at once within a country', async () => {
    const order = await placed(domestic, [TEA, TEA]);
    await test.reserve(order);
    const { data: packed, key } = await test.heardParcel(order.orderNumber, 'shipment_packed');
    expect(key).toBe(`${order.merchantId}/${order.shopId}/${order.orderNumber}`);
    expect(packed).toMatchObject({
      ...{ orderId: order.orderId, status: 'packed', reason: null, crossBorder: false, carrier: 'LEX TH', version: 1 },
      lines: [{ lineId: order.lines[0]!.lineId, sellerSku: 'TEA-100', quantity: 2 }],
    });
    expect(packed.trackingNumber).toBe(`LEXTH${packed.packageId}`);
    const { data: released } = await test.heardParcel(order.orderNumber, 'shipment_released');
    expect(released).toEqual({ ...packed, status: 'released', version: 2 });
    const { data: ready } = await test.heard(order.orderNumber, 'order_ready_to_ship');
    expect(ready).toMatchObject({ status: 'ready_to_ship', rawStatus: 'ready_to_ship' });
    expect(packsOf(order)).toHaveLength(1);
    const path = `/api/v1/shipments?orderNumber=${order.orderNumber}`;
    const [shown] = (await test.get(path, domestic.merchantId)).data.items as { shipmentId: string }[];
    expect(shown).toMatchObject({ shipmentId: packed.shipmentId, status: 'released', packageId: packed.packageId });
    expect((await test.get(`/api/v1/shipments/${shown!.shipmentId}`, domestic.merchantId)).data).toEqual(shown);
    expect((await test.get(`/api/v1/shipments/${shown!.shipmentId}`, crossBorder.merchantId)).status).toBe(404);
    expect(await chainOf(order)).toMatchObject({
      order_ingested: { status: 'done', service: 'order-ingestion' },
      order_packed: { status: 'done' },
      parcel_released: { status: 'done' },
      ready_to_ship: { status: 'done' },
      shipped: { status: 'waiting' },
    });
  });

  it('frees a parcel across a border when customs does, and holds it with the reason when customs does not', async () => {
    const order = await placed(crossBorder);
    await test.reserve(order);
    const { data: packed } = await test.heardParcel(order.orderNumber, 'shipment_packed');
    await test.heard(order.orderNumber, 'order_ready_to_ship');
    expect(packsOf(order)[0]!.params.get('packReq')).toContain('"shipment_provider_code":"FM49"');
    expect((await chainOf(order))['parcel_released']).toMatchObject({ status: 'waiting' });
    const problems = [{ code: 'x', field: null, cause: 'The HS code is unknown.', advice: 'Correct the product.' }];
    await test.declare(packed, { status: 'refused', problems });
    const { data: held } = await test.heardParcel(order.orderNumber, 'shipment_held');
    expect(held).toEqual({
      ...packed,
      status: 'held',
      reason: 'The HS code is unknown. Correct the product.',
      version: 2,
    });
    expect((await chainOf(order))['parcel_released']).toMatchObject({ status: 'failed' });
    await test.declare(packed, { status: 'released', version: 2 });
    await test.declare(packed, { status: 'released', version: 3 });
    const { data: released } = await test.heardParcel(order.orderNumber, 'shipment_released');
    expect(released).toEqual({ ...packed, status: 'released', reason: null, version: 3 });
    await test.allHandled();
    expect(test.parcelsOf(order.orderNumber).map(({ data }) => data.status)).toEqual(['packed', 'held', 'released']);
  });

  it('packs nothing of an order for which the stock of one line was refused', async () => {
    const refused = await placed(domestic, [TEA, { ...TEA, price: '99.00' }]);
    expect(refused.lines).toHaveLength(2);
    await test.reserve(refused, 'refused');
    const other = await placed(domestic);
    await test.reserve(other);
    await test.heardParcel(other.orderNumber, 'shipment_packed');
    await test.allHandled();
    expect(packsOf(refused)).toEqual([]);
    expect((await chainOf(refused))['order_packed']).toMatchObject({ status: 'waiting', at: null });
  });

  it('packs once although the reservation is told twice', async () => {
    const order = await placed(domestic);
    await test.reserve(order);
    await test.reserve(order);
    await test.heardParcel(order.orderNumber, 'shipment_released');
    await test.reserve(order);
    await test.allHandled();
    expect(packsOf(order)).toHaveLength(1);
    expect(test.marketplace.packagesOf(order.orderNumber).size).toBe(1);
  });

  it('packs the lines that have a name, and the others in a parcel of their own when they get one', async () => {
    const order = await placed(crossBorder, [TEA, CUP]);
    await test.reserve(order);
    const { data: first } = await test.heardParcel(order.orderNumber, 'shipment_packed');
    expect(first.lines.map(({ sellerSku }) => sellerSku)).toEqual(['TEA-100']);
    await test.list(crossBorder, [{ sellerSku: 'OUR-CUP', externalSkuId: '2002' }]);
    const mapped = await eventually(
      () => test.ordersOf(order.orderNumber).find(({ data }) => data.lines.every((line) => line.mapped)),
      { what: 'the line to be mapped' },
    );
    await test.reserve(mapped.data);
    const second = await eventually(
      () => test.parcelsOf(order.orderNumber).find(({ data }) => data.shipmentId !== first.shipmentId),
      { what: 'the second parcel' },
    );
    expect(second.data.lines.map(({ sellerSku }) => sellerSku)).toEqual(['OUR-CUP']);
    expect(packsOf(order)).toHaveLength(2);
  });

  it('does not pack an order that was cancelled before its stock was reserved', async () => {
    const order = await placed(domestic);
    test.marketplace.move(order.orderNumber, 'canceled');
    await test.bus.publish([test.push(domestic, order.orderNumber)]);
    await test.heard(order.orderNumber, 'order_cancelled');
    await test.reserve(order);
    await test.allHandled();
    expect(packsOf(order)).toEqual([]);
    expect((await chainOf(order))['cancelled']).toMatchObject({ status: 'failed' });
  });

  it('packs an order only when it has been paid', async () => {
    const order = await placed(domestic, [TEA], 'unpaid');
    await test.reserve(order);
    await test.allHandled();
    expect((await chainOf(order))['order_packed']).toMatchObject({ status: 'waiting' });
    test.marketplace.move(order.orderNumber, 'pending');
    await test.bus.publish([test.push(domestic, order.orderNumber)]);
    await test.heardParcel(order.orderNumber, 'shipment_packed');
    expect(packsOf(order)).toHaveLength(1);
  });

  it('gives a parcel up when the marketplace says that its order is gone', async () => {
    const order = await placed(domestic);
    // Known to the marketplace only: no push comes.
    test.marketplace.move(order.orderNumber, 'canceled');
    await test.reserve(order);
    await test.heard(order.orderNumber, 'order_cancelled');
    expect(await chainOf(order)).toMatchObject({
      order_packed: { status: 'failed', summary: 'The order was cancelled.' },
    });
    expect(test.marketplace.packagesOf(order.orderNumber)).toEqual(new Set(['']));
  });

  it('reads back before it packs again when it had no answer', async () => {
    const order = await placed(domestic);
    let lost = 0;
    test.marketplace.afterEffect = async (path) => {
      if (path === PACK && lost++ === 0) throw new Error('The line breaks.');
    };
    await test.reserve(order);
    const { data } = await test.heardParcel(order.orderNumber, 'shipment_released');
    expect(lost).toBe(1);
    expect(packsOf(order)).toHaveLength(1);
    expect(test.marketplace.packagesOf(order.orderNumber)).toEqual(new Set([data.packageId]));
  });

  it('does not announce twice when it had no answer', async () => {
    const order = await placed(domestic);
    const before = test.marketplace.countOf(READY);
    let lost = 0;
    test.marketplace.afterEffect = async (path) => {
      if (path === READY && lost++ === 0) throw new Error('The line breaks.');
    };
    await test.reserve(order);
    await test.heardParcel(order.orderNumber, 'shipment_released');
    expect(test.marketplace.countOf(READY) - before).toBe(1);
  });

  it('packs once although its process is killed between the call and writing down the answer', async () => {
    const order = await placed(domestic);
    await test.stopService();
    const packed = new EventEmitter();
    test.marketplace.afterEffect = async (path) => {
      if (path !== PACK) return;
      packed.emit('done');
      // The answer never comes: the caller is killed while it waits.
      await once(packed, 'never');
    };
    test.startProcess();
    const done = once(packed, 'done');
    await test.reserve(order);
    await done;
    await test.killProcess();
    expect(test.parcelsOf(order.orderNumber)).toEqual([]);
    test.marketplace.afterEffect = async () => undefined;
    await test.startService();
    const { data } = await test.heardParcel(order.orderNumber, 'shipment_released');
    expect(packsOf(order)).toHaveLength(1);
    expect(test.marketplace.packagesOf(order.orderNumber)).toEqual(new Set([data.packageId]));
    await test.heard(order.orderNumber, 'order_ready_to_ship');
  });
});
