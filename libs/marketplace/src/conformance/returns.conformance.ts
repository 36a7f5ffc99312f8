import { multiplyMoney } from '@pinglu/kernel';
import {
  ConflictError,
  InvalidRequestError,
  NotFoundError,
  NotSupportedError,
  RefusedRequestError,
} from '../port/errors.js';
import type { MarketplaceReturn, ReturnAction } from '../port/reverse.types.js';
import { allPages, caught, type ConformanceStage } from './conformance-stage.js';

export function returnConformance(stage: ConformanceStage): void {
  /** Whether all of this can be decided here. What cannot has to be refused. */
  const decidable = async (...actions: ReturnAction[]): Promise<boolean> => {
    const attempt = (action: ReturnAction): Promise<void> =>
      stage.adapter.returns.decide(stage.access, {
        ...{ returnId: '1', returnLineIds: ['2'] },
        ...{ kind: 'return', action, reasonId: '1' },
      });
    if (!(await stage.offers('returns.decide', () => attempt(actions[0]!)))) return false;
    const impossible = actions.filter((action) => !stage.traits.returnActions.includes(action));
    for (const action of impossible) expect(await caught(attempt(action))).toBeInstanceOf(NotSupportedError);
    return impossible.length === 0;
  };
  /** Once it is granted; some marketplaces do not say when the money has arrived. */
  const refunded = ['refund_pending', 'refunded'];
  const open = async (kind: 'return' | 'refund_only', units = 1): Promise<MarketplaceReturn> => {
    const since = new Date(Date.now() - 2_000);
    const orderNumber = await stage.deliveredOrder(units);
    await stage.world.openReturn(orderNumber, kind);
    const window = { since, until: new Date(Date.now() + 60_000) };
    const listed = await allPages((cursor) => stage.adapter.returns.list(stage.access, { ...window, cursor }));
    const own = listed.find((one) => one.orderNumber === orderNumber);
    if (!own) throw new Error('The return that was opened is not listed.');
    return own;
  };
  const decide = (one: MarketplaceReturn, action: ReturnAction, more: object = {}): Promise<void> =>
    stage.adapter.returns.decide(stage.access, {
      ...{ returnId: one.returnId, kind: one.kind, action },
      returnLineIds: one.lines.map(({ returnLineId }) => returnLineId),
      ...more,
    });
  const statusOf = async ({ returnId }: MarketplaceReturn) =>
    (await stage.adapter.returns.get(stage.access, returnId)).status;

  it('lists a return that a buyer has opened, and reads the same one by itself', async () => {
    if (!(await stage.offers('returns.get', () => stage.adapter.returns.get(stage.access, '1')))) return;
    const listed = await open('return', 2);
    const order = await stage.adapter.orders.get(stage.access, listed.orderNumber);
    expect(listed).toMatchObject({ kind: 'return', goesTo: 'seller', status: 'requested' });
    const { unitPrice } = order.lines[0]!;
    if (stage.traits.unitsHaveIds) {
      expect(listed.lines.map(({ externalLineId }) => String(externalLineId)).sort()).toEqual(
        order.lines.flatMap(({ externalLineIds }) => externalLineIds).sort(),
      );
    }
    for (const line of listed.lines) {
      expect(line).toMatchObject({ sellerSku: stage.skus[0], refund: multiplyMoney(unitPrice, line.quantity) });
      expect(line.reason).not.toBeNull();
    }
    expect(listed.lines.map(({ quantity }) => quantity)).toEqual(stage.traits.unitsHaveIds ? [1, 1] : [2]);
    expect(await stage.adapter.returns.get(stage.access, listed.returnId)).toEqual(listed);
    expect(await caught(stage.adapter.returns.get(stage.access, '1'))).toBeInstanceOf(NotFoundError);
  });

  it('takes goods back and refunds them, step by step', async () => {
    if (!(await decidable('accept_return', 'confirm_receipt', 'refund'))) return;
    const one = await open('return', 2);
    await decide(one, 'accept_return');
    expect(await statusOf(one)).toBe('accepted');
    expect(await caught(decide(one, 'accept_return'))).toBeInstanceOf(ConflictError);
    await stage.world.sendBack(one.returnId);
    expect(await statusOf(one)).toBe('shipping_back');
    await decide(one, 'confirm_receipt');
    expect(await statusOf(one)).toBe('received');
    await decide(one, 'refund');
    expect(await statusOf(one)).toBe('refunded');
    expect(await caught(decide(one, 'refund'))).toBeInstanceOf(ConflictError);
  });

  it('refuses a return for one of the marketplace’s reasons, and not without', async () => {
    if (!(await decidable('refuse_return'))) return;
    const one = await open('return');
    const returnLineIds = one.lines.map(({ returnLineId }) => returnLineId);
    const reasons = await stage.adapter.returns.refusalReasons(stage.access, { returnId: one.returnId, returnLineIds });
    expect(reasons.length).toBeGreaterThan(0);
    expect(await caught(decide(one, 'refuse_return'))).toBeInstanceOf(InvalidRequestError);
    expect(await statusOf(one)).toBe('requested');
    await decide(one, 'refuse_return', { reasonId: reasons[0]!.reasonId, comment: 'It was used.' });
    // Where the marketplace judges between the two, a refusal is the beginning of that.
    expect(['refused', 'disputed']).toContain(await statusOf(one));
    expect(await caught(decide(one, 'refuse_return', { reasonId: reasons[0]!.reasonId }))).toBeInstanceOf(
      RefusedRequestError,
    );
  });

  it('lets the buyer keep the goods', async () => {
    if (!(await decidable('refund_without_return'))) return;
    const one = await open('return');
    await decide(one, 'refund_without_return');
    expect(refunded).toContain(await statusOf(one));
    expect(await caught(decide(one, 'refund_without_return'))).toBeInstanceOf(ConflictError);
  });

  it('refunds what is not to come back, or disputes it', async () => {
    if (!(await decidable('refund', 'dispute'))) return;
    const one = await open('refund_only');
    expect(one).toMatchObject({ kind: 'refund_only', goesTo: 'nowhere', status: 'requested' });
    await decide(one, 'refund');
    expect(refunded).toContain(await statusOf(one));
    const other = await open('refund_only');
    const returnLineIds = other.lines.map(({ returnLineId }) => returnLineId);
    const lines = { returnId: other.returnId, returnLineIds };
    const [reason] = await stage.adapter.returns.refusalReasons(stage.access, lines);
    await decide(other, 'dispute', {
      ...(reason && { reasonId: reason.reasonId }),
      ...{ comment: 'It is as described.', images: ['https://pictures.example/1.jpg'] },
    });
    expect(await statusOf(other)).toBe('disputed');
    expect(await caught(decide(other, 'refund'))).toBeInstanceOf(RefusedRequestError);
  });
}
