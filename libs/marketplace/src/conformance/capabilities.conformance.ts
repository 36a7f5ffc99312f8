import { money } from '@pinglu/kernel';
import { operationNames, type OperationName } from '../port/capabilities.js';
import { MarketplaceError, NotSupportedError } from '../port/errors.js';
import { currencyOfCountry, type SalesCountry } from '../port/types.js';
import { crossBorderAttempts, liveAttempts, type Attempt } from './capability-attempts.js';
import { caught, redirectUri, type ConformanceStage } from './conformance-stage.js';

const nothing = { externalItemId: '1', externalSkuId: '2', sellerSku: 'CONF-NOTHING' };
const units = { orderNumber: '1', externalLineIds: ['2'] };
const lines = { returnId: '1', returnLineIds: ['2'] };
const noDraft = { title: 'T', description: 'D', images: [], attributes: {}, options: [], variants: [] };
const dayAgo = (): Date => new Date(Date.now() - 86_400_000);
const window = () => ({ since: dayAgo(), until: new Date() });

/** Each operation on things that there are not, so that it changes nothing. */
const attempts: Readonly<Record<OperationName, Attempt>> = {
  'auth.authorizeUrl': ({ auth }) => auth.authorizeUrl({ redirectUri, state: 's' }),
  'auth.exchangeCode': ({ auth }) => auth.exchangeCode('no-code'),
  'auth.refresh': ({ auth }) => auth.refresh('no-token'),
  'seller.get': ({ seller }, access) => seller.get(access),
  'seller.warehouses': ({ seller }, access) => seller.warehouses(access),
  'catalog.categoryTree': ({ catalog }, access) => catalog.categoryTree(access),
  'catalog.suggestCategory': ({ catalog }, access) => catalog.suggestCategory(access, 'bag'),
  'catalog.attributes': ({ catalog }, access) => catalog.attributes(access, '1'),
  'catalog.brands': ({ catalog }, access) => catalog.brands(access, { categoryId: '1' }),
  'catalog.createProduct': ({ catalog }, access) => catalog.createProduct(access, { ...noDraft, categoryId: '1' }),
  'catalog.updateProduct': ({ catalog }, access) => catalog.updateProduct(access, { externalItemId: '1', title: 'T' }),
  'catalog.addVariants': ({ catalog }, access) =>
    catalog.addVariants(access, {
      ...{ externalItemId: '1', categoryId: '1', besideExternalSkuId: '2' },
      ...{ options: [], variants: [] },
    }),
  'catalog.setActive': ({ catalog }, access) => catalog.setActive(access, { externalItemId: '1' }, false),
  'catalog.remove': ({ catalog }, access) => catalog.remove(access, { externalItemId: '1' }),
  'catalog.readProduct': ({ catalog }, access) => catalog.readProduct(access, { externalItemId: '1' }),
  'catalog.listProducts': ({ catalog }, access) => catalog.listProducts(access, { sellerSkus: ['CONF-NOTHING'] }),
  'images.upload': ({ images }, access) =>
    images.upload(access, { bytes: Buffer.from('none'), fileName: 'a.png', contentType: 'image/png' }),
  'images.migrate': ({ images }, access) => images.migrate(access, []),
  'stock.write': ({ stock }, access) => stock.write(access, [{ ...nothing, quantity: 1 }]),
  'stock.read': ({ stock }, access) => stock.read(access, '1'),
  'prices.write': ({ prices }, access) =>
    prices.write(access, [{ ...nothing, price: money(10_000n, currencyOfCountry[access.country as SalesCountry]) }]),
  'orders.listUpdatedSince': ({ orders }, access) => orders.listUpdatedSince(access, window()),
  'orders.get': ({ orders }, access) => orders.get(access, '1'),
  'orders.items': ({ orders }, access) => orders.items(access, ['1']),
  'fulfillment.providers': ({ fulfillment }, access) => fulfillment.providers(access, units),
  'fulfillment.pack': ({ fulfillment }, access) => fulfillment.pack(access, [{ ...units, allocation: 'marketplace' }]),
  'fulfillment.readyToShip': ({ fulfillment }, access) => fulfillment.readyToShip(access, ['FP000']),
  'fulfillment.repack': ({ fulfillment }, access) => fulfillment.repack(access, ['FP000']),
  'fulfillment.documents': ({ fulfillment }, access) =>
    fulfillment.documents(access, { kind: 'label', packages: [{ ...units, packageId: 'FP000' }] }),
  'fulfillment.reportOwnDelivery': ({ fulfillment }, access) =>
    fulfillment.reportOwnDelivery(access, [{ packageId: 'FP000', outcome: 'delivered' }]),
  'cancellations.reasons': ({ cancellations }, access) => cancellations.reasons(access, units),
  'cancellations.cancel': ({ cancellations }, access) => cancellations.cancel(access, { ...units, reasonId: '3' }),
  'cancellations.answer': ({ cancellations }, access) =>
    cancellations.answer(access, { orderNumber: '1', requestId: '2', agree: false }),
  'returns.list': ({ returns }, access) => returns.list(access, window()),
  'returns.get': ({ returns }, access) => returns.get(access, '1'),
  'returns.refusalReasons': ({ returns }, access) => returns.refusalReasons(access, lines),
  'returns.decide': ({ returns, capabilities }, access) => {
    const [action = 'refund'] = capabilities.traits.returnActions;
    return returns.decide(access, { ...lines, kind: 'return', action, reasonId: '1' });
  },
  'finance.transactions': ({ finance }, access) =>
    finance.transactions(access, {
      from: dayAgo().toISOString().slice(0, 10),
      to: dayAgo().toISOString().slice(0, 10),
    }),
  'finance.payouts': ({ finance }, access) => finance.payouts(access, { since: dayAgo().toISOString().slice(0, 10) }),
  'finance.transfers': ({ finance }, access) => finance.transfers(access, window()),
  'finance.startReport': ({ finance }, access) => finance.startReport(access, window()),
  'finance.report': ({ finance }, access) => finance.report(access, '1'),
  ...liveAttempts,
  ...crossBorderAttempts,
  'pushQueue.subscribe': ({ pushQueue }) => pushQueue.subscribe({ callbackUrl: 'nowhere', externalTypes: ['3'] }),
  'pushQueue.health': ({ pushQueue }) => pushQueue.health(),
  'pushQueue.lost': ({ pushQueue }) => pushQueue.lost(),
  'pushQueue.confirmLost': ({ pushQueue }) => pushQueue.confirmLost('0'),
  'push.verify': ({ push }) => push.verify({ rawBody: Buffer.from('{}'), headers: {}, now: new Date() }),
};

/** An adapter says beforehand what cannot be done, and says the same when it is tried. */
export function capabilityConformance(stage: ConformanceStage): void {
  it.each(operationNames)('does what it declares of %s', async (operation) => {
    const { adapter, access } = stage;
    const run = async (): Promise<unknown> => attempts[operation](adapter, access);
    const outcome = await caught(run());
    const refused = outcome instanceof NotSupportedError;
    expect([operation, refused]).toEqual([operation, !adapter.capabilities.operations[operation]]);
    // Whatever else it ends in is one of ours.
    expect(outcome instanceof Error && !(outcome instanceof MarketplaceError)).toBe(false);
  });
}
