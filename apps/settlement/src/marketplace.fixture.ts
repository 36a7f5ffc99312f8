import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { SystemClock } from '@pinglu/kernel';
import { ServiceTokenVerifier } from '@pinglu/platform';

export type Fields = Readonly<Record<string, string>>;

/** What the marketplace says of one shop. */
export interface Account {
  rows: Fields[];
  payouts: Fields[];
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
/** `02 Jan 2026` of `2026-01-02`. */
export const longDate = (day: string): string => {
  const [year, month, date] = day.split('-');
  return `${date} ${MONTHS[Number(month) - 1]} ${year}`;
};
const isoDate = (text: string): string => {
  const [date, month, year] = text.split(' ');
  return `${year}-${String(MONTHS.indexOf(month!) + 1).padStart(2, '0')}-${date}`;
};

/**
 * For specs: plays the gateway's token door and the marketplace behind one port, by their published words. It knows
 * nothing of the adapter: what it answers is written here.
 */
export class Outside {
  readonly accounts = new Map<string, Account>();
  /** Tokens that the marketplace refuses from now on. */
  readonly refused = new Set<string>();
  readonly calls: string[] = [];
  private readonly generation = new Map<string, number>();
  private readonly verifier: ServiceTokenVerifier;
  private server: Server;

  constructor(secret: string) {
    this.verifier = new ServiceTokenVerifier(secret, 'gateway', new SystemClock());
  }

  async start(): Promise<string> {
    this.server = createServer((request, response) => {
      void this.answer(request).then(({ status, body }) => {
        response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
      });
    });
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return this.url;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  private async answer(request: IncomingMessage): Promise<{ status: number; body: unknown }> {
    const url = new URL(request.url ?? '/', this.url);
    this.calls.push(url.pathname);
    const shopId = /^\/internal\/v1\/shops\/([^/]+)\/token$/.exec(url.pathname)?.[1];
    if (shopId !== undefined) return this.token(shopId, url, request.headers.authorization);
    return { status: 200, body: this.marketplace(url.pathname, url.searchParams) };
  }

  private async token(shopId: string, url: URL, authorization = ''): Promise<{ status: number; body: unknown }> {
    try {
      if ((await this.verifier.verify(authorization.replace('Bearer ', ''))) !== 'settlement') throw new Error('other');
    } catch {
      return { status: 401, body: {} };
    }
    const generation = (this.generation.get(shopId) ?? 1) + (url.searchParams.has('refused') ? 1 : 0);
    this.generation.set(shopId, generation);
    const body = {
      accessToken: `${shopId}.${generation}`,
      expiresAt: new Date(Date.now() + 3_600_000).toISOString(),
      marketplace: 'lazada',
      country: 'TH',
      externalSellerId: '100200301',
      apiBaseUrl: `${this.url}/rest`,
      appKey: '900001',
      appSecret: 'a secret of nobody',
    };
    return { status: 200, body };
  }

  private marketplace(path: string, params: URLSearchParams): unknown {
    const token = params.get('access_token') ?? '';
    const account = this.accounts.get(token.split('.')[0] ?? '') ?? { rows: [], payouts: [] };
    const envelope = { code: '0', request_id: '0ba2887315178178017221014' };
    if (this.refused.has(token)) {
      const message = 'The specified access token is invalid or expired';
      return { ...envelope, code: 'IllegalAccessToken', type: 'ISV', message };
    }
    if (path === '/rest/finance/payout/status/get') return { ...envelope, data: account.payouts };
    if (path !== '/rest/finance/transaction/details/get') return { ...envelope, code: 'InvalidApiPath', type: 'ISV' };
    const [from, to] = [params.get('start_time') ?? '', params.get('end_time') ?? ''];
    const offset = Number(params.get('offset'));
    const data = account.rows
      .filter(({ transaction_date: date }) => isoDate(date!) >= from && isoDate(date!) <= to)
      .slice(offset, offset + Number(params.get('limit')));
    return { ...envelope, data };
  }
}

/** One fee of one item, every field a text, as Lazada's finance details have it. */
export const financeFields = (day: string, change: Fields): Fields => ({
  order_no: '987654321012345',
  orderItem_no: '987654321112345',
  orderItem_status: 'Delivered',
  transaction_date: longDate(day),
  transaction_number: 'TH10ABC-1P9VK1A',
  transaction_type: 'Orders-Sales',
  fee_name: 'Item Price Credit',
  fee_type: '13',
  amount: '1,199.00',
  VAT_in_amount: '0.00',
  WHT_amount: '0.00',
  WHT_included_in_amount: 'No',
  statement: `${longDate(day)} - ${longDate(day)}`,
  paid_status: 'Not paid',
  payment_ref_id: '',
  reference: '987654321112345',
  lazada_sku: '2807246166_TH-13449296008',
  seller_sku: 'QZ-CUP-BLUE',
  details: 'Nixing pottery tea cup',
  comment: '',
  shipping_provider: 'LEX TH',
  shipping_speed: 'standard',
  shipment_type: 'Dropshipping',
  ...change,
});

export const payoutFields = (day: string, change: Fields): Fields => ({
  statement_number: `TH10ABC-${day.replaceAll('-', '')}`,
  created_at: `${day} 23:59:59`,
  updated_at: `${day} 23:59:59`,
  opening_balance: '0.00',
  item_revenue: '1199.00',
  shipment_fee_credit: '0.00',
  other_revenue_total: '0.00',
  shipment_fee: '0.00',
  fees_total: '102.63',
  subtotal1: '1096.37',
  refunds: '0.00',
  fees_on_refunds_total: '0.00',
  subtotal2: '1096.37',
  guarantee_deposit: '0.00',
  closing_balance: '0.00',
  payout: '1096.37 THB',
  paid: '0',
  ...change,
});
