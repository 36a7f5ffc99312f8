import { Injectable } from '@nestjs/common';
import { newId, type ShopId, type StatementId } from '@pinglu/kernel';
import { currentTransaction, type PageKey, type PageRequest } from '@pinglu/platform';
import type { Shop } from '../shop/shop.js';
import type { PayoutFigures, Statement } from './statement.js';

export interface StatementPeriod {
  readonly statementNumber: string;
  readonly fromAt: Date;
  /** Exclusive. */
  readonly toAt: Date;
}

export interface StatementFilter {
  readonly shopId: ShopId | null;
  readonly status: 'open' | 'closed' | null;
}

export interface KeptPayout extends PayoutFigures {
  readonly statementNumber: string;
  readonly paid: boolean;
  readonly raw: Readonly<Record<string, unknown>>;
}

const COLUMNS = `id as "statementId", merchant_id as "merchantId", shop_id as "shopId", marketplace,
  statement_number as "statementNumber", currency, from_at as "fromAt", to_at as "toAt", status,
  opening_minor::text as "openingMinor", total_minor::text as "totalMinor", payout_minor::text as "payoutMinor",
  carried_minor::text as "carriedMinor",
  suspense_minor::text as "suspenseMinor", line_count as "lineCount", changed_at as "changedAt", version`;

type ListedRow = Statement & { readonly changedAtText: string };

/** Who may see which statement is decided by the database, see the policies in the migration. */
@Injectable()
export class StatementRepository {
  /** Makes those that are not there, in one statement, with version 0: whoever makes them settles them at once. */
  async addMissing(shop: Shop, periods: readonly StatementPeriod[], now: Date): Promise<void> {
    await currentTransaction().query(
      `insert into statement (id, merchant_id, shop_id, marketplace, statement_number, currency, from_at, to_at, status,
                              opening_minor, total_minor, payout_minor, carried_minor, suspense_minor, line_count, changed_at,
                              version)
       select id, $1, $2, $3, number, $4, from_at, to_at, 'open', 0, 0, 0, 0, 0, 0, $5, 0
       from unnest($6::uuid[], $7::text[], $8::timestamptz[], $9::timestamptz[]) as added (id, number, from_at, to_at)
       order by number
       on conflict (shop_id, statement_number) do nothing`,
      [
        shop.merchantId,
        shop.shopId,
        shop.marketplace,
        shop.currency,
        now,
        periods.map(() => newId(now.getTime())),
        periods.map(({ statementNumber }) => statementNumber),
        periods.map(({ fromAt }) => fromAt),
        periods.map(({ toAt }) => toAt),
      ],
    );
  }

  /** Takes the lock under which lines and ledger of these statements change. */
  async lock(shopId: ShopId, by: { numbers?: readonly string[]; ids?: readonly StatementId[] }): Promise<Statement[]> {
    return currentTransaction().query<Statement>(
      `select ${COLUMNS} from statement
       where shop_id = $1 and (statement_number = any ($2) or id = any ($3)) order by id for update`,
      [shopId, by.numbers ?? [], by.ids ?? []],
    );
  }

  async save(statement: Statement): Promise<void> {
    await currentTransaction().query(
      `update statement set status = $2, opening_minor = $3, total_minor = $4, payout_minor = $5, suspense_minor = $6,
                            line_count = $7, changed_at = $8, version = $9, carried_minor = $10
       where id = $1`,
      [
        statement.statementId,
        statement.status,
        statement.openingMinor,
        statement.totalMinor,
        statement.payoutMinor,
        statement.suspenseMinor,
        statement.lineCount,
        statement.changedAt,
        statement.version,
        statement.carriedMinor,
      ],
    );
  }

  async find(id: StatementId): Promise<Statement | null> {
    const [found] = await currentTransaction().query<Statement>(`select ${COLUMNS} from statement where id = $1`, [id]);
    return found ?? null;
  }

  /** Least lately changed first; one more than asked for, when there is one. */
  async list(
    filter: StatementFilter,
    { limit, after }: PageRequest,
  ): Promise<{ statement: Statement; key: PageKey }[]> {
    const rows = await currentTransaction().query<ListedRow>(
      `select ${COLUMNS}, changed_at::text as "changedAtText" from statement
       where ($1::timestamptz is null or (changed_at, id) > ($1, $2::uuid))
         and ($4::uuid is null or shop_id = $4) and ($5::text is null or status = $5)
       order by changed_at, id limit $3`,
      [after?.at ?? null, after?.id ?? null, limit + 1, filter.shopId, filter.status],
    );
    return rows.map(({ changedAtText, ...statement }) => ({
      statement,
      key: { at: changedAtText, id: statement.statementId },
    }));
  }

  /** Where reading must begin so that the oldest open statement can still be completed; null when none is open. */
  async oldestOpen(shopId: ShopId): Promise<Date | null> {
    const [row] = await currentTransaction().query<{ fromAt: Date | null }>(
      `select min(from_at) as "fromAt" from statement where shop_id = $1 and status = 'open'`,
      [shopId],
    );
    return row?.fromAt ?? null;
  }

  /** Keeps what the marketplace says it pays, the newest word of it; it may say so before any line is seen. */
  async keepPayouts(shop: Shop, payouts: readonly KeptPayout[], now: Date): Promise<void> {
    await currentTransaction().query(
      `insert into payout (shop_id, statement_number, merchant_id, currency, opening_minor, payout_minor, carried_minor, paid, raw,
                           updated_at)
       select $1, number, $2, $3, opening_minor, payout_minor, carried_minor, paid, raw, $4
       from unnest($5::text[], $6::bigint[], $7::bigint[], $8::bigint[], $9::boolean[], $10::json[])
         as kept (number, opening_minor, payout_minor, carried_minor, paid, raw)
       order by number
       on conflict (shop_id, statement_number) do update set
         opening_minor = excluded.opening_minor, payout_minor = excluded.payout_minor,
         carried_minor = excluded.carried_minor, paid = excluded.paid,
         raw = excluded.raw, updated_at = excluded.updated_at`,
      [
        shop.shopId,
        shop.merchantId,
        shop.currency,
        now,
        payouts.map(({ statementNumber }) => statementNumber),
        payouts.map(({ openingMinor }) => String(openingMinor)),
        payouts.map(({ payoutMinor }) => String(payoutMinor)),
        payouts.map(({ carriedMinor }) => String(carriedMinor)),
        payouts.map(({ paid }) => paid),
        payouts.map(({ raw }) => JSON.stringify(raw)),
      ],
    );
  }

  async payoutsOf(shopId: ShopId, numbers: readonly string[]): Promise<Map<string, PayoutFigures>> {
    const rows = await currentTransaction().query<{ number: string; opening: string; payout: string; carried: string }>(
      `select statement_number as number, opening_minor::text as opening, payout_minor::text as payout,
              carried_minor::text as carried
       from payout where shop_id = $1 and statement_number = any ($2)`,
      [shopId, numbers],
    );
    return new Map(
      rows.map(({ number, opening, payout, carried }) => [
        number,
        { openingMinor: BigInt(opening), payoutMinor: BigInt(payout), carriedMinor: BigInt(carried) },
      ]),
    );
  }
}
