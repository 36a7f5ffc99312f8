export interface LocationStock {
  /** Empty in a shop with one warehouse, whose stock has no location. */
  readonly locationId: string;
  readonly stock: number;
}

/**
 * Stock of one model. What buyers have ordered has left `locations` already; what promotions have reserved has not. A
 * seller writes `locations`.
 */
export interface Stock {
  readonly locations: readonly LocationStock[];
  /** Ordered and not handed over. */
  readonly ordered: number;
}

/** What a promotion holds of one model while it lasts. */
export interface PromotionLock {
  readonly promotionId: number;
  /** Such as `seller_discount` or `flash_sale`. */
  readonly type: string;
  readonly startMs: number;
  readonly endMs: number;
  /** Minor units; undefined when the promotion leaves the price of one unit alone. */
  readonly price: number | undefined;
  /** Units set aside for it; falls as they are sold. */
  readonly reserved: number;
  /** True when nobody may write the stock while it runs. */
  readonly freezesStock: boolean;
}

export const newStock = (locations: readonly LocationStock[]): Stock => ({ locations, ordered: 0 });

export const totalOf = (stock: Stock): number => stock.locations.reduce((sum, one) => sum + one.stock, 0);

const isOpen = (lock: PromotionLock, nowMs: number): boolean => nowMs < lock.endMs;
export const isRunning = (lock: PromotionLock, nowMs: number): boolean => isOpen(lock, nowMs) && nowMs >= lock.startMs;

/** Locks that run or will run. */
export const openLocks = (locks: readonly PromotionLock[], nowMs: number): PromotionLock[] =>
  locks.filter((lock) => isOpen(lock, nowMs));

/** The promotion at whose price a buyer buys now: the cheapest that runs and says a price, else any that runs. */
export function currentLock(locks: readonly PromotionLock[], nowMs: number): PromotionLock | undefined {
  const running = locks.filter((lock) => isRunning(lock, nowMs));
  return running.toSorted((a, b) => (a.price ?? Infinity) - (b.price ?? Infinity))[0];
}

/** Units that promotions have set aside, running or to come. */
export const reservedOf = (locks: readonly PromotionLock[], nowMs: number): number =>
  openLocks(locks, nowMs).reduce((sum, lock) => sum + lock.reserved, 0);

/** Whether a promotion can set aside so many units beside what other promotions have. */
export function canReserve(
  stock: Stock,
  locks: readonly PromotionLock[],
  wanted: { promotionId: number; units: number; nowMs: number },
): boolean {
  const others = locks.filter((lock) => lock.promotionId !== wanted.promotionId);
  return wanted.units + reservedOf(others, wanted.nowMs) <= totalOf(stock);
}

/** What a buyer can order now: everything but what promotions to come have set aside. */
export function buyable(stock: Stock, locks: readonly PromotionLock[], nowMs: number): number {
  const ahead = openLocks(locks, nowMs).filter((lock) => !isRunning(lock, nowMs));
  return Math.max(0, totalOf(stock) - ahead.reduce((sum, lock) => sum + lock.reserved, 0));
}

/** Units leave the shelves for an order, from the first location that still has some. Needs that many. */
export function reserve(stock: Stock, units: number): Stock {
  let left = units;
  const locations = stock.locations.map((one) => {
    const taken = Math.min(one.stock, left);
    left -= taken;
    return { ...one, stock: one.stock - taken };
  });
  if (left > 0) throw new RangeError(`The stock holds ${totalOf(stock)} units, ${units} cannot be reserved.`);
  return { locations, ordered: stock.ordered + units };
}

/** A cancelled order gives its units back, to the first location. */
export function release(stock: Stock, units: number): Stock {
  const [first = { locationId: '', stock: 0 }, ...rest] = stock.locations;
  return { locations: [{ ...first, stock: first.stock + units }, ...rest], ordered: stock.ordered - units };
}

export const ship = (stock: Stock, units: number): Stock => ({ ...stock, ordered: stock.ordered - units });

/** Units sold from what the running promotion has set aside count against it first. */
export function sellFromLocks(locks: readonly PromotionLock[], units: number, nowMs: number): PromotionLock[] {
  let left = units;
  return locks.map((lock) => {
    if (!isRunning(lock, nowMs)) return lock;
    const taken = Math.min(lock.reserved, left);
    left -= taken;
    return { ...lock, reserved: lock.reserved - taken };
  });
}

export type StockRefusal = 'below-reserved' | 'frozen' | 'other-structure' | 'negative';

/** The stock as a seller wants it: every location at once, or the ones named. Says why not otherwise. */
export function writeStock(
  stock: Stock,
  wanted: readonly LocationStock[],
  { locks, nowMs }: { locks: readonly PromotionLock[]; nowMs: number },
): Stock | StockRefusal {
  if (wanted.some((one) => one.stock < 0)) return 'negative';
  if (locks.some((lock) => lock.freezesStock && isRunning(lock, nowMs))) return 'frozen';
  const withLocation = wanted.some((one) => one.locationId !== '');
  const hadLocation = stock.locations.some((one) => one.locationId !== '');
  if (stock.locations.length > 0 && withLocation !== hadLocation) return 'other-structure';
  const kept = stock.locations.filter((one) => wanted.every((write) => write.locationId !== one.locationId));
  const next = { ...stock, locations: [...kept, ...wanted].toSorted(byLocation) };
  return totalOf(next) < reservedOf(locks, nowMs) ? 'below-reserved' : next;
}

const byLocation = (a: LocationStock, b: LocationStock): number => a.locationId.localeCompare(b.locationId);
