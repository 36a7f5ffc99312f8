import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** One row per unit, as Lazada has it. */
interface Unit {
  readonly id: number;
  readonly sku: string;
  readonly skuId: string;
  readonly price: string;
  status: string;
  packageId: string;
}

interface StoredOrder {
  readonly number: number;
  readonly shopId: string;
  readonly createdAt: Date;
  updatedAt: Date;
  readonly units: Unit[];
}

type Params = ReadonlyMap<string, string>;

/** What the buyer is called: to be found in no event, no log line and no answer. */
export const BUYER = 'Somchai Secretbuyer';

const TOKEN = '50000900001demo-';

const site = (at: Date): string =>
  `${new Date(at.getTime() + 7 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ')} +0700`;

/**
 * A stand-in for the gateway's tokens and for Lazada Thailand, with no more than the calls that orders need. It counts
 * what it is asked to do, and can be told to fail.
 */
export class TestMarketplace {
  readonly calls: { path: string; params: Params }[] = [];
  /** Runs after a call had its effect and before it is answered; may throw to leave the caller without an answer. */
  afterEffect: (path: string) => Promise<void> = async () => undefined;
  tokensRefused = 0;
  private readonly orders = new Map<number, StoredOrder>();
  private nextOrder = 491_253_082_180_001;
  private nextUnit = 591_253_082_180_001;
  private nextPackage = 1;
  private now = Math.floor(Date.now() / 1_000) * 1_000;

  private constructor(private readonly server: Server) {}

  static async start(): Promise<TestMarketplace> {
    const server = createServer();
    const marketplace = new TestMarketplace(server);
    server.on('request', (request, response) => void marketplace.answer(request, response));
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return marketplace;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, 'close');
  }

  /** A buyer orders in a shop; one unit per entry. */
  place(
    { shopId }: { readonly shopId: string },
    units: readonly { sku: string; skuId: string; price?: string }[],
    status = 'pending',
  ): string {
    const at = this.tick();
    const number = this.nextOrder++;
    this.orders.set(number, {
      ...{ number, shopId },
      createdAt: at,
      updatedAt: at,
      units: units.map(({ sku, skuId, price = '199.00' }) => ({
        id: this.nextUnit++,
        ...{ sku, skuId, price, status },
        packageId: '',
      })),
    });
    return String(number);
  }

  /** Moves every unit of an order on, a second later. */
  move(orderNumber: string, status: string): void {
    const order = this.orders.get(Number(orderNumber))!;
    order.updatedAt = this.tick();
    for (const unit of order.units) unit.status = status;
  }

  countOf(path: string): number {
    return this.calls.filter((call) => call.path === path).length;
  }

  packagesOf(orderNumber: string): Set<string> {
    return new Set(this.orders.get(Number(orderNumber))!.units.map(({ packageId }) => packageId));
  }

  private tick(): Date {
    this.now += 1_000;
    return new Date(this.now);
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url!, this.url);
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const params = new Map([...url.searchParams, ...new URLSearchParams(Buffer.concat(chunks).toString())]);
    try {
      const body = url.pathname.startsWith('/internal/')
        ? this.token(url.pathname)
        : await this.lazada(url.pathname, params);
      response.setHeader('content-type', 'application/json').end(JSON.stringify(body));
    } catch {
      request.socket.destroy();
    }
  }

  /** Each shop has a token of its own, by which its orders are told from those of others. */
  private token(pathname: string) {
    return {
      accessToken: TOKEN + pathname.split('/')[4]!,
      expiresAt: new Date(Date.now() + 3_600_000).toISOString(),
      ...{ marketplace: 'lazada', country: 'TH', externalSellerId: '100200301', apiBaseUrl: `${this.url}/rest` },
      ...{ appKey: '900001', appSecret: 'sandboxSecretDoNotUse0123456789ab' },
    };
  }

  private async lazada(pathname: string, params: Params): Promise<object> {
    const path = pathname.replace('/rest', '');
    this.calls.push({ path, params });
    if (this.tokensRefused > 0) {
      this.tokensRefused -= 1;
      return { ...refusal('IllegalAccessToken'), message: 'The specified access token is invalid or expired' };
    }
    const body = this.respond(path, params);
    await this.afterEffect(path);
    return { code: '0', request_id: '0ba2887315178178017221014', ...body };
  }

  private respond(path: string, params: Params): object {
    const order = this.orderOf(Number(params.get('order_id')), params);
    switch (path) {
      case '/orders/get':
        return { data: this.list(params) };
      case '/order/get':
        return order ? { data: header(order) } : refusal('16');
      case '/order/items/get':
        return order ? { data: order.units.map((unit) => item(order, unit)) } : refusal('16');
      case '/orders/items/get': {
        const asked = JSON.parse(params.get('order_ids')!) as number[];
        const found = asked.map((number) => this.orderOf(number, params));
        if (found.includes(undefined)) return refusal('37');
        return { data: found.map((one) => ({ ...ids(one!), order_items: one!.units.map((u) => item(one!, u)) })) };
      }
      case '/order/shipment/providers/get':
        return result({
          shipping_allocate_type: 'NTFS',
          shipment_providers: [{ name: 'LGS-FM49', provider_code: 'FM49' }],
        });
      case '/order/fulfill/pack':
        return result({ pack_order_list: this.pack(JSON.parse(params.get('packReq')!) as PackRequest) });
      case '/order/package/rts':
        return result({ packages: this.announce(JSON.parse(params.get('readyToShipReq')!) as ReadyRequest) });
      default:
        return refusal('InvalidApiPath');
    }
  }

  /** Undefined when the shop whose token is used has no such order. */
  private orderOf(number: number, params: Params): StoredOrder | undefined {
    const order = this.orders.get(number);
    return order && TOKEN + order.shopId === params.get('access_token') ? order : undefined;
  }

  private list(params: Params) {
    const [from, to] = ['update_after', 'update_before'].map((name) => Date.parse(params.get(name)!));
    const orders = [...this.orders.keys()]
      .flatMap((number) => this.orderOf(number, params) ?? [])
      .filter(({ updatedAt }) => updatedAt.getTime() >= from! && updatedAt.getTime() <= to!)
      .sort((a, b) => a.updatedAt.getTime() - b.updatedAt.getTime())
      .slice(Number(params.get('offset')), Number(params.get('offset')) + Number(params.get('limit')));
    return { count: orders.length, countTotal: orders.length, orders: orders.map(header) };
  }

  private pack({ pack_order_list }: PackRequest) {
    return pack_order_list.map(({ order_id, order_item_list }) => {
      const order = this.orders.get(order_id)!;
      const packageId = `FP${this.nextPackage++}`;
      order.updatedAt = this.tick();
      return {
        order_id,
        order_item_list: order_item_list.map((id) => {
          const unit = order.units.find((one) => one.id === id)!;
          if (unit.status !== 'pending')
            return { order_item_id: id, item_err_code: '700026', msg: 'status', retry: false };
          Object.assign(unit, { status: 'packed', packageId });
          const { tracking_code, shipment_provider } = item(order, unit);
          return {
            ...{ order_item_id: id, item_err_code: '0', msg: 'success', retry: false },
            ...{ package_id: packageId, tracking_number: tracking_code, shipment_provider },
          };
        }),
      };
    });
  }

  private announce({ packages }: ReadyRequest) {
    return packages.map(({ package_id }) => {
      const inside = [...this.orders.values()].flatMap((order) =>
        order.units.filter(({ packageId }) => packageId === package_id).map((unit) => ({ order, unit })),
      );
      const fits = inside.length > 0 && inside.every(({ unit }) => unit.status === 'packed');
      if (!fits) return { package_id, item_err_code: '700000', msg: 'status does not allow', retry: false };
      const at = this.tick();
      for (const { order, unit } of inside) {
        order.updatedAt = at;
        unit.status = 'ready_to_ship';
      }
      return { package_id, item_err_code: '0', msg: 'success', retry: false };
    });
  }
}

