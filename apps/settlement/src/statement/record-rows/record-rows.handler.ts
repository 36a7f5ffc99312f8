import { Injectable } from '@nestjs/common';
import { Clock, minorOf, type Money, type StatementId } from '@pinglu/kernel';
import type { FinanceRow, PayoutStatement } from '@pinglu/marketplace';
import { Logger, Metrics, Transactions } from '@pinglu/platform';
import { LedgerRepository } from '../../ledger/ledger.repository.js';
import type { Shop } from '../../shop/shop.js';
import { addDays, startOfDay } from '../period.js';
import { planCorrections, planLines } from '../plan-lines.js';
import { SettleStatementHandler } from '../settle-statement/settle-statement.handler.js';
import { StatementLineRepository } from '../statement-line.repository.js';
import { ForeignCurrencyError } from '../statement.errors.js';
import { StatementRepository, type StatementPeriod } from '../statement.repository.js';

/** Takes what a marketplace says into the books. Saying it again changes nothing. */
@Injectable()
export class RecordRowsHandler {
  private readonly counted;

  constructor(
    private readonly statements: StatementRepository,
    private readonly lines: StatementLineRepository,
    private readonly ledger: LedgerRepository,
    private readonly settle: SettleStatementHandler,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly logger: Logger,
    metrics: Metrics,
  ) {
    this.counted = metrics.counter('finance_rows_total', 'Rows of marketplaces by what became of them.', ['outcome']);
  }

  /** One page of rows: raw rows, lines, entries, statements and events, all of it or nothing. */
  async rows(shop: Shop, rows: readonly FinanceRow[]): Promise<void> {
    if (rows.length === 0) return;
    assertCurrency(
      shop,
      rows.flatMap(({ amount, withheldTax }) => [amount, withheldTax]),
    );
    await this.transactions.run({ merchants: [shop.merchantId] }, async () => {
      const now = this.clock.now();
      await this.lines.keepRaw(shop, rows, now);
      const periods = periodsOf(shop, rows);
      await this.statements.addMissing(shop, periods, now);
      const numbers = periods.map(({ statementNumber }) => statementNumber);
      const keys = rows.map(({ externalRowId }) => externalRowId);
      const known = await this.lines.byRowKeys(shop.shopId, keys);
      const statements = await this.statements.lock(shop.shopId, {
        numbers,
        ids: [...known.values()].map(({ statementId }) => statementId),
      });
      // Read again under the lock: another process may have booked the same rows meanwhile.
      const lines = await this.lines.byRowKeys(shop.shopId, keys);
      const plan = planLines(rows, { statements, lines }, now);
      await this.lines.save(shop, [...plan.added, ...plan.changed]);
      await this.ledger.append(shop, plan.entries, now);
      await this.settle.handle(shop, statements);
      this.counted.inc({ outcome: 'added' }, plan.added.length);
      this.counted.inc({ outcome: 'changed' }, plan.changed.length);
      this.counted.inc({ outcome: 'late' }, plan.late.length);
      if (plan.late.length > 0) {
        this.logger.warn('The marketplace changed a statement that is closed. The rows are kept, the books are not.', {
          shopId: shop.shopId,
          rows: plan.late.length,
        });
      }
    });
  }

  async payouts(shop: Shop, payouts: readonly PayoutStatement[]): Promise<void> {
    if (payouts.length === 0) return;
    assertCurrency(
      shop,
      payouts.flatMap(({ openingBalance, closingBalance, payout }) => [openingBalance, closingBalance, payout]),
    );
    await this.transactions.run({ merchants: [shop.merchantId] }, async () => {
      // Of the same statement twice, the later word counts: one statement cannot be written twice at once.
      const newest = [...new Map(payouts.map((each) => [each.statementNumber, each])).values()];
      const statements = await this.statements.lock(shop.shopId, {
        numbers: newest.map(({ statementNumber }) => statementNumber),
      });
      await this.statements.keepPayouts(
        shop,
        newest.map(({ statementNumber, openingBalance, closingBalance, payout, paid, raw }) => ({
          statementNumber,
          openingMinor: minorOf(openingBalance),
          payoutMinor: minorOf(payout),
          carriedMinor: minorOf(payout) === 0n && minorOf(closingBalance) < 0n ? minorOf(closingBalance) : 0n,
          paid,
          raw,
        })),
        this.clock.now(),
      );
      await this.settle.handle(shop, statements);
    });
  }

  /** Moves lines out of suspense whose kind a later release has come to know. */
  async correctSuspense(shop: Shop): Promise<void> {
    await this.transactions.run({ merchants: [shop.merchantId] }, async () => {
      const ids = new Set<StatementId>((await this.lines.suspended(shop.shopId)).map((line) => line.statementId));
      const statements = await this.statements.lock(shop.shopId, { ids: [...ids] });
      // Read again under the lock: what was in suspense a moment ago may have been moved.
      const locked = (await this.lines.suspended(shop.shopId)).filter(({ statementId }) => ids.has(statementId));
      const plan = planCorrections(locked);
      if (plan.changed.length === 0) return;
      await this.lines.save(shop, plan.changed);
      await this.ledger.append(shop, plan.entries, this.clock.now());
      await this.settle.handle(shop, statements);
    });
  }
}

/** A statement in two currencies has no total. */
function assertCurrency({ shopId, currency }: Shop, amounts: readonly Money[]): void {
  const foreign = amounts.find((amount) => amount.currency !== currency);
  if (foreign) throw new ForeignCurrencyError(shopId, { expected: currency, found: foreign.currency });
}

/** The statements that rows name, each with the whole of the period that its rows speak of. */
function periodsOf(shop: Shop, rows: readonly FinanceRow[]): StatementPeriod[] {
  const periods = new Map<string, StatementPeriod>();
  for (const { statementNumber, statementFrom, statementTo, transactionOn } of rows) {
    if (statementNumber === null) continue;
    const fromAt = startOfDay(shop.country, statementFrom ?? transactionOn);
    const toAt = startOfDay(shop.country, addDays(statementTo ?? transactionOn, 1));
    const known = periods.get(statementNumber);
    periods.set(statementNumber, {
      statementNumber,
      fromAt: known && known.fromAt < fromAt ? known.fromAt : fromAt,
      toAt: known && known.toAt > toAt ? known.toAt : toAt,
    });
  }
  return [...periods.values()];
}
