import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { money } from '@pinglu/kernel';
import { waitUntil } from '@pinglu/testing';
import type { AppCredentials } from '../adapters/adapter-options.js';
import type { MarketplaceUnderTest } from '../conformance/marketplace.conformance.js';
import type { Category, CategoryAttribute, ListingDraft } from '../port/catalog.types.js';
import type { PushDelivery } from '../port/push.types.js';
import type { ShopAccess } from '../port/types.js';
import { createLazadaAdapter } from './adapter.js';

const entry = fileURLToPath(new URL('../../../../apps/simulators/dist/lazada/main.js', import.meta.url));
const app = { appKey: '900001', appSecret: 'sandboxSecretDoNotUse0123456789ab' };
/** The Thai shop of the account that scripts log in to. */
const shop = '100200301';

export interface LazadaSimulator extends MarketplaceUnderTest {
  /** For adapters with options of their own. */
  readonly credentials: AppCredentials;
  /** A request to the control door, by its path below `/_control/`. */
  readonly control: (method: string, path: string, body?: object) => Promise<unknown>;
}

/** Starts the stand-in as a process of its own; it shares no code with the adapter. */
export async function startLazadaSimulator(scalars: 'capture' | 'docs'): Promise<LazadaSimulator> {
  if (!existsSync(entry)) throw new Error('The simulator is not built. Run: npx tsc -b apps/simulators');
  const port = await freePort();
  const base = `http://127.0.0.1:${port}`;
  const receiver = await startReceiver();
  const output: string[] = [];
  const child = spawn(process.execPath, [entry], {
    env: {
      HOST: '127.0.0.1',
      PORT: String(port),
      SEED: '7',
      LAZADA_APP_KEY: app.appKey,
      LAZADA_APP_SECRET: app.appSecret,
      PUSH_URL: receiver.url,
      LABEL_DELAY_MS: '300',
      ...(scalars === 'docs' && { SCALARS: 'docs' }),
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  child.stdout.on('data', (chunk: Buffer) => output.push(chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => output.push(chunk.toString()));

  const control = async (method: string, path: string, body?: object): Promise<unknown> => {
    const response = await fetch(`${base}/_control/${path}`, {
      method,
      headers: { 'content-type': 'application/json' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(`The control door said ${response.status}: ${await response.text()}`);
    return response.json();
  };
  try {
    await waitUntil(() => control('GET', 'report'), { what: 'the simulator to answer', deadlineMs: 30_000 });
  } catch (error) {
    child.kill('SIGKILL');
    throw new Error(`The simulator did not start. It said: ${output.join('').slice(-2_000)}`, { cause: error });
  }

  const credentials = { ...app, apiBaseUrl: `${base}/th/rest`, authBaseUrl: `${base}/rest` };
  const adapter = createLazadaAdapter({ credentials });
  // The same for every draft, so it is asked for once.
  let facts: Promise<CategoryFacts> | null = null;
  return {
    adapter,
    credentials,
    control,
    country: 'TH',
    consent,
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
    pushed: (condition) =>
      waitUntil(() => receiver.deliveries.find(({ rawBody }) => condition(rawBody)), { what: 'the push' }),
    eventually: async (ask, what) => {
      let answer = await ask();
      await waitUntil(async () => (answer ??= await ask()) !== undefined, { what, deadlineMs: 20_000 });
      return answer!;
    },
    stop: async () => {
      await stopProcess(child);
      await receiver.stop();
    },
  };
}

/** Presses the button of the consent page, as a script may. */
async function consent(authorizeUrl: string, warehouses: 'one' | 'several' = 'one'): Promise<string> {
  const url = new URL(authorizeUrl);
  const form = new URLSearchParams(url.search);
  if (warehouses === 'several') form.set('account', 'two');
  const response = await fetch(url.origin + url.pathname, { method: 'POST', body: form, redirect: 'manual' });
  const back = new URL(response.headers.get('location') ?? 'about:blank');
  const code = back.searchParams.get('code');
  if (code === null || back.searchParams.get('state') !== form.get('state')) {
    throw new Error(`The consent page did not send the seller back with a code (status ${response.status}).`);
  }
  return code;
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

async function startReceiver() {
  const deliveries: Omit<PushDelivery, 'now'>[] = [];
  const server: Server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      deliveries.push({ rawBody: Buffer.concat(chunks), headers: request.headers });
      response.end('{}');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    deliveries,
    url: `http://127.0.0.1:${port}/push`,
    stop: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(resolve));
    },
  };
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

async function stopProcess(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  await ended;
}
