import type { StatementSnapshot } from '@pinglu/contracts';
import { money, type Currency, type MerchantId, type Money, type ShopId, type StatementId } from '@pinglu/kernel';

/** The account of a shop at a marketplace for one period. Amounts are whole minor units in decimal. */
export interface Statement {
  readonly statementId: StatementId;
  readonly merchantId: MerchantId;
  readonly shopId: ShopId;
  readonly marketplace: string;
  readonly statementNumber: string;
  readonly currency: Currency;
  readonly fromAt: Date;
  /** Exclusive. */
  readonly toAt: Date;
  readonly status: 'open' | 'closed';
  readonly openingMinor: string;
  readonly totalMinor: string;
  readonly payoutMinor: string;
  /** A debt that no payout covers and the next statement opens with; 0 or below. */
  readonly carriedMinor: string;
  readonly suspenseMinor: string;
  readonly lineCount: number;
  readonly changedAt: Date;
  /** 0 while it was made in this transaction and nobody has been told of it. */
  readonly version: number;
}

/** What the lines of a statement come to. */
export interface LineFigures {
  readonly totalMinor: bigint;
  readonly suspenseMinor: bigint;
  readonly lineCount: number;
  /** Beside its sum: two unknown lines may cancel out and are unknown all the same. */
  readonly suspenseCount: number;
}

/** What the marketplace says it pays for the period. */
export interface PayoutFigures {
  readonly openingMinor: bigint;
  readonly payoutMinor: bigint;
  /** A debt to the marketplace is not paid out but brought forward: 0 or below. */
  readonly carriedMinor: bigint;
}

/**
 * The one rule of closing: what was brought forward and every line make the payout to the smallest unit, and every line
 * is understood. A shop in debt is paid nothing; then they make what is carried forward.
 */
export const isComplete = (lines: LineFigures, payout: PayoutFigures | null): boolean =>
  payout !== null &&
  lines.suspenseCount === 0 &&
  payout.openingMinor + lines.totalMinor === payout.payoutMinor + payout.carriedMinor;

/**
 * The statement as its lines and its payout make it. The very same object when nothing has changed, so that nobody is
 * told of nothing; a closed statement is always the same.
 */
export function settled(
  before: Statement,
  { lines, payout, now }: { lines: LineFigures; payout: PayoutFigures | null; now: Date },
): Statement {
  if (before.status === 'closed') return before;
  const figures = {
    status: isComplete(lines, payout) ? ('closed' as const) : ('open' as const),
    openingMinor: String(payout?.openingMinor ?? 0n),
    totalMinor: String(lines.totalMinor),
    payoutMinor: String(payout?.payoutMinor ?? 0n),
    carriedMinor: String(payout?.carriedMinor ?? 0n),
    suspenseMinor: String(lines.suspenseMinor),
    lineCount: lines.lineCount,
  };
  const names = Object.keys(figures) as (keyof typeof figures)[];
  if (before.version > 0 && names.every((name) => before[name] === figures[name])) return before;
  return { ...before, ...figures, changedAt: now, version: before.version + 1 };
}

/** What the outside is told of a statement. */
export function snapshotOf(statement: Statement): StatementSnapshot {
  const { statementId, merchantId, shopId, statementNumber, currency, status, lineCount, version } = statement;
  const amount = (minor: string): Money => money(minor, currency);
  return {
    statementId,
    merchantId,
    shopId,
    marketplace: statement.marketplace as StatementSnapshot['marketplace'],
    statementNumber,
    currency,
    from: statement.fromAt.toISOString(),
    to: statement.toAt.toISOString(),
    status,
    opening: amount(statement.openingMinor),
    total: amount(statement.totalMinor),
    payout: amount(statement.payoutMinor),
    suspense: amount(statement.suspenseMinor),
    lineCount,
    changedAt: statement.changedAt.toISOString(),
    version,
  };
}
