import { ConflictError, RefusedRequestError } from '../port/errors.js';
import { connect, type ConformanceStage } from './conformance-stage.js';

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

  it('tells the stock of each warehouse, which is all there is', async () => {
    const codes = (await stage.adapter.seller.warehouses(stage.access)).map(({ code }) => code);
    for (const { sellable, warehouses } of await stage.adapter.stock.read(stage.access, stage.itemId)) {
      expect(warehouses.length > 0).toBe(stage.traits.onlyWarehouseIsNamed);
      if (warehouses.length === 0) continue;
      expect(warehouses.filter(({ warehouseCode }) => !codes.includes(warehouseCode))).toEqual([]);
      expect(warehouses.reduce((sum, warehouse) => sum + warehouse.sellable, 0)).toBe(sellable);
    }
  });

  it('writes stock by warehouse where there are several, and refuses one that is not there', async () => {
    const { catalog, seller, stock } = stage.adapter;
    const { access } = await connect(stage.world, 'several');
    const codes = (await seller.warehouses(access)).map(({ code }) => code).sort();
    expect(codes.length).toBeGreaterThan(1);
    const { externalItemId, variants } = await catalog.createProduct(
      access,
      await stage.world.draft(access, ['CONF-SPREAD-A', 'CONF-SPREAD-B']),
    );
    const writes = variants.flatMap(({ sellerSku, externalSkuId }) =>
      codes.map((warehouseCode, index) => ({
        ...{ externalItemId, externalSkuId, sellerSku, warehouseCode },
        quantity: 100 + index,
      })),
    );
    const { succeeded, failed } = await stock.write(access, writes);
    expect(failed).toEqual([]);
    expect([...succeeded].sort()).toEqual(['CONF-SPREAD-A', 'CONF-SPREAD-B']);
    for (const { sellable, warehouses } of await stock.read(access, externalItemId)) {
      const found = new Map(warehouses.map((warehouse) => [warehouse.warehouseCode, warehouse.sellable]));
      expect(found).toEqual(new Map(codes.map((code, index) => [code, 100 + index])));
      expect(sellable).toBe(codes.reduce((sum, _, index) => sum + 100 + index, 0));
    }
    const strange = await stock.write(access, [{ ...writes[0]!, warehouseCode: 'CONF-NOWHERE' }]);
    expect(strange).toEqual({
      succeeded: [],
      failed: [{ key: writes[0]!.sellerSku, error: expect.any(RefusedRequestError) }],
    });
  });

  it('does not take away what a campaign holds, and says that it is held', async () => {
    const { draft, externalItemId, skuIds } = await stage.publish(['CONF-HELD-A', 'CONF-HELD-B']);
    await stage.world.holdForCampaign('CONF-HELD-A', 30);
    const writes = ['CONF-HELD-A', 'CONF-HELD-B'].map((sellerSku) => ({
      ...{ externalItemId, sellerSku, externalSkuId: skuIds.get(sellerSku)! },
      quantity: 29,
    }));
    const { succeeded, failed } = await stage.adapter.stock.write(stage.access, writes);
    expect(succeeded).toEqual(['CONF-HELD-B']);
    expect(failed).toEqual([{ key: 'CONF-HELD-A', error: expect.any(ConflictError) }]);
    expect(failed[0]?.error.message).toMatch(/campaign|promotion/i);
    const [held] = await stage.adapter.stock.read(stage.access, externalItemId);
    expect(held).toMatchObject({ sellable: draft.variants[0]?.quantity, campaignLocked: 30 });
  });
}
