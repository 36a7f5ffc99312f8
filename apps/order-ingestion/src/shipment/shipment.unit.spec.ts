import { newId, type ShipmentId } from '@pinglu/kernel';
import type { MarketplacePackage, OrderItems } from '@pinglu/marketplace';
import { knownOrder, readLine } from '../order/order.builder.js';
import { findParcel, isAnnounced, isGone, packParcel } from './parcel-state.js';
import { decided, linesToPack, type Shipment, type ShipmentStatus } from './shipment.js';

const now = new Date('2026-11-02T03:00:00Z');
const order = knownOrder({
  lines: [
    readLine({ externalLineIds: ['1', '2'], quantity: 2 }),
    readLine({ externalLineIds: ['3'], sellerSku: 'CUP-7', externalSkuId: '2002' }),
  ],
});
const reservedAll = order.lines.map(({ lineId, quantity }) => ({ lineId, quantity }));

const shipment = (change: Partial<Shipment> = {}): Shipment => ({
  shipmentId: newId<ShipmentId>(),
  merchantId: order.merchantId,
  shopId: order.shopId,
  marketplace: 'lazada',
  orderId: order.orderId,
  orderNumber: order.orderNumber,
  country: 'TH',
  crossBorder: false,
  status: 'wanted',
  reason: null,
  parcel: null,
  wantedAt: now,
  readyAt: null,
  decidedAt: null,
  lines: linesToPack(order, reservedAll, new Set()),
  version: 0,
  ...change,
});

const packageWith = (externalLineIds: string[], change: Partial<MarketplacePackage> = {}): MarketplacePackage => ({
  packageId: `FP${externalLineIds.join('')}`,
  trackingNumber: 'LEX1',
  carrier: 'LEX TH',
  externalLineIds,
  status: 'packed',
  ...change,
});

const items = (packages: MarketplacePackage[], status: 'placed' | 'cancelled' = 'placed'): OrderItems => ({
  orderNumber: order.orderNumber,
  shipBy: null,
  cancellationRequest: null,
  packages,
  lines: order.lines.map(({ externalLineIds, sellerSku, externalSkuId, quantity, unitPrice }) => ({
    ...{ externalLineIds, sellerSku, externalSkuId, quantity, unitPrice, status, rawStatus: status },
    ...{ externalItemId: null, title: '', paid: unitPrice, reason: null },
  })),
});

describe('what goes into a parcel', () => {
  const skus = (lines: readonly { sellerSku: string }[]) => lines.map(({ sellerSku }) => sellerSku);

  it('is what is reserved in full and in no parcel yet', () => {
    expect(skus(linesToPack(order, reservedAll, new Set()))).toEqual(['TEA-100', 'CUP-7']);
    expect(skus(linesToPack(order, reservedAll, new Set(['2'])))).toEqual(['CUP-7']);
    expect(skus(linesToPack(order, reservedAll.slice(1), new Set()))).toEqual(['CUP-7']);
    const less = reservedAll.map(({ lineId }) => ({ lineId, quantity: 1 }));
    expect(skus(linesToPack(order, less, new Set()))).toEqual(['CUP-7']);
  });

  it('is nothing of an order that is past packing, and no line that is parked or cancelled', () => {
    expect(linesToPack({ ...order, status: 'shipped' }, reservedAll, new Set())).toEqual([]);
    const [tea, cup] = order.lines;
    const lines = [
      { ...tea!, mapped: false },
      { ...cup!, status: 'cancelled' as const },
    ];
    expect(linesToPack({ ...order, lines }, reservedAll, new Set())).toEqual([]);
  });
});

describe('a decision of customs', () => {
  it('frees or holds what is packed; a release is final, a hold is not', () => {
    const hold = { status: 'held', reason: 'Papers are missing.' } as const;
    const release = { status: 'released' } as const;
    const after = (status: ShipmentStatus, decision: typeof hold | typeof release, reason: string | null = null) => {
      const result = decided({ status, reason }, decision);
      return result && [result.status, result.reason];
    };
    expect(after('packed', release)).toEqual(['released', null]);
    expect(after('packed', hold)).toEqual(['held', hold.reason]);
    expect(after('held', release, hold.reason)).toEqual(['released', null]);
    expect(after('held', hold, 'Another reason.')).toEqual(['held', hold.reason]);
    expect(after('held', hold, hold.reason)).toBeNull();
    for (const status of ['wanted', 'released', 'dropped', 'failed'] as const) {
      expect(after(status, release)).toBeNull();
      expect(after(status, hold)).toBeNull();
    }
  });
});

describe('what the marketplace has of a parcel', () => {
  it('is found by the units in its packages', () => {
    expect(findParcel(shipment(), items([]))).toEqual({ kind: 'open' });
    expect(findParcel(shipment(), items([packageWith(['77'])]))).toEqual({ kind: 'open' });
    const found = packageWith(['1', '2', '3']);
    expect(findParcel(shipment(), items([found]))).toEqual({ kind: 'packed', packages: [found] });
    expect(findParcel(shipment(), items([packageWith(['1'], { trackingNumber: null })]))).toEqual({ kind: 'packing' });
    expect(findParcel(shipment(), items([packageWith(['1'], { status: 'cancelled' })], 'cancelled'))).toEqual({
      kind: 'gone',
    });
  });

  it('is announced from ready to ship on', () => {
    const of = (status: MarketplacePackage['status']) => items([packageWith(['1'], { status })]);
    expect(isAnnounced('FP1', of('packed'))).toBe(false);
    expect(isAnnounced('FP1', of('cancelled'))).toBe(false);
    expect(isAnnounced('FP2', of('shipped'))).toBe(false);
    expect(isAnnounced('FP1', of('ready_to_ship'))).toBe(true);
    expect(isAnnounced('FP1', of('delivered'))).toBe(true);
  });

  it('is gone when its package or all of its units were cancelled', () => {
    const packed = shipment({ parcel: { packageId: 'FP1', trackingNumber: 'L', carrier: 'C', packedAt: now } });
    expect(isGone(packed, items([packageWith(['1'])]))).toBe(false);
    expect(isGone(packed, items([packageWith(['1'], { status: 'cancelled' })]))).toBe(true);
    expect(isGone(packed, items([]))).toBe(false);
    expect(isGone(packed, items([], 'cancelled'))).toBe(true);
  });
});

describe('packing', () => {
  it('makes one parcel of one package, which keeps its id', () => {
    const wanted = shipment();
    const { packed, rest } = packParcel(wanted, [packageWith(['1', '2', '3'])], now);
    expect(rest).toBeNull();
    expect(packed).toEqual([
      {
        ...wanted,
        status: 'packed',
        version: 1,
        parcel: { packageId: 'FP123', trackingNumber: 'LEX1', carrier: 'LEX TH', packedAt: now },
      },
    ]);
  });

  it('parts what the marketplace parts, and loses no unit of it', () => {
    const wanted = shipment();
    const { packed, rest } = packParcel(wanted, [packageWith(['1']), packageWith(['2'], { carrier: null })], now);
    const unitsOf = ({ lines }: Shipment) => lines.map(({ externalLineIds, quantity }) => [externalLineIds, quantity]);
    expect(packed.map(unitsOf)).toEqual([[[['1'], 1]], [[['2'], 1]]]);
    expect(unitsOf(rest!)).toEqual([[['3'], 1]]);
    expect(rest).toMatchObject({ status: 'wanted', parcel: null, version: 0 });
    expect(new Set([wanted.shipmentId, ...packed.map(({ shipmentId }) => shipmentId), rest!.shipmentId]).size).toBe(3);
  });
});
