import { minorOf } from '@pinglu/kernel';
import type { AppCredentials } from '../adapters/adapter-options.js';
import { pressConsent, type SimulatorProcess } from '@pinglu/testing';
import type { FinanceRow } from '../port/finance.types.js';
import type { MarketplaceAdapter } from '../port/marketplace.port.js';
import type { Page, ShopAccess, TokenSubject } from '../port/types.js';
import { createShopeeAdapter } from './adapter.js';
import { startShopeeSimulator, type ShopeeSimulator } from './test-simulator.js';

const dayMs = 86_400_000;
const redirectUri = 'https://pinglu.example/oauth/callback';

/** The stand-in's other app: only of this kind may livestreams be run. */
export const livestreamApp = {
  appKey: '1007002',
  appSecret: 'shpk53616e64626f784c69766553747265616d446f4e6f745573653031323334',
};

interface Connected {
  readonly subject: TokenSubject;
  readonly country: string;
  refreshToken: string;
  accessToken: string;
}

/** A stand-in whose time is moved on, and an adapter that goes along with it. */
export class ShopeeLife {
  readonly adapter: MarketplaceAdapter;
  private readonly connected = new Map<string, Connected>();
  private aheadMs = 0;
  private readonly clock = { now: (): Date => new Date(Date.now() + this.aheadMs) };

  private constructor(
    readonly world: ShopeeSimulator,
    app: Pick<AppCredentials, 'appKey' | 'appSecret'>,
  ) {
    const credentials = { ...world.credentials, ...app };
    const http = { clock: this.clock, sleep: this.sleep, callsPerSecond: 200 };
    this.adapter = createShopeeAdapter({ credentials, http });
  }

  static async start(
    environment: Readonly<Record<string, string>> = {},
    app: Pick<AppCredentials, 'appKey' | 'appSecret'> | null = null,
  ): Promise<ShopeeLife> {
    const world = await startShopeeSimulator({ SIGNATURES: 'strict', ...environment });
    return new ShopeeLife(world, app ?? world.credentials);
  }

  /** What the adapter waits for comes at once: time is moved on instead. */
  private readonly sleep = async (ms: number): Promise<void> => {
    const seconds = Math.ceil(ms / 1_000);
    await this.control('POST', 'clock', { advance: `${seconds}s` });
    this.aheadMs += seconds * 1_000;
  };

  get now(): Date {
    return this.clock.now();
  }

  get control(): SimulatorProcess['control'] {
    return this.world.control;
  }

  stop = (): Promise<void> => this.world.stop();

  /** Lets a seller consent, and gets tokens for each of their shops, merchants and users. */
  async connect(account: string): Promise<void> {
    const state = `state-${account}`;
    const callback = await pressConsent(this.adapter.auth.authorizeUrl({ redirectUri, state }), { account });
    const { accounts, ...authorization } = await this.adapter.auth.exchangeCode(callback['code'] ?? '', callback);
    for (const { kind, externalSellerId, country } of accounts) {
      const subject = { kind, externalSellerId };
      const pair = authorization.pairPerAccount
        ? await this.adapter.auth.refresh(authorization.refreshToken, subject)
        : authorization;
      const { accessToken, refreshToken } = pair;
      this.connected.set(externalSellerId, { subject, country: country ?? 'SG', accessToken, refreshToken });
    }
  }

  access(externalSellerId: string): ShopAccess {
    const known = this.connected.get(externalSellerId);
    if (!known) throw new Error(`${externalSellerId} is not connected.`);
    return { externalSellerId, accessToken: known.accessToken, country: known.country };
  }

  /** Moves time on; tokens that have run out meanwhile are renewed by `renew`. */
  async wait(days: number): Promise<void> {
    await this.control('POST', 'clock', { advance: `${days * 24}h` });
    this.aheadMs += days * dayMs;
  }

  async renew(): Promise<void> {
    for (const known of this.connected.values()) {
      const { accessToken, refreshToken } = await this.adapter.auth.refresh(known.refreshToken, known.subject);
      Object.assign(known, { accessToken, refreshToken });
    }
  }

  async buy(shop: string, sellerSku: string, quantity = 1): Promise<string> {
    const body = { orders: [{ shop, lines: [{ sellerSku, quantity }] }] };
    const { placed, refused } = (await this.control('POST', 'orders', body)) as {
      placed: { orderNumber: string }[];
      refused: { reason: string }[];
    };
    if (!placed[0]) throw new Error(`The buyer was refused: ${refused[0]?.reason}`);
    return placed[0].orderNumber;
  }

  async arrange(shop: string, orderNumber: string): Promise<void> {
    const access = this.access(shop);
    const { orders, fulfillment } = this.adapter;
    const { lines } = await orders.get(access, orderNumber);
    const units = { orderNumber, externalLineIds: lines.flatMap(({ externalLineIds }) => externalLineIds) };
    const { allocation, carriers } = await fulfillment.providers(access, units);
    const code = carriers[0]?.code;
    const request = { ...units, allocation, ...(code !== undefined && { carrierCode: code }) };
    const [result] = await fulfillment.pack(access, [request]);
    if (result?.failed[0]) throw result.failed[0].error;
  }

  async advance(orderNumber: string, ...steps: readonly string[]): Promise<void> {
    for (const to of steps) await this.control('POST', `orders/${orderNumber}/advance`, { to });
  }

  /** Rows of the account of these last days, of all pages. */
  rows(shop: string, days: number): Promise<FinanceRow[]> {
    const day = (offset: number): string => new Date(this.now.getTime() + offset * dayMs).toISOString().slice(0, 10);
    const window = { from: day(-days), to: day(1) };
    return all((cursor) => this.adapter.finance.transactions(this.access(shop), { ...window, cursor }));
  }
}

export async function all<Item>(ask: (cursor: string | null) => Promise<Page<Item>>): Promise<Item[]> {
  const items: Item[] = [];
  for (let cursor: string | null = null; ;) {
    const page: Page<Item> = await ask(cursor);
    items.push(...page.items);
    if (page.nextCursor === null) return items;
    cursor = page.nextCursor;
  }
}

export const sumOf = (rows: readonly FinanceRow[]): bigint =>
  rows.reduce((sum, { amount }) => sum + minorOf(amount), 0n);
