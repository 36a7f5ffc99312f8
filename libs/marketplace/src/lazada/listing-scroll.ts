import type { ListingsQuery, PublishedListing } from '../port/catalog.types.js';
import { InvalidRequestError, NotSupportedError } from '../port/errors.js';
import type { Page, SalesCountry } from '../port/types.js';
import type { WireObject } from '../wire/wire-object.js';
import { fromProductResponse } from './catalog.js';
import { toSiteTime } from './sites.js';
import type { ProductsQuery } from './wire.js';

/** The most that Lazada gives at once. */
const pageSize = 50;
/** The most that it looks for at once. */
const sellerSkusPerCall = 100;
/** Where a list ends, whatever its length: beyond this offset Lazada answers code 14. */
const largestOffset = 10_000;
/** Older than any listing: Lazada opened in that year. */
const beginning = Date.UTC(2012, 0, 1) / 1_000;

/** All times are in whole seconds, as Lazada takes them. */
export interface Position {
  /** Which hundred of the seller SKUs that are looked for. */
  readonly batch: number;
  readonly from: number;
  /** Length of the span of time that is asked for; 0 for all that is left. */
  readonly span: number;
  /** Above 0 only where a span cannot be made shorter. */
  readonly offset: number;
  /** How many were announced when the span was asked for last. */
  readonly announced: number | null;
}

interface Found {
  readonly rows: number;
  readonly announced: number | null;
}

interface Bounds {
  readonly since: number;
  /** Null: whatever changes while it is read belongs to it. */
  readonly until: number | null;
  readonly now: number;
  readonly batches: number;
}

type Step = { readonly again: Position } | { readonly next: Position | null };

/**
 * In which order Lazada lists products is not documented, and a product that changes leaves its place. So nothing is
 * paged through: the time of change is cut into spans so short that each is answered at once, from old to new, and what
 * changes meanwhile turns up in a later span. Only a second that is full by itself is read by offset; when its list gets
 * shorter meanwhile, as many places are read again as it has lost.
 */
function nextStep(at: Position, { rows, announced }: Found, bounds: Bounds): Step {
  const full = rows >= pageSize;
  const end = endOf(at, bounds);
  const length = (end ?? Math.max(bounds.now, at.from + 1)) - at.from;
  if (full && at.offset === 0 && at.span !== 1) return { again: { ...at, span: shorter(length, rows, announced) } };

  const lost = at.announced === null || announced === null ? 0 : Math.max(0, at.announced - announced);
  if (at.offset > 0 && lost > 0) return onward({ ...at, announced, offset: Math.max(0, at.offset - lost) });
  // Fewer rows than a page can still have others behind them, when some were left out of the answer.
  if (full || (announced ?? 0) > at.offset + pageSize) {
    return onward({ ...at, announced, offset: at.offset + pageSize });
  }

  if (end === null || end === bounds.until) {
    const batch = at.batch + 1;
    return { next: batch < bounds.batches ? { ...start(bounds.since), batch } : null };
  }
  const open = bounds.until === null && end >= bounds.now;
  const span = open ? 0 : rows * 4 < pageSize ? at.span * 4 : at.span;
  return onward({ batch: at.batch, from: end, span, offset: 0, announced: null });
}

const start = (from: number): Position => ({ batch: 0, from, span: 0, offset: 0, announced: null });

/** So long that about half a page is in it if changes come evenly. */
function shorter(length: number, rows: number, announced: number | null): number {
  const expected = Math.max(announced ?? 0, rows * 2);
  return Math.max(1, Math.min(Math.floor(length / 2), Math.floor((length * pageSize) / 2 / expected)));
}

function endOf({ from, span }: Position, { until }: Bounds): number | null {
  if (span === 0) return until;
  return until === null ? from + span : Math.min(from + span, until);
}

function onward(next: Position): Step {
  if (next.offset <= largestOffset) return { next };
  throw new NotSupportedError(
    {
      cause: `More than ${largestOffset} listings changed within one second, and Lazada lists no more of them.`,
      advice: 'Ask for them by status or by seller SKU.',
    },
    { marketplace: 'lazada', operation: 'catalog.listProducts' },
  );
}

