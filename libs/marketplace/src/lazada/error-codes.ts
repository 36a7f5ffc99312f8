import { codesOf, toMeaning, type CodeMeaning, type CodeRow } from './error-codes/code-row.js';
import { finance } from './error-codes/finance.js';
import { fulfillment } from './error-codes/fulfillment.js';
import { general } from './error-codes/general.js';
import { globalProduct } from './error-codes/global-product.js';
import { order } from './error-codes/order.js';
import { productChecks } from './error-codes/product-checks.js';
import { product } from './error-codes/product.js';
import { promotion } from './error-codes/promotion.js';
import { returnDetail, reverse } from './error-codes/reverse.js';

export type { CodeMeaning } from './error-codes/code-row.js';

/** The same number means different things in different parts of Lazada's interface. */
export const codeRows = {
  general,
  product: [...product, ...productChecks],
  globalProduct,
  order,
  fulfillment,
  reverse,
  returnDetail,
  finance,
  promotion,
} as const satisfies Record<string, readonly CodeRow[]>;

export type CodeFamily = keyof typeof codeRows;
export const codeFamilies = Object.keys(codeRows) as readonly CodeFamily[];

/** Where a code is looked up that its own family does not have; `general` is the last in any case. */
const parents: Partial<Record<CodeFamily, CodeFamily>> = { returnDetail: 'reverse' };

const tables = new Map<CodeFamily, ReadonlyMap<string, CodeMeaning>>(
  codeFamilies.map((family) => [
    family,
    new Map(codeRows[family].flatMap((row) => codesOf(row).map((code) => [code, toMeaning(row)] as const))),
  ]),
);

/** Undefined when the code is in no table: nobody may guess what it means. */
export function meaningOf(code: string, family: CodeFamily): CodeMeaning | undefined {
  const own = tables.get(family)?.get(code);
  if (own !== undefined || family === 'general') return own;
  return meaningOf(code, parents[family] ?? 'general');
}
