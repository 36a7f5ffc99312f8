import { readFileSync } from 'node:fs';
import type { RestClient } from './rest-client.js';

/**
 * Gives the demo merchant its catalog. The first time it is listed by itself; from then on it is put back, for a
 * stand-in for a marketplace begins empty each time.
 */
export async function fillCatalog(merchant: RestClient, shopId: string, catalogFile: string): Promise<void> {
  const { items } = await merchant.call<{ items: readonly object[] }>({
    method: 'GET',
    path: '/api/v1/products?limit=1',
  });
  if (items.length > 0) {
    await merchant.call({ method: 'POST', path: '/api/v1/listings', body: { shopId, all: true } });
    return;
  }
  await merchant.call({
    method: 'POST',
    path: '/api/v1/imports',
    body: readFileSync(catalogFile, 'utf8'),
    contentType: 'text/csv; charset=utf-8',
  });
}
