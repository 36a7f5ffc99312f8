import { newId, type MerchantId, type ProductId } from '@pinglu/kernel';
import { deriveSku } from '../derive-sku.js';
import { columnNames, type Column } from './columns.js';
import type { DraftVariant, ProductDraft } from './group-rows.js';
import type { CsvRow } from './parse-row.js';
import { quoted, type Remark, type RemarkKind } from './remark.js';
import { contentHash, gapsOf, type Product, type Sku } from '../product.js';

export interface MergeInput {
  readonly draft: ProductDraft;
  /** The product of this handle, if the merchant has it. */
  readonly existing: Product | undefined;
  readonly merchantId: MerchantId;
  /** The handle of the product that has a SKU already, of whatever handle. */
  readonly ownerOf: (sellerSku: string) => string | undefined;
  readonly now: Date;
}

export interface Merged {
  /** Null when there is nothing to save: no title, or not one good variant. */
  readonly product: Product | null;
  readonly outcome: 'added' | 'changed' | 'unchanged' | 'left out';
  readonly remarks: readonly Remark[];
  /** Rows that came to be part of the product. With those that were rejected they are all the rows. */
  readonly takenRows: number;
}

/** As many as the event of a product holds. */
export const MOST_SKUS = 200;

/** The SKUs a draft may come to claim, so that their owners can be looked up beforehand. */
export const claimedSkus = ({ handle, variants }: ProductDraft): string[] =>
  variants.map((variant) => variant.sku ?? deriveSku(handle, Object.values(variant.options)));

/**
 * Brings what a file says of a product together with what is known of it. A file adds and changes; what it does not
 * mention stays, because a row may be missing for having been rejected. A SKU is never renamed.
 */
export function mergeProduct({ draft, existing, merchantId, ownerOf, now }: MergeInput): Merged {
  const { handle, facts, images } = draft;
  const remarks: Remark[] = [];
  const remark = (kind: RemarkKind, source: CsvRow, column: Column | null, reason: string): void => {
    const name = column === null ? null : columnNames[column];
    remarks.push({ kind, ...source, column: name, reason, handle });
  };
  const title = facts.title ?? existing?.title;
  if (title === undefined) {
    for (const source of [...draft.variants.map((variant) => variant.source), ...draft.pictureRows]) {
      remark('rejected', source, 'title', 'The product has no title; write one into the first row of the handle.');
    }
    return { product: null, outcome: 'left out', remarks, takenRows: 0 };
  }
  const skus = new Map((existing?.skus ?? []).map((sku) => [sku.sellerSku, sku]));
  const twins = new Map((existing?.skus ?? []).map((sku) => [optionsKey(sku.options), sku.sellerSku]));
  const mentioned = new Set<string>();
  for (const variant of draft.variants) {
    const taken = takeSku(variant, { handle, skus, twins, ownerOf });
    if (taken.column !== null) {
      remark('rejected', variant.source, taken.column, taken.reason);
    } else if (mentioned.has(taken.sellerSku)) {
      remark(
        'rejected',
        variant.source,
        variant.sku ? 'sku' : 'option1Value',
        'The same variant stands in an earlier row.',
      );
    } else if (skus.size >= MOST_SKUS && !skus.has(taken.sellerSku)) {
      remark('rejected', variant.source, null, `A product has at most ${MOST_SKUS} variants; make two products of it.`);
    } else {
      mentioned.add(taken.sellerSku);
      if (taken.isDerived) {
        remark(
          'note',
          variant.source,
          'sku',
          `The SKU was empty; ${taken.sellerSku} was made from the handle and the options.`,
        );
      }
      twins.set(optionsKey(variant.options), taken.sellerSku);
      skus.set(taken.sellerSku, mergeSku(taken.sellerSku, variant, skus.get(taken.sellerSku)));
    }
  }
  if (skus.size === 0) {
    for (const source of draft.pictureRows)
      remark('rejected', source, 'image', 'The product has no variant that could be saved.');
    return { product: null, outcome: 'left out', remarks, takenRows: 0 };
  }
  const takenRows = mentioned.size + draft.pictureRows.length;
  const merged: Product = {
    productId: existing?.productId ?? newId<ProductId>(now.getTime()),
    merchantId,
    handle,
    title,
    titleZh: facts.titleZh ?? existing?.titleZh ?? null,
    description: facts.description ?? existing?.description ?? '',
    brand: facts.brand ?? existing?.brand ?? null,
    productType: facts.productType ?? existing?.productType ?? null,
    // Who sells from Guangxi sells what was made in China, unless the file says otherwise.
    countryOfOrigin: facts.countryOfOrigin ?? existing?.countryOfOrigin ?? 'CN',
    hsCode: facts.hsCode ?? existing?.hsCode ?? null,
    packageSize: facts.packageSize ?? existing?.packageSize ?? null,
    images: images.length > 0 ? images : (existing?.images ?? []),
    skus: [...skus.values()],
    savedAt: now,
    version: (existing?.version ?? 0) + 1,
  };
  const gaps = gapsOf(merged);
  const first = draft.variants.find(
    (variant) => !remarks.some((r) => r.row === variant.source.row && r.kind === 'rejected'),
  );
  if (gaps.length > 0 && first) {
    remark(
      'note',
      first.source,
      null,
      `Saved, but not ready to be listed. ${gaps.map(({ message }) => message).join(' ')}`,
    );
  }
  if (!existing) return { product: merged, outcome: 'added', remarks, takenRows };
  if (contentHash(existing).equals(contentHash(merged)))
    return { product: existing, outcome: 'unchanged', remarks, takenRows };
  return { product: merged, outcome: 'changed', remarks, takenRows };
}

