import { BodyReader } from '../../control/body.js';
import type { ControlRoute } from '../../control/control-door.js';
import type { LimitRules } from '../protocol/limits.js';
import type { World } from '../world/world.js';

const MANY = { min: 0, max: 1_000_000_000 };

/** `GET` and `PUT /_control/limits`: what the platform allows. Fields that are not given stay; 0 is without limit. */
export function limitRoutes(current: () => World): ControlRoute[] {
  return [
    { method: 'GET', pattern: '/limits', handle: () => current().limits.rules },
    {
      method: 'PUT',
      pattern: '/limits',
      handle: ({ body }) => {
        const { limits } = current();
        limits.rules = readRules(body, limits.rules);
        return limits.rules;
      },
    },
  ];
}

function readRules(body: unknown, before: LimitRules): LimitRules {
  const reader = new BodyReader(body);
  const rules: LimitRules = {
    dailyQuota: reader.optionalInteger('dailyQuota', MANY) ?? before.dailyQuota,
    apiPerSecond: reader.optionalInteger('apiPerSecond', MANY) ?? before.apiPerSecond,
    sellerPerSecond: reader.optionalInteger('sellerPerSecond', MANY) ?? before.sellerPerSecond,
    ipWhitelist: reader.optionalTexts('ipWhitelist') ?? before.ipWhitelist,
    enforceBans: reader.optionalBoolean('enforceBans') ?? before.enforceBans,
  };
  reader.end();
  return rules;
}
