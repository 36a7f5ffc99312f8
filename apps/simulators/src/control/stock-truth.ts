import type { CallReport } from './call-report.js';

/** What a shop shows of one SKU. */
export interface ShownStock {
  readonly shop: string;
  readonly sellerSku: string;
  /** All that the seller has published: what can be ordered and what is ordered already. */
  readonly units: number;
}

export interface OversoldSku {
  readonly sellerSku: string;
  readonly shop: string | null;
  readonly basis: 'declared' | 'first-published';
  readonly existed: number;
  readonly sold: number;
  readonly oversold: number;
}

interface Account {
  readonly shop: string | null;
  readonly sellerSku: string;
  basis: OversoldSku['basis'];
  existed: number | undefined;
  sold: number;
}

/**
 * What really exists, beside what shops show. A shop shows whatever its seller last wrote; a stale write can show units
 * that are gone, and buyers then order them. Units of a SKU that exist are what the control door declared, for one shop
 * or for a code in all shops together; without that, the first quantity above zero that the seller published.
 */
export class StockTruth<Sku> {
  private readonly accounts = new Map<string, Account>();
  /** Wall-clock instants of sales that no stock write of the same seller SKU has followed yet. */
  private readonly waiting = new Map<string, { shop: string; atMs: number }[]>();
  soldOut = 0;

  constructor(
    private readonly calls: CallReport,
    private readonly shown: (sku: Sku) => ShownStock,
  ) {}

  declare(shop: string | null, sellerSku: string, existed: number): void {
    const found = this.accounts.get(accountKey(shop, sellerSku));
    if (found) Object.assign(found, { basis: 'declared', existed });
    else
      this.accounts.set(accountKey(shop, sellerSku), {
        shop,
        sellerSku,
        basis: 'declared',
        existed,
        sold: this.soldEverywhere(shop, sellerSku),
      });
  }

  published(sku: Sku): void {
    const { shop, sellerSku, units } = this.shown(sku);
    const account = this.account(shop, sellerSku);
    if (account.existed === undefined && units > 0) account.existed = units;
  }

  /** A stock write was accepted: it answers every sale that waited, its own shop's and its siblings'. */
  written(sku: Sku): void {
    this.published(sku);
    const { shop, sellerSku } = this.shown(sku);
    const now = performance.now();
    for (const sale of this.waiting.get(sellerSku) ?? []) {
      this.calls.took(
        sale.shop === shop ? 'sale → stock write, same shop' : 'sale → stock write, sibling shop',
        now - sale.atMs,
      );
    }
    this.waiting.delete(sellerSku);
  }

  sold(sku: Sku, units: number): void {
    const { shop, sellerSku } = this.shown(sku);
    this.account(shop, sellerSku).sold += units;
    const everywhere = this.accounts.get(accountKey(null, sellerSku));
    if (everywhere) everywhere.sold += units;
    if (units < 0) return;
    const waiting = this.waiting.get(sellerSku) ?? [];
    if (waiting.length < 1000) waiting.push({ shop, atMs: performance.now() });
    this.waiting.set(sellerSku, waiting);
  }

  report(): { refusedAsSoldOut: number; oversoldUnits: number; oversold: OversoldSku[] } {
    const oversold = this.oversold();
    return {
      refusedAsSoldOut: this.soldOut,
      oversoldUnits: oversold.reduce((sum, one) => sum + one.oversold, 0),
      oversold,
    };
  }

  /** SKUs of which more was sold than existed. */
  oversold(): OversoldSku[] {
    return [...this.accounts.values()].flatMap(({ shop, sellerSku, basis, existed = 0, sold }) =>
      sold > existed ? [{ shop, sellerSku, basis, existed, sold, oversold: sold - existed }] : [],
    );
  }

  private account(shop: string, sellerSku: string): Account {
    const key = accountKey(shop, sellerSku);
    const found = this.accounts.get(key);
    if (found) return found;
    const made: Account = { shop, sellerSku, basis: 'first-published', existed: undefined, sold: 0 };
    this.accounts.set(key, made);
    return made;
  }

  private soldEverywhere(shop: string | null, sellerSku: string): number {
    let sold = 0;
    for (const account of this.accounts.values()) {
      if (account.sellerSku === sellerSku && account.shop !== null && (shop === null || shop === account.shop))
        sold += account.sold;
    }
    return sold;
  }
}

const accountKey = (shop: string | null, sellerSku: string): string => `${shop ?? '*'}/${sellerSku}`;
