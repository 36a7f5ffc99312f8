import type { ListingDraft } from '../port/catalog.types.js';
import type { MarketplaceAdapter } from '../port/marketplace.port.js';
import type { MarketplaceTraits, OperationName } from '../port/capabilities.js';
import { NotSupportedError } from '../port/errors.js';
import type { PackedParcel, PackRequest } from '../port/fulfillment.types.js';
import type { MarketplacePackage, OrderHeader } from '../port/order.types.js';
import type { PushDelivery } from '../port/push.types.js';
import type { Authorization, AuthorizedAccount, Page, ShopAccess } from '../port/types.js';

/** A marketplace that can be played with: a stand-in, or a test account. */
export interface MarketplaceUnderTest {
  readonly adapter: MarketplaceAdapter;
  readonly country: string;
  /**
   * Says yes as the seller would, and answers all that comes back in the address, the code among it. `several`: another
   * seller, in any country, who ships from several warehouses.
   */
  consent(authorizeUrl: string, warehouses?: 'one' | 'several'): Promise<ConsentCallback>;
  /** A draft that the marketplace takes, with one variant for each seller SKU. */
  draft(access: ShopAccess, sellerSkus: readonly string[]): Promise<ListingDraft>;
  /** Addresses of pictures that the marketplace can fetch, all different. */
  pictures(count: number): readonly string[];
  /** Refuses a listing, as the marketplace's own people would. */
  refuseListing(externalItemId: string, reason: string): Promise<void>;
  /** Lets a campaign hold units of a variant's stock. */
  holdForCampaign(sellerSku: string, units: number): Promise<void>;
  /** Buys as buyers do. Answers the order numbers. `own_delivery`: what the seller's own drivers bring. */
  buy(orders: readonly (readonly PurchasedUnits[])[], how?: 'carrier' | 'own_delivery'): Promise<string[]>;
  /** Moves an order as carrier and buyer would. */
  deliver(orderNumber: string): Promise<void>;
  /** A buyer wants to cancel an order, and the seller has to agree. */
  askToCancel(orderNumber: string): Promise<void>;
  /** A buyer of a delivered order wants to give it back, or only the money. */
  openReturn(orderNumber: string, kind: 'return' | 'refund_only'): Promise<void>;
  /** The buyer sends the goods, and they arrive. */
  sendBack(returnId: string): Promise<void>;
  /** Lets time pass until statements are closed. */
  closeStatements(): Promise<void>;
  /** Does the next write and does not say so. */
  loseNextAnswer(): Promise<void>;
  throttleNextCall(): Promise<void>;
  killTokens(): Promise<void>;
  /** Waits for a push that the condition holds for. */
  pushed(condition: (rawBody: Uint8Array) => boolean): Promise<Omit<PushDelivery, 'now'>>;
  /** Asks again and again until something is answered, for so long as `what` may take there. */
  eventually<T>(ask: () => Promise<T | undefined>, what: string): Promise<T>;
  stop(): Promise<void>;
}

export type ConsentCallback = Readonly<Record<string, string>>;

export interface PurchasedUnits {
  readonly sellerSku: string;
  readonly quantity: number;
}

export const redirectUri = 'https://pinglu.example/oauth/callback';

export const caught = (call: Promise<unknown>): Promise<unknown> => call.catch((error: unknown) => error);

/** What the parts of the suite share: one shop that has consented, and one listing of two variants in it. */
export class ConformanceStage {
  readonly skus = ['CONF-A', 'CONF-B'] as const;
  private set: Scenery | null = null;

  async start(start: () => Promise<MarketplaceUnderTest>): Promise<void> {
    const world = await start();
    const { catalog } = world.adapter;
    const connection = await connect(world, 'one');
    const { access } = connection;
    const { externalItemId } = await catalog.createProduct(access, await world.draft(access, this.skus));
    this.set = { world, connection, itemId: externalItemId };
  }

  async stop(): Promise<void> {
    await this.set?.world.stop();
  }

  get world(): MarketplaceUnderTest {
    return this.scenery.world;
  }

  get adapter(): MarketplaceAdapter {
    return this.world.adapter;
  }

  get authorization(): Authorization {
    return this.scenery.connection.authorization;
  }

  get account(): AuthorizedAccount {
    return this.scenery.connection.account;
  }

  get access(): ShopAccess {
    return this.scenery.connection.access;
  }

  /** Of the listing whose variants are `skus`. */
  get itemId(): string {
    return this.scenery.itemId;
  }

  /** A listing of its own, for those who change it. Answers its id and those of its variants, by seller SKU. */
  async publish(sellerSkus: readonly string[]) {
    const draft = await this.world.draft(this.access, sellerSkus);
    const { externalItemId, variants } = await this.adapter.catalog.createProduct(this.access, draft);
    const skuIds = new Map(variants.map(({ sellerSku, externalSkuId }) => [sellerSku, externalSkuId]));
    return { draft, externalItemId, skuIds };
  }

