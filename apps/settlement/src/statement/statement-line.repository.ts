import { Injectable } from '@nestjs/common';
import { newId, type Currency, type ShopId, type StatementId } from '@pinglu/kernel';
import type { FinanceRow } from '@pinglu/marketplace';
import { currentTransaction, type PageKey, type PageRequest } from '@pinglu/platform';
import type { Shop } from '../shop/shop.js';
import type { LineFigures } from './statement.js';
import { contentHash, type StatementLine } from './statement-line.js';

type Row = Omit<StatementLine, 'amount' | 'withheld'> & {
  readonly currency: Currency;
  readonly amountMinor: string;
  readonly withheldMinor: string;
};

const COLUMNS = `id as "lineId", shop_id as "shopId", statement_id as "statementId", marketplace, row_key as "rowKey",
  facts_hash as "factsHash", revision, fee_type as "feeType", fee_name as "feeName", reversal, account, currency,
  amount_minor::text as "amountMinor", withheld_minor::text as "withheldMinor", order_number as "orderNumber",
  external_line_id as "externalLineId", seller_sku as "sellerSku", transaction_on::text as "transactionOn",
  transaction_at as "transactionAt"`;

const toLine = ({ currency, amountMinor, withheldMinor, ...row }: Row): StatementLine => ({
  ...row,
  amount: { amountMinor, currency },
  withheld: { amountMinor: withheldMinor, currency },
});

@Injectable()
export class StatementLineRepository {
  /** Keeps rows as they came; each content once. */
  async keepRaw(shop: Shop, rows: readonly FinanceRow[], now: Date): Promise<void> {
    await currentTransaction().query(
      `insert into finance_row (id, merchant_id, shop_id, row_key, content_hash, statement_number, raw, fetched_at)
       select id, $1, $2, row_key, content_hash, statement_number, raw, $3
       from unnest($4::uuid[], $5::text[], $6::text[], $7::text[], $8::json[])
         as kept (id, row_key, content_hash, statement_number, raw)
       on conflict (shop_id, row_key, content_hash) do nothing`,
      [
        shop.merchantId,
        shop.shopId,
        now,
        rows.map(() => newId(now.getTime())),
        rows.map(({ externalRowId }) => externalRowId),
        rows.map(contentHash),
        rows.map(({ statementNumber }) => statementNumber),
        rows.map(({ raw }) => JSON.stringify(raw)),
      ],
    );
  }

  async byRowKeys(shopId: ShopId, rowKeys: readonly string[]): Promise<Map<string, StatementLine>> {
    const rows = await currentTransaction().query<Row>(
      `select ${COLUMNS} from statement_line where shop_id = $1 and row_key = any ($2)`,
      [shopId, rowKeys],
    );
    return new Map(rows.map((row) => [row.rowKey, toLine(row)]));
  }

  /** Adds lines, or puts them in the place of the ones with the same row key. */
  async save(shop: Shop, lines: readonly StatementLine[]): Promise<void> {
    if (lines.length === 0) return;
    await currentTransaction().query(
      `insert into statement_line (merchant_id, shop_id, marketplace, currency, id, statement_id, row_key, facts_hash,
         revision, fee_type, fee_name, reversal, account, amount_minor, withheld_minor, order_number, external_line_id,
         seller_sku, transaction_on, transaction_at)
       select $1, $2, $3, $4, line.*
       from unnest($5::uuid[], $6::uuid[], $7::text[], $8::text[], $9::int[], $10::text[], $11::text[], $12::boolean[],
                   $13::text[], $14::bigint[], $15::bigint[], $16::text[], $17::text[], $18::text[], $19::date[],
                   $20::timestamptz[]) as line
       on conflict (shop_id, row_key) do update set
         statement_id = excluded.statement_id, facts_hash = excluded.facts_hash, revision = excluded.revision,
         fee_type = excluded.fee_type, fee_name = excluded.fee_name, reversal = excluded.reversal,
         account = excluded.account, amount_minor = excluded.amount_minor, withheld_minor = excluded.withheld_minor,
         order_number = excluded.order_number, external_line_id = excluded.external_line_id,
         seller_sku = excluded.seller_sku, transaction_on = excluded.transaction_on,
         transaction_at = excluded.transaction_at`,
      [
        shop.merchantId,
        shop.shopId,
        shop.marketplace,
        shop.currency,
        lines.map(({ lineId }) => lineId),
        lines.map(({ statementId }) => statementId),
        lines.map(({ rowKey }) => rowKey),
        lines.map((line) => line.factsHash),
        lines.map(({ revision }) => revision),
        lines.map(({ feeType }) => feeType),
        lines.map(({ feeName }) => feeName),
        lines.map(({ reversal }) => reversal),
        lines.map(({ account }) => account),
        lines.map(({ amount }) => amount.amountMinor),
        lines.map(({ withheld }) => withheld.amountMinor),
        lines.map(({ orderNumber }) => orderNumber),
        lines.map(({ externalLineId }) => externalLineId),
        lines.map(({ sellerSku }) => sellerSku),
        lines.map(({ transactionOn }) => transactionOn),
        lines.map(({ transactionAt }) => transactionAt),
      ],
    );
  }

  async figuresOf(statementIds: readonly StatementId[]): Promise<Map<StatementId, LineFigures>> {
    const rows = await currentTransaction().query<{
      id: StatementId;
      total: string;
      suspense: string;
      count: number;
      suspended: number;
    }>(
      `select statement_id as id, sum(amount_minor)::text as total, count(*)::int as count,
              coalesce(sum(amount_minor) filter (where account = 'suspense'), 0)::text as suspense,
              (count(*) filter (where account = 'suspense'))::int as suspended
       from statement_line where statement_id = any ($1) group by statement_id`,
      [statementIds],
    );
    return new Map(
      rows.map(({ id, total, suspense, count, suspended }) => [
        id,
        { totalMinor: BigInt(total), suspenseMinor: BigInt(suspense), lineCount: count, suspenseCount: suspended },
      ]),
    );
  }

  /** Lines whose kind was not known when they were booked. All of them are in open statements. */
  async suspended(shopId: ShopId): Promise<StatementLine[]> {
    const rows = await currentTransaction().query<Row>(
      `select ${COLUMNS} from statement_line where shop_id = $1 and account = 'suspense' order by id`,
      [shopId],
    );
    return rows.map(toLine);
  }

  /** In the order of the marketplace's days; one more than asked for, when there is one. */
  async list(
    statementId: StatementId,
    { limit, after }: PageRequest,
  ): Promise<{ line: StatementLine; key: PageKey }[]> {
    const rows = await currentTransaction().query<Row & { transactionAtText: string }>(
      `select ${COLUMNS}, transaction_at::text as "transactionAtText" from statement_line
       where statement_id = $1 and ($2::timestamptz is null or (transaction_at, id) > ($2, $3::uuid))
       order by transaction_at, id limit $4`,
      [statementId, after?.at ?? null, after?.id ?? null, limit + 1],
    );
    return rows.map(({ transactionAtText, ...row }) => ({
      line: toLine(row),
      key: { at: transactionAtText, id: row.lineId },
    }));
  }

  async ofOrder(shopId: ShopId, orderNumber: string): Promise<StatementLine[]> {
    const rows = await currentTransaction().query<Row>(
      `select ${COLUMNS} from statement_line where shop_id = $1 and order_number = $2 order by transaction_at, id`,
      [shopId, orderNumber],
    );
    return rows.map(toLine);
  }
}
