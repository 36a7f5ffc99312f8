import { BodyReader, InvalidBodyError, RefusedError } from '../../control/body.js';
import type { ControlRoute } from '../../control/control-door.js';
import { findSeller } from '../seller/seller.js';
import type { World } from '../world/world.js';
import type { LiveRoom } from './live-rooms.js';

/** Opens, shows and closes live rooms. */
export function liveRoutes(current: () => World): ControlRoute[] {
  return [
    { method: 'POST', pattern: '/live', handle: ({ body }) => roomState(open(current(), body)) },
    {
      method: 'GET',
      pattern: '/live/{presenterId}',
      handle: ({ names }) => roomState(find(current(), names)),
    },
    {
      method: 'DELETE',
      pattern: '/live/{presenterId}',
      handle: ({ names }) => {
        const room = find(current(), names);
        return { closed: current().liveRooms.close(room.presenterId) };
      },
    },
  ];
}

/** `{presenterId, shop, itemIds}`: the products must be the shop's. */
function open(world: World, body: unknown): LiveRoom {
  const reader = new BodyReader(body);
  const presenterId = reader.integer('presenterId', { min: 1, max: Number.MAX_SAFE_INTEGER });
  const shop = reader.text('shop');
  const itemIds = reader.optionalTexts('itemIds') ?? [];
  reader.end();
  const seller = findSeller(shop);
  if (!seller) throw new InvalidBodyError(`There is no shop ${shop}. GET /_control/shops lists them.`);
  const products = itemIds.map((itemId) => {
    const product = world.products.item(seller, Number(itemId));
    if (!product) throw new RefusedError(`The shop ${shop} has no product ${itemId}.`);
    return product;
  });
  return world.liveRooms.open(presenterId, seller, products);
}

function find(world: World, names: Readonly<Record<string, string>>): LiveRoom {
  const room = world.liveRooms.find(Number(names['presenterId']));
  if (!room) throw new RefusedError(`The presenter ${names['presenterId']} is not on air.`, 404);
  return room;
}

const roomState = (room: LiveRoom): unknown => ({
  presenterId: room.presenterId,
  shop: room.seller.sellerId,
  itemIds: [...room.products].map((one) => String(one.itemId)),
  highlighted: room.highlighted === undefined ? null : String(room.highlighted.itemId),
});