const filters: Readonly<Record<NonNullable<ListingsQuery['status']>, string>> = {
  live: 'live',
  inactive: 'inactive',
  in_review: 'pending',
  refused: 'rejected',
  deleted: 'deleted',
  sold_out: 'sold-out',
};

/** A second earlier than the span: whether Lazada counts the bounds in is not documented. */
export function toListProductsRequest(query: ListingsQuery, at: Position, country: SalesCountry): ProductsQuery {
  const end = endOf(at, boundsOf(query, new Date(0)));
  const skus = query.sellerSkus?.slice(at.batch * sellerSkusPerCall, (at.batch + 1) * sellerSkusPerCall);
  const time = (seconds: number): string => toSiteTime(new Date(seconds * 1_000), country);
  return {
    filter: query.status === undefined ? 'all' : filters[query.status],
    update_after: time(at.from - 1),
    ...(end !== null && { update_before: time(end) }),
    offset: String(at.offset),
    limit: String(pageSize),
    options: '1',
    ...(skus !== undefined && { sku_seller_list: JSON.stringify(skus) }),
  };
}

/** Oldest change first. Whatever the filter, deleted listings are only there when they were asked for. */
export function fromListProductsResponse(
  data: WireObject | null,
  { status }: ListingsQuery,
  country: SalesCountry,
): PublishedListing[] {
  const products = (data?.objects('products') ?? []).map((product) => ({
    updatedAt: product.integerOrNull('updated_time') ?? 0,
    listing: fromProductResponse(product, country),
  }));
  return products
    .sort((one, other) => one.updatedAt - other.updatedAt)
    .map(({ listing }) => listing)
    .filter((listing) => status === 'deleted' || listing.status !== 'deleted');
}

export interface Scroll {
  readonly query: ListingsQuery;
  readonly country: SalesCountry;
  readonly now: Date;
  readonly ask: (query: ProductsQuery) => Promise<WireObject | null>;
}

/** Asks until there is something to answer, or the end. */
export async function readListings({ query, country, now, ask }: Scroll): Promise<Page<PublishedListing>> {
  if (query.sellerSkus?.length === 0) return { items: [], nextCursor: null };
  const bounds = boundsOf(query, now);
  for (let at = positionOf(query.cursor, bounds); ;) {
    const data = await ask(toListProductsRequest(query, at, country));
    const rows = data?.objects('products').length ?? 0;
    const step = nextStep(at, { rows, announced: data?.integerOrNull('total_products') ?? null }, bounds);
    if ('again' in step) {
      at = step.again;
      continue;
    }
    const items = fromListProductsResponse(data, query, country);
    const { next } = step;
    if (next === null || items.length > 0) return { items, nextCursor: next && toCursor(next) };
    at = next;
  }
}

function boundsOf({ updatedSince, updatedUntil, sellerSkus = [] }: ListingsQuery, now: Date): Bounds {
  return {
    since: updatedSince === undefined ? beginning : Math.floor(updatedSince.getTime() / 1_000),
    until: updatedUntil === undefined ? null : Math.ceil(updatedUntil.getTime() / 1_000),
    now: Math.ceil(now.getTime() / 1_000),
    batches: Math.max(1, Math.ceil(sellerSkus.length / sellerSkusPerCall)),
  };
}

const toCursor = ({ batch, from, span, offset, announced }: Position): string =>
  [batch, from, span, offset, announced ?? ''].join('.');

function positionOf(cursor: string | null | undefined, { since }: Bounds): Position {
  if (cursor === null || cursor === undefined) return start(since);
  const [, batch, from, span, offset, announced] =
    /^(\d{1,6})\.(\d{1,12})\.(\d{1,12})\.(\d{1,5})\.(\d{0,9})$/.exec(cursor) ?? [];
  if (batch === undefined) {
    throw new InvalidRequestError(
      { cause: 'The cursor is not one of a page of listings.', advice: 'Begin again without a cursor.' },
      { marketplace: 'lazada', operation: 'catalog.listProducts' },
    );
  }
  return {
    batch: Number(batch),
    from: Number(from),
    span: Number(span),
    offset: Number(offset),
    announced: announced === '' ? null : Number(announced),
  };
}
