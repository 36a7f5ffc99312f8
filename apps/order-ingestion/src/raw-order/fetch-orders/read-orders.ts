import {
  AuthExpiredError,
  NotFoundError,
  type MarketplaceAdapter,
  type MarketplaceOrder,
  type OrderHeader,
  type ShopAccess,
} from '@pinglu/marketplace';
import { inParallel } from '../../job/in-parallel.js';

/** An order to read, and since when it may have changed, as far as anybody said. */
export interface OrderToRead {
  readonly orderNumber: string;
  readonly changedSince: Date | null;
}

export interface OrdersRead {
  readonly found: ReadonlyMap<string, MarketplaceOrder>;
  /** The shop has no such orders. */
  readonly unknown: readonly string[];
  /** What could not be read, each with its reason. */
  readonly failed: ReadonlyMap<string, unknown>;
}

/** From here on one list of what changed is cheaper than asking order by order. */
const LIST_FROM = 3;
const LIST_PAGES = 3;
const GETS_AT_ONCE = 4;
/** Nothing changes later than now by the marketplace's clock, which need not be ours. */
const FAR_FUTURE_MS = 366 * 86_400_000;

/**
 * Reads orders with as few calls as it takes: the headers of many at once from the list of what changed, the rest one by
 * one; then the lines of all in batches. Always the header first: the lines are then never older than its update time.
 */
export async function readOrders(
  adapter: MarketplaceAdapter,
  access: ShopAccess,
  { orders, now }: { orders: readonly OrderToRead[]; now: Date },
): Promise<OrdersRead> {
  const headers = await listHeaders(adapter, access, { orders, now });
  const found = new Map<string, MarketplaceOrder>();
  const unknown: string[] = [];
  const failed = new Map<string, unknown>();
  const listed = [...headers.keys()];
  for (const { orderNumber, ...items } of listed.length > 0 ? await adapter.orders.items(access, listed) : []) {
    const header = headers.get(orderNumber);
    if (header) found.set(orderNumber, { ...header, ...items });
  }
  await inParallel(
    orders.filter(({ orderNumber }) => !found.has(orderNumber)),
    GETS_AT_ONCE,
    async ({ orderNumber }) => {
      try {
        found.set(orderNumber, await adapter.orders.get(access, orderNumber));
      } catch (error) {
        // Says nothing of this order: the token is renewed, and everything asked again with the new one.
        if (error instanceof AuthExpiredError) throw error;
        if (error instanceof NotFoundError) unknown.push(orderNumber);
        else failed.set(orderNumber, error);
      }
    },
  );
  return { found, unknown, failed };
}

async function listHeaders(
  adapter: MarketplaceAdapter,
  access: ShopAccess,
  { orders, now }: { orders: readonly OrderToRead[]; now: Date },
): Promise<Map<string, OrderHeader>> {
  const wanted = new Map(
    orders.flatMap(({ orderNumber, changedSince }) => (changedSince ? [[orderNumber, changedSince]] : [])),
  );
  const headers = new Map<string, OrderHeader>();
  if (wanted.size < LIST_FROM) return headers;
  const since = new Date(Math.min(...[...wanted.values()].map((at) => at.getTime())));
  const until = new Date(now.getTime() + FAR_FUTURE_MS);
  let cursor: string | null = null;
  for (let page = 0; page < LIST_PAGES; page += 1) {
    const { items, nextCursor } = await adapter.orders.listUpdatedSince(access, { since, until, cursor });
    for (const header of items) if (wanted.has(header.orderNumber)) headers.set(header.orderNumber, header);
    if (nextCursor === null || headers.size === wanted.size) break;
    cursor = nextCursor;
  }
  return headers;
}
