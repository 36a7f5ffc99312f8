import { BodyReader, RefusedError } from '../../control/body.js';
import type { ControlRoute } from '../../control/control-door.js';
import { regionRule, toMinor } from '../catalog/region-rule.js';
import type { World } from '../world/world.js';

/** What the control door can do about money: the platform takes or gives some for an order that is completed. */
export function financeRoutes(current: () => World): ControlRoute[] {
  return [
    {
      method: 'POST',
      pattern: '/orders/{orderNumber}/adjust',
      handle: ({ names, body }) => {
        const world = current();
        const order = world.orders.find(names['orderNumber'] ?? '');
        if (!order) throw new RefusedError(`There is no order ${names['orderNumber']}.`, 404);
        const reader = new BodyReader(body);
        const text = reader.text('amount');
        const reason = reader.optionalText('reason') ?? 'Adjustment';
        reader.end();
        const { decimals } = regionRule(order.shop.region);
        const minor = toMinor(text.replace(/^-/, ''), { decimals });
        if (minor === undefined) throw reader.wrong('amount', `an amount such as "-1.50" in ${order.shop.region}`);
        if (order.completedMs === 0)
          throw new RefusedError(
            `The order ${order.orderSn} is ${order.status}; only a completed one can be adjusted.`,
          );
        world.finance.adjust(order, text.startsWith('-') ? -minor : minor, reason);
        return { orderNumber: order.orderSn, adjustments: world.finance.adjustmentsOf(order).length };
      },
    },
  ];
}
