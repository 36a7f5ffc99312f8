import { money } from '@pinglu/kernel';
import type { AppCredentials } from '../adapters/adapter-options.js';
import type { MarketplaceUnderTest } from '../conformance/marketplace.conformance.js';
import { eventually, pressConsent, pushIn, startSimulator, type SimulatorProcess } from '@pinglu/testing';
import { greyPng } from '../conformance/test-png.js';
import type { Category, ListingDraft } from '../port/catalog.types.js';
import type { ShopAccess } from '../port/types.js';
import { createShopeeAdapter } from './adapter.js';

export const app = {
  appKey: '1007001',
  appSecret: 'shpk53616e64626f784b6579446f4e6f7455736530313233343536373839303132',
};

export interface ShopeeSimulator extends MarketplaceUnderTest {
  /** For adapters with options of their own. */
  readonly credentials: AppCredentials;
  readonly control: SimulatorProcess['control'];
}

/** The shop in Singapore that the stand-in seeds, with a stand-in's clock that a wait moves on. */
export async function startShopeeSimulator(
  environment: Readonly<Record<string, string>> = {},
): Promise<ShopeeSimulator> {
  const process = await startSimulator('shopee', {
    SHOPEE_PARTNER_ID: app.appKey,
    SHOPEE_PARTNER_KEY: app.appSecret,
    ...environment,
  });
  const { url, control, receiver, stop } = process;
  const credentials: AppCredentials = {
    ...app,
    apiBaseUrl: url,
    authBaseUrl: url,
    pushUrl: receiver.url,
    contactEmail: 'returns@pinglu.example',
  };
  // The stand-in's clock, which a wait moves on.
  let aheadMs = 0;
  const clock = { now: () => new Date(Date.now() + aheadMs) };
  // Nobody is to be spared here.
  const adapter = createShopeeAdapter({ credentials, http: { clock, callsPerSecond: 100 } });
  const facts = draftFacts(adapter);
  const shop = '220011001';
  return {
    adapter,
    credentials,
    control,
    country: 'SG',
    consent: (authorizeUrl, warehouses = 'one') =>
      pressConsent(authorizeUrl, { account: warehouses === 'several' ? 'warehouses' : 'demo' }),
    draft: (access, sellerSkus) => facts(access, sellerSkus),
    pictures: (count) => Array.from({ length: count }, (_, index) => `https://pictures.example/${index + 1}.jpg`),
    refuseListing: async (externalItemId, reason) => {
      await control('POST', `items/${externalItemId}/review`, { verdict: 'refused', reason });
    },
    holdForCampaign: async (sellerSku, units) => {
      await control('POST', 'faults', { kind: 'campaign-lock', count: 1, shop, sellerSku, quantity: units });
    },
    buy: async (orders) => {
      const answer = (await control('POST', 'orders', { orders: orders.map((lines) => ({ shop, lines })) })) as {
        placed: { orderNumber: string }[];
        refused: { reason: string }[];
      };
      if (answer.refused.length > 0) throw new Error(`Buyers were refused: ${answer.refused[0]?.reason}`);
      return answer.placed.map(({ orderNumber }) => orderNumber);
    },
    deliver: async (orderNumber) => {
      await control('POST', `orders/${orderNumber}/advance`, { to: 'SHIPPED' });
      await control('POST', `orders/${orderNumber}/advance`, { to: 'COMPLETED' });
    },
    askToCancel: async (orderNumber) =>
      void (await control('POST', `orders/${orderNumber}/cancel`, { consent: 'needed' })),
    openReturn: async (orderNumber, kind) => {
      const solution = kind === 'return' ? 'RETURN_REFUND' : 'REFUND';
      await control('POST', `orders/${orderNumber}/return`, { solution });
    },
    sendBack: async (returnId) => void (await control('POST', `returns/${returnId}/advance`, { to: 'PROCESSING' })),
    closeStatements: async () => {
      await control('POST', 'clock', { advance: '2d' });
      aheadMs += 2 * 86_400_000;
    },
    loseNextAnswer: async () =>
      void (await control('POST', 'faults', {
        kind: 'hang-up-after-commit',
        count: 1,
        path: '/api/v2/logistics/ship_order',
      })),
    throttleNextCall: async () => void (await control('POST', 'faults', { kind: 'throttle', count: 1 })),
    killTokens: async () => void (await control('POST', 'faults', { kind: 'token-death', count: 1 })),
    pushed: pushIn(receiver),
    eventually,
    stop,
  };
}

type Adapter = MarketplaceUnderTest['adapter'];

const firstLeaf = (categories: readonly Category[]): Category | undefined =>
  categories.map((category) => (category.leaf ? category : firstLeaf(category.children))).find(Boolean);

/** What every draft needs is asked for once: a category, its attributes, and a picture that Shopee has. */
function draftFacts(adapter: Adapter) {
  let known: Promise<Omit<ListingDraft, 'title' | 'variants' | 'options'>> | null = null;
  const ask = async (access: ShopAccess) => {
    const leaf = firstLeaf(await adapter.catalog.categoryTree(access));
    if (!leaf) throw new Error('The simulator has no category to list in.');
    const attributes = (await adapter.catalog.attributes(access, leaf.categoryId)).filter(({ mandatory }) => mandatory);
    const image = await adapter.images.upload(access, {
      bytes: greyPng(400),
      fileName: 'thing.png',
      contentType: 'image/png',
    });
    return {
      categoryId: leaf.categoryId,
      description: '<p>A thing that is sold in two patterns.</p>',
      images: [image.reference],
      attributes: Object.fromEntries(attributes.map(({ name, choices }) => [name, choices[0] ?? '1'])),
    };
  };
  return async (access: ShopAccess, sellerSkus: readonly string[]): Promise<ListingDraft> => ({
    ...(await (known ??= ask(access))),
    title: `Conformance of ${sellerSkus.join(' and ')}`,
    options: sellerSkus.length > 1 ? [{ name: 'pattern', own: true }] : [],
    variants: sellerSkus.map((sellerSku) => ({
      sellerSku,
      options: { pattern: sellerSku },
      price: access.country === 'ID' ? money(19_900_000n, 'IDR') : money(19_900n, 'SGD'),
      quantity: 40,
      packageWeightGrams: 300,
      packageMillimetres: { length: 200, width: 100, height: 50 },
    })),
  });
}
