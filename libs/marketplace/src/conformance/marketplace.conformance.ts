import { minorOf, sumMoney } from '@pinglu/kernel';
import type { ListingDraft } from '../port/catalog.types.js';
import {
  AuthExpiredError,
  ConflictError,
  InvalidRequestError,
  NotFoundError,
  OutcomeUnknownError,
  RefusedRequestError,
} from '../port/errors.js';
import type { FinanceRow } from '../port/finance.types.js';
import type { MarketplaceAdapter } from '../port/marketplace.port.js';
import type { OrderHeader } from '../port/order.types.js';
import type { PushDelivery } from '../port/push.types.js';
import type { Authorization, ShopAccess } from '../port/types.js';

/** A marketplace that can be played with: a stand-in, or a test account. */
export interface MarketplaceUnderTest {
  readonly adapter: MarketplaceAdapter;
  readonly country: string;
  /** Says yes as the seller would, and answers the code that comes back. */
  consent(authorizeUrl: string): Promise<string>;
  /** A draft that the marketplace takes, with one variant for each seller SKU. */
  draft(access: ShopAccess, sellerSkus: readonly string[]): Promise<ListingDraft>;
  /** Buys as buyers do. Answers the order numbers. */
  buy(orders: readonly (readonly { readonly sellerSku: string; readonly quantity: number }[])[]): Promise<string[]>;
  /** Moves an order as carrier and buyer would. */
  deliver(orderNumber: string): Promise<void>;
  /** Lets time pass until statements are closed. */
  closeStatements(): Promise<void>;
  /** Does the next write and does not say so. */
  loseNextAnswer(): Promise<void>;
  throttleNextCall(): Promise<void>;
  killTokens(): Promise<void>;
  /** Waits for a push that the condition holds for. */
  pushed(condition: (rawBody: Uint8Array) => boolean): Promise<Omit<PushDelivery, 'now'>>;
  stop(): Promise<void>;
}

export interface ConformanceOptions {
  readonly name: string;
  readonly start: () => Promise<MarketplaceUnderTest>;
}

const redirectUri = 'https://pinglu.example/oauth/lazada';

const caught = (call: Promise<unknown>): Promise<unknown> => call.catch((error: unknown) => error);

