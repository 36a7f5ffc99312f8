import { minorOf } from '@pinglu/kernel';
import { NotFoundError } from '../port/errors.js';
import { caught, type ConformanceStage } from './conformance-stage.js';

export function orderConformance(stage: ConformanceStage): void {
  it('sees an order once it is placed: units merged, stock taken, nothing about the buyer', async () => {
    const since = new Date(Date.now() - 5_000);
    const [stock] = await stage.adapter.stock.read(stage.access, stage.itemId);
    const orderNumber = await stage.buyOne(3);
    const listed = (await stage.listOrders(since)).find((order) => order.orderNumber === orderNumber);
    const order = await stage.adapter.orders.get(stage.access, orderNumber);
    expect(order).toMatchObject({ ...listed, status: 'placed', unitCount: 3, packages: [] });
    expect(order.lines).toEqual([
      expect.objectContaining({
        sellerSku: stage.skus[0],
        quantity: 3,
        status: 'placed',
        externalItemId: stage.itemId,
      }),
    ]);
    expect(new Set(order.lines[0]?.externalLineIds).size).toBe(stage.traits.unitsHaveIds ? 3 : 1);
    expect(minorOf(order.total)).toBe(minorOf(order.lines[0]!.unitPrice) * 3n);
    expect(await stage.adapter.orders.items(stage.access, [orderNumber, '1'])).toEqual([
      { orderNumber, lines: order.lines, packages: [], shipBy: order.shipBy, cancellationRequest: null },
    ]);
    const [left] = await stage.adapter.stock.read(stage.access, stage.itemId);
    expect(left?.sellable).toBe(stock!.sellable - 3);
    expect(await caught(stage.adapter.orders.get(stage.access, '1'))).toBeInstanceOf(NotFoundError);
  });

  it('lists every order once at least, however many pages it takes', async () => {
    const since = new Date(Date.now() - 2_000);
    const placed = await stage.world.buy(
      Array.from({ length: 230 }, () => [{ sellerSku: stage.skus[1], quantity: 1 }]),
    );
    const listed = new Set((await stage.listOrders(since)).map(({ orderNumber }) => orderNumber));
    expect(placed).toHaveLength(230);
    expect(placed.filter((orderNumber) => !listed.has(orderNumber))).toEqual([]);
    const items = await stage.adapter.orders.items(stage.access, placed);
    expect(items.map(({ orderNumber }) => orderNumber).sort()).toEqual([...placed].sort());
  });
}