  /** Whether the marketplace offers it. Where it does not, the adapter has to refuse the attempt as it has declared. */
  async offers(operation: OperationName, attempt: () => Promise<unknown>): Promise<boolean> {
    if (this.adapter.capabilities.operations[operation]) return true;
    const outcome = await caught(attempt());
    if (outcome instanceof NotSupportedError) return false;
    throw new Error(`${operation} is declared not to be offered, and is not refused.`, { cause: outcome });
  }

  async listOrders(since: Date): Promise<OrderHeader[]> {
    const window = { since, until: new Date(Date.now() + 60_000) };
    return allPages(async (cursor) => {
      const page = await this.adapter.orders.listUpdatedSince(this.access, { ...window, cursor });
      if (page.incomplete) throw new Error('The list of orders is incomplete.');
      return page;
    });
  }

  async buyOne(quantity = 2): Promise<string> {
    const [orderNumber] = await this.world.buy([[{ sellerSku: this.skus[0], quantity }]]);
    return orderNumber!;
  }

  /** What is true of the marketplace. */
  get traits(): MarketplaceTraits {
    return this.adapter.capabilities.traits;
  }

  /** Gets tokens anew, after time has passed. */
  async renewTokens(): Promise<void> {
    const { world, itemId, connection } = this.scenery;
    const { kind, externalSellerId } = connection.account;
    const { refreshToken } = connection.authorization;
    const authorization = await world.adapter.auth.refresh(refreshToken, { kind, externalSellerId });
    const access = { ...connection.access, accessToken: authorization.accessToken };
    this.set = { world, itemId, connection: { ...connection, authorization, access } };
  }

  /** Packs an order whole, into one parcel. */
  async packOne(orderNumber: string): Promise<MarketplacePackage> {
    const [result] = await this.adapter.fulfillment.pack(this.access, [await this.unitsOf(orderNumber)]);
    const { packages = [], failed = [] } = result ?? {};
    if (failed[0]) throw failed[0].error;
    if (packages.length !== 1) throw new Error(`The order should be in one parcel, and is in ${packages.length}.`);
    return packages[0]!;
  }

  /** Packs an order whole, and answers what a document of its parcel is asked for by. */
  async parcelOf(orderNumber: string): Promise<PackedParcel> {
    const { packageId, externalLineIds } = await this.packOne(orderNumber);
    return { orderNumber, packageId, externalLineIds };
  }

  /** Makes a parcel ready to ship, where that is a step of its own. */
  async makeReady(packageId: string): Promise<void> {
    const { fulfillment } = this.adapter;
    if (!(await this.offers('fulfillment.readyToShip', () => fulfillment.readyToShip(this.access, [packageId]))))
      return;
    const { failed } = await fulfillment.readyToShip(this.access, [packageId]);
    if (failed[0]) throw failed[0].error;
  }

  /** An order that the buyer has. */
  async deliveredOrder(quantity = 1): Promise<string> {
    const orderNumber = await this.buyOne(quantity);
    const { packageId } = await this.packOne(orderNumber);
    await this.makeReady(packageId);
    await this.world.deliver(orderNumber);
    return orderNumber;
  }

  /** All units of an order, with how they ship: what packing asks for. */
  async unitsOf(orderNumber: string): Promise<PackRequest> {
    const { lines } = await this.adapter.orders.get(this.access, orderNumber);
    const units = { orderNumber, externalLineIds: lines.flatMap(({ externalLineIds }) => externalLineIds) };
    const { allocation, carriers } = await this.adapter.fulfillment.providers(this.access, units);
    const carrierCode = carriers[0]?.code;
    return { ...units, allocation, ...(carrierCode !== undefined && { carrierCode }) };
  }

  private get scenery(): Scenery {
    if (this.set === null) throw new Error('The stage has not been started.');
    return this.set;
  }
}

interface Scenery {
  readonly world: MarketplaceUnderTest;
  readonly connection: Connection;
  readonly itemId: string;
}

export interface Connection {
  readonly authorization: Authorization;
  /** The callback of the consent, whose code is used up. */
  readonly callback: ConsentCallback;
  readonly account: AuthorizedAccount;
  readonly access: ShopAccess;
}

/** Lets a seller consent, and answers the access to the shop, in the country that is played in where there are several. */
export async function connect(world: MarketplaceUnderTest, warehouses: 'one' | 'several'): Promise<Connection> {
  const { auth } = world.adapter;
  const callback = await world.consent(auth.authorizeUrl({ redirectUri, state: `state-${warehouses}` }), warehouses);
  const authorization = await auth.exchangeCode(callback['code'] ?? '', callback);
  const shops = authorization.accounts.filter(({ country }) => country !== null);
  const account = shops.find(({ country }) => country === world.country) ?? shops[0];
  if (!account?.country) throw new Error('The consent opens no shop.');
  const { externalSellerId, country } = account;
  const access = { accessToken: authorization.accessToken, country, externalSellerId };
  return { authorization, callback, account, access };
}

/** Asks for page after page until there is none. */
export async function allPages<Item>(read: (cursor: string | null) => Promise<Page<Item>>): Promise<Item[]> {
  const found: Item[] = [];
  let cursor: string | null = null;
  do {
    const page: Page<Item> = await read(cursor);
    found.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor !== null);
  return found;
}
