import { BodyReader, RefusedError } from '../../control/body.js';
import type { ControlRoute } from '../../control/control-door.js';
import type { World } from '../world/world.js';

/** What the platform thinks of an item: it takes it off sale, or lets it on sale again. */
export function violationRoutes(current: () => World): ControlRoute[] {
  return [
    {
      method: 'POST',
      pattern: '/items/{itemId}/review',
      handle: ({ names, body }) => {
        const reader = new BodyReader(body);
        const verdict = reader.oneOf('verdict', ['approved', 'refused']);
        const reason = reader.optionalText('reason') ?? 'The product breaks a rule of the platform';
        reader.end();
        const world = current();
        const item = world.items.findAnywhere(Number(names['itemId']));
        if (!item) throw new RefusedError(`There is no item ${names['itemId']}.`, 404);
        if (verdict === 'refused') world.violations.ban(item, reason);
        else world.violations.clear(item);
        return { itemId: String(item.itemId), status: item.status };
      },
    },
  ];
}
