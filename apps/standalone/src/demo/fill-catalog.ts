import { readFileSync } from 'node:fs';
import type { RestClient } from './rest-client.js';

/** Gives the demo merchant its catalog, once. It is listed on the shop by itself. */
export async function fillCatalog(merchant: RestClient, catalogFile: string): Promise<void> {
  const { items } = await merchant.call<{ items: readonly object[] }>({
    method: 'GET',
    path: '/api/v1/products?limit=1',
  });
  if (items.length > 0) return;
  await merchant.call({
    method: 'POST',
    path: '/api/v1/imports',
    body: readFileSync(catalogFile, 'utf8'),
    contentType: 'text/csv; charset=utf-8',
  });
}
