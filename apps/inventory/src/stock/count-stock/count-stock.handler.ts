import { Injectable } from '@nestjs/common';
import { Clock, type MerchantId } from '@pinglu/kernel';
import { AvailabilityEvents } from '../../availability/availability.events.js';
import { AvailabilityRepository } from '../../availability/availability.repository.js';
import { CountBelowReservedError, StockNotFoundError } from '../stock.errors.js';
import { StockRepository, type StockLevel } from '../stock.repository.js';
import type { CountStockCommand } from './count-stock.command.js';

/** The shelf was counted: what was found replaces what was thought, as of the time of the count. */
@Injectable()
export class CountStockHandler {
  constructor(
    private readonly stock: StockRepository,
    private readonly availability: AvailabilityRepository,
    private readonly events: AvailabilityEvents,
    private readonly clock: Clock,
  ) {}

  /** In a transaction. Throws StockNotFoundError, CountBelowReservedError. */
  async handle(merchantId: MerchantId, command: CountStockCommand): Promise<StockLevel> {
    const [level] = await this.stock.lock([{ merchantId, sellerSku: command.sellerSku }]);
    if (!level) throw new StockNotFoundError();
    const countedAt = new Date(command.countedAt);
    const before = await this.stock.countedAt(level);
    if (before && before >= countedAt) return level;
    if (command.onHand < level.reserved) throw new CountBelowReservedError(command.onHand, level.reserved);
    await this.stock.recordCount(level, countedAt);
    await this.stock.move([
      {
        merchantId,
        sellerSku: level.sellerSku,
        warehouseId: level.warehouseId,
        kind: 'counted',
        onHandChange: command.onHand - level.onHand,
        reservedChange: 0,
        reference: countedAt.toISOString(),
      },
    ]);
    await this.events.publish(await this.availability.recompute([level], this.clock.now()));
    return { ...level, onHand: command.onHand };
  }
}
