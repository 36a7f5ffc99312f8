import {
  ConflictError,
  MarketplaceError,
  NotFoundError,
  NotSupportedError,
  OutcomeUnknownError,
} from '../port/errors.js';
import { caught, type ConformanceStage } from './conformance-stage.js';

export function fulfillmentConformance(stage: ConformanceStage): void {
  it('packs once, reads the parcel back, and makes it ready to ship once', async () => {
    const { orders, fulfillment } = stage.adapter;
    const orderNumber = await stage.buyOne();
    const request = await stage.unitsOf(orderNumber);
    const parcel = await stage.packOne(orderNumber);
    expect([...parcel.externalLineIds].sort()).toEqual([...request.externalLineIds].sort());
    const [read] = await orders.items(stage.access, [orderNumber]);
    expect(read?.packages).toEqual([parcel]);

    const [again] = await fulfillment.pack(stage.access, [request]);
    expect(again?.packages).toEqual([]);
    expect(again?.failed.map(({ key }) => key).sort()).toEqual([...request.externalLineIds].sort());
    for (const { error } of again!.failed) expect(error).toBeInstanceOf(ConflictError);

    const attempt = () => fulfillment.readyToShip(stage.access, [parcel.packageId]);
    if (!(await stage.offers('fulfillment.readyToShip', attempt))) {
      expect((await orders.get(stage.access, orderNumber)).status).toBe('ready_to_ship');
      return;
    }
    expect(await fulfillment.readyToShip(stage.access, [parcel.packageId, 'FP000'])).toEqual({
      succeeded: [parcel.packageId],
      failed: [{ key: 'FP000', error: expect.any(NotFoundError) }],
    });
    expect((await orders.get(stage.access, orderNumber)).status).toBe('ready_to_ship');
    const { failed } = await fulfillment.readyToShip(stage.access, [parcel.packageId]);
    expect(failed).toEqual([{ key: parcel.packageId, error: expect.any(ConflictError) }]);
  });

  it('packs many orders, in the order asked, and none is held up by one that cannot be packed', async () => {
    const { fulfillment } = stage.adapter;
    const numbers = await stage.world.buy(
      Array.from({ length: 45 }, () => [{ sellerSku: stage.skus[1], quantity: 1 }]),
    );
    const requests = await Promise.all(numbers.map((orderNumber) => stage.unitsOf(orderNumber)));
    const strange = { ...requests[0]!, orderNumber: '1', externalLineIds: ['2'] };
    const packed = await stage.packOne(numbers[7]!);
    const asked = [...requests.slice(0, 30), strange, ...requests.slice(30)];
    const results = await fulfillment.pack(stage.access, asked);
    expect(results.map(({ orderNumber }) => orderNumber)).toEqual(asked.map(({ orderNumber }) => orderNumber));
    const refused = results.filter(({ failed }) => failed.length > 0);
    expect(refused).toEqual([
      expect.objectContaining({
        orderNumber: numbers[7],
        failed: [{ key: packed.externalLineIds[0], error: expect.any(ConflictError) }],
      }),
      { orderNumber: '1', packages: [], failed: [{ key: '2', error: expect.any(NotFoundError) }] },
    ]);
    const ids = results.flatMap(({ packages }) => packages.map(({ packageId }) => packageId));
    expect(new Set(ids).size).toBe(44);
    if (!(await stage.offers('fulfillment.readyToShip', () => fulfillment.readyToShip(stage.access, ids)))) return;
    expect(await fulfillment.readyToShip(stage.access, ids)).toEqual({ succeeded: ids, failed: [] });
  });

  it('does not know whether it packed when the answer is lost, and finds out by reading', async () => {
    const orderNumber = await stage.buyOne();
    const request = await stage.unitsOf(orderNumber);
    await stage.world.loseNextAnswer();
    const [result] = await stage.adapter.fulfillment.pack(stage.access, [request]);
    expect(result?.packages).toEqual([]);
    expect(result?.failed).toEqual(
      request.externalLineIds.map((key) => ({ key, error: expect.any(OutcomeUnknownError) })),
    );
    const [read] = await stage.adapter.orders.items(stage.access, [orderNumber]);
    expect(read?.packages).toHaveLength(1);
  });

  it('takes a parcel apart, and packs its units again into another one', async () => {
    const { orders, fulfillment } = stage.adapter;
    const orderNumber = await stage.buyOne();
    const first = await stage.packOne(orderNumber);
    const attempt = () => fulfillment.repack(stage.access, [first.packageId]);
    if (!(await stage.offers('fulfillment.repack', attempt))) return;
    expect(await fulfillment.repack(stage.access, [first.packageId, 'FP000'])).toEqual({
      succeeded: [first.packageId],
      failed: [{ key: 'FP000', error: expect.any(NotFoundError) }],
    });
    expect(await orders.get(stage.access, orderNumber)).toMatchObject({ status: 'placed', packages: [] });
    const { failed } = await fulfillment.readyToShip(stage.access, [first.packageId]);
    expect(failed).toEqual([{ key: first.packageId, error: expect.any(MarketplaceError) }]);
    const second = await stage.packOne(orderNumber);
    expect(second.packageId).not.toBe(first.packageId);
    expect(second.externalLineIds).toEqual(first.externalLineIds);
  });

  it('gives one label for several parcels, as a file that can be printed', async () => {
    const { fulfillment } = stage.adapter;
    const parcels = [await stage.parcelOf(await stage.buyOne()), await stage.parcelOf(await stage.buyOne(1))];
    const ask = () => fulfillment.documents(stage.access, { kind: 'label', packages: parcels });
    if (!(await stage.offers('fulfillment.documents', ask))) return;
    const early: unknown[] = [];
    const label = () =>
      ask().catch((error: unknown) => {
        early.push(error);
        return undefined;
      });
    const { contentType, bytes } = await stage.world.eventually(label, 'the label');
    for (const error of early) expect(error).toBeInstanceOf(ConflictError);
    expect(contentType).toBe('application/pdf');
    expect(Buffer.from(bytes.subarray(0, 5)).toString('latin1')).toBe('%PDF-');
    expect(Buffer.from(bytes).toString('latin1').trimEnd()).toMatch(/%%EOF$/);
    const unknown = { orderNumber: '1', packageId: 'FP000', externalLineIds: ['1'] };
    const strange = { kind: 'label', packages: [unknown] } as const;
    expect(await caught(fulfillment.documents(stage.access, strange))).toBeInstanceOf(NotFoundError);
  });

  it.each(['invoice', 'manifest'] as const)('gives a document of the kind: %s', async (kind) => {
    const parcel = await stage.parcelOf(await stage.buyOne());
    const ask = () => stage.adapter.fulfillment.documents(stage.access, { kind, packages: [parcel] });
    if (!stage.traits.documents.includes(kind)) {
      expect(await caught(ask())).toBeInstanceOf(NotSupportedError);
      return;
    }
    const { contentType, bytes } = await ask();
    expect(['application/pdf', 'text/html']).toContain(contentType);
    expect(bytes.byteLength).toBeGreaterThan(0);
  });
}
