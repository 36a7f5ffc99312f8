import { BuyerStreams } from '../../control/buyer-stream.js';
import { CallReport } from '../../control/call-report.js';
import type { ControlledWorld } from '../../control/common-routes.js';
import { FaultBook } from '../../control/fault-book.js';
import { MovableClock } from '../../control/movable-clock.js';
import { seededRandom, type Random } from '../../control/random.js';
import { StockTruth } from '../../control/stock-truth.js';
import { Timers } from '../../control/timers.js';
import { BrandQueries } from '../catalog/brand-queries.js';
import { ProductStore } from '../catalog/product-store.js';
import { QualityControl } from '../catalog/quality-control.js';
import type { WorldSettings } from '../config.js';
import { FinanceBook } from '../finance/finance-book.js';
import { LabelShelf } from '../fulfillment/label-shelf.js';
import { GlobalProductStore } from '../global-product/global-product-store.js';
import { LiveRooms } from '../live/live-rooms.js';
import { ImageShelf } from '../media/image-shelf.js';
import { Migrations } from '../media/migrations.js';
import { VideoStore } from '../media/video-store.js';
import { TokenStore } from '../oauth/token-store.js';
import { DAILY_QUOTAS, Limits } from '../protocol/limits.js';
import { OrderMoves } from '../order/order-moves.js';
import { OrderStore } from '../order/order-store.js';
import { buyInPassing } from '../order/passing-buyer.js';
import { PushSender, type PushTarget } from '../push/push-sender.js';
import { PromotionStore } from '../promotion/promotion-store.js';
import { Pushes } from '../push/pushes.js';
import { ReverseMoves } from '../reverse/reverse-moves.js';
import { ReverseStore } from '../reverse/reverse-store.js';
import type { Seller } from '../seller/seller.js';
import { shownStock } from '../stock/shown-stock.js';
import { lockCampaignStock } from '../stock/campaign-lock.js';
import { FAULT_KINDS } from './fault-kinds.js';
import { numberSeries, type NumberSeries } from './number-series.js';
import { seedProducts } from './seed-products.js';

const DAY_MS = 86_400_000;

const targetOf = (settings: WorldSettings): PushTarget => ({
  url: settings.pushUrl,
  retryMs: settings.pushRetryMs,
  suspendAfter: settings.pushSuspendAfter,
  types: settings.pushTypes,
});

/** Everything that the simulator knows; a reset makes a new one. */
export class World implements ControlledWorld {
  readonly clock = new MovableClock();
  readonly faults = new FaultBook(FAULT_KINDS, () => lockCampaignStock(this));
  readonly calls = new CallReport();
  readonly timers = new Timers(this.clock);
  readonly random: Random;
  readonly labels: LabelShelf;
  readonly limits: Limits;
  readonly tokens: TokenStore;
  readonly products: ProductStore;
  readonly qualityControl: QualityControl;
  readonly brandQueries = new BrandQueries();
  /** Products on sale that a seller may have. */
  itemLimit = 5000;
  readonly images = new ImageShelf();
  readonly videos = new VideoStore();
  readonly promotions: PromotionStore;
  readonly liveRooms = new LiveRooms();
  readonly globalProducts: GlobalProductStore;
  /** How long a global product takes to appear on its sites, on the movable clock. */
  publishDelayMs = 120_000;
  readonly migrations = new Migrations(() => this.nowMs());
  readonly stockTruth = new StockTruth(this.calls, shownStock);
  readonly orders: OrderStore;
  readonly orderMoves = new OrderMoves(this);
  readonly reverses: ReverseStore;
  readonly reverseMoves = new ReverseMoves(this);
  readonly finance: FinanceBook;
  readonly series: NumberSeries;
  readonly buyers = new BuyerStreams<Seller>({
    idOf: (seller) => seller.sellerId,
    buy: (seller, purchase) => buyInPassing(this, seller, purchase),
  });
  readonly pushes: Pushes;

  constructor(readonly settings: WorldSettings) {
    this.random = seededRandom(settings.seed);
    this.series = numberSeries(settings.seed);
    this.products = new ProductStore(this.series);
    this.qualityControl = new QualityControl(this);
    this.promotions = new PromotionStore(this.series);
    this.globalProducts = new GlobalProductStore(this.series);
    this.orders = new OrderStore(this.series);
    this.reverses = new ReverseStore(this.series);
    this.finance = new FinanceBook(this);
    // Tokens have numbers of their own, so that an authorisation does not change the buyers that follow.
    this.tokens = new TokenStore(this.clock, seededRandom(settings.seed + 1), settings);
    const dailyQuota = settings.limits.dailyQuota ?? DAILY_QUOTAS[settings.appStatus];
    this.labels = new LabelShelf(() => this.nowMs(), settings.labelDelayMs);
    this.limits = new Limits({ ...settings.limits, dailyQuota }, () => this.nowMs());
    const parts = {
      app: settings.app,
      faults: this.faults,
      timers: this.timers,
      calls: this.calls,
      nowMs: () => this.nowMs(),
    };
    this.pushes = new Pushes(this, new PushSender(parts, targetOf(settings)));
    seedProducts(this);
    this.warnOfTokens();
  }

  nowMs(): number {
    return this.clock.now().getTime();
  }

  report(): unknown {
    const { sender } = this.pushes;
    return {
      now: this.clock.now().toISOString(),
      seed: this.settings.seed,
      calls: this.calls.byPath(),
      whileBanned: this.limits.bans.byPath(),
      pushes: {
        url: sender.target.url ?? null,
        ...sender.counts,
        waiting: sender.waiting,
        isSuspended: sender.suspended,
      },
      orders: this.orders.countByStatus(),
      reverseOrderLines: this.reverses.countByStatus(),
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
    this.pushes.sender.stop();
  }

  private warnOfTokens(): void {
    for (const { seller, until } of this.tokens.expiringWithin(2 * DAY_MS)) this.pushes.tokenExpiring(seller, until);
    this.timers.at(this.nowMs() + DAY_MS, () => this.warnOfTokens());
  }
}
