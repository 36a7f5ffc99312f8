import { ConflictError, NotFoundError, OutcomeUnknownError } from '../port/errors.js';
import { caught, type ConformanceStage } from './conformance-stage.js';

export function fulfillmentConformance(stage: ConformanceStage): void {
  it('packs once, reads the parcel back, and marks it ready to ship once', async () => {
    const orderNumber = await stage.buyOne();
    const request = await stage.unitsOf(orderNumber);
    const { packages, failed } = await stage.adapter.fulfillment.pack(stage.access, request);
    expect(failed).toEqual([]);
    expect(packages).toHaveLength(1);
    const [parcel] = packages;
    const [read] = await stage.adapter.orders.items(stage.access, [orderNumber]);
    expect(read?.packages).toEqual(packages);

    const again = await stage.adapter.fulfillment.pack(stage.access, request).catch((error: unknown) => error as Error);
    const refusals = again instanceof Error ? [again] : again.failed.map(({ error }) => error);
    expect(refusals.length).toBeGreaterThan(0);
    for (const refusal of refusals) expect(refusal).toBeInstanceOf(ConflictError);

    await stage.adapter.fulfillment.readyToShip(stage.access, parcel!.packageId);
    expect((await stage.adapter.orders.get(stage.access, orderNumber)).status).toBe('ready_to_ship');
    expect(await caught(stage.adapter.fulfillment.readyToShip(stage.access, parcel!.packageId))).toBeInstanceOf(
      ConflictError,
    );
    expect(await caught(stage.adapter.fulfillment.readyToShip(stage.access, 'FP000'))).toBeInstanceOf(NotFoundError);
  });

  it('does not know whether it packed when the answer is lost, and finds out by reading', async () => {
    const orderNumber = await stage.buyOne();
    const request = await stage.unitsOf(orderNumber);
    await stage.world.loseNextAnswer();
    expect(await caught(stage.adapter.fulfillment.pack(stage.access, request))).toBeInstanceOf(OutcomeUnknownError);
    const [read] = await stage.adapter.orders.items(stage.access, [orderNumber]);
    expect(read?.packages).toHaveLength(1);
  });
}
