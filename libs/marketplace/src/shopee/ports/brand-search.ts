import * as catalog from '../catalog.js';
import { objectIn } from '../client.js';
import type { ShopeeAnswer } from '../envelope.js';

interface BrandQuery {
  readonly categoryId: string;
  readonly brand: string | undefined;
}

/**
 * A brand is named by its number, which is in the category's list of brands. Null when it is not there.
 * @param ask for a page of the list, of a shop or of a merchant
 */
export async function brandIdOf(
  ask: (request: Record<string, unknown>) => Promise<ShopeeAnswer>,
  { categoryId, brand }: BrandQuery,
): Promise<string | null> {
  const wanted = brand?.trim().toLowerCase();
  if (wanted === undefined || ['', 'nobrand', 'no brand'].includes(wanted)) return null;
  let cursor: string | null = null;
  do {
    const page = catalog.fromBrandsResponse(objectIn(await ask(catalog.toBrandsRequest(categoryId, cursor))));
    const found = page.items.find(({ name }) => name.trim().toLowerCase() === wanted);
    if (found) return found.brandId;
    cursor = page.nextCursor;
  } while (cursor !== null);
  return null;
}
