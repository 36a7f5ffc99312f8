import { ConformanceStage } from '../conformance/conformance-stage.js';
import {
  AuthExpiredError,
  ConflictError,
  OutcomeUnknownError,
  UpstreamUnavailableError,
  type MarketplaceError,
} from '../port/errors.js';
import type { PackResult } from '../port/fulfillment.types.js';
import { createLazadaAdapter } from './adapter.js';
import { startLazadaSimulator, type LazadaSimulator } from './test-simulator.js';

/** Real: the adapter, its transport, the network. A stand-in: Lazada, which is told what to do wrong. */
describe('the order half of the adapter, when Lazada goes wrong', () => {
  const stage = new ConformanceStage();
  let simulator: LazadaSimulator;
  beforeAll(async () => {
    await stage.start(async () => {
      simulator = await startLazadaSimulator('capture');
      return simulator;
    });
    const stock = await stage.adapter.stock.read(stage.access, stage.itemId);
    const writes = stock.map(({ sellerSku, externalSkuId }) => ({ sellerSku, externalSkuId, quantity: 1_000 }));
    const externalItemId = stage.itemId;
    await stage.adapter.stock.write(
      stage.access,
      writes.map((write) => ({ ...write, externalItemId })),
    );
  });
  afterAll(() => stage.stop());

  const plant = (kind: string, more: object = {}): Promise<unknown> =>
    simulator.control('POST', 'faults', { kind, count: 1, ...more });
  const caught = (call: Promise<unknown>): Promise<unknown> => call.catch((error: unknown) => error);
  const buy = (count: number): Promise<string[]> =>
    simulator.buy(Array.from({ length: count }, () => [{ sellerSku: stage.skus[0], quantity: 1 }]));
  const unitsOf = (numbers: readonly string[]) => Promise.all(numbers.map((number) => stage.unitsOf(number)));
  const errorsOf = (results: readonly PackResult[]): (MarketplaceError | undefined)[] =>
    results.map(({ failed }) => failed[0]?.error);

  it('knows of a parcel without a carrier that nothing was done, and packs it a moment later', async () => {
    const requests = await unitsOf(await buy(1));
    await plant('fulfillment-error', { code: '1003' });
    const [error] = errorsOf(await stage.adapter.fulfillment.pack(stage.access, requests));
    expect(error).toBeInstanceOf(UpstreamUnavailableError);
    expect(error?.upstreamCode).toBe('1003');
    const [result] = await stage.adapter.fulfillment.pack(stage.access, requests);
    expect(result?.packages).toHaveLength(1);
  });

  it.each([
    ['the line breaks', 'hang-up-after-commit', {}],
    ['a service does not answer in time', 'error-after-commit', { code: 'ServiceTimeout' }],
  ])('loses the answer for one batch only, when %s, and finds its parcels by reading', async (_case, kind, more) => {
    const requests = await unitsOf(await buy(25));
    await plant(kind, { path: '/order/fulfill/pack', ...more });
    const results = await stage.adapter.fulfillment.pack(stage.access, requests);
    const errors = errorsOf(results);
    expect(errors.slice(0, 20)).toEqual(Array(20).fill(expect.any(OutcomeUnknownError)));
    expect(errors.slice(20)).toEqual(Array(5).fill(undefined));
    const read = await stage.adapter.orders.items(
      stage.access,
      requests.map(({ orderNumber }) => orderNumber),
    );
    expect(read.map(({ packages }) => packages.length)).toEqual(Array(25).fill(1));
  });

  it('packs the others when one order of a batch names a warehouse that there is not', async () => {
    const [first, second, third] = await unitsOf(await buy(3));
    const wrong = { ...second!, carrierCode: 'FM00' };
    const results = await stage.adapter.fulfillment.pack(stage.access, [first!, wrong, third!]);
    expect(errorsOf(results)).toEqual([undefined, expect.any(ConflictError), undefined]);
  });

  it('does not know whether parcels are announced when the answer was lost, and reads that they are', async () => {
    const numbers = await buy(2);
    const parcels = await Promise.all(numbers.map((orderNumber) => stage.packOne(orderNumber)));
    const ids = parcels.map(({ packageId }) => packageId);
    await plant('hang-up-after-commit', { path: '/order/package/rts' });
    const { failed } = await stage.adapter.fulfillment.readyToShip(stage.access, ids);
    expect(failed).toEqual(ids.map((key) => ({ key, error: expect.any(OutcomeUnknownError) })));
    const read = await stage.adapter.orders.items(stage.access, numbers);
    expect(read.map(({ packages }) => packages[0]?.status)).toEqual(['ready_to_ship', 'ready_to_ship']);
  });

  it('gets the label although a firewall sends it away once', async () => {
    const parcel = await stage.parcelOf(await stage.buyOne());
    const ask = () => stage.adapter.fulfillment.documents(stage.access, { kind: 'label', packages: [parcel] });
    await simulator.eventually(() => ask().catch(() => undefined), 'the label');
    await plant('html-429', { path: '/order/package/document/get' });
    expect((await ask()).contentType).toBe('application/pdf');
  });

  it('does not know whether it cancelled when the answer was lost, and reads that it did', async () => {
    const units = await stage.unitsOf(await stage.buyOne());
    const reasons = await stage.adapter.cancellations.reasons(stage.access, units);
    await plant('hang-up-after-commit', { path: '/order/reverse/cancel/create' });
    const cancel = () =>
      stage.adapter.cancellations.cancel(stage.access, { ...units, reasonId: reasons.at(-1)!.reasonId });
    expect(await caught(cancel())).toBeInstanceOf(OutcomeUnknownError);
    expect((await stage.adapter.orders.get(stage.access, units.orderNumber)).status).toBe('cancelled');
    expect(await caught(cancel())).toBeInstanceOf(ConflictError);
  });

  it('does not know whether it decided when the answer was lost, and reads that it did', async () => {
    const orderNumber = await stage.deliveredOrder();
    await simulator.openReturn(orderNumber, 'return');
    const window = { since: new Date(Date.now() - 60_000), until: new Date() };
    const { items } = await stage.adapter.returns.list(stage.access, window);
    const { returnId, lines } = items.find((one) => one.orderNumber === orderNumber)!;
    await plant('hang-up-after-commit', { path: '/order/reverse/return/update' });
    const decide = () =>
      stage.adapter.returns.decide(stage.access, {
        ...{ returnId, returnLineIds: lines.map(({ returnLineId }) => returnLineId) },
        ...{ kind: 'return', action: 'accept_return' },
      });
    expect(await caught(decide())).toBeInstanceOf(OutcomeUnknownError);
    expect((await stage.adapter.returns.get(stage.access, returnId)).status).toBe('accepted');
    expect(await caught(decide())).toBeInstanceOf(ConflictError);
  });

  it('is sent away with its token in a country where the seller has no shop', async () => {
    const { apiBaseUrl, ...rest } = simulator.credentials;
    const singapore = createLazadaAdapter({
      credentials: { ...rest, apiBaseUrl: apiBaseUrl.replace('/th/', '/sg/') },
    });
    const call = singapore.orders.get({ ...stage.access, country: 'SG' }, '1');
    expect(await caught(call)).toBeInstanceOf(AuthExpiredError);
  });
});
