import { Injectable } from '@nestjs/common';
import { Clock } from '@pinglu/kernel';
import type { StockReading } from '@pinglu/marketplace';
import { Logger, Transactions } from '@pinglu/platform';
import { decideByReading, type Decision } from '../shop-level.js';
import { ShopLevels, type DueLevel, type Postponed, type Written } from '../shop-levels.js';
import { ShopStock } from './shop-stock.js';

interface Looked {
  readonly row: DueLevel;
  readonly reading: StockReading;
  readonly decision: Decision;
}

export interface LookedAt {
  /** What is to be written now. */
  readonly decided: readonly Written[];
  /** Could not be read. */
  readonly unread: readonly Postponed[];
  /** Shows what a campaign holds, and more than it is to show. */
  readonly locked: readonly Postponed[];
}

/** Reads what a shop shows, a call for each listing, and decides by it what it is to show. */
@Injectable()
export class LookAtShops {
  constructor(
    private readonly transactions: Transactions,
    private readonly levels: ShopLevels,
    private readonly shops: ShopStock,
    private readonly clock: Clock,
    private readonly logger: Logger,
  ) {}

  /** Rows of one shop. Notes what was read and what follows from it, before it is written. */
  async at(rows: readonly DueLevel[]): Promise<LookedAt> {
    const byListing = new Map<string, DueLevel[]>();
    for (const row of rows) byListing.set(row.externalItemId, [...(byListing.get(row.externalItemId) ?? []), row]);
    const answers = await Promise.all([...byListing.values()].map((ofListing) => this.readListing(ofListing)));
    const looked = answers.flatMap((answer) => answer.looked);
    if (looked.length > 0) {
      const merchants = [...new Set(looked.map(({ row }) => row.merchantId))];
      await this.transactions.run({ merchants }, () =>
        this.levels.read(
          looked.map(({ row, reading: { sellable }, decision: { unheard, quantity, lockedAbove } }) => ({
            ...{ row, sellable, unheard },
            quantity: quantity === sellable ? null : quantity,
            lockedAbove,
          })),
          this.clock.now(),
        ),
      );
    }
    return {
      decided: looked
        .filter(({ reading, decision }) => decision.quantity !== reading.sellable)
        .map(({ row, decision: { quantity } }) => ({ row, quantity, blind: null })),
      unread: answers.flatMap(({ unread }) => unread),
      locked: looked.flatMap(heldByCampaign),
    };
  }

  private async readListing(rows: readonly DueLevel[]): Promise<{ looked: Looked[]; unread: Postponed[] }> {
    const { shopId, externalItemId } = rows[0]!;
    try {
      const readings = await this.shops.read(shopId, externalItemId);
      const bySku = new Map(readings.map((reading) => [reading.externalSkuId, reading]));
      const looked = rows.flatMap((row) => {
        const reading = bySku.get(row.externalSkuId);
        return reading ? [{ row, reading, decision: decideByReading(row, reading) }] : [];
      });
      const unread = rows
        .filter(({ externalSkuId }) => !bySku.has(externalSkuId))
        .map((row) => postponed(row, 'The marketplace does not show this variant in its listing.'));
      return { looked, unread };
    } catch (error) {
      this.logger.warn('What a shop shows could not be read; it is tried again before anything is written.', {
        ...{ shopId, externalItemId, error },
      });
      const refusal = error instanceof Error ? error.message.slice(0, 500) : 'unknown';
      return { looked: [], unread: rows.map((row) => postponed(row, refusal)) };
    }
  }
}

/** A write of which nobody knows whether it was done stays so until the shop has been read. */
const postponed = (row: DueLevel, refusal: string): Postponed => ({ row, refusal, perhapsDone: true });

const heldByCampaign = ({ row, reading, decision }: Looked): Postponed[] =>
  decision.lockedAbove && decision.quantity === reading.sellable
    ? [postponed(row, `A campaign holds ${reading.campaignLocked} units: fewer cannot be shown until it ends.`)]
    : [];
