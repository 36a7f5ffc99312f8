import { BuyerStreams } from '../../control/buyer-stream.js';
import { CallReport } from '../../control/call-report.js';
import type { ControlledWorld } from '../../control/common-routes.js';
import { FaultBook } from '../../control/fault-book.js';
import { MovableClock } from '../../control/movable-clock.js';
import { seededRandom, type Random } from '../../control/random.js';
import { StockTruth } from '../../control/stock-truth.js';
import { Timers } from '../../control/timers.js';
import { BrandBook } from '../catalog/brand.js';
import { ItemStore } from '../catalog/item-store.js';
import type { PartnerApp, WorldSettings } from '../config.js';
import { FinanceBook } from '../finance/finance-book.js';
import { FirstMileBook } from '../first-mile/first-mile-book.js';
import { GlobalProducts } from '../global-product/global-shelf.js';
import { LivestreamBook } from '../livestream/livestream-book.js';
import { MediaStore } from '../media/media-store.js';
import { AuthorizationBook } from '../oauth/authorization-book.js';
import { keyOf, type Subject } from '../oauth/subject.js';
import { TokenStore } from '../oauth/token-store.js';
import { OrderMoves } from '../order/order-moves.js';
import { OrderStore } from '../order/order-store.js';
import { buyInPassing } from '../order/passing-buyer.js';
import { Limits } from '../protocol/limits.js';
import { pushPromotion } from '../push/promotion-pushes.js';
import { OrderPushes } from '../push/order-pushes.js';
import { PushSender } from '../push/push-sender.js';
import { Pushes } from '../push/pushes.js';
import { PromotionBook } from '../promotion/promotion-book.js';
import { lockCampaignStock } from '../promotion/campaign-lock.js';
import { ReturnBook } from '../return/return-book.js';
import { ACCOUNTS, findShop, SHOPS, type Account, type Shop } from '../shop/shop.js';
import { StockLedger } from '../stock/stock-ledger.js';
import { shownStock } from '../stock/shown-stock.js';
import { ViolationBook } from '../violation/violation-book.js';
import { FAULT_KINDS } from './fault-kinds.js';
import { numberSeries, type NumberSeries } from './number-series.js';
import { seedProducts } from './seed-products.js';

const DAY_MS = 86_400_000;

export interface Profile {
  readonly name: string;
  readonly logo: string;
  readonly description: string;
}

/** Everything that the simulator knows; a reset makes a new one. */
export class World implements ControlledWorld {
  readonly clock = new MovableClock();
  readonly faults = new FaultBook(FAULT_KINDS, () => lockCampaignStock(this));
  readonly calls = new CallReport();
  readonly timers = new Timers(this.clock);
  readonly random: Random;
  readonly series: NumberSeries;
  readonly limits: Limits;
  readonly shops = { all: () => SHOPS, find: findShop };
  /** What sellers have changed about their shops. */
  readonly profiles = new Map<number, Profile>();
  readonly authorizations = new AuthorizationBook(() => this.nowMs());
  readonly tokens: TokenStore;
  readonly pushes: Pushes;
  readonly orderPushes = new OrderPushes(this);
  readonly orders: OrderStore;
  readonly orderMoves = new OrderMoves(this);
  readonly returns = new ReturnBook(this);
  readonly violations = new ViolationBook(this);
  readonly buyers = new BuyerStreams<Shop>({
    idOf: (shop) => String(shop.shopId),
    buy: (shop, purchase) => buyInPassing(this, shop, purchase),
  });
  readonly brands = new BrandBook();
  readonly media: MediaStore;
  readonly items: ItemStore;
  readonly stockTruth = new StockTruth(this.calls, shownStock);
  readonly stock: StockLedger;
  readonly promotions: PromotionBook;
  readonly livestreams: LivestreamBook;
  readonly globalProducts: GlobalProducts;
  readonly finance = new FinanceBook(this);
  readonly firstMile = new FirstMileBook(this);

