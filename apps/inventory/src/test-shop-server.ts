import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** One variant, as Lazada keeps it. */
interface Shelf {
  sellable: number;
  occupied: number;
}

/**
 * A stand-in for the gateway's tokens and for the stock of one listing in a shop at Lazada, with no more than the calls that
 * the write-back needs. Seller SKUs are the ids of variants as well.
 */
export class TestShopServer {
  readonly writes: string[] = [];
  reads = 0;
  /** The next write has its effect, and nobody is told. */
  losesNextAnswer = false;
  private readonly shelves = new Map<string, Shelf>();

  private constructor(private readonly server: Server) {}

  static async start(): Promise<TestShopServer> {
    const server = createServer();
    const shop = new TestShopServer(server);
    server.on('request', (request, response) => void shop.answer(request, response));
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return shop;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, 'close');
  }

  list(skuId: string): void {
    this.shelves.set(skuId, { sellable: 0, occupied: 0 });
  }

  shows(skuId: string): number {
    return this.shelf(skuId).sellable;
  }

  /** A buyer orders and pays. */
  sell(skuId: string, units: number): void {
    const shelf = this.shelf(skuId);
    shelf.sellable -= units;
    shelf.occupied += units;
  }

  /** A buyer orders and pays just before a write that was decided without it. */
  sellAndOverwrite(skuId: string, units: number): void {
    this.shelf(skuId).occupied += units;
  }

  /** The seller says that the parcel is ready: it is held for a buyer no longer. */
  announce(skuId: string, units: number): void {
    this.shelf(skuId).occupied -= units;
  }

  private shelf(skuId: string): Shelf {
    const shelf = this.shelves.get(skuId);
    if (!shelf) throw new Error(`The shop does not list ${skuId}.`);
    return shelf;
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const url = new URL(request.url!, this.url);
    const params = new URLSearchParams(url.search + '&' + Buffer.concat(chunks).toString());
    const body = this.respond(url.pathname, params);
    if (this.losesNextAnswer && url.pathname.endsWith('/update')) {
      this.losesNextAnswer = false;
      request.socket.destroy();
      return;
    }
    response.setHeader('content-type', 'application/json').end(JSON.stringify(body));
  }

  private respond(path: string, params: URLSearchParams): object {
    if (path.startsWith('/internal/')) return this.token();
    const ok = { code: '0', request_id: '0ba2887315178178017221014' };
    if (path.endsWith('/product/item/get')) {
      this.reads += 1;
      return { ...ok, data: { item_id: 1001, skus: [...this.shelves].map(toSku) } };
    }
    for (const [, skuId, quantity] of params
      .get('payload')!
      .matchAll(/<SkuId>(\d+)<\/SkuId>.*?<SellableQuantity>(\d+)</g)) {
      this.shelf(skuId!).sellable = Number(quantity);
      this.writes.push(`${skuId} ${quantity}`);
    }
    return { ...ok, data: {} };
  }

  private token() {
    return {
      accessToken: '50000900001demo',
      expiresAt: new Date(Date.now() + 3_600_000).toISOString(),
      ...{ marketplace: 'lazada', country: 'TH', externalSellerId: '100200301', apiBaseUrl: `${this.url}/rest` },
      ...{ appKey: '900001', appSecret: 'sandboxSecretDoNotUse0123456789ab' },
    };
  }
}

const toSku = ([skuId, { sellable, occupied }]: [string, Shelf]) => ({
  ...{ SkuId: Number(skuId), SellerSku: `SKU-${skuId}`, quantity: sellable + occupied, Available: sellable },
  multiWarehouseInventories: [
    {
      ...{ warehouseCode: 'dropshipping', totalQuantity: sellable + occupied },
      ...{ sellableQuantity: sellable, occupyQuantity: occupied, withholdQuantity: 0 },
    },
  ],
});
