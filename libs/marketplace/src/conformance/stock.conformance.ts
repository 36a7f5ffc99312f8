import { RefusedRequestError } from '../port/errors.js';
import type { ConformanceStage } from './conformance-stage.js';

export function stockConformance(stage: ConformanceStage): void {
  it('writes stock and reads it back; a SKU that is not there does not hold the others up', async () => {
    const before = await stage.adapter.stock.read(stage.access, stage.itemId);
    const writes = before.map(({ sellerSku, externalSkuId }, index) => ({
      ...{ externalItemId: stage.itemId, externalSkuId, sellerSku },
      quantity: 500 + index,
    }));
    const stranger = { externalItemId: '1', externalSkuId: '2', sellerSku: 'CONF-NONE', quantity: 1 };
    const { succeeded, failed } = await stage.adapter.stock.write(stage.access, [writes[0]!, stranger, writes[1]!]);
    expect([...succeeded].sort()).toEqual(stage.skus);
    expect(failed).toEqual([{ key: 'CONF-NONE', error: expect.any(RefusedRequestError) }]);
    const after = await stage.adapter.stock.read(stage.access, stage.itemId);
    expect(after.map(({ sellable }) => sellable)).toEqual([500, 501]);
  });
}