type Taken =
  | { readonly column: null; readonly sellerSku: string; readonly isDerived: boolean }
  | { readonly column: Column; readonly reason: string };

interface Surroundings {
  readonly handle: string;
  readonly skus: ReadonlyMap<string, Sku>;
  /** The SKU by the options, see `optionsKey`. */
  readonly twins: ReadonlyMap<string, string>;
  readonly ownerOf: MergeInput['ownerOf'];
}

function takeSku(variant: DraftVariant, { handle, skus, twins, ownerOf }: Surroundings): Taken {
  const twin = twins.get(optionsKey(variant.options));
  // An empty cell means the variant that is there, whatever it is called.
  if (variant.sku === null && twin !== undefined) return { column: null, sellerSku: twin, isDerived: false };
  const sellerSku = variant.sku ?? deriveSku(handle, Object.values(variant.options));
  if (twin !== undefined && twin !== sellerSku) {
    return {
      column: 'sku',
      reason: `The product has this variant already, as ${quoted(twin)}; a SKU keeps its name for good.`,
    };
  }
  const owner = ownerOf(sellerSku);
  if (owner !== undefined && owner !== handle) {
    return { column: 'sku', reason: `The SKU ${quoted(sellerSku)} belongs to the product ${quoted(owner)} already.` };
  }
  if (skus.has(sellerSku) && twin !== sellerSku) {
    return {
      column: 'sku',
      reason: `The SKU ${quoted(sellerSku)} is another variant of this product; give each variant a SKU of its own.`,
    };
  }
  return { column: null, sellerSku, isDerived: variant.sku === null };
}

/** The same for the same options in whatever order. */
const optionsKey = (options: Readonly<Record<string, string>>): string =>
  JSON.stringify(Object.entries(options).sort(([a], [b]) => (a < b ? -1 : 1)));

function mergeSku(sellerSku: string, variant: DraftVariant, known: Sku | undefined): Sku {
  const prices = new Map((known?.prices ?? []).map((price) => [price.currency, price]));
  for (const price of variant.prices) prices.set(price.currency, price);
  return {
    sellerSku,
    options: known?.options ?? variant.options,
    barcode: variant.barcode ?? known?.barcode ?? null,
    weightGrams: variant.weightGrams ?? known?.weightGrams ?? null,
    prices: [...prices.values()].sort((a, b) => (a.currency < b.currency ? -1 : 1)),
    initialQuantity: variant.initialQuantity ?? known?.initialQuantity ?? null,
  };
}