  constructor(
    readonly settings: WorldSettings,
    /** Where this simulator is reached, without a slash at its end. */
    readonly baseUrl: () => string,
  ) {
    const nowMs = (): number => this.nowMs();
    this.random = seededRandom(settings.seed);
    this.series = numberSeries(settings.seed);
    this.limits = new Limits(settings.callsPerSecond);
    this.media = new MediaStore(nowMs, baseUrl);
    this.items = new ItemStore(this.series, nowMs);
    this.stock = new StockLedger(this.items, this.stockTruth, nowMs);
    this.promotions = new PromotionBook(this.series.promotions, this.items, nowMs, (one) => pushPromotion(this, one));
    this.globalProducts = new GlobalProducts(this.series, nowMs);
    this.livestreams = new LivestreamBook(this.series.sessions, nowMs);
    this.orders = new OrderStore(this.series);
    this.tokens = new TokenStore({
      nowMs,
      // Tokens have numbers of their own, so that an authorisation does not change the buyers that follow.
      random: seededRandom(settings.seed + 1),
      authorizations: this.authorizations,
      replayMs: settings.refreshReplayMs,
    });
    const { faults, timers, calls } = this;
    const senderOf = (app: PartnerApp, index: number): PushSender =>
      new PushSender(
        { app, faults, timers, calls, nowMs },
        { callbackUrl: index === 0 ? settings.pushUrl : undefined, speed: settings.pushSpeed },
      );
    this.pushes = new Pushes(this, new Map(settings.apps.map((app, index) => [app, senderOf(app, index)])));
    seedProducts(this);
    this.watchAuthorizations();
  }

  nowMs(): number {
    return this.clock.now().getTime();
  }

  /** An account takes back what it let the app do: tokens and links end. Answers what ended. */
  endAuthorization(app: PartnerApp, account: Account, type: string): Subject[] {
    const ended = this.authorizations
      .of(app.partnerId)
      .map((one) => one.subject)
      .filter((subject) => isOf(account, subject) && this.authorizations.end(app.partnerId, subject));
    for (const subject of ended) this.tokens.forget(app.partnerId, subject);
    if (ended.length > 0) this.pushes.authorizationEnded(app, account, { subjects: ended, type });
    return ended;
  }

  report(): unknown {
    return {
      now: this.clock.now().toISOString(),
      seed: this.settings.seed,
      calls: this.calls.byPath(),
      whileBanned: this.limits.bans.byPath(),
      pushes: this.pushes.report(),
      orders: this.orders.countByStatus(),
      returns: this.returns.countByStatus(),
      buyers: this.buyers.states(),
      stock: this.stockTruth.report(),
      reactionsMs: this.calls.reactions(),
      faults: this.faults.list(),
    };
  }

  stop(): void {
    this.buyers.stopAll();
    this.timers.stop();
    this.limits.bans.stop();
    this.pushes.stop();
  }

  /** Once a day: who lets the app in no longer, and who will not for long. */
  private watchAuthorizations(): void {
    for (const app of this.settings.apps) {
      const beforeMs = this.nowMs() + 7 * DAY_MS;
      const ending = this.authorizations.expiringWithin(app.partnerId, 7 * DAY_MS);
      if (ending.length > 0) this.pushes.authorizationsEnding(app, ending, beforeMs);
      for (const { subject } of this.authorizations.takeExpired(app.partnerId)) {
        const account = ACCOUNTS.find((one) => isOf(one, subject));
        if (account) this.pushes.authorizationEnded(app, account, { subjects: [subject], type: 'expiry' });
      }
    }
    this.timers.at(this.nowMs() + DAY_MS, () => this.watchAuthorizations());
  }
}

function isOf(account: Account, subject: Subject): boolean {
  const subjects: Subject[] = [
    ...account.shops.map((one) => ({ kind: 'shop' as const, id: one.shopId })),
    ...account.merchants.map((one) => ({ kind: 'merchant' as const, id: one.merchantId })),
    ...account.users.map((one) => ({ kind: 'user' as const, id: one.userId })),
  ];
  return subjects.some((one) => keyOf(one) === keyOf(subject));
}
