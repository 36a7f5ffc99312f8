import type { FinanceRowKind } from '../port/finance.types.js';

export interface FeeMeaning {
  readonly kind: FinanceRowKind;
  readonly reversal: boolean;
}

type Row = readonly [kind: FinanceRowKind, ids: string, reversals: string];

/**
 * Lazada's ids of what a row of its account is for. The published list has some 315 of them and misses others that are
 * seen in accounts; these are the ones an order can lead to. The rest is told by the name, else it is `other`.
 */
const rows: readonly Row[] = [
  ['sale', '13 501', '505'], // Item Price Credit, Item Price
  ['refund', '14', ''], // Reversal Item Price: what a buyer gets back
  ['fee', '16 277 304 1023 5202 5028 801', '15 278 305 1024 5203 5029'], // Commission, LazChoice, LCP, DPP, Premium Package
  ['fee', '3', '4'], // Payment Fee
  ['fee', '239 112 249 285', ''], // affiliates and advertisements
  ['fee', '130 132 254', ''], // handling, inbound and storage at Lazada's warehouse
  ['shipping', '7 8 21 26 28 128 157 211 298 308 1029 1128', '143 142 158 512 299'],
  ['voucher', '117 118 119 202 209 306 1063 1065 1061 502', '120 121 122 203 210 307 1083 1085 1081 504'],
  ['adjustment', '19 37 62 80 83 216 217 223 224 225 226 1027', ''], // credits, debits, penalties, claims, weight
];

const byId: ReadonlyMap<string, FeeMeaning> = new Map(
  rows.flatMap(([kind, ids, reversals]) => [
    ...meanings(ids, { kind, reversal: false }),
    ...meanings(reversals, { kind, reversal: true }),
  ]),
);

function meanings(ids: string, meaning: FeeMeaning): [string, FeeMeaning][] {
  return ids
    .split(' ')
    .filter(Boolean)
    .map((id) => [id, meaning]);
}

/** Looked up by id first, since names are translated and reworded; by name second. */
export function toFeeMeaning(id: string, name: string): FeeMeaning {
  return byId.get(id) ?? { kind: kindOfName(name), reversal: /\breversal\b/i.test(name) };
}

function kindOfName(name: string): FinanceRowKind {
  if (/item price/i.test(name)) return 'sale';
  if (/shipping|delivery/i.test(name)) return 'shipping';
  if (/commission|fee/i.test(name)) return 'fee';
  if (/voucher|bonus|promotional|flexi/i.test(name)) return 'voucher';
  if (/adjustment|claim|penalt/i.test(name)) return 'adjustment';
  if (/\b(tax|vat|wht)\b/i.test(name)) return 'tax';
  return 'other';
}