interface PackRequest {
  readonly pack_order_list: readonly { readonly order_id: number; readonly order_item_list: readonly number[] }[];
}
interface ReadyRequest {
  readonly packages: readonly { readonly package_id: string }[];
}

const refusal = (code: string) => ({ code, type: 'ISV', message: `E${code}`, request_id: '0ba28873151781780172' });
const result = (data: object) => ({ result: { success: true, data } });
const ids = ({ number }: StoredOrder) => ({ order_id: number, order_number: number });

const header = (order: StoredOrder) => ({
  ...ids(order),
  created_at: site(order.createdAt),
  updated_at: site(order.updatedAt),
  statuses: [...new Set(order.units.map(({ status }) => status))],
  items_count: order.units.length,
  price: order.units.reduce((sum, { price }) => sum + Number(price), 0).toFixed(2),
  shipping_fee: 40,
  customer_first_name: BUYER,
  customer_last_name: '',
  address_shipping: { first_name: BUYER, phone: '66******12', address1: '1 C****** ROAD', country: 'Thailand' },
  warehouse_code: 'dropshipping',
});

const item = (order: StoredOrder, { id, sku, skuId, price, status, packageId }: Unit) => ({
  ...{ order_item_id: id, order_id: order.number, name: `Thing ${sku}`, sku, sku_id: skuId, product_id: '1001' },
  ...{ status, item_price: Number(price), paid_price: Number(price), currency: 'THB', package_id: packageId },
  tracking_code: packageId === '' ? '' : `LEXTH${packageId}`,
  shipment_provider: packageId === '' ? '' : 'LEX TH',
  reason: '',
  created_at: site(order.createdAt),
  updated_at: site(order.updatedAt),
  sla_time_stamp: '2026-12-05T23:59:59+07:00',
});
