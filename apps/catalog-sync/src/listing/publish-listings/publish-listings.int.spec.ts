import 'reflect-metadata';
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { topics } from '@pinglu/contracts';
import { newId, type MerchantId, type ShopId } from '@pinglu/kernel';
import { waitUntil } from '@pinglu/testing';
import { TestCatalog } from '../../test-catalog.js';

// Real: PostgreSQL, the event bus on it, HTTP, the adapter. Imitated: the gateway and the marketplace, by TestMarketplace.

const names = 'Handle,Title,Type,Option1 Name,Option1 Value,Variant SKU,Price TH,Weight grams,HS Code';
const csv = (...lines: string[]): string => [names, ...lines].join('\n');
const tea = csv('tea,Liubao tea,Tea,Size,100 g,T-100,199,120,090230', 'tea,,,,500 g,T-500,899,560,');

describe('listing products in a shop', () => {
  let catalog: TestCatalog;
  beforeEach(async () => (catalog = await TestCatalog.start()));
  afterEach(() => catalog.stop());

  interface Shown {
    readonly status: string;
    readonly pending: boolean;
    readonly problems: { field: string; message: string }[];
    readonly [field: string]: unknown;
  }
  const listingsOf = async (merchantId: MerchantId): Promise<Shown[]> =>
    (await catalog.ask('/api/v1/listings', merchantId)).data.items as Shown[];
  const settled = (merchantId: MerchantId, count = 1) =>
    waitUntil(
      async () => {
        const listings = await listingsOf(merchantId);
        return listings.length === count && listings.every(({ pending }) => !pending) && listings;
      },
      { what: `${count} listings to be settled`, deadlineMs: 30_000 },
    );
  const told = (merchantId: MerchantId) => catalog.events(merchantId, topics.listing.name);

  async function connected(file = tea): Promise<{ merchantId: MerchantId; shopId: ShopId }> {
    const merchantId = newId<MerchantId>();
    await catalog.import(file, merchantId);
    return { merchantId, shopId: await catalog.connectShop(merchantId) };
  }

  it('happens by itself when a shop is connected, and is told with the ids of the marketplace', async () => {
    const { merchantId, shopId } = await connected();
    const [listing] = await settled(merchantId);
    const [product] = catalog.marketplace.products;
    expect(product).toMatchObject({ title: 'Liubao tea', category: '70' });
    const variants = product!.skus.map(({ skuId, sellerSku, price }) => ({
      sellerSku,
      externalSkuId: String(skuId),
      price: { amountMinor: price.replace('.', ''), currency: 'THB' },
    }));
    expect(listing).toMatchObject({
      status: 'published',
      externalItemId: String(product!.itemId),
      variants,
      problems: [],
    });
    const [event] = await waitUntil(() => told(merchantId).length > 0 && told(merchantId), { what: 'the event' });
    expect(event).toMatchObject({ shopId, marketplace: 'lazada', status: 'published', version: 1, variants });
    const one = await catalog.ask(`/api/v1/listings/${String(listing!['listingId'])}`, merchantId);
    expect(one.headers['etag']).toMatch(/^"v1\./);
  });

  it('happens by itself when a product is saved and a shop is there', async () => {
    const merchantId = newId<MerchantId>();
    await catalog.connectShop(merchantId);
    await waitUntil(
      async () => (await catalog.bus.lag('catalog-sync', [topics.shop.name])).every(({ lag }) => lag === 0),
      {
        what: 'the shop to be known',
      },
    );
    await catalog.import(tea, merchantId);
    await settled(merchantId);
    expect(catalog.marketplace.products).toHaveLength(1);
  });

  const pictured = (url: string): string =>
    [`${names},Image Src`, `tea,Liubao tea,Tea,,,T-1,199,120,090230,${url}`].join('\n');

  it('gives the marketplace the pictures first, and each of them once', async () => {
    const { merchantId, shopId } = await connected(pictured('https://pictures.example/tea.jpg'));
    await settled(merchantId);
    expect(catalog.marketplace.products[0]?.images).toEqual(['https://th-live-01.slatic.net/p/tea.jpg']);
    catalog.marketplace.products.length = 0;
    await catalog.ask('/api/v1/listings', merchantId, { body: { shopId, all: true } });
    await waitUntil(() => catalog.marketplace.products.length === 1, { what: 'the second listing' });
    expect(catalog.marketplace.products[0]?.images).toEqual(['https://th-live-01.slatic.net/p/tea.jpg']);
    expect(catalog.marketplace.countOf('/image/migrate')).toBe(1);
  });

  it('does not list a product without any of its pictures, and says which and why', async () => {
    const { merchantId } = await connected(pictured('https://pictures.example/broken.jpg'));
    const [listing] = await settled(merchantId);
    expect(listing).toMatchObject({
      status: 'refused',
      problems: [
        {
          field: 'images',
          message: expect.stringMatching(/^The picture https:\/\/pictures\.example\/broken\.jpg cannot/),
        },
      ],
    });
    expect(catalog.marketplace.countOf('/product/create')).toBe(0);
  });

  it('refuses in words what is not complete, and lists it once it is', async () => {
    const { merchantId } = await connected(csv('tea,Liubao tea,Tea,,,T-1,,120,090230'));
    expect(await settled(merchantId)).toEqual([
      expect.objectContaining({
        status: 'refused',
        problems: [{ field: 'price', message: 'T-1 has no price in THB; fill the column Price TH.' }],
      }),
    ]);
    expect(catalog.marketplace.countOf('/product/create')).toBe(0);
    await catalog.import(csv('tea,,,,,T-1,199,,'), merchantId);
    await waitUntil(async () => (await listingsOf(merchantId))[0]!.status === 'published', { what: 'the listing' });
    await waitUntil(() => told(merchantId).length === 2, { what: 'both events' });
    expect(told(merchantId).map(({ status, version }) => [status, version])).toEqual([
      ['refused', 1],
      ['published', 2],
    ]);
  });

  it('tells what the marketplace refuses, and tries again when asked to', async () => {
    catalog.marketplace.behaviours.push('refuse');
    const { merchantId, shopId } = await connected();
    expect(await settled(merchantId)).toEqual([
      expect.objectContaining({ status: 'refused', problems: [{ field: 'brand', message: 'Brand is invalid' }] }),
    ]);
    const key = { 'Idempotency-Key': newId() };
    const first = await catalog.ask('/api/v1/listings', merchantId, { body: { shopId, all: true }, headers: key });
    const again = await catalog.ask('/api/v1/listings', merchantId, { body: { shopId, all: true }, headers: key });
    expect([first.status, first.data, again.data]).toEqual([202, { shopId, wanted: 1 }, { shopId, wanted: 1 }]);
    await waitUntil(async () => (await listingsOf(merchantId))[0]!.status === 'published', { what: 'the listing' });
    const secondLook = await catalog.ask('/api/v1/listings', merchantId, { body: { shopId, all: true } });
    expect(secondLook.data.wanted).toBe(1);
    await waitUntil(async () => !(await listingsOf(merchantId))[0]!.pending, { what: 'a second look' });
    expect(catalog.marketplace.products).toHaveLength(1);

    // Gone at the marketplace, without a word to us: asked for again, it is put back.
    catalog.marketplace.products.length = 0;
    await catalog.ask('/api/v1/listings', merchantId, { body: { shopId, all: true } });
    await waitUntil(() => catalog.marketplace.products.length === 1, { what: 'the listing to be put back' });
    await waitUntil(async () => !(await listingsOf(merchantId))[0]!.pending, { what: 'the listing to be settled' });
    expect(await listingsOf(merchantId)).toEqual([expect.objectContaining({ status: 'published' })]);
  });

  it('says in a dry run what would stand in the way, and changes nothing', async () => {
    const { merchantId, shopId } = await connected(
      csv('a,Apple crisps,Snacks,,,A,99,100,200899', 'b,Bell,Snacks,,,B,,,'),
    );
    await settled(merchantId, 2);
    const creates = catalog.marketplace.countOf('/product/create');
    const { data, status } = await catalog.ask('/api/v1/listings/dry-run', merchantId, { body: { shopId, all: true } });
    expect([status, data.ready, data.notReady, data.more]).toEqual([200, 1, 1, false]);
    const items = data.items as { handle: string; problems: { field: string }[] }[];
    expect(
      Object.fromEntries(items.map(({ handle, problems }) => [handle, problems.map(({ field }) => field)])),
    ).toEqual({
      a: [],
      b: ['hsCode', 'weightGrams', 'price'],
    });
    expect(catalog.marketplace.countOf('/product/create')).toBe(creates);
    const stranger = await catalog.ask('/api/v1/listings/dry-run', newId<MerchantId>(), {
      body: { shopId, all: true },
    });
    const vague = await catalog.ask('/api/v1/listings', merchantId, { body: { shopId } });
    expect([stranger.status, stranger.data.code, vague.status]).toEqual([404, 'shop-not-found', 400]);
  });

  it('asks for a new token when one is refused, and repeats the call once', async () => {
    catalog.marketplace.deadTokens.add('token-1');
    const { merchantId } = await connected();
    await settled(merchantId);
    expect([catalog.marketplace.tokensGivenOut, catalog.marketplace.products.length]).toEqual([2, 1]);
  });

  it.each(['drop-after-commit', 'throttle'] as const)(
    'makes one listing when a call is answered with: %s',
    async (behaviour) => {
      catalog.marketplace.behaviours.push(behaviour);
      const { merchantId } = await connected();
      expect(await settled(merchantId)).toEqual([expect.objectContaining({ status: 'published' })]);
      expect(catalog.marketplace.products).toHaveLength(1);
    },
  );

  it('shows what differs in the shop instead of making a second listing', async () => {
    const { merchantId } = await connected();
    await settled(merchantId);
    await catalog.import(tea.replace('199', '189'), merchantId);
    const [listing] = await waitUntil(
      async () => {
        const listings = await settled(merchantId);
        return listings[0]!.problems.length > 0 && listings;
      },
      { what: 'the difference to be seen' },
    );
    expect(listing).toMatchObject({
      status: 'published',
      problems: [{ field: 'price', message: expect.stringContaining('T-100') }],
    });
    expect(catalog.marketplace.countOf('/product/create')).toBe(1);
  });

  it('makes one listing when the process is killed between the creating and the saving', async () => {
    await catalog.stopService();
    const merchantId = newId<MerchantId>();
    catalog.marketplace.behaviours.push('hang-after-commit');
    const victim = await otherProcess(catalog.environment);
    try {
      await catalog.startService();
      await catalog.import(tea, merchantId);
      await catalog.stopService();
      await catalog.connectShop(merchantId);
      await waitUntil(() => catalog.marketplace.products.length === 1, {
        what: 'the marketplace to have the product',
        deadlineMs: 30_000,
      });
    } finally {
      const gone = once(victim, 'exit');
      victim.kill('SIGKILL');
      await gone;
    }
    await catalog.startService();
    const [listing] = await settled(merchantId);
    expect(listing).toMatchObject({
      status: 'published',
      externalItemId: String(catalog.marketplace.products[0]!.itemId),
    });
    expect(catalog.marketplace.countOf('/product/create')).toBe(1);
    await waitUntil(() => told(merchantId).length > 0, { what: 'the event' });
    expect(told(merchantId)).toHaveLength(1);
  });
});

/** The built service in a process of its own, to be killed. */
async function otherProcess(environment: Readonly<Record<string, string>>): Promise<ChildProcess> {
  const main = resolve(__dirname, '../../../dist/main.js');
  const child = fork(main, [], { env: { ...environment, LOG_LEVEL: 'info' }, execArgv: [], silent: true });
  let output = '';
  child.stdout!.on('data', (piece: Buffer) => (output += piece.toString()));
  child.stderr!.on('data', (piece: Buffer) => (output += piece.toString()));
  await waitUntil(() => output.includes('The service listens to its topics.'), {
    what: 'the other process to be up',
    deadlineMs: 30_000,
  });
  return child;
}
