import { hear, type BlindWrite } from './own-sale.js';
import { decideByReading, isInStep } from './shop-level.js';

const MARGIN_MS = 5_000;

interface Sale {
  readonly shop: number;
  readonly units: number;
  readonly placedMs: number;
  cancelledMs: number | null;
  announced: boolean;
  /** What we know of it. */
  heard: { cancelled: boolean; announced: boolean } | null;
  refused: boolean;
}

interface Shop {
  /** The truth, at the marketplace. */
  sellable: number;
  /** What we know of it: the columns of `availability`. */
  settled: number | null;
  unheard: number;
  unheardSinceMs: number;
  availableThen: number;
  blind: BlindWrite | null;
  lookMs: number | null;
}

export interface WorldOptions {
  readonly onHand: number;
  readonly shops: number;
  /** Whether the marketplace says what it holds for buyers. */
  readonly saysHeld: boolean;
  /** A shop that may offer more is written to without being read. */
  readonly readUpTo: number;
}

/**
 * Shops that sell and take back by themselves, and we, who hear of it late, in any order, or at the end only. A round of
 * the job reads and writes without anything in between.
 */
export class TestShopWorld {
  nowMs = 1_000_000;
  readonly sales: Sale[] = [];
  readonly shops: Shop[];
  private onHand: number;
  writes = 0;

  constructor(private readonly options: WorldOptions) {
    this.onHand = options.onHand;
    this.shops = Array.from({ length: options.shops }, () => ({
      ...{ sellable: 0, settled: null, unheard: 0, unheardSinceMs: 0, availableThen: 0, blind: null, lookMs: null },
    }));
    this.work();
  }

  get available(): number {
    return Math.max(0, this.onHand - this.reserved);
  }

  private get reserved(): number {
    return this.sales.reduce(
      (sum, { heard, refused, units }) => sum + (heard && !heard.cancelled && !refused ? units : 0),
      0,
    );
  }

  /** Units that buyers have and keep. */
  soldBy(shop?: number): number {
    return this.sales.reduce(
      (sum, sale) => sum + (sale.cancelledMs === null && (shop === undefined || sale.shop === shop) ? sale.units : 0),
      0,
    );
  }

  /** The most that a shop may show right after a round: what it sold, and what we know others to have sold, is gone. */
  mostOf(shop: number): number {
    const sum = (of: (sale: Sale) => boolean): number =>
      this.sales.reduce((units, sale) => units + (!sale.refused && of(sale) ? sale.units : 0), 0);
    const own = sum((sale) => sale.shop === shop && sale.cancelledMs === null);
    const others = sum(({ heard, ...sale }) => sale.shop !== shop && heard !== null && !heard.cancelled);
    return Math.max(0, this.onHand - own - others);
  }

  get existing(): number {
    return this.onHand;
  }

  pass(ms: number): void {
    this.nowMs += ms;
  }

  sell(shop: number, units: number): void {
    const { [shop]: seller } = this.shops;
    if (!seller || seller.sellable < units) return;
    seller.sellable -= units;
    this.sales.push({
      ...{ shop, units, cancelledMs: null, announced: false, heard: null, refused: false },
      // The marketplace tells whole seconds.
      placedMs: Math.floor(this.nowMs / 1_000) * 1_000,
    });
  }

  cancel(index: number): void {
    const sale = this.sales[index % Math.max(1, this.sales.length)];
    if (!sale || sale.cancelledMs !== null || sale.announced) return;
    sale.cancelledMs = Math.floor(this.nowMs / 1_000) * 1_000;
    this.shops[sale.shop]!.sellable += sale.units;
  }

  announce(index: number): void {
    const sale = this.sales[index % Math.max(1, this.sales.length)];
    if (sale?.heard && sale.cancelledMs === null && !sale.heard.cancelled) sale.announced = true;
  }

