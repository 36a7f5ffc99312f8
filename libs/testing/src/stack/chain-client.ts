import axios, { type AxiosResponse } from 'axios';
import { waitUntil } from '../time/wait-until.js';
import { services, type RunningStack } from './running-stack.js';

export interface Step {
  readonly step: string;
  readonly at: string | null;
  readonly service: string;
  readonly summary: string;
  readonly status: 'done' | 'waiting' | 'failed';
}

export interface Listed {
  readonly sellerSku: string;
}

/** The demo merchant's shop on each marketplace, and where its stand-in is. */
const SHOPS = {
  lazada: { shop: '100200301', port: 'LAZADA_SIMULATOR_PORT' },
  shopee: { shop: '220011001', port: 'SHOPEE_SIMULATOR_PORT' },
} as const;

export type DemoMarketplace = keyof typeof SHOPS;

/** The demo merchant and its buyers: REST on one side, the control door of the simulated marketplace on the other. */
export class ChainClient {
  private readonly key: string;

  /** @param marketplace where the buyers are */
  constructor(
    private readonly stack: RunningStack,
    private readonly marketplace: DemoMarketplace = 'lazada',
  ) {
    this.key = stack.demo.merchants[0]!.keys['merchant']!;
  }

  get(path: string, headers: Readonly<Record<string, string>> = {}): Promise<AxiosResponse> {
    return axios.get(this.stack.url(path), {
      headers: { 'X-Api-Key': this.key, ...headers },
      validateStatus: () => true,
    });
  }

  /** What buyers can order: SKUs that are listed, and whose stock the marketplace has accepted. */
  async sellable(count: number): Promise<string[]> {
    const listed = await this.listed(count);
    const shopId = await this.shopId();
    const skus = listed.slice(0, count);
    for (const sku of skus) {
      await waitUntil(
        async () => {
          const { status, data } = await this.get(`/api/v1/stock/${encodeURIComponent(sku)}`);
          const { shops } = data as { shops?: { shopId: string; written: { quantity: number } | null }[] };
          const shop = shops?.find((one) => one.shopId === shopId);
          return status === 200 && (shop?.written?.quantity ?? 0) > 0;
        },
        { what: `stock of ${sku} at the marketplace`, deadlineMs: 60_000, everyMs: 200 },
      );
    }
    return skus;
  }

  private async listed(atLeast: number): Promise<string[]> {
    return waitUntil(
      async () => {
        const { data } = await this.get('/api/v1/listings?limit=500');
        const skus = (data as { items: { marketplace: string; status: string; variants: Listed[] }[] }).items
          .filter(({ marketplace, status }) => marketplace === this.marketplace && status === 'published')
          .flatMap(({ variants }) => variants.map(({ sellerSku }) => sellerSku));
        return skus.length >= atLeast && skus;
      },
      { what: `${atLeast} SKUs to be listed`, deadlineMs: 90_000, everyMs: 250 },
    );
  }

  private async shopId(): Promise<string | undefined> {
    const { data } = await this.get('/api/v1/shops?limit=500');
    const { items } = data as { items: { shopId: string; marketplace: string }[] };
    return items.find(({ marketplace }) => marketplace === this.marketplace)?.shopId;
  }

  async control(path: string, body?: object): Promise<Record<string, unknown>> {
    const url = `http://127.0.0.1:${this.stack.port(SHOPS[this.marketplace].port)}/_control${path}`;
    const { status, data } = await axios.request({
      method: body ? 'POST' : 'GET',
      url,
      data: body,
      validateStatus: () => true,
    });
    if (status >= 300) throw new Error(`${path} was answered with ${status}: ${JSON.stringify(data)}`);
    return data as Record<string, unknown>;
  }

  async place(lines: readonly { sellerSku: string; quantity: number }[][]): Promise<string[]> {
    const answer = await this.control('/orders', {
      orders: lines.map((of) => ({ shop: SHOPS[this.marketplace].shop, lines: of })),
    });
    const { placed, refused } = answer as { placed: { orderNumber: string }[]; refused: { reason: string }[] };
    if (refused.length > 0) throw new Error(`The marketplace refused an order: ${refused[0]!.reason}`);
    return placed.map(({ orderNumber }) => orderNumber);
  }

  async steps(orderNumber: string): Promise<Step[]> {
    const { status, data } = await this.get(`/api/v1/chain/${this.marketplace}/${orderNumber}`);
    if (status !== 200) return [];
    const { steps, sources } = data as { steps: Step[]; sources: { answered: boolean }[] };
    // While a service is down its steps are missing: that says nothing of the order.
    return sources.every(({ answered }) => answered) ? steps : [];
  }

  /** Waits until a step of each order is done. Answers all steps of each. */
  async reached(step: string, orders: readonly string[], deadlineMs = 120_000): Promise<Map<string, Step[]>> {
    const steps = new Map<string, Step[]>();
    await waitUntil(
      async () => {
        for (const order of orders) {
          if (steps.get(order)?.some((each) => each.step === step && each.status === 'done')) continue;
          steps.set(order, await this.steps(order));
        }
        return orders.every((order) => steps.get(order)?.some((each) => each.step === step && each.status === 'done'));
      },
      {
        what: `${step} of ${orders.length} orders; the first has ${JSON.stringify(steps.get(orders[0]!)?.map((s) => s.step))}`,
        deadlineMs,
        everyMs: 200,
      },
    );
    return steps;
  }

  /** Kills the process of every service once, one after the other, and waits for each to be started again. */
  async killEveryService(): Promise<void> {
    for (const service of services) {
      const before = this.stack.pidOf(service);
      process.kill(before, 'SIGKILL');
      await waitUntil(() => this.stack.pidOf(service) !== before, {
        what: `${service} to be started again`,
        deadlineMs: 60_000,
        everyMs: 200,
      });
    }
  }
}
