import { MarketplaceAdapters, type MarketplaceAdapter, type ShopAccess } from '@pinglu/marketplace';
import type { Bench, BenchResult } from '../report.js';
import { percentile, timed } from '../statistics.js';
import { bareLazada } from './bare-lazada.js';
import { startFixedAnswers } from './fixed-answers.js';

const CALLS = 4_000;
/** Calls of each kind that are not counted: connections are opened, and code is compiled, first. */
const WARM_UP = 2_000;

const app = { appKey: '900001', appSecret: 'sandboxSecretDoNotUse0123456789ab' };
const access: ShopAccess = { accessToken: '50000900001demoAccessToken', country: 'TH', externalSellerId: '100200301' };

interface Subject {
  readonly name: string;
  readonly sample: string;
  readonly path: string;
  readonly params: Readonly<Record<string, string>>;
  readonly call: (adapter: MarketplaceAdapter) => Promise<unknown>;
}

const subjects: readonly Subject[] = [
  {
    name: 'seller',
    sample: 'seller.get.ok',
    path: '/seller/get',
    params: {},
    call: ({ seller }) => seller.get(access),
  },
  {
    name: 'product',
    sample: 'catalog.read-product.ok',
    path: '/product/item/get',
    params: { item_id: '1' },
    call: ({ catalog }) => catalog.readProduct(access, { externalItemId: '1' }),
  },
];

interface Samples {
  readonly ours: readonly number[];
  readonly bare: readonly number[];
}

/**
 * Beside an answer that is always the same: the stand-in's own work (state, signatures, limits) would vary and hide the
 * difference. Turn by turn, so that whatever else the machine does meanwhile is borne by both alike.
 */
async function measure({ sample, path, params, call }: Subject): Promise<Samples> {
  const marketplace = await startFixedAnswers(sample);
  try {
    const baseUrl = `${marketplace.origin}/rest`;
    // More than can be made: what is measured is the work of a call, not the wait for its turn.
    const adapter = new MarketplaceAdapters({ callsPerSecond: 1_000_000, onCall: () => undefined }).for({
      ...app,
      marketplace: 'lazada',
      apiBaseUrl: baseUrl,
    });
    const askBare = bareLazada({ ...app, accessToken: access.accessToken, baseUrl });
    const ours: number[] = [];
    const bare: number[] = [];
    const callOurs = async () => ours.push(await timed(() => call(adapter)));
    const callBare = async () => bare.push(await timed(() => askBare(path, params)));
    for (let turn = 0; turn < WARM_UP + CALLS; turn += 1) {
      // Whoever is second finds caches and connections as the first left them.
      for (const next of turn % 2 === 0 ? [callOurs, callBare] : [callBare, callOurs]) await next();
    }
    return { ours: ours.slice(WARM_UP), bare: bare.slice(WARM_UP) };
  } finally {
    await marketplace.stop();
  }
}

export const adapterBench: Bench = {
  name: 'adapter',
  about: 'What a call to a marketplace costs through the adapter, beside the same call by bare axios.',
  run: async (say): Promise<BenchResult> => {
    const figures: Record<string, number> = {};
    const floors: Record<string, number> = {};
    const ratios: Record<string, number> = {};
    for (const subject of subjects) {
      const { name } = subject;
      say(`${CALLS} times ${subject.path}, in turns with bare axios …`);
      const { ours, bare } = await measure(subject);
      const [median, floor] = [percentile(ours, 0.5), percentile(bare, 0.5)];
      figures[`${name}.p50.ms`] = median;
      figures[`${name}.p99.ms`] = percentile(ours, 0.99);
      floors[`${name} by bare axios.p50.ms`] = floor;
      floors[`${name} by bare axios.p99.ms`] = percentile(bare, 0.99);
      ratios[`${name} to bare axios`] = median / floor;
    }
    const targets = subjects.map(({ name }) => ({ ratio: `${name} to bare axios`, atMost: 1.15 }));
    return { figures, floors, ratios, targets };
  },
};
