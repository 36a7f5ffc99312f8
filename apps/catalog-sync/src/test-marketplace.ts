import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

interface StubProduct {
  readonly itemId: number;
  readonly title: string;
  readonly category: string;
  status: string;
  readonly images: readonly string[];
  readonly skus: { readonly skuId: number; readonly sellerSku: string; price: string }[];
}

/** What `product/create` does: answers; commits and never answers; commits and breaks off; refuses; is too busy. */
export type CreateBehaviour = 'answer' | 'hang-after-commit' | 'drop-after-commit' | 'refuse' | 'throttle';

const attribute = (name: string, type: 'normal' | 'sku', more: object = {}) => ({
  name,
  label: name,
  attribute_type: type,
  input_type: 'text',
  is_mandatory: 1,
  is_sale_prop: 0,
  options: [],
  ...more,
});

const COMMON = [
  ...['name', 'brand'].map((name) => attribute(name, 'normal')),
  ...['SellerSku', 'price', 'package_weight', 'package_length', 'package_width', 'package_height'].map((name) =>
    attribute(name, 'sku'),
  ),
  attribute('color_family', 'sku', { is_mandatory: 0, is_sale_prop: 1, input_type: 'multiEnumInput' }),
];

/**
 * For specs: the few answers of a Lazada site that listing products needs, and the gateway's that hands out tokens.
 * It checks no signatures; the real thing is imitated in apps/simulators.
 */
export class TestMarketplace {
  readonly products: StubProduct[] = [];
  readonly calls: string[] = [];
  /** For the next calls of `product/create`, first come first served; `answer` when empty. */
  readonly behaviours: CreateBehaviour[] = [];
  /** Of what is created. */
  statusOfNew = 'Active';
  tokensGivenOut = 0;
  /** Tokens that are refused. */
  readonly deadTokens = new Set<string>();
  private nextId = 1_000;
  private readonly server: Server;

  private constructor() {
    this.server = createServer((request, response) => void this.answer(request, response));
  }

