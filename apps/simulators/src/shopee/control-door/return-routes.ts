import { BodyReader, RefusedError } from '../../control/body.js';
import type { ControlRoute } from '../../control/control-door.js';
import { regionRule, toMajor, toMinor } from '../catalog/region-rule.js';
import { activeOf, type Order } from '../order/order.js';
import { RETURN_REASONS, type Return, type ReturnLine } from '../return/return.js';
import type { World } from '../world/world.js';

/** What buyers and the platform do about returns. */
export function returnRoutes(current: () => World): ControlRoute[] {
  const returnOf = (names: Readonly<Record<string, string>>): Return => {
    const one = current().returns.find(names['returnNumber'] ?? '');
    if (!one) throw new RefusedError(`There is no return ${names['returnNumber']}.`, 404);
    return one;
  };
  return [
    { method: 'GET', pattern: '/returns/{returnNumber}', handle: ({ names }) => returnState(returnOf(names)) },
    {
      method: 'POST',
      pattern: '/returns/{returnNumber}/advance',
      handle: ({ names, body }) => {
        const reader = new BodyReader(body);
        const to = reader.oneOf('to', Object.keys(STEPS) as (keyof typeof STEPS)[]);
        reader.end();
        const one = returnOf(names);
        STEPS[to](current(), one);
        return returnState(one);
      },
    },
    {
      method: 'POST',
      pattern: '/returns/{returnNumber}/offer',
      handle: ({ names, body }) => {
        const one = returnOf(names);
        counterOffer(current(), one, body);
        return returnState(one);
      },
    },
  ];
}

/** By the status that a step leads to. */
const STEPS = {
  PROCESSING: (world: World, one: Return) => world.returns.sendBack(one),
  JUDGING: (world: World, one: Return) => world.returns.step(one, 'JUDGING'),
  ACCEPTED: (world: World, one: Return) => world.returns.refund(one),
  CLOSED: (world: World, one: Return) => world.returns.refuse(one),
  CANCELLED: (world: World, one: Return) => world.returns.step(one, 'CANCELLED'),
} as const;

/** The buyer proposes an amount; the seller can accept it. */
function counterOffer(world: World, one: Return, body: unknown): void {
  const reader = new BodyReader(body);
  const text = reader.text('amount');
  reader.end();
  const amount = toMinor(text, regionRule(one.order.shop.region));
  if (amount === undefined) throw reader.wrong('amount', 'an amount of money');
  const before = one.negotiation.status;
  one.negotiation = { ...one.negotiation, status: 'PENDING_RESPOND', solution: one.solution, amount, by: 'BUYER' };
  world.returns.changed(one, 'negotiation_status', { before, after: 'PENDING_RESPOND' });
}

/** Begins a return of what the body names, or of everything that can still be returned. */
export function requestReturn(world: World, order: Order, body: unknown): unknown {
  const reader = new BodyReader(body ?? {});
  const reason = reader.optionalText('reason') ?? 'OTHER';
  const solution = reader.optionalOneOf('solution', ['RETURN_REFUND', 'REFUND']) ?? 'RETURN_REFUND';
  const lines = reader.optional('lines', () => reader.list('lines', (value, path) => readLine(value, path, order)));
  reader.end();
  const known = RETURN_REASONS.find((one) => one === reason);
  const all = order.lines.flatMap((line): ReturnLine[] => {
    const quantity = activeOf(line) - line.returned - line.returnRequested;
    return quantity > 0 ? [{ line, quantity }] : [];
  });
  if (!lines && all.length === 0) throw new RefusedError('Nothing of the order can be returned any more.');
  const request = { lines: lines ?? all, solution, reason: known ?? 'OTHER', textReason: known ? '' : reason } as const;
  return returnState(world.returns.request(order, request));
}

function readLine(value: unknown, path: string, order: Order): ReturnLine {
  const reader = new BodyReader(value, path);
  const sellerSku = reader.text('sellerSku');
  const quantity = reader.integer('quantity', { min: 1, max: 1000 });
  reader.end();
  const line = order.lines.find(({ offer }) => (offer.modelSku || offer.itemSku) === sellerSku);
  if (!line) throw reader.wrong('sellerSku', 'the code of a line of the order');
  return { line, quantity };
}

export const returnState = (one: Return): unknown => ({
  returnNumber: one.returnSn,
  orderNumber: one.order.orderSn,
  status: one.status,
  refunded: one.refundedMs > 0,
  negotiation: one.negotiation.status,
  refund: toMajor(one.refund, regionRule(one.order.shop.region).decimals),
});
