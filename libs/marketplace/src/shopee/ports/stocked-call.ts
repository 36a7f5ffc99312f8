import { RefusedRequestError } from '../../port/errors.js';
import type { ShopAccess } from '../../port/types.js';
import type { ShopeeClient } from '../client.js';
import type { Endpoint } from '../endpoints.js';
import type { ShopeeAnswer } from '../envelope.js';
import { sellerPort } from './seller-port.js';

/**
 * Sends what puts goods up for sale. Most shops have one warehouse, and refuse its name; those that have several refuse to
 * do without, and then it is the first of them that has the goods.
 */
export async function callWithStock(
  client: ShopeeClient,
  endpoint: Endpoint,
  access: ShopAccess,
  body: Readonly<Record<string, unknown>>,
): Promise<ShopeeAnswer> {
  try {
    return await client.call(endpoint, access, body);
  } catch (error) {
    if (!asksForLocation(error)) throw error;
    const warehouse = (await sellerPort(client).warehouses(access)).find(({ isDefault }) => isDefault);
    if (!warehouse) throw error;
    return client.call(endpoint, access, atLocation(body, warehouse.code));
  }
}

const asksForLocation = (error: unknown): boolean =>
  error instanceof RefusedRequestError && error.fields.some(({ message }) => /location[ _]id/i.test(message));

/** The same with the name of the warehouse in each of its stocks, which may be those of variants. */
function atLocation(body: Readonly<Record<string, unknown>>, code: string): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(body).map(([name, value]) => {
      if (!Array.isArray(value)) return [name, value];
      const rows = value as readonly unknown[];
      if (name === 'seller_stock') return [name, rows.map((row) => ({ ...(row as object), location_id: code }))];
      if (!['model', 'model_list'].includes(name)) return [name, value];
      return [name, rows.map((row) => atLocation(row as Readonly<Record<string, unknown>>, code))];
    }),
  );
}
