import { BodyReader, RefusedError } from '../../control/body.js';
import type { ControlRoute } from '../../control/control-door.js';
import type { World } from '../world/world.js';

const TARGETS = ['PICKED_UP', 'ORDER_RECEIVED', 'DELIVERED', 'CANCELED'] as const;

/** What the control door can do about first miles: the carrier fetches the parcels, the warehouse scans them. */
export const firstMileRoutes = (current: () => World): ControlRoute[] => [
  {
    method: 'POST',
    pattern: '/first-mile/{number}/advance',
    handle: ({ names, body }) => {
      const entry = current().firstMile.findAnywhere(names['number'] ?? '');
      if (!entry) throw new RefusedError(`There is no first-mile number ${names['number']}.`, 404);
      const reader = new BodyReader(body);
      const to = reader.oneOf('to', TARGETS);
      reader.end();
      current().firstMile.advance(entry, to);
      return { number: entry.number, status: entry.status, parcels: entry.parcels.length };
    },
  },
];
