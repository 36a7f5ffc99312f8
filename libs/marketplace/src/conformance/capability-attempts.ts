import { money } from '@pinglu/kernel';
import type { OperationName } from '../port/capabilities.js';
import type { MarketplaceAdapter } from '../port/marketplace.port.js';
import type { ShopAccess } from '../port/types.js';

/** Of a thing that there is not, so that it changes nothing. */
export type Attempt = (adapter: MarketplaceAdapter, access: ShopAccess) => unknown;

type Attempts<Prefix extends string> = Readonly<Record<Extract<OperationName, `${Prefix}.${string}`>, Attempt>>;

const liveDraft = { title: 'T', coverUrl: 'https://pictures.example/1.jpg', rehearsal: true };
const liveItem = { externalItemId: '1', externalShopId: '2' };
const picture = { bytes: Buffer.from('none'), fileName: 'a.png', contentType: 'image/png' } as const;

export const liveAttempts: Attempts<'live'> = {
  'live.uploadCover': ({ live }, access) => live.uploadCover(access, picture),
  // Without a title nobody begins a session.
  'live.create': ({ live }, access) => live.create(access, { ...liveDraft, title: '' }),
  'live.update': ({ live }, access) => live.update(access, '1', liveDraft),
  'live.read': ({ live }, access) => live.read(access, '1'),
  'live.start': ({ live }, access) => live.start(access, '1', '2'),
  'live.end': ({ live }, access) => live.end(access, '1'),
  'live.addItems': ({ live }, access) => live.addItems(access, '1', [liveItem]),
  'live.removeItems': ({ live }, access) => live.removeItems(access, '1', [liveItem]),
  'live.orderItems': ({ live }, access) => live.orderItems(access, '1', [liveItem]),
  'live.items': ({ live }, access) => live.items(access, '1'),
  'live.show': ({ live }, access) => live.show(access, '1', liveItem),
  'live.shown': ({ live }, access) => live.shown(access, '1'),
  'live.itemSets': ({ live }, access) => live.itemSets(access),
  'live.applyItemSets': ({ live }, access) => live.applyItemSets(access, '1', ['2']),
  'live.metrics': ({ live }, access) => live.metrics(access, '1'),
  'live.itemMetrics': ({ live }, access) => live.itemMetrics(access, '1'),
  'live.comments': ({ live }, access) => live.comments(access, '1'),
  'live.comment': ({ live }, access) => live.comment(access, '1', 'Hello'),
  'live.muteViewer': ({ live }, access) => live.muteViewer(access, '1', '2', true),
};

const price = money(10_000n, 'CNY');
const globalDraft = {
  ...{ categoryId: '1', title: 'T', description: 'D', sellerSku: 'CONF-NOTHING', price, quantity: 1 },
  ...{ packageWeightGrams: 100, images: [], attributes: {}, daysToShip: 2 },
};
const parcel = { orderNumber: '1', packageId: 'FP000' };

export const crossBorderAttempts: Attempts<'globalListings'> & Attempts<'firstMile'> = {
  'globalListings.create': ({ globalListings }, access) => globalListings.create(access, globalDraft),
  'globalListings.list': ({ globalListings }, access) => globalListings.list(access),
  'globalListings.writeStock': ({ globalListings }, access) =>
    globalListings.writeStock(access, [{ globalItemId: '1', quantity: 1 }]),
  'globalListings.writePrices': ({ globalListings }, access) =>
    globalListings.writePrices(access, [{ globalItemId: '1', price }]),
  'globalListings.publishableShops': ({ globalListings }, access) => globalListings.publishableShops(access, '1'),
  'globalListings.publish': ({ globalListings }, access) =>
    globalListings.publish(access, '1', { externalShopId: '2', country: 'SG' }),
  'globalListings.publication': ({ globalListings }, access) => globalListings.publication(access, '1'),
  'firstMile.channels': ({ firstMile }, access) => firstMile.channels(access, 'CN'),
  'firstMile.newNumbers': ({ firstMile }, access) => firstMile.newNumbers(access, '2026-01-02', 1),
  'firstMile.unboundParcels': ({ firstMile }, access) => firstMile.unboundParcels(access),
  'firstMile.bind': ({ firstMile }, access) =>
    firstMile.bind(access, {
      ...{ firstMileNumber: 'CNF0', channelId: '1', method: 'pickup', region: 'CN' },
      parcels: [parcel],
    }),
  'firstMile.unbind': ({ firstMile }, access) => firstMile.unbind(access, 'CNF0', [parcel]),
  'firstMile.shipment': ({ firstMile }, access) => firstMile.shipment(access, 'CNF0'),
  'firstMile.waybill': ({ firstMile }, access) => firstMile.waybill(access, ['CNF0']),
};