  static async start(): Promise<TestMarketplace> {
    const stub = new TestMarketplace();
    await new Promise<void>((resolve) => stub.server.listen(0, '127.0.0.1', resolve));
    return stub;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  countOf(path: string): number {
    return this.calls.filter((call) => call === path).length;
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', this.url);
    const pieces: Buffer[] = [];
    for await (const piece of request) pieces.push(piece as Buffer);
    const params = new URLSearchParams(`${url.searchParams.toString()}&${Buffer.concat(pieces).toString('utf8')}`);
    const path = url.pathname.replace(/^\/rest/, '');
    this.calls.push(path);
    const send = (status: number, body: object) =>
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    if (path.startsWith('/internal/v1/shops/')) return void send(200, this.token());
    if (this.deadTokens.has(params.get('access_token') ?? '')) {
      return void send(200, { code: 'IllegalAccessToken', type: 'ISV', message: 'invalid', request_id: 'r' });
    }
    const ok = (data: unknown) => void send(200, { code: '0', data, request_id: 'r' });
    switch (path) {
      case '/category/tree/get':
        return ok([
          { category_id: 7, name: 'Groceries', leaf: false, children: [leaf(70, 'Tea'), leaf(71, 'Snacks')] },
        ]);
      case '/category/attributes/get':
        return ok(COMMON);
      case '/product/category/suggestion/get':
        return ok({
          categorySuggestions: [{ categoryId: 71, categoryName: 'Snacks', categoryPath: 'Groceries>Snacks' }],
        });
      case '/image/migrate': {
        const source = /<Url>([^<]*)</.exec(params.get('payload') ?? '')?.[1] ?? '';
        if (source.includes('broken')) {
          return void send(200, { code: '301', type: 'ISP', message: 'E301: Migrate Image Failed', request_id: 'r' });
        }
        return ok({ image: { hash_code: 'h', url: `https://th-live-01.slatic.net/p/${source.split('/').at(-1)!}` } });
      }
      case '/product/create':
        return this.create(params, response, send);
      case '/products/get': {
        const [sku] = JSON.parse(params.get('sku_seller_list') ?? '[]') as string[];
        const found = this.products.filter(({ skus }) => skus.some(({ sellerSku }) => sellerSku === sku));
        return ok({ total_products: found.length, products: found.map(answerOf) });
      }
      case '/product/item/get': {
        const found = this.products.find(({ itemId }) => String(itemId) === params.get('item_id'));
        if (found) return ok(answerOf(found));
        return void send(200, { code: '208', type: 'ISP', message: 'Item does not exist', request_id: 'r' });
      }
      default:
        return void send(404, {});
    }
  }

  private create(
    params: URLSearchParams,
    response: ServerResponse,
    send: (status: number, body: object) => unknown,
  ): void {
    const behaviour = this.behaviours.shift() ?? 'answer';
    const { Product: given } = (JSON.parse(params.get('payload')!) as { Request: { Product: Payload } }).Request;
    if (behaviour === 'throttle') {
      return void send(200, { code: 'ApiCallLimit', type: 'ISV', message: 'ban will last 1 seconds', request_id: 'r' });
    }
    const taken = given.Skus.Sku.filter(({ SellerSku }) =>
      this.products.some(({ skus }) => skus.some(({ sellerSku }) => sellerSku === SellerSku)),
    );
    if (behaviour === 'refuse' || taken.length > 0) {
      const message = taken.length > 0 ? 'SellerSku is used already' : 'Brand is invalid';
      const detail = [{ field: taken.length > 0 ? 'SellerSku' : 'brand', message }];
      return void send(200, { code: '500', type: 'ISP', message: 'Create product failed', detail, request_id: 'r' });
    }
    const product: StubProduct = {
      itemId: this.nextId++,
      title: given.Attributes['name'] ?? '',
      category: given.PrimaryCategory,
      status: this.statusOfNew,
      images: given.Images.Image,
      skus: given.Skus.Sku.map(({ SellerSku, price }) => ({ skuId: this.nextId++, sellerSku: SellerSku, price })),
    };
    this.products.push(product);
    if (behaviour === 'hang-after-commit') return;
    if (behaviour === 'drop-after-commit') return void response.destroy();
    const skus = product.skus.map(({ skuId, sellerSku }) => ({ sku_id: skuId, seller_sku: sellerSku, shop_sku: 's' }));
    send(200, { code: '0', data: { item_id: product.itemId, sku_list: skus }, request_id: 'r' });
  }

  private token(): object {
    this.tokensGivenOut += 1;
    return {
      accessToken: `token-${this.tokensGivenOut}`,
      expiresAt: new Date(Date.now() + 3_600_000).toISOString(),
      marketplace: 'lazada',
      country: 'TH',
      externalSellerId: '100200301',
      apiBaseUrl: `${this.url}/rest`,
      appKey: '900001',
      appSecret: 'sandboxSecretDoNotUse0123456789ab',
    };
  }
}

interface Payload {
  readonly Images: { readonly Image: readonly string[] };
  readonly PrimaryCategory: string;
  readonly Attributes: Readonly<Record<string, string>>;
  readonly Skus: { readonly Sku: readonly { readonly SellerSku: string; readonly price: string }[] };
}

const leaf = (id: number, name: string) => ({ category_id: id, name, leaf: true, var: true });

const answerOf = ({ itemId, title, category, status, skus }: StubProduct): object => ({
  item_id: itemId,
  primary_category: Number(category),
  status,
  attributes: { name: title },
  rejectReason: [],
  suspendedSkus: [],
  skus: skus.map(({ skuId, sellerSku, price }) => ({
    SkuId: skuId,
    SellerSku: sellerSku,
    Status: 'active',
    price: Number(price),
    special_price: 0,
    quantity: 0,
    Available: 0,
    multiWarehouseInventories: [],
    channelInventories: [],
  })),
});