  hear(index: number): void {
    const sale = this.sales[index % Math.max(1, this.sales.length)];
    if (!sale) return;
    const { heard } = sale;
    const cancelled = sale.cancelledMs !== null;
    sale.heard = { cancelled, announced: sale.announced };
    const changed = { from: new Date(sale.placedMs), to: new Date(sale.cancelledMs ?? sale.placedMs) };
    if (!heard) {
      sale.refused = !cancelled && sale.units > this.onHand - this.reserved + sale.units;
      this.learn(sale.shop, cancelled ? 0 : sale.units, changed);
    } else if (cancelled && !heard.cancelled) {
      this.learn(sale.shop, -sale.units, changed);
    }
  }

  /** Found on the shelf; shops are told at once, for until then they sell what is not there. */
  count(onHand: number): void {
    this.onHand = Math.max(onHand, this.soldBy(), this.reserved);
    this.work();
  }

  private learn(index: number, units: number, when: { from: Date; to: Date }): void {
    const shop = this.shops[index]!;
    const { shows, doubtful } = hear({ units, ...when }, shop.blind, MARGIN_MS);
    if (doubtful) shop.lookMs = this.nowMs;
    else if (shop.blind && this.available <= this.options.readUpTo) shop.lookMs ??= this.nowMs + 10_000;
    if (!shows || units === 0) return;
    if (shop.settled !== null) shop.settled -= units;
    const { unheard } = shop;
    shop.unheard =
      unheard > 0 ? Math.min(unheard, Math.max(0, unheard - units)) : Math.max(unheard, Math.min(0, unheard - units));
    shop.unheardSinceMs = this.nowMs;
  }

  /** One round of the job; answers the shops that were read or written to. */
  work(): number[] {
    return [...this.shops.keys()].filter((index) => {
      const shop = this.shops[index]!;
      if (this.isInStep(shop) && (shop.lookMs === null || shop.lookMs > this.nowMs)) return false;
      if (this.available > this.options.readUpTo) this.writeBlindly(shop);
      else this.readAndWrite(index, shop);
      return true;
    });
  }

  private isInStep({ settled, unheard, availableThen }: Shop): boolean {
    const { available } = this;
    return settled !== null && isInStep({ settled, unheard, available, availableThen });
  }

  private writeBlindly(shop: Shop): void {
    const now = new Date(this.nowMs);
    Object.assign(shop, {
      ...{ sellable: this.available, settled: this.available, availableThen: this.available },
      ...{ unheard: 0, lookMs: null },
    });
    shop.blind = { from: now, to: now };
    this.writes += 1;
  }

  private readAndWrite(index: number, shop: Shop): void {
    const of = this.sales.filter((sale) => sale.shop === index);
    const sum = (sales: readonly Sale[]): number => sales.reduce((units, sale) => units + sale.units, 0);
    const held = sum(of.filter(({ cancelledMs, announced }) => cancelledMs === null && !announced));
    const { sellable } = shop;
    const { quantity, unheard } = decideByReading(
      {
        ...{ settled: shop.settled, unheard: shop.unheard, available: this.available, pendingShift: null },
        open: sum(of.filter(({ heard }) => heard && !heard.cancelled && !heard.announced)),
        unchangedMs: this.nowMs - shop.unheardSinceMs,
      },
      {
        sellable,
        withheld: this.options.saysHeld ? held : null,
        occupied: this.options.saysHeld ? 0 : null,
        campaignLocked: 0,
      },
    );
    if (quantity !== sellable) this.writes += 1;
    const unheardSinceMs = unheard === shop.unheard ? shop.unheardSinceMs : this.nowMs;
    const lookMs = quantity !== sellable || unheard !== 0 ? this.nowMs + 10_000 : null;
    Object.assign(shop, {
      sellable: quantity,
      settled: quantity + unheard,
      availableThen: this.available,
      unheard,
      unheardSinceMs,
      blind: null,
      lookMs,
    });
  }

  /** Everything is heard of, and the job has had its time. */
  settle(): void {
    for (const index of this.sales.keys()) this.hear(index);
    for (let round = 0; round < 200; round += 1) {
      this.work();
      this.pass(10_000);
    }
  }
}
