import { Inject, Injectable } from '@nestjs/common';
import { AppError, Clock } from '@pinglu/kernel';
import { Logger, Metrics, SERVICE_CONFIG, Transactions } from '@pinglu/platform';
import type { SettlementConfig } from '../../config.js';
import type { Shop } from '../../shop/shop.js';
import { ShopRepository } from '../../shop/shop.repository.js';
import { addDays, dayIn } from '../period.js';
import { RecordRowsHandler } from '../record-rows/record-rows.handler.js';
import { StatementRepository } from '../statement.repository.js';
import { MarketplaceFinance, type Days } from './marketplace-finance.js';

/** Longer than a reading takes; after that another process may take the shop over. */
const CLAIM_MS = 600_000;
const FIRST_RETRY_MS = 5_000;
/** The longest span that a marketplace answers at once is 180 days; one is kept for the difference of clocks. */
const LONGEST_DAYS = 179;

/** Reads the accounts of shops that are due. No transaction is open while a marketplace is asked. */
@Injectable()
export class FetchTransactionsHandler {
  private readonly fetched;

  constructor(
    private readonly shops: ShopRepository,
    private readonly statements: StatementRepository,
    private readonly finance: MarketplaceFinance,
    private readonly record: RecordRowsHandler,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly logger: Logger,
    @Inject(SERVICE_CONFIG) private readonly config: SettlementConfig,
    metrics: Metrics,
  ) {
    this.fetched = metrics.counter('finance_fetches_total', 'Readings of shops by outcome.', ['outcome']);
  }

  /** One round over what is due. @returns whether there may be more at once */
  async handle(): Promise<boolean> {
    const limit = 20;
    const due = await this.transactions.run({ operator: true }, () => this.shops.due(this.clock.now(), limit));
    for (const shop of due) await this.fetch(shop);
    return due.length === limit;
  }

  private async fetch(shop: Shop): Promise<void> {
    const startedAt = this.clock.now();
    const taken = await this.within(shop, () =>
      this.shops.claim(shop.shopId, startedAt, new Date(startedAt.getTime() + CLAIM_MS)),
    );
    if (!taken) return;
    try {
      const days = await this.daysToRead(shop, startedAt);
      for await (const rows of this.finance.rows(shop, days)) await this.record.rows(shop, rows);
      await this.record.correctSuspense(shop);
      await this.record.payouts(shop, await this.finance.payouts(shop, days.from));
      const nextAt = new Date(this.clock.now().getTime() + this.config.FINANCE_EVERY_MS);
      await this.within(shop, () => this.shops.succeeded(shop.shopId, this.clock.now(), nextAt));
      this.fetched.inc({ outcome: 'ok' });
    } catch (error) {
      await this.postpone(shop, error);
    }
  }

  /** From the oldest open statement, for it cannot be complete yet, and never less than the overlap. */
  private async daysToRead(shop: Shop, now: Date): Promise<Days> {
    const { FINANCE_FIRST_DAYS, FINANCE_OVERLAP_DAYS } = this.config;
    const to = dayIn(shop.country, now);
    const { oldest, isFirst } = await this.within(shop, async () => ({
      oldest: await this.statements.oldestOpen(shop.shopId),
      isFirst: await this.shops.isUnread(shop.shopId),
    }));
    const usual = addDays(to, -(isFirst ? FINANCE_FIRST_DAYS : FINANCE_OVERLAP_DAYS));
    const wanted = oldest && dayIn(shop.country, oldest) < usual ? dayIn(shop.country, oldest) : usual;
    const limit = addDays(to, -LONGEST_DAYS);
    return { from: wanted < limit ? limit : wanted, to };
  }

  private async postpone(shop: Shop, error: unknown): Promise<void> {
    const code = error instanceof AppError ? error.code : 'internal';
    this.fetched.inc({ outcome: code });
    await this.within(shop, async () => {
      const failures = await this.shops.failed(shop.shopId, code);
      const waitMs = Math.min(FIRST_RETRY_MS * 2 ** Math.min(failures - 1, 20), this.config.FINANCE_EVERY_MS);
      await this.shops.retryAt(shop.shopId, new Date(this.clock.now().getTime() + waitMs));
      this.logger.warn('The account of a shop could not be read and will be tried again.', {
        shopId: shop.shopId,
        failures,
        retryInMs: waitMs,
        error,
      });
    });
  }

  private within<T>(shop: Shop, work: () => Promise<T>): Promise<T> {
    return this.transactions.run({ merchants: [shop.merchantId] }, work);
  }
}
