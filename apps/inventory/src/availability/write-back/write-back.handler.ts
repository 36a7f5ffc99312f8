import { Inject, Injectable } from '@nestjs/common';
import { Clock, type ShopId } from '@pinglu/kernel';
import { OutcomeUnknownError, type BulkResult } from '@pinglu/marketplace';
import { Logger, SERVICE_CONFIG, Transactions } from '@pinglu/platform';
import type { InventoryConfig } from '../../config.js';
import { AvailabilityEvents } from '../availability.events.js';
import { ShopLevels, type DueLevel, type Postponed, type Written } from '../shop-levels.js';
import { LookAtShops } from './look-at-shops.js';
import { ShopStock } from './shop-stock.js';

const BATCH = 200;
/** Listings of a shop that are read in one round: what is read is to be written at once. */
const LISTINGS = 10;

/**
 * Writes what shops may offer to their marketplaces, wherever that is not what they must be showing. The quantity is
 * absolute and always the newest: what changes while a call is under way is simply still different afterwards, and goes
 * with the next one. Of few units the shop is read first, because it may have sold some that we have not heard of.
 */
@Injectable()
export class WriteBackHandler {
  constructor(
    private readonly transactions: Transactions,
    private readonly levels: ShopLevels,
    private readonly events: AvailabilityEvents,
    private readonly shops: ShopStock,
    private readonly look: LookAtShops,
    private readonly clock: Clock,
    private readonly logger: Logger,
    @Inject(SERVICE_CONFIG) private readonly config: InventoryConfig,
  ) {}

  /** One round; answers how many rows were looked at: none means that every marketplace knows what there is. */
  async writeOnce(): Promise<number> {
    const rows = await this.transactions.run({ operator: true }, () => this.levels.due(BATCH, this.clock.now()));
    const byShop = new Map<ShopId, DueLevel[]>();
    for (const row of rows) byShop.set(row.shopId, [...(byShop.get(row.shopId) ?? []), row]);
    await Promise.all([...byShop.values()].map((ofShop) => this.writeShop(ofShop)));
    return rows.length;
  }

  private async writeShop(rows: readonly DueLevel[]): Promise<void> {
    const few = rows.filter(({ available }) => available <= this.config.READ_STOCK_UP_TO);
    const listings = new Set([...new Set(few.map(({ externalItemId }) => externalItemId))].slice(0, LISTINGS));
    const { decided, unread, locked } = await this.look.at(
      few.filter(({ externalItemId }) => listings.has(externalItemId)),
    );
    await this.write(decided);
    // Nothing can be sold too often by showing nothing: that does not wait until the shop can be read.
    const soldOut = unread.filter(({ row }) => row.available === 0 && !row.inStep);
    await this.postpone([...unread.filter((one) => !soldOut.includes(one)), ...locked]);
    await this.writeBlindly([...rows.filter((row) => !few.includes(row)), ...soldOut.map(({ row }) => row)]);
  }

  private async writeBlindly(rows: readonly DueLevel[]): Promise<void> {
    if (rows.length === 0) return;
    await this.transactions.run(merchantsOf(rows), () => this.levels.forget(rows));
    const from = this.clock.now();
    await this.write(rows.map((row) => ({ row, quantity: row.available, blind: { from, to: from } })));
  }

  private async write(writes: readonly Written[]): Promise<void> {
    if (writes.length === 0) return;
    const { shopId } = writes[0]!.row;
    let result: BulkResult;
    try {
      result = await this.shops.write(shopId, writes.map(toWrite));
    } catch (error) {
      this.logger.warn('Stock could not be written to a marketplace; it is tried again.', {
        shopId,
        rows: writes.length,
        error,
      });
      const perhapsDone = error instanceof OutcomeUnknownError;
      await this.postpone(writes.map(({ row }) => ({ row, refusal: reasonOf(error), perhapsDone })));
      return;
    }
    const to = this.clock.now();
    const succeeded = new Set(result.succeeded);
    const errors = new Map(result.failed.map(({ key, error }) => [key, error]));
    await this.accept(
      writes
        .filter(({ row }) => succeeded.has(row.sellerSku))
        .map(({ blind, ...write }) => ({ ...write, blind: blind && { from: blind.from, to } })),
    );
    await this.postpone(
      writes
        .filter(({ row }) => !succeeded.has(row.sellerSku))
        .map(({ row }) => {
          const error = errors.get(row.sellerSku);
          return error
            ? { row, refusal: error.message, perhapsDone: error instanceof OutcomeUnknownError }
            : { row, refusal: 'The marketplace did not say what became of it.', perhapsDone: true };
        }),
    );
  }

  private async accept(written: readonly Written[]): Promise<void> {
    if (written.length === 0) return;
    await this.transactions.run(merchantsOf(written.map(({ row }) => row)), async () => {
      await this.events.publish(await this.levels.accepted(written, this.clock.now()));
    });
  }

  private async postpone(failed: readonly Postponed[]): Promise<void> {
    if (failed.length === 0) return;
    await this.transactions.run(merchantsOf(failed.map(({ row }) => row)), () => this.levels.postpone(failed));
  }
}

const merchantsOf = (rows: readonly DueLevel[]) => ({
  merchants: [...new Set(rows.map(({ merchantId }) => merchantId))],
});

const toWrite = ({ row: { externalItemId, externalSkuId, sellerSku }, quantity }: Written) => ({
  externalItemId,
  externalSkuId,
  sellerSku,
  quantity,
});

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message.slice(0, 500) : 'unknown');
