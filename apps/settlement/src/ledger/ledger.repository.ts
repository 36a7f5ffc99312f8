import { Injectable } from '@nestjs/common';
import { newId, type Currency, type MerchantId, type ShopId, type StatementId } from '@pinglu/kernel';
import { currentTransaction } from '@pinglu/platform';
import type { Account } from './account.js';
import { assertBalanced, type Entry, type Posting } from './entry.js';

/** An entry and the statement that it belongs to. */
export interface StatedEntry extends Entry {
  readonly statementId: StatementId;
}

/** As it stands in the ledger. */
export interface PostedEntry {
  readonly entryId: string;
  readonly kind: Entry['kind'];
  readonly sourceKey: string;
  readonly effectiveOn: string;
  readonly postings: readonly Posting[];
}

interface PostingRow {
  readonly entryId: string;
  readonly kind: Entry['kind'];
  readonly sourceKey: string;
  readonly effectiveOn: string;
  readonly account: Account;
  readonly side: Posting['side'];
  readonly amountMinor: string;
  readonly currency: Currency;
}

/** Append-only: there is no way to change what was posted, here or in the database. */
@Injectable()
export class LedgerRepository {
  /**
   * Two statements for all of them. An entry whose source is in the ledger already fails the transaction: who posts
   * decides under the lock of the statement what is new.
   */
  async append(owner: { merchantId: MerchantId; shopId: ShopId }, entries: readonly StatedEntry[], now: Date) {
    if (entries.length === 0) return;
    entries.forEach(assertBalanced);
    const rows = entries.map((entry) => ({ ...entry, id: newId(now.getTime()) }));
    await currentTransaction().query(
      `insert into ledger_entry (id, merchant_id, shop_id, statement_id, source_key, kind, order_number, effective_on,
                                 posted_at, posting_count)
       select id, $1, $2, statement_id, source_key, kind, order_number, effective_on, $3, posting_count
       from unnest($4::uuid[], $5::uuid[], $6::text[], $7::text[], $8::text[], $9::date[], $10::smallint[])
         as entry (id, statement_id, source_key, kind, order_number, effective_on, posting_count)`,
      [
        owner.merchantId,
        owner.shopId,
        now,
        rows.map(({ id }) => id),
        rows.map(({ statementId }) => statementId),
        rows.map(({ sourceKey }) => sourceKey),
        rows.map(({ kind }) => kind),
        rows.map(({ orderNumber }) => orderNumber),
        rows.map(({ effectiveOn }) => effectiveOn),
        rows.map(({ postings }) => postings.length),
      ],
    );
    const postings = rows.flatMap(({ id, postings: list }) =>
      list.map((posting, index) => ({ ...posting, entryId: id, position: index + 1 })),
    );
    await currentTransaction().query(
      `insert into ledger_posting (entry_id, position, merchant_id, account, side, amount_minor, currency)
       select entry_id, position, $1, account, side, amount_minor, currency
       from unnest($2::uuid[], $3::smallint[], $4::text[], $5::text[], $6::bigint[], $7::text[])
         as posting (entry_id, position, account, side, amount_minor, currency)`,
      [
        owner.merchantId,
        postings.map(({ entryId }) => entryId),
        postings.map(({ position }) => position),
        postings.map(({ account }) => account),
        postings.map(({ side }) => side),
        postings.map(({ amount }) => amount.amountMinor),
        postings.map(({ amount }) => amount.currency),
      ],
    );
  }

  /** The entries of one order in one shop, oldest first. */
  async ofOrder(shopId: ShopId, orderNumber: string): Promise<PostedEntry[]> {
    return grouped(
      await currentTransaction().query<PostingRow>(
        `${SELECT} where e.shop_id = $1 and e.order_number = $2 order by e.posted_at, e.id, p.position`,
        [shopId, orderNumber],
      ),
    );
  }

  /** Debits less credits of each account of a statement, in minor units: its part of the books. */
  async balances(statementId: StatementId): Promise<{ account: Account; debitMinor: string; creditMinor: string }[]> {
    return currentTransaction().query(
      `select account, coalesce(sum(amount_minor) filter (where side = 'debit'), 0)::text as "debitMinor",
              coalesce(sum(amount_minor) filter (where side = 'credit'), 0)::text as "creditMinor"
       from ledger_posting p join ledger_entry e on e.id = p.entry_id
       where e.statement_id = $1 group by account order by account collate "C"`,
      [statementId],
    );
  }
}

const SELECT = `
  select e.id as "entryId", e.kind, e.source_key as "sourceKey", e.effective_on::text as "effectiveOn", p.account, p.side,
         p.amount_minor::text as "amountMinor", p.currency
  from ledger_entry e join ledger_posting p on p.entry_id = e.id`;

function grouped(rows: readonly PostingRow[]): PostedEntry[] {
  const entries = new Map<string, PostedEntry & { postings: Posting[] }>();
  for (const { entryId, kind, sourceKey, effectiveOn, account, side, amountMinor, currency } of rows) {
    const entry = entries.get(entryId) ?? { entryId, kind, sourceKey, effectiveOn, postings: [] };
    entry.postings.push({ account, side, amount: { amountMinor, currency } });
    entries.set(entryId, entry);
  }
  return [...entries.values()];
}
