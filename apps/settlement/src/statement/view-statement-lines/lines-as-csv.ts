import { toDecimal } from '@pinglu/kernel';
import type { StatementLine } from '../statement-line.js';
import { BYTE_ORDER_MARK, csvRecord, type Cell } from './csv.js';

const columns: readonly (readonly [name: string, cell: (line: StatementLine) => Cell])[] = [
  ['transaction_on', ({ transactionOn }) => transactionOn],
  ['order_number', ({ orderNumber }) => orderNumber],
  ['external_line_id', ({ externalLineId }) => externalLineId],
  ['seller_sku', ({ sellerSku }) => sellerSku],
  ['fee_type', ({ feeType }) => feeType],
  ['fee_name', ({ feeName }) => feeName],
  ['reversal', ({ reversal }) => String(reversal)],
  ['account', ({ account }) => account],
  ['amount', ({ amount }) => ({ number: toDecimal(amount) })],
  ['withheld', ({ withheld }) => ({ number: toDecimal(withheld) })],
  ['currency', ({ amount }) => amount.currency],
  ['row_key', ({ rowKey }) => rowKey],
  ['line_id', ({ lineId }) => lineId],
];

/** Byte order mark and header row. */
export const csvHead = (): string => BYTE_ORDER_MARK + csvRecord(columns.map(([name]) => name));

/** Amounts as decimals with the places of their currency. */
export const csvOfLine = (line: StatementLine): string => csvRecord(columns.map(([, cell]) => cell(line)));