/** What every adapter has to hold, against its marketplace or a stand-in that shares no code with it. */
export function describeMarketplaceConformance({ name, start }: ConformanceOptions): void {
  describe(`the adapter against ${name}`, () => {
    let world: MarketplaceUnderTest;
    let adapter: MarketplaceAdapter;
    let authorization: Authorization;
    let access: ShopAccess;
    let itemId: string;
    const skus = ['CONF-A', 'CONF-B'];

    beforeAll(async () => {
      world = await start();
      adapter = world.adapter;
      const url = adapter.auth.authorizeUrl({ redirectUri, state: 'state-1' });
      authorization = await adapter.auth.exchangeCode(await world.consent(url));
      access = { accessToken: authorization.accessToken, country: world.country };
      itemId = (await adapter.catalog.createProduct(access, await world.draft(access, skus))).externalItemId;
    });
    afterAll(() => world.stop());

    const lists = async (since: Date): Promise<OrderHeader[]> => {
      const window = { since, until: new Date(Date.now() + 60_000) };
      const found: OrderHeader[] = [];
      let cursor: string | null = null;
      do {
        const page = await adapter.orders.listUpdatedSince(access, { ...window, cursor });
        expect(page.incomplete).toBe(false);
        found.push(...page.items);
        cursor = page.nextCursor;
      } while (cursor !== null);
      return found;
    };
    const buyOne = async (quantity = 2): Promise<string> => {
      const [orderNumber] = await world.buy([[{ sellerSku: skus[0]!, quantity }]]);
      return orderNumber!;
    };
    const unitsOf = async (orderNumber: string) => {
      const { lines } = await adapter.orders.get(access, orderNumber);
      const units = { orderNumber, externalLineIds: lines.flatMap(({ externalLineIds }) => externalLineIds) };
      const { allocation, carriers } = await adapter.fulfillment.providers(access, units);
      const carrierCode = carriers[0]?.code;
      return { ...units, allocation, ...(carrierCode !== undefined && { carrierCode }) };
    };

    it('gets tokens for the seller who consented', async () => {
      const account = authorization.accounts.find(({ country }) => country === world.country);
      expect(authorization.expiresAt.getTime()).toBeGreaterThan(Date.now());
      expect(authorization.refreshExpiresAt.getTime()).toBeGreaterThan(authorization.expiresAt.getTime());
      const seller = await adapter.seller.get(access);
      expect(seller).toMatchObject({ externalSellerId: account?.externalSellerId, status: 'active' });
      expect(seller.crossBorder).toBe(authorization.crossBorder);
    });

    it('takes a code once', async () => {
      const code = await world.consent(adapter.auth.authorizeUrl({ redirectUri, state: 'state-2' }));
      await adapter.auth.exchangeCode(code);
      expect(await caught(adapter.auth.exchangeCode(code))).toBeInstanceOf(AuthExpiredError);
    });

    it('knows the categories and what they ask for', async () => {
      const { categoryId } = await world.draft(access, ['CONF-X']);
      const attributes = await adapter.catalog.attributes(access, categoryId);
      expect(attributes.filter(({ mandatory }) => mandatory).length).toBeGreaterThan(0);
      expect(attributes.filter(({ input }) => input === 'unrecognized')).toEqual([]);
      const suggested = await adapter.catalog.suggestCategory(access, 'cotton shirt');
      expect(suggested.every(({ categoryId: id, name: called }) => id !== '' && called !== '')).toBe(true);
    });

    it('reads back what it published, by id and by seller SKU', async () => {
      const byId = await adapter.catalog.readProduct(access, { externalItemId: itemId });
      const draft = await world.draft(access, skus);
      expect(byId).toMatchObject({ externalItemId: itemId, title: draft.title, categoryId: draft.categoryId });
      expect(byId?.variants.map(({ sellerSku, price }) => [sellerSku, price])).toEqual(
        draft.variants.map(({ sellerSku, price }) => [sellerSku, price]),
      );
      expect(await adapter.catalog.readProduct(access, { sellerSku: skus[1]! })).toEqual(byId);
      expect(await adapter.catalog.readProduct(access, { sellerSku: 'CONF-NONE' })).toBeNull();
      expect(await adapter.catalog.readProduct(access, { externalItemId: '1' })).toBeNull();
    });

    it('tells why a listing is refused', async () => {
      const draft = await world.draft(access, ['CONF-BAD']);
      const error = await caught(adapter.catalog.createProduct(access, { ...draft, categoryId: '1' }));
      expect(error).toBeInstanceOf(InvalidRequestError);
      expect((error as InvalidRequestError).fields.length).toBeGreaterThan(0);
    });

    it('does not publish one seller SKU twice', async () => {
      expect(await caught(adapter.catalog.createProduct(access, await world.draft(access, skus)))).toBeInstanceOf(
        RefusedRequestError,
      );
    });

    it('writes stock and reads it back; a SKU that is not there does not hold the others up', async () => {
      const before = await adapter.stock.read(access, itemId);
      const writes = before.map(({ sellerSku, externalSkuId }, index) => ({
        ...{ externalItemId: itemId, externalSkuId, sellerSku },
        quantity: 500 + index,
      }));
      const stranger = { externalItemId: '1', externalSkuId: '2', sellerSku: 'CONF-NONE', quantity: 1 };
      const { succeeded, failed } = await adapter.stock.write(access, [writes[0]!, stranger, writes[1]!]);
      expect([...succeeded].sort()).toEqual(skus);
      expect(failed).toEqual([{ key: 'CONF-NONE', error: expect.any(RefusedRequestError) }]);
      const after = await adapter.stock.read(access, itemId);
      expect(after.map(({ sellable }) => sellable)).toEqual([500, 501]);
    });

    it('sees an order once it is placed: units merged, stock taken, nothing about the buyer', async () => {
      const since = new Date(Date.now() - 5_000);
      const [stock] = await adapter.stock.read(access, itemId);
      const orderNumber = await buyOne(3);
      const listed = (await lists(since)).find((order) => order.orderNumber === orderNumber);
      const order = await adapter.orders.get(access, orderNumber);
      expect(order).toMatchObject({ ...listed, status: 'placed', unitCount: 3, packages: [] });
      expect(order.lines).toEqual([
        expect.objectContaining({ sellerSku: skus[0], quantity: 3, status: 'placed', externalItemId: itemId }),
      ]);
      expect(new Set(order.lines[0]?.externalLineIds).size).toBe(3);
      expect(minorOf(order.total)).toBe(minorOf(order.lines[0]!.unitPrice) * 3n);
      expect(await adapter.orders.items(access, [orderNumber, '1'])).toEqual([
        { orderNumber, lines: order.lines, packages: [], shipBy: order.shipBy },
      ]);
      const [left] = await adapter.stock.read(access, itemId);
      expect(left?.sellable).toBe(stock!.sellable - 3);
      expect(await caught(adapter.orders.get(access, '1'))).toBeInstanceOf(NotFoundError);
    });

    it('lists every order once at least, however many pages it takes', async () => {
      const since = new Date(Date.now() - 2_000);
      const placed = await world.buy(Array.from({ length: 230 }, () => [{ sellerSku: skus[1]!, quantity: 1 }]));
      const listed = new Set((await lists(since)).map(({ orderNumber }) => orderNumber));
      expect(placed).toHaveLength(230);
      expect(placed.filter((orderNumber) => !listed.has(orderNumber))).toEqual([]);
      const items = await adapter.orders.items(access, placed);
      expect(items.map(({ orderNumber }) => orderNumber).sort()).toEqual([...placed].sort());
    });

    it('packs once, reads the parcel back, and marks it ready to ship once', async () => {
      const orderNumber = await buyOne();
      const request = await unitsOf(orderNumber);
      const { packages, failed } = await adapter.fulfillment.pack(access, request);
      expect(failed).toEqual([]);
      expect(packages).toHaveLength(1);
      const [parcel] = packages;
      const [read] = await adapter.orders.items(access, [orderNumber]);
      expect(read?.packages).toEqual(packages);

      const again = await adapter.fulfillment.pack(access, request).catch((error: unknown) => error as Error);
      const refusals = again instanceof Error ? [again] : again.failed.map(({ error }) => error);
      expect(refusals.length).toBeGreaterThan(0);
      for (const refusal of refusals) expect(refusal).toBeInstanceOf(ConflictError);

      await adapter.fulfillment.readyToShip(access, parcel!.packageId);
      expect((await adapter.orders.get(access, orderNumber)).status).toBe('ready_to_ship');
      expect(await caught(adapter.fulfillment.readyToShip(access, parcel!.packageId))).toBeInstanceOf(ConflictError);
      expect(await caught(adapter.fulfillment.readyToShip(access, 'FP000'))).toBeInstanceOf(NotFoundError);
    });

    it('does not know whether it packed when the answer is lost, and finds out by reading', async () => {
      const orderNumber = await buyOne();
      const request = await unitsOf(orderNumber);
      await world.loseNextAnswer();
      expect(await caught(adapter.fulfillment.pack(access, request))).toBeInstanceOf(OutcomeUnknownError);
      const [read] = await adapter.orders.items(access, [orderNumber]);
      expect(read?.packages).toHaveLength(1);
    });

    it('waits and tries again when there were too many calls', async () => {
      await world.throttleNextCall();
      expect((await adapter.seller.get(access)).status).toBe('active');
    });

    it('verifies and reads what is pushed', async () => {
      const orderNumber = await buyOne();
      const push = await world.pushed((rawBody) => adapter.push.parse(rawBody).reference === orderNumber);
      const delivery = { ...push, now: new Date() };
      expect(adapter.push.verify(delivery)).toBeUndefined();
      expect(adapter.push.parse(push.rawBody)).toMatchObject({
        kind: 'order',
        country: world.country,
        externalSellerId: authorization.accounts.find(({ country }) => country === world.country)?.externalSellerId,
        orderStatus: 'placed',
      });
      const changed = Buffer.concat([Buffer.from(push.rawBody), Buffer.from(' ')]);
      expect(() => adapter.push.verify({ ...delivery, rawBody: changed })).toThrow('signature');
    });

    it('tells the account of an order to the cent, in statements that add up', async () => {
      const orderNumber = await buyOne();
      const { packages } = await adapter.fulfillment.pack(access, await unitsOf(orderNumber));
      await adapter.fulfillment.readyToShip(access, packages[0]!.packageId);
      await world.deliver(orderNumber);
      expect((await adapter.orders.get(access, orderNumber)).status).toBe('delivered');
      await world.closeStatements();

      const day = (offset: number) => new Date(Date.now() + offset * 86_400_000).toISOString().slice(0, 10);
      const rows: FinanceRow[] = [];
      let cursor: string | null = null;
      do {
        const page = await adapter.finance.transactions(access, { from: day(-2), to: day(5), cursor });
        rows.push(...page.items);
        cursor = page.nextCursor;
      } while (cursor !== null);
      expect(new Set(rows.map(({ externalRowId }) => externalRowId)).size).toBe(rows.length);
      const { currency } = rows[0]!.amount;
      const order = await adapter.orders.get(access, orderNumber);
      const sales = rows.filter((row) => row.orderNumber === orderNumber && row.kind === 'sale');
      expect(
        sumMoney(
          sales.map(({ amount }) => amount),
          currency,
        ),
      ).toEqual(order.total);
      expect(rows.filter(({ kind }) => kind === 'other')).toEqual([]);

      const statements = await adapter.finance.payouts(access, { since: day(-2) });
      expect(statements.length).toBeGreaterThan(0);
      for (const { statementNumber, openingBalance, payout } of statements) {
        const own = rows.filter((row) => row.statementNumber === statementNumber).map(({ amount }) => amount);
        expect(own.length).toBeGreaterThan(0);
        expect(sumMoney([openingBalance, ...own], currency)).toEqual(payout);
      }
    });

    it('gets new tokens when the old ones are dead', async () => {
      await world.killTokens();
      expect(await caught(adapter.seller.get(access))).toBeInstanceOf(AuthExpiredError);
      const fresh = await adapter.auth.refresh(authorization.refreshToken);
      expect(fresh.accessToken).not.toBe(authorization.accessToken);
      const account = await adapter.seller.get({ ...access, accessToken: fresh.accessToken });
      expect(account.status).toBe('active');
    });
  });
}
