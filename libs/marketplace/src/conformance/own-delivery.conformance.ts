import { NotFoundError, NotSupportedError } from '../port/errors.js';
import type { ConformanceStage } from './conformance-stage.js';

/** Of parcels that the seller's own drivers bring. */
export function ownDeliveryConformance(stage: ConformanceStage): void {
  it('takes the word of the seller’s own drivers for their parcels, and for no others', async () => {
    const { orders, fulfillment } = stage.adapter;
    const any = [{ packageId: 'FP000', outcome: 'delivered' }] as const;
    const attempt = () => fulfillment.reportOwnDelivery(stage.access, any);
    if (!(await stage.offers('fulfillment.reportOwnDelivery', attempt))) return;
    const own = await stage.world.buy(
      [[{ sellerSku: stage.skus[0], quantity: 1 }], [{ sellerSku: stage.skus[0], quantity: 2 }]],
      'own_delivery',
    );
    const byCarrier = await stage.buyOne();
    const parcels = await Promise.all([...own, byCarrier].map((orderNumber) => stage.packOne(orderNumber)));
    const [delivered, failed, foreign] = parcels.map(({ packageId }) => packageId) as [string, string, string];
    await fulfillment.readyToShip(stage.access, [delivered, failed, foreign]);

    const report = await fulfillment.reportOwnDelivery(stage.access, [
      { packageId: delivered, outcome: 'delivered' },
      { packageId: failed, outcome: 'failed' },
      { packageId: foreign, outcome: 'delivered' },
      { packageId: 'FP000', outcome: 'failed' },
    ]);
    expect([...report.succeeded].sort()).toEqual([delivered, failed].sort());
    expect(new Map(report.failed.map(({ key, error }) => [key, error.constructor]))).toEqual(
      new Map<string, unknown>([
        [foreign, NotSupportedError],
        ['FP000', NotFoundError],
      ]),
    );
    const statusOf = async (orderNumber: string) => (await orders.get(stage.access, orderNumber)).status;
    expect(await Promise.all([...own, byCarrier].map(statusOf))).toEqual([
      'delivered',
      'delivery_failed',
      'ready_to_ship',
    ]);
  });
}
