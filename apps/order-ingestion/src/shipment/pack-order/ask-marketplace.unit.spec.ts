import { newId, type ShipmentId } from '@pinglu/kernel';
import {
  ConflictError,
  OutcomeUnknownError,
  RateLimitedError,
  type MarketplaceAdapter,
  type MarketplaceError,
  type OrderItems,
  type PackRequest,
  type PackResult,
} from '@pinglu/marketplace';
import type { Marketplaces } from '../../marketplace/marketplaces.js';
import { knownOrder, readLine } from '../../order/order.builder.js';
import { linesToPack, type Shipment } from '../shipment.js';
import { runErrands, type Errand } from './ask-marketplace.js';

const now = new Date('2026-11-02T03:00:00Z');
const details = { marketplace: 'lazada', operation: 'fulfillment.pack' };
const why = { cause: 'It went wrong.', advice: 'Look at it.' };
const unknown = new OutcomeUnknownError(why, details);
const conflict = new ConflictError(why, details);
const limited = new RateLimitedError(why, details, 5_000);

function errand(orderNumber: string, change: Partial<Shipment> = {}, more: Partial<Errand> = {}): Errand {
  const order = knownOrder({
    orderNumber,
    lines: [readLine({ externalLineIds: [`${orderNumber}1`, `${orderNumber}2`], quantity: 2 })],
  });
  const reserved = order.lines.map(({ lineId, quantity }) => ({ lineId, quantity }));
  const shipment: Shipment = {
    shipmentId: newId<ShipmentId>(),
    ...{ merchantId: order.merchantId, shopId: order.shopId, marketplace: 'lazada', orderId: order.orderId },
    ...{ orderNumber, country: 'TH', crossBorder: false, status: 'wanted', reason: null, parcel: null },
    ...{ wantedAt: now, readyAt: null, decidedAt: null, version: 0 },
    lines: linesToPack(order, reserved, new Set()),
    ...change,
  };
  return { shipment, askedBefore: false, attempts: 1, items: null, ...more };
}

const parcel = (packageId: string) => ({ packageId, trackingNumber: 'T', carrier: 'LEX TH', packedAt: now });
const packedInto = (packageId: string, { orderNumber, externalLineIds }: PackRequest): PackResult => ({
  orderNumber,
  packages: [{ packageId, trackingNumber: `T${packageId}`, carrier: 'LEX TH', externalLineIds, status: 'packed' }],
  failed: [],
});
const refusedBy = (error: MarketplaceError, { orderNumber, externalLineIds }: PackRequest): PackResult => ({
  orderNumber,
  packages: [],
  failed: externalLineIds.map((key) => ({ key, error })),
});

type Fulfillment = Pick<MarketplaceAdapter['fulfillment'], 'pack' | 'readyToShip' | 'providers'>;

interface Habits {
  readonly sellerChoosesCarrier?: MarketplaceAdapter['capabilities']['sellerChoosesCarrier'];
  readonly announces?: boolean;
}

/** Marketplaces with these answers; counts what was asked. */
function marketplacesWith(answers: Partial<Fulfillment>, habits: Habits = {}) {
  const { sellerChoosesCarrier = 'across_borders', announces = true } = habits;
  const capabilities = { sellerChoosesCarrier, operations: { 'fulfillment.readyToShip': announces } };
  const asked: string[][] = [];
  const fulfillment: Fulfillment = {
    providers: answers.providers ?? (async () => ({ allocation: 'seller', carriers: [{ code: 'FM49', name: 'x' }] })),
    pack: async (access, requests) => {
      asked.push(requests.map(({ orderNumber, carrierCode = '' }) => `pack ${orderNumber} ${carrierCode}`.trim()));
      if (answers.pack) return answers.pack(access, requests);
      return requests.map((request) => packedInto(`FP${request.orderNumber}`, request));
    },
    readyToShip: async (access, ids) => {
      asked.push(ids.map((id) => `announce ${id}`));
      return answers.readyToShip ? answers.readyToShip(access, ids) : { succeeded: ids, failed: [] };
    },
  };
  const adapter = { fulfillment, capabilities };
  const call = (_shopId: unknown, work: (as: typeof adapter, access: object) => unknown) =>
    work(adapter, { accessToken: 't', country: 'TH' });
  return { marketplaces: { call } as unknown as Marketplaces, asked };
}

