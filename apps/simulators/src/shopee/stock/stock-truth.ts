import type { CallReport } from '../../control/call-report.js';
import { sellerSkuOf, type Model } from '../catalog/item.js';
import { totalOf } from './stock.js';

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
export class StockTruth {
  private readonly accounts = new Map<string, Account>();
  /** Wall-clock instants of sales that no stock write of the same seller SKU has followed yet. */
  private readonly waiting = new Map<string, { shop: string; atMs: number }[]>();
  soldOut = 0;

  constructor(private readonly calls: CallReport) {}

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

  published(model: Model): void {
    const account = this.account(String(model.item.shopId), sellerSkuOf(model));
    if (account.existed === undefined && totalOf(model.stock) > 0) account.existed = totalOf(model.stock);
  }

  /** A stock write was accepted: it answers every sale that waited, its own shop's and its siblings'. */
  written(model: Model): void {
    this.published(model);
    const shop = String(model.item.shopId);
    const waiting = this.waiting.get(sellerSkuOf(model)) ?? [];
    const now = performance.now();
    for (const sale of waiting) {
      this.calls.took(
        sale.shop === shop ? 'sale → stock write, same shop' : 'sale → stock write, sibling shop',
        now - sale.atMs,
      );
    }
    this.waiting.delete(sellerSkuOf(model));
  }

  sold(model: Model, units: number): void {
    const shop = String(model.item.shopId);
    this.account(shop, sellerSkuOf(model)).sold += units;
    const everywhere = this.accounts.get(accountKey(null, sellerSkuOf(model)));
    if (everywhere) everywhere.sold += units;
    if (units < 0) return;
    const waiting = this.waiting.get(sellerSkuOf(model)) ?? [];
    if (waiting.length < 1000) waiting.push({ shop, atMs: performance.now() });
    this.waiting.set(sellerSkuOf(model), waiting);
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
