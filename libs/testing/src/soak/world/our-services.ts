import type { ChainClient } from '../../stack/chain-client.js';
import type { MarketplaceProfile } from '../marketplace/marketplace-profile.js';
import type { StackDatabase } from './stack-database.js';
import {
  countedTopics,
  type EventSource,
  type OurDeclaration,
  type OurEvent,
  type OurOrder,
  type OurShipment,
  type OurStock,
  type OurWorld,
  type SourceRecord,
} from './worlds.js';

interface Page<T> {
  readonly items: readonly T[];
  readonly next: string | null;
}

interface OfShop {
  readonly shopId: string;
}

interface StockAnswer {
  readonly levels: readonly { readonly onHand: number; readonly reserved: number }[];
  readonly shops: readonly {
    readonly shopId: string;
    readonly available: number;
    readonly written: { readonly quantity: number } | null;
  }[];
}

/** What our services say of one shop: by REST, and what REST does not show from their database and the bus. */
export class OurServices {
  private constructor(
    readonly shopId: string,
    private readonly parts: {
      readonly client: ChainClient;
      readonly database: StackDatabase;
      readonly events: EventSource;
    },
  ) {}

  static async of(profile: MarketplaceProfile, parts: OurServices['parts']): Promise<OurServices> {
    const { items } = (await get(parts.client, '/api/v1/shops?limit=500')) as Page<
      OfShop & { readonly marketplace: string; readonly externalSellerId: string }
    >;
    const shop = items.find(
      ({ marketplace, externalSellerId }) =>
        marketplace === profile.marketplace && externalSellerId === profile.externalShopId,
    );
    if (!shop) throw new Error(`The demo merchant has no shop ${profile.externalShopId} at ${profile.marketplace}.`);
    return new OurServices(shop.shopId, parts);
  }

  async world(skus: readonly string[]): Promise<OurWorld> {
    const { database, events } = this.parts;
    return {
      orders: await this.all<OurOrder>('/api/v1/orders'),
      reservations: await database.reservations(this.shopId),
      shipments: await this.all<OurShipment>('/api/v1/shipments'),
      declarations: await this.all<OurDeclaration>('/api/v1/declarations'),
      stock: await this.stock(skus),
      events: (await events.read(countedTopics)).map(toEvent),
    };
  }

  async stock(skus: readonly string[]): Promise<OurStock[]> {
    const stock: OurStock[] = [];
    for (const sellerSku of skus) {
      const { levels, shops } = await this.explained(sellerSku);
      const sum = (term: 'onHand' | 'reserved'): number => levels.reduce((total, level) => total + level[term], 0);
      const available = shops.find(({ shopId }) => shopId === this.shopId)?.available ?? 0;
      stock.push({ sellerSku, onHand: sum('onHand'), reserved: sum('reserved'), available });
    }
    return stock;
  }

  /** What the marketplace accepted last of this SKU; null when that is nothing yet. */
  async written(sellerSku: string): Promise<number | null> {
    const { shops } = await this.explained(sellerSku);
    return shops.find(({ shopId }) => shopId === this.shopId)?.written?.quantity ?? null;
  }

  /** Orders of which no push had told when the shop was looked through. */
  async foundByPulling(): Promise<number> {
    const pulls = await this.all<OfShop & { readonly missing: number }>('/api/v1/order-pulls');
    return pulls.reduce((total, { missing }) => total + missing, 0);
  }

  private async explained(sellerSku: string): Promise<StockAnswer> {
    return (await get(this.parts.client, `/api/v1/stock/${encodeURIComponent(sellerSku)}`)) as StockAnswer;
  }

  private async all<T>(path: string): Promise<T[]> {
    const items: (T & OfShop)[] = [];
    let cursor: string | null = null;
    do {
      const query = new URLSearchParams({ limit: '500', ...(cursor !== null && { cursor }) });
      const page = (await get(this.parts.client, `${path}?${query.toString()}`)) as Page<T & OfShop>;
      items.push(...page.items);
      cursor = page.next;
    } while (cursor !== null);
    return items.filter(({ shopId }) => shopId === this.shopId);
  }
}

async function get(client: ChainClient, path: string): Promise<unknown> {
  const { status, data } = await client.get(path);
  if (status !== 200) throw new Error(`GET ${path} was answered with ${status}: ${JSON.stringify(data)}`);
  return data;
}

const toEvent = ({ topic, headers }: SourceRecord): OurEvent => ({
  topic,
  fact: headers['ce_type']?.split('.').at(-2) ?? '',
  subject: headers['ce_subject'] ?? '',
  version: Number(headers['ce_sequence']),
});