describe('telling a marketplace of many parcels', () => {
  it('packs all in one call and announces all in another, and says for each what came of it', async () => {
    const errands = [
      errand('10'),
      errand('11'),
      errand('12', { parcel: parcel('FP12') }),
      errand('13', { crossBorder: true }),
    ];
    const { marketplaces, asked } = marketplacesWith({});
    const outcomes = await runErrands(marketplaces, errands);
    expect(errands.map((one) => outcomes.get(one))).toEqual([
      { kind: 'packed', packages: [expect.objectContaining({ packageId: 'FP10' })] },
      { kind: 'packed', packages: [expect.objectContaining({ packageId: 'FP11' })] },
      { kind: 'announced' },
      { kind: 'packed', packages: [expect.objectContaining({ packageId: 'FP13' })] },
    ]);
    expect(asked).toHaveLength(2);
    expect(asked).toContainEqual(['announce FP12']);
    expect(new Set(asked.flat())).toEqual(new Set(['announce FP12', 'pack 10', 'pack 11', 'pack 13 FM49']));
  });

  it('lets no parcel pay for another', async () => {
    const errands = [errand('10'), errand('11'), errand('12'), errand('13', { crossBorder: true })];
    const { marketplaces } = marketplacesWith({
      providers: () => Promise.reject(limited),
      pack: async (_access, requests) =>
        requests.map((request) => {
          if (request.orderNumber === '11') return refusedBy(conflict, request);
          return request.orderNumber === '12' ? refusedBy(unknown, request) : packedInto('FP10', request);
        }),
    });
    const outcomes = await runErrands(marketplaces, errands);
    expect(errands.map((one) => outcomes.get(one))).toEqual([
      expect.objectContaining({ kind: 'packed' }),
      expect.objectContaining({ kind: 'later', asked: true, error: conflict }),
      expect.objectContaining({ kind: 'later', asked: true, error: unknown }),
      expect.objectContaining({ kind: 'later', asked: false, error: limited, delayMs: 5_000 }),
    ]);
  });

  it('reads back a parcel of which some units may be packed, rather than to pack the rest', async () => {
    const one = errand('10');
    const { marketplaces } = marketplacesWith({
      pack: async (_access, [request]) => [
        { ...packedInto('FP10', request!), failed: [{ key: '102', error: unknown }] },
      ],
    });
    expect((await runErrands(marketplaces, [one])).get(one)).toMatchObject({ kind: 'later', asked: true });
  });

  it('knows of a call that failed as a whole that nothing was done with any of them', async () => {
    const errands = [errand('10'), errand('11', { parcel: parcel('FP11') })];
    const { marketplaces } = marketplacesWith({
      pack: () => Promise.reject(limited),
      readyToShip: () => Promise.reject(limited),
    });
    const outcomes = await runErrands(marketplaces, errands);
    for (const one of errands) expect(outcomes.get(one)).toMatchObject({ kind: 'later', asked: false, error: limited });
  });

  it('does not ask for what it has read', async () => {
    const packed = errand('10', {}, { askedBefore: true });
    const items: OrderItems = {
      ...{ orderNumber: '10', lines: [], shipBy: null, cancellationRequest: null },
      packages: [
        {
          packageId: 'FP10',
          trackingNumber: 'T',
          carrier: null,
          externalLineIds: ['101', '102'],
          status: 'ready_to_ship',
        },
      ],
    };
    const announced = errand('10', { parcel: parcel('FP10') }, { askedBefore: true, items });
    const { marketplaces, asked } = marketplacesWith({});
    const outcomes = await runErrands(marketplaces, [{ ...packed, items }, announced]);
    expect([...outcomes.values()].map(({ kind }) => kind)).toEqual(['packed', 'announced']);
    expect(asked).toEqual([]);
    const unread = await runErrands(marketplaces, [packed]);
    expect(unread.get(packed)).toMatchObject({ kind: 'later', asked: true });
    expect(asked).toEqual([]);
  });

  it('names the carrier within a country too, and announces nothing, where the marketplace works that way', async () => {
    const { marketplaces, asked } = marketplacesWith({}, { sellerChoosesCarrier: 'always', announces: false });
    const toPack = errand('1');
    const toAnnounce = errand('2', { status: 'packed', parcel: parcel('FP2') });
    const outcomes = await runErrands(marketplaces, [toPack, toAnnounce]);
    expect(asked).toEqual([['pack 1 FM49']]);
    expect(outcomes.get(toAnnounce)).toEqual({ kind: 'announced' });
  });
});
