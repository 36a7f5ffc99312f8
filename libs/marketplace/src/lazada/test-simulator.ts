import { money } from '@pinglu/kernel';
import type { AppCredentials } from '../adapters/adapter-options.js';
import type { MarketplaceUnderTest } from '../conformance/marketplace.conformance.js';
import { eventually, pressConsent, pushIn, startSimulator, type SimulatorProcess } from '@pinglu/testing';
import type { Category, CategoryAttribute, ListingDraft } from '../port/catalog.types.js';
import type { ShopAccess } from '../port/types.js';
import { createLazadaAdapter } from './adapter.js';

const app = { appKey: '900001', appSecret: 'sandboxSecretDoNotUse0123456789ab' };
/** The Thai shop of the account that scripts log in to. */
const shop = '100200301';

export interface LazadaSimulator extends MarketplaceUnderTest {
  /** For adapters with options of their own. */
  readonly credentials: AppCredentials;
  /** A request to the control door, by its path below `/_control/`. */
  readonly control: SimulatorProcess['control'];
}

/** The stand-in of Lazada, with the shop in Thailand that it seeds. */
export async function startLazadaSimulator(scalars: 'capture' | 'docs'): Promise<LazadaSimulator> {
  const { url, control, receiver, stop } = await startSimulator('lazada', {
    LAZADA_APP_KEY: app.appKey,
    LAZADA_APP_SECRET: app.appSecret,
    LABEL_DELAY_MS: '300',
    ...(scalars === 'docs' && { SCALARS: 'docs' }),
  });
  const credentials = { ...app, apiBaseUrl: `${url}/th/rest`, authBaseUrl: `${url}/rest` };
  const adapter = createLazadaAdapter({ credentials });
  // The same for every draft, so it is asked for once.
  let facts: Promise<CategoryFacts> | null = null;
  return {
    adapter,
    credentials,
    control,
    country: 'TH',
    consent: (authorizeUrl, warehouses = 'one') =>
      pressConsent(authorizeUrl, warehouses === 'several' ? { account: 'two' } : {}),
    draft: async (access, sellerSkus) => draftOf(await (facts ??= firstCategory(adapter, access)), sellerSkus),
    pictures: (count) => Array.from({ length: count }, (_, index) => `https://pictures.example/${index + 1}.jpg`),
    refuseListing: async (externalItemId, reason) => {
      await control('POST', `products/${externalItemId}/qc`, { verdict: 'REJECTED', reason });
    },
    holdForCampaign: async (sellerSku, units) => {
      await control('POST', 'faults', { kind: 'campaign-lock', count: 1, shop, sellerSku, quantity: units });
    },
    buy: async (orders, how) => {
      const kind = how === 'own_delivery' ? 'own-fleet' : 'normal';
      const answer = (await control('POST', 'orders', { orders: orders.map((lines) => ({ shop, kind, lines })) })) as {
        placed: { orderNumber: string | number }[];
        refused: { reason: string }[];
      };
      if (answer.refused.length > 0) throw new Error(`Buyers were refused: ${answer.refused[0]?.reason}`);
      return answer.placed.map(({ orderNumber }) => String(orderNumber));
    },
    deliver: async (orderNumber) => {
      await control('POST', `orders/${orderNumber}/advance`, { to: 'shipped' });
      await control('POST', `orders/${orderNumber}/advance`, { to: 'delivered' });
    },
    askToCancel: async (orderNumber) => void (await control('POST', `orders/${orderNumber}/cancel`, { ask: true })),
    openReturn: async (orderNumber, kind) => {
      const returnTo = kind === 'return' ? 'RTM' : 'none';
      await control('POST', `orders/${orderNumber}/return`, { until: 'opened', returnTo });
    },
    sendBack: async (returnId) => {
      await control('POST', `reverse-orders/${returnId}/advance`, { to: 'shipped' });
      await control('POST', `reverse-orders/${returnId}/advance`, { to: 'arrived' });
    },
    closeStatements: async () => void (await control('POST', 'clock', { advance: '2d' })),
    loseNextAnswer: async () =>
      void (await control('POST', 'faults', { kind: 'hang-up-after-commit', count: 1, path: '/order/fulfill/pack' })),
    throttleNextCall: async () => void (await control('POST', 'faults', { kind: 'throttle', count: 1 })),
    killTokens: async () => void (await control('POST', 'faults', { kind: 'token-death', count: 1 })),
    pushed: pushIn(receiver),
    eventually,
    stop,
  };
}

const firstLeaf = (categories: readonly Category[]): Category | undefined =>
  categories.map((category) => (category.leaf ? category : firstLeaf(category.children))).find(Boolean);

type Adapter = MarketplaceUnderTest['adapter'];

/** Attributes of a category that a draft says in fields of its own. */
const saidByDraft = new Set(
  'name description short_description SellerSku price quantity package_weight package_length package_width package_height'.split(
    ' ',
  ),
);

/** Something that may stand where any value of the kind may. */
const someValue: Partial<Record<CategoryAttribute['input'], string>> = {
  date: '2026-01-01',
  image: 'https://th-live-01.slatic.net/p/a.jpg',
};

interface CategoryFacts {
  readonly categoryId: string;
  readonly attributes: readonly CategoryAttribute[];
}

async function firstCategory(adapter: Adapter, access: ShopAccess): Promise<CategoryFacts> {
  const leaf = firstLeaf(await adapter.catalog.categoryTree(access));
  if (!leaf) throw new Error('The simulator has no category to list in.');
  const { categoryId } = leaf;
  return { categoryId, attributes: await adapter.catalog.attributes(access, categoryId) };
}

function draftOf({ categoryId, attributes }: CategoryFacts, sellerSkus: readonly string[]): ListingDraft {
  const mandatory = (level: CategoryAttribute['level']): Record<string, string> =>
    Object.fromEntries(
      attributes
        .filter((attribute) => attribute.mandatory && attribute.level === level && !saidByDraft.has(attribute.name))
        .map((attribute) => [attribute.name, attribute.choices[0] ?? someValue[attribute.input] ?? '1']),
    );
  return {
    categoryId,
    title: `Conformance of ${sellerSkus.join(' and ')}`,
    description: '<p>A thing</p>',
    images: ['https://th-live-01.slatic.net/p/a.jpg'],
    attributes: { ...mandatory('listing'), brand: 'No Brand' },
    options: sellerSkus.length > 1 ? [{ name: 'pattern', own: true }] : [],
    variants: sellerSkus.map((sellerSku) => ({
      sellerSku,
      options: { pattern: sellerSku },
      price: money(19900n, 'THB'),
      quantity: 40,
      packageWeightGrams: 300,
      packageMillimetres: { length: 200, width: 100, height: 50 },
      attributes: mandatory('variant'),
    })),
  };
}
