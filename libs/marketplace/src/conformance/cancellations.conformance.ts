import { ConflictError, InvalidRequestError, NotFoundError } from '../port/errors.js';
import { caught, type ConformanceStage } from './conformance-stage.js';

export function cancellationConformance(stage: ConformanceStage): void {
  const unitsOf = async (orderNumber: string) => {
    const { externalLineIds } = await stage.unitsOf(orderNumber);
    return { orderNumber, externalLineIds };
  };
  /** The last of them: the first ones may take the variant off sale. */
  const anyReason = async (units: Parameters<typeof stage.adapter.cancellations.reasons>[1]): Promise<string> => {
    const reasons = await stage.adapter.cancellations.reasons(stage.access, units);
    expect(reasons.length).toBeGreaterThan(0);
    return reasons.at(-1)!.reasonId;
  };

  it('cancels a part of an order and leaves the rest', async () => {
    const { cancellations, orders } = stage.adapter;
    const [first, second] = stage.skus;
    const [orderNumber = ''] = await stage.world.buy([
      [
        { sellerSku: first, quantity: 3 },
        { sellerSku: second, quantity: 1 },
      ],
    ]);
    const { lines } = await orders.get(stage.access, orderNumber);
    const ofFirst = lines.find(({ sellerSku }) => sellerSku === first)!;
    // One unit of three, or a line as a whole.
    const some = { orderNumber, externalLineIds: ofFirst.externalLineIds.slice(0, 1) };
    const quantity = stage.traits.unitsHaveIds ? 1 : 3;
    const attempt = () => cancellations.cancel(stage.access, { ...some, reasonId: '1' });
    if (!(await stage.offers('cancellations.cancel', attempt))) return;
    const reasonId = await anyReason(some);
    await cancellations.cancel(stage.access, { ...some, reasonId });
    const order = await orders.get(stage.access, orderNumber);
    expect(order.status).toBe('placed');
    const cancelled = order.lines.filter(({ status }) => status === 'cancelled');
    expect(cancelled).toEqual([expect.objectContaining({ externalLineIds: some.externalLineIds, quantity })]);
    const left = order.lines.filter(({ status }) => status === 'placed');
    expect(left.reduce((sum, line) => sum + line.quantity, 0)).toBe(4 - quantity);
    expect(await caught(cancellations.cancel(stage.access, { ...some, reasonId }))).toBeInstanceOf(ConflictError);
    const strange = { orderNumber: '1', externalLineIds: ['2'], reasonId };
    expect(await caught(cancellations.cancel(stage.access, strange))).toBeInstanceOf(NotFoundError);
    const rest = left.flatMap(({ externalLineIds }) => externalLineIds);
    const unreasonable = { orderNumber, externalLineIds: rest, reasonId: '7' };
    expect(await caught(cancellations.cancel(stage.access, unreasonable))).toBeInstanceOf(InvalidRequestError);
  });

  it('does not cancel what the buyer has', async () => {
    const { cancellations } = stage.adapter;
    const before = await unitsOf(await stage.buyOne());
    const attempt = () => cancellations.cancel(stage.access, { ...before, reasonId: '1' });
    if (!(await stage.offers('cancellations.cancel', attempt))) return;
    const reasonId = await anyReason(before);
    const orderNumber = await stage.deliveredOrder();
    const { lines } = await stage.adapter.orders.get(stage.access, orderNumber);
    const units = { orderNumber, externalLineIds: lines.flatMap(({ externalLineIds }) => externalLineIds) };
    expect(await cancellations.reasons(stage.access, units)).toEqual([]);
    expect(await caught(cancellations.cancel(stage.access, { ...units, reasonId }))).toBeInstanceOf(ConflictError);
  });

  it.each([
    [true, 'cancelled'],
    [false, 'placed'],
  ])('answers a buyer who wants to cancel, once: %p', async (agree, status) => {
    const { cancellations, orders } = stage.adapter;
    const orderNumber = await stage.buyOne();
    const { externalLineIds } = await unitsOf(orderNumber);
    const attempt = () => cancellations.answer(stage.access, { orderNumber, requestId: '1', agree });
    if (!(await stage.offers('cancellations.answer', attempt))) return;
    await stage.world.askToCancel(orderNumber);
    const [items] = await orders.items(stage.access, [orderNumber]);
    const asked = items!.cancellationRequest;
    expect([...(asked?.externalLineIds ?? [])].sort()).toEqual([...externalLineIds].sort());
    // Some do not say until when.
    if (asked?.answerBy !== null) expect(asked?.answerBy.getTime()).toBeGreaterThan(Date.now());
    const answer = { orderNumber, requestId: asked!.requestId, agree };
    await cancellations.answer(stage.access, answer);
    const after = await orders.get(stage.access, orderNumber);
    expect([after.status, after.cancellationRequest]).toEqual([status, null]);
    if (agree) for (const { reason } of after.lines) expect(reason).not.toBeNull();
    expect(await caught(cancellations.answer(stage.access, answer))).toBeInstanceOf(ConflictError);
  });
}
