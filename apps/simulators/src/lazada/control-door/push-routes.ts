import { BodyReader, InvalidBodyError } from '../../control/body.js';
import type { ControlRoute } from '../../control/control-door.js';
import type { JsonObject } from '../protocol/json.js';
import { TOLD_TYPES, type ToldType } from '../push/told-messages.js';
import { findSeller, LOCAL_SELLER_ID } from '../seller/seller.js';
import type { World } from '../world/world.js';

/** Where pushes go, what is pushed, and messages that have no other cause in this world. */
export function pushRoutes(current: () => World): ControlRoute[] {
  return [
    { method: 'GET', pattern: '/push', handle: () => current().pushes.sender.target },
    { method: 'PUT', pattern: '/push', handle: ({ body }) => setPush(current(), body) },
    {
      method: 'POST',
      pattern: '/push/verify',
      handle: () => {
        current().pushes.verify();
      },
    },
    { method: 'POST', pattern: '/push/send', handle: ({ body }) => send(current(), body) },
  ];
}

/** Fields that are not given stay. An address ends a suspension, as entering it anew in the console does. */
function setPush(world: World, body: unknown): unknown {
  const reader = new BodyReader(body);
  const url = reader.optionalText('url');
  const retryMs = reader.optionalInteger('retryMs', { min: 1, max: 86_400_000 });
  const suspendAfter = reader.optionalInteger('suspendAfter', { min: 0, max: 1_000_000 });
  const types = reader.optional('types', readTypes);
  reader.end();
  if (url !== undefined && !/^https?:\/\//.test(url)) throw reader.wrong('url', 'an address such as http://host/path');
  const { sender } = world.pushes;
  const { target } = sender;
  sender.target = {
    url: url ?? target.url,
    retryMs: retryMs ?? target.retryMs,
    suspendAfter: suspendAfter ?? target.suspendAfter,
    types: types ?? target.types,
  };
  if (url !== undefined) sender.resume();
  return sender.target;
}

function readTypes(value: unknown, path: string): readonly number[] {
  const list: readonly unknown[] = Array.isArray(value) ? value : [undefined];
  return list.map((one) => {
    if (typeof one !== 'number' || !Number.isInteger(one))
      throw new InvalidBodyError(`${path} must be a list of message types such as [0, 14].`);
    return one;
  });
}

/** `{type, shop?, data?}`: `data` replaces fields of the documented sample. */
function send(world: World, body: unknown): unknown {
  const reader = new BodyReader(body);
  const number = reader.integer('type', { min: 0, max: 1000 });
  const type = TOLD_TYPES.find((one) => one === number);
  if (type === undefined) throw reader.wrong('type', `one of ${TOLD_TYPES.join(', ')}; the others follow from events`);
  const shop = reader.optionalText('shop') ?? LOCAL_SELLER_ID;
  const data = reader.optional('data', readData) ?? {};
  reader.end();
  const seller = findSeller(shop);
  if (!seller) throw new InvalidBodyError(`There is no shop ${shop}. GET /_control/shops lists them.`);
  return { sent: world.pushes.tell(type satisfies ToldType, seller, data) };
}

function readData(value: unknown, path: string): JsonObject {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new InvalidBodyError(`${path} must be a JSON object.`);
  // It came as JSON, so it holds nothing else.
  return value as JsonObject;
}
