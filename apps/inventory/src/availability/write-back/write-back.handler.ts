import { Injectable } from '@nestjs/common';
import { Clock, type ShopId } from '@pinglu/kernel';
import type { BulkResult, StockWrite } from '@pinglu/marketplace';
import { Logger, Transactions } from '@pinglu/platform';
import { AvailabilityEvents } from '../availability.events.js';
import { AvailabilityRepository, type Availability } from '../availability.repository.js';
import { ShopStock } from './shop-stock.js';

const BATCH = 200;

/**
 * Writes what shops may offer to their marketplaces. The quantity is absolute and always the newest: what changes while
 * a call is under way is simply still different afterwards, and goes with the next one.
 */
@Injectable()
export class WriteBackHandler {
  constructor(
    private readonly transactions: Transactions,
    private readonly availability: AvailabilityRepository,
    private readonly events: AvailabilityEvents,
    private readonly shops: ShopStock,
    private readonly clock: Clock,
    private readonly logger: Logger,
  ) {}

  /** One round; answers how many rows were looked at: none means that every marketplace knows what there is. */
  async writeOnce(): Promise<number> {
    const rows = await this.transactions.run({ operator: true }, () => this.availability.toWrite(BATCH));
    const byShop = new Map<ShopId, Availability[]>();
    for (const row of rows) byShop.set(row.shopId, [...(byShop.get(row.shopId) ?? []), row]);
    await Promise.all([...byShop.values()].map((ofShop) => this.writeShop(ofShop)));
    return rows.length;
  }

  private async writeShop(rows: readonly Availability[]): Promise<void> {
    const { shopId } = rows[0]!;
    let result: BulkResult;
    try {
      result = await this.shops.write(shopId, rows.map(toWrite));
    } catch (error) {
      // Whatever it was, an absolute quantity can be written again.
      this.logger.warn('Stock could not be written to a marketplace; it is tried again.', {
        shopId,
        rows: rows.length,
        error,
      });
      await this.postpone(rows.map((row) => ({ row, refusal: reasonOf(error) })));
      return;
    }
    const succeeded = new Set(result.succeeded);
    const failed = new Map(result.failed.map(({ key, error }) => [key, error.message]));
    await this.accept(rows.filter(({ sellerSku }) => succeeded.has(sellerSku)));
    await this.postpone(
      rows
        .filter(({ sellerSku }) => !succeeded.has(sellerSku))
        .map((row) => ({
          row,
          refusal: failed.get(row.sellerSku) ?? 'The marketplace did not say what became of it.',
        })),
    );
  }

  private async accept(rows: readonly Availability[]): Promise<void> {
    if (rows.length === 0) return;
    await this.transactions.run({ merchants: [...new Set(rows.map(({ merchantId }) => merchantId))] }, async () => {
      await this.events.publish(await this.availability.accepted(rows, this.clock.now()));
    });
  }

  private async postpone(failed: readonly { row: Availability; refusal: string }[]): Promise<void> {
    if (failed.length === 0) return;
    const merchants = [...new Set(failed.map(({ row }) => row.merchantId))];
    await this.transactions.run({ merchants }, () =>
      this.availability.postpone(
        failed.map(({ row }) => row),
        failed.map(({ refusal }) => refusal),
      ),
    );
  }
}

const toWrite = ({ externalItemId, externalSkuId, sellerSku, available }: Availability): StockWrite => ({
  externalItemId,
  externalSkuId,
  sellerSku,
  quantity: available,
});

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message.slice(0, 500) : 'unknown');
