import { Injectable } from '@nestjs/common';
import { statementKey, topics, type StatementEvent } from '@pinglu/contracts';
import { Clock } from '@pinglu/kernel';
import { EventFactory, Outbox } from '@pinglu/platform';
import { payoutPostings } from '../../ledger/posting-rules.js';
import { LedgerRepository } from '../../ledger/ledger.repository.js';
import type { Shop } from '../../shop/shop.js';
import { dayIn } from '../period.js';
import { settled, snapshotOf, type LineFigures, type Statement } from '../statement.js';
import { StatementLineRepository } from '../statement-line.repository.js';
import { StatementRepository } from '../statement.repository.js';

const NO_LINES: LineFigures = { totalMinor: 0n, suspenseMinor: 0n, lineCount: 0, suspenseCount: 0 };

/** Brings statements up to date with their lines and payouts, closes those that add up, and says so. */
@Injectable()
export class SettleStatementHandler {
  constructor(
    private readonly statements: StatementRepository,
    private readonly lines: StatementLineRepository,
    private readonly ledger: LedgerRepository,
    private readonly outbox: Outbox,
    private readonly events: EventFactory,
    private readonly clock: Clock,
  ) {}

  /** To be called in the transaction that changed lines or payouts, which holds the lock of these statements. */
  async handle(shop: Shop, statements: readonly Statement[]): Promise<void> {
    const now = this.clock.now();
    const figures = await this.lines.figuresOf(statements.map(({ statementId }) => statementId));
    const payouts = await this.statements.payoutsOf(
      shop.shopId,
      statements.map(({ statementNumber }) => statementNumber),
    );
    for (const before of statements) {
      const after = settled(before, {
        lines: figures.get(before.statementId) ?? NO_LINES,
        payout: payouts.get(before.statementNumber) ?? null,
        now,
      });
      if (after !== before) await this.change(shop, after, now);
    }
  }

  private async change(shop: Shop, statement: Statement, now: Date): Promise<void> {
    await this.statements.save(statement);
    if (statement.status === 'closed') await this.postPayout(shop, statement, now);
    await this.outbox.write([
      {
        topic: topics.statement.name,
        key: statementKey(statement.merchantId, statement.shopId, statement.statementNumber),
        event: this.events.create({
          type:
            statement.status === 'closed'
              ? 'com.pinglu.settlement.statement_closed.v1'
              : 'com.pinglu.settlement.statement_opened.v1',
          data: snapshotOf(statement),
          merchantId: statement.merchantId,
          subject: statement.statementId,
          version: statement.version,
        }) satisfies StatementEvent,
      },
    ]);
  }

  private async postPayout(shop: Shop, statement: Statement, now: Date): Promise<void> {
    const postings = payoutPostings(BigInt(statement.payoutMinor), statement.currency);
    if (postings.length === 0) return;
    await this.ledger.append(
      shop,
      [
        {
          sourceKey: `payout:${statement.statementNumber}`,
          kind: 'payout',
          orderNumber: null,
          // The last day of the period: its end is the first instant that no longer belongs to it.
          effectiveOn: dayIn(shop.country, new Date(statement.toAt.getTime() - 1)),
          postings,
          statementId: statement.statementId,
        },
      ],
      now,
    );
  }
}
