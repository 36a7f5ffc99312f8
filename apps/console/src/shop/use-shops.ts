import type { Api } from '../api/api.js';
import { usePolling } from '../api/use-polling.js';
import type { Shop } from '../api/types.js';
import { articlesOf, type Article } from '../order/articles.js';

interface ShopFacts {
  readonly shops: readonly Shop[];
  /** Undefined where there is no demo to order from. */
  readonly articles: readonly Article[] | undefined;
}

/** The shops, and what a buyer of the demo could order in them. */
export function useShops(api: Api): ShopFacts | undefined {
  return usePolling('shops', async (signal) => {
    const [{ items: shops }, hasDemo] = await Promise.all([api.shops(signal), api.hasDemo(signal)]);
    if (!hasDemo) return { shops, articles: undefined };
    const { items } = await api.listings(signal);
    return { shops, articles: articlesOf(items, shops) };
  }).value;
}
