import { BodyReader, RefusedError } from '../../control/body.js';
import type { ControlRoute } from '../../control/control-door.js';
import { marketplaceRoutes } from '../../control/marketplace-routes.js';
import { sellerSkuOf } from '../catalog/item.js';
import type { PartnerApp } from '../config.js';
import { placeOrder } from '../order/place-order.js';
import { ACCOUNTS, SHOPS, type Account } from '../shop/shop.js';
import { reservedOf, totalOf } from '../stock/stock.js';
import type { World } from '../world/world.js';
import { violationRoutes } from '../violation/violation-routes.js';
import { readOrder, readShop } from './order-body.js';
import { orderRoutes } from './order-routes.js';
import { returnRoutes } from './return-routes.js';

/** What the control door does beyond what every simulator has. */
export function shopeeRoutes(current: () => World): ControlRoute[] {
  return [
    ...marketplaceRoutes(current, {
      readShop,
      idOf: (shop) => String(shop.shopId),
      readOrder,
      place: (world, request) => {
        const result = placeOrder(world, request);
        return 'refused' in result ? result : { orderNumber: result.orderSn };
      },
    }),
    ...orderRoutes(current),
    ...returnRoutes(current),
    ...violationRoutes(current),
    { method: 'PUT', pattern: '/push', handle: ({ body }) => setPush(current(), body) },
    { method: 'POST', pattern: '/push/verify', handle: ({ body }) => verifyPush(current(), body) },
    {
      method: 'POST',
      pattern: '/authorizations/end',
      handle: ({ body }) => {
        const reader = new BodyReader(body);
        const account = readAccount(reader);
        const app = readApp(current(), reader);
        const type = reader.optionalText('type') ?? 'user cancel shop authorization';
        reader.end();
        return { ended: current().endAuthorization(app, account, type) };
      },
    },
    {
      method: 'GET',
      pattern: '/shops',
      handle: () => ({ accounts: ACCOUNTS.map(accountState), shops: shopStates(current()) }),
    },
  ];
}

/** Where the pushes of an app go; the address is taken as it is, without the test that the marketplace makes. */
function setPush(world: World, body: unknown): unknown {
  const reader = new BodyReader(body);
  const app = readApp(world, reader);
  const url = reader.optionalText('url');
  const speed = reader.optionalNumber('speed', { min: 1, max: 1_000_000 });
  reader.end();
  if (url !== undefined && !/^https?:\/\//.test(url)) throw reader.wrong('url', 'an address such as http://host/path');
  const { config, health } = world.pushes.senders.get(app)!;
  if (url !== undefined) {
    config.callbackUrl = url;
    health.restart();
  }
  config.speed = speed ?? config.speed;
  return { partnerId: app.partnerId, url: config.callbackUrl ?? null, speed: config.speed };
}

/** The console's button: sends the signed test message. */
async function verifyPush(world: World, body: unknown): Promise<unknown> {
  const reader = new BodyReader(body ?? {});
  const app = readApp(world, reader);
  reader.end();
  const sender = world.pushes.senders.get(app)!;
  const { callbackUrl } = sender.config;
  if (callbackUrl === undefined) throw new RefusedError('The app has no address yet; PUT /_control/push first.');
  return { acknowledged: await sender.verify(callbackUrl) };
}

/** The app that `partnerId` names; the first when it names none. */
function readApp(world: World, reader: BodyReader): PartnerApp {
  const { apps } = world.settings;
  const partnerId = reader.optionalInteger('partnerId', { min: 1, max: Number.MAX_SAFE_INTEGER });
  const app = partnerId === undefined ? apps[0] : apps.find((one) => one.partnerId === partnerId);
  if (!app) throw reader.wrong('partnerId', `one of ${apps.map((one) => one.partnerId).join(', ')}`);
  return app;
}

function readAccount(reader: BodyReader): Account {
  const accountId = reader.oneOf(
    'account',
    ACCOUNTS.map((one) => one.accountId),
  );
  return ACCOUNTS.find((one) => one.accountId === accountId)!;
}

const accountState = (one: Account): unknown => ({
  account: one.accountId,
  label: one.label,
  mainAccountId: one.mainAccountId ?? null,
  crossBorder: one.shops.some((shop) => shop.isCrossBorder),
  shops: one.shops.map((shop) => ({ shop: String(shop.shopId), country: shop.region.toLowerCase(), name: shop.name })),
  merchants: one.merchants.map((merchant) => merchant.merchantId),
  users: one.users.map((user) => user.userId),
});

const shopStates = (world: World): unknown =>
  SHOPS.map((shop) => ({
    shop: String(shop.shopId),
    skus: world.items.of(shop.shopId).flatMap((item) =>
      item.models.map((model) => ({
        sellerSku: sellerSkuOf(model),
        itemId: String(item.itemId),
        modelId: String(model.modelId),
        status: item.status,
        stock: totalOf(model.stock),
        ordered: model.stock.ordered,
        reserved: reservedOf(model.locks, world.nowMs()),
      })),
    ),
  }));
