import { ConformanceStage } from '../conformance/conformance-stage.js';
import { ConflictError, InvalidRequestError, OutcomeUnknownError, RefusedRequestError } from '../port/errors.js';
import { startLazadaSimulator, type LazadaSimulator } from './test-simulator.js';

/** Real: the adapter, its transport, the network. A stand-in: Lazada, which is told what to do wrong. */
describe('the catalog half of the adapter, when Lazada goes wrong', () => {
  const stage = new ConformanceStage();
  let simulator: LazadaSimulator;
  beforeAll(() =>
    stage.start(async () => {
      simulator = await startLazadaSimulator('capture');
      return simulator;
    }),
  );
  afterAll(() => stage.stop());

  const plant = (kind: string, more: object = {}): Promise<unknown> =>
    simulator.control('POST', 'faults', { kind, count: 1, ...more });
  const caught = (call: Promise<unknown>): Promise<unknown> => call.catch((error: unknown) => error);
  const skus = (name: string, count: number): string[] =>
    Array.from({ length: count }, (_, index) => `${name}-${index + 1}`);

  it.each(['seller-sku', 'field', 'coded'])(
    'tells good from bad in a batch that is refused in part, when it is told in the shape %s',
    async (shape) => {
      const name = `FAULT-${shape.toUpperCase()}`;
      const { externalItemId, skuIds } = await stage.publish(skus(name, 5));
      await stage.world.holdForCampaign(`${name}-4`, 30);
      await plant('detail-shape', { shape, count: 20 });
      const writes = [...skuIds].map(([sellerSku, externalSkuId]) => ({
        ...{ externalItemId, externalSkuId, sellerSku },
        quantity: 7,
      }));
      const stranger = { externalItemId: '1', externalSkuId: '2', sellerSku: `${name}-NONE`, quantity: 7 };
      const { succeeded, failed } = await stage.adapter.stock.write(stage.access, [stranger, ...writes]);
      await simulator.control('DELETE', 'faults');
      expect([...succeeded].sort()).toEqual([1, 2, 3, 5].map((number) => `${name}-${number}`));
      expect(failed.map(({ key }) => key).sort()).toEqual([`${name}-4`, `${name}-NONE`]);
      for (const { error } of failed) expect(error).toBeInstanceOf(RefusedRequestError);
      const after = await stage.adapter.stock.read(stage.access, externalItemId);
      const left = new Map(after.map(({ sellerSku, sellable }) => [sellerSku, sellable]));
      expect(skus(name, 5).map((sku) => left.get(sku))).toEqual([7, 7, 7, 40, 7]);
    },
  );

  it('gets its brands although all sellers together have asked too often', async () => {
    await plant('empty-brands');
    expect((await stage.adapter.catalog.brands(stage.access, {})).items.length).toBeGreaterThan(0);
  });

  it('lists although products could not be read just now', async () => {
    await plant('products-unavailable');
    const { items } = await stage.adapter.catalog.listProducts(stage.access, { sellerSkus: stage.skus });
    expect(items.map(({ externalItemId }) => externalItemId)).toEqual([stage.itemId]);
  });

  it('says that somebody else is changing the listing', async () => {
    await plant('concurrent-edit');
    const update = { externalItemId: stage.itemId, title: 'Meanwhile' };
    expect(await caught(stage.adapter.catalog.updateProduct(stage.access, update))).toBeInstanceOf(ConflictError);
  });

  it('does not know whether a listing is off sale when Lazada failed, and may simply ask again', async () => {
    const { externalItemId } = await stage.publish(['FAULT-OFF']);
    await plant('deactivate-error');
    const off = () => stage.adapter.catalog.setActive(stage.access, { externalItemId }, false);
    expect(await caught(off())).toBeInstanceOf(OutcomeUnknownError);
    await off();
    expect((await stage.adapter.catalog.readProduct(stage.access, { externalItemId }))?.status).toBe('inactive');
  });

  it('finds the listing by its seller SKU when the answer to its creation was lost', async () => {
    const draft = await stage.world.draft(stage.access, ['FAULT-LOST']);
    await plant('hang-up-after-commit', { path: '/product/create' });
    expect(await caught(stage.adapter.catalog.createProduct(stage.access, draft))).toBeInstanceOf(OutcomeUnknownError);
    const found = await stage.adapter.catalog.readProduct(stage.access, { sellerSku: 'FAULT-LOST' });
    expect(found?.title).toBe(draft.title);
  });

  it('knows of each price whether it was set, when the answer was lost', async () => {
    const { draft, externalItemId, skuIds } = await stage.publish(['FAULT-PRICE']);
    const { price } = draft.variants[0]!;
    const write = { externalItemId, sellerSku: 'FAULT-PRICE', externalSkuId: skuIds.get('FAULT-PRICE')!, price };
    await plant('hang-up-after-commit', { path: '/product/price_quantity/update' });
    const { failed } = await stage.adapter.prices.write(stage.access, [write]);
    expect(failed).toEqual([{ key: 'FAULT-PRICE', error: expect.any(OutcomeUnknownError) }]);
  });

  it('brings the other images when one cannot be reached', async () => {
    const pictures = stage.world.pictures(3);
    await plant('image-unreachable');
    const { migrated, failed } = await stage.adapter.images.migrate(stage.access, pictures);
    expect(failed).toEqual([{ sourceUrl: pictures[0], error: expect.any(InvalidRequestError) }]);
    expect(migrated.map(({ sourceUrl }) => sourceUrl)).toEqual(pictures.slice(1));
  });
});
