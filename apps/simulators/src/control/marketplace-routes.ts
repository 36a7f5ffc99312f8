import { BodyReader } from './body.js';
import { readStream, type BuyerStreams } from './buyer-stream.js';
import type { ControlRoute } from './control-door.js';
import type { StockTruth } from './stock-truth.js';

export interface MarketplaceWorld<Shop> {
  readonly buyers: BuyerStreams<Shop>;
  readonly stockTruth: Pick<StockTruth<never>, 'declare'>;
}

/** What differs from one marketplace to the next. */
export interface MarketplaceDoor<World, Shop, OrderRequest> {
  /** Reads the field `shop`. */
  readonly readShop: (reader: BodyReader) => Shop;
  readonly idOf: (shop: Shop) => string;
  readonly readOrder: (value: unknown, path: string) => OrderRequest;
  readonly place: (world: World, request: OrderRequest) => { orderNumber: string } | { refused: string };
}

/** What the control doors of all marketplaces have: buyers who order, one by one or in a stream, and the stock there is. */
export function marketplaceRoutes<World extends MarketplaceWorld<Shop>, Shop, OrderRequest>(
  current: () => World,
  door: MarketplaceDoor<World, Shop, OrderRequest>,
): ControlRoute[] {
  return [
    { method: 'POST', pattern: '/orders', handle: ({ body }) => placeOrders(current(), body, door) },
    { method: 'POST', pattern: '/rate', handle: ({ body }) => current().buyers.start(readStream(body, door.readShop)) },
    { method: 'DELETE', pattern: '/rate', handle: () => ({ streams: current().buyers.stopAll() }) },
    { method: 'POST', pattern: '/stock', handle: ({ body }) => declareStock(current(), body, door) },
  ];
}

/** So many are placed before others have their turn: a hundred thousand at once would stop the whole marketplace. */
const AT_A_TIME = 500;

/** Malformed orders fail the whole call, impossible ones are listed. */
async function placeOrders<World, OrderRequest>(
  world: World,
  body: unknown,
  door: Pick<MarketplaceDoor<World, never, OrderRequest>, 'readOrder' | 'place'>,
): Promise<unknown> {
  const placed: { orderNumber: string }[] = [];
  const refused: { index: number; reason: string }[] = [];
  for (const [index, request] of readOrders(body, door.readOrder).entries()) {
    if (index % AT_A_TIME === AT_A_TIME - 1) await new Promise((resolve) => void setImmediate(resolve));
    const result = door.place(world, request);
    if ('refused' in result) refused.push({ index, reason: result.refused });
    else placed.push(result);
  }
  return { placed, refused };
}

/** `{orders: […]}`, or NDJSON with one order a line. */
function readOrders<OrderRequest>(
  body: unknown,
  readOrder: (value: unknown, path: string) => OrderRequest,
): OrderRequest[] {
  if (Array.isArray(body)) return body.map((one, index) => readOrder(one, `orders[${index}]`));
  const reader = new BodyReader(body);
  const orders = reader.list('orders', readOrder);
  reader.end();
  return orders;
}

/** How many units of a SKU exist in truth, in one shop or, without `shop`, in all of them together. */
function declareStock<Shop>(
  world: Pick<MarketplaceWorld<Shop>, 'stockTruth'>,
  body: unknown,
  { readShop, idOf }: Pick<MarketplaceDoor<never, Shop, never>, 'readShop' | 'idOf'>,
): unknown {
  const reader = new BodyReader(body);
  const shop = reader.optional('shop', () => idOf(readShop(reader))) ?? null;
  const sellerSku = reader.text('sellerSku');
  const existing = reader.integer('existing', { min: 0, max: 1_000_000_000 });
  reader.end();
  world.stockTruth.declare(shop, sellerSku, existing);
  return { shop, sellerSku, existing };
}

/** The texts of an object whose fields may all be left out. */
export function readTexts<Name extends string>(
  value: unknown,
  path: string,
  names: readonly Name[],
): { [name in Name]?: string } {
  const reader = new BodyReader(value, path);
  const fields: { [name in Name]?: string } = {};
  for (const name of names) {
    const given = reader.optionalText(name);
    if (given !== undefined) fields[name] = given;
  }
  reader.end();
  return fields;
}
