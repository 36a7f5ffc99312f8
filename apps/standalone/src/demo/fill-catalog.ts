import { readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import type { RestClient } from './rest-client.js';

const PATIENCE_MS = 30_000;
/** Of the pictures in the file; they are where the stand-in really is. */
const WRITTEN_ORIGIN = 'http://127.0.0.1:8092';

export interface CatalogFile {
  readonly path: string;
  /** The origin of the pictures. */
  readonly pictures: string;
}

/**
 * Gives the demo merchant its catalog. The first time it is listed by itself; from then on it is put back, for a
 * stand-in for a marketplace begins empty each time.
 */
export async function fillCatalog(merchant: RestClient, shopIds: readonly string[], file: CatalogFile): Promise<void> {
  const { items } = await merchant.call<{ items: readonly object[] }>({
    method: 'GET',
    path: '/api/v1/products?limit=1',
  });
  if (items.length > 0) {
    for (const shopId of shopIds) await listAgain(merchant, shopId);
    return;
  }
  await merchant.call({
    method: 'POST',
    path: '/api/v1/imports',
    body: readFileSync(file.path, 'utf8').replaceAll(WRITTEN_ORIGIN, file.pictures),
    contentType: 'text/csv; charset=utf-8',
  });
}

/** The catalog hears by an event that the shop is connected once more; until then it says that it is not. */
async function listAgain(merchant: RestClient, shopId: string): Promise<void> {
  const giveUpAt = performance.now() + PATIENCE_MS;
  for (;;) {
    try {
      await merchant.call({ method: 'POST', path: '/api/v1/listings', body: { shopId, all: true } });
      return;
    } catch (error) {
      if (performance.now() > giveUpAt) throw error;
      await delay(250);
    }
  }
}
