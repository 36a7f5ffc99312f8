import type { ListingsQuery } from '../port/catalog.types.js';
import { InvalidRequestError, NotSupportedError } from '../port/errors.js';
import type { Page } from '../port/types.js';
import type { WireObject } from '../wire/wire-object.js';

/** The most that Shopee gives at once. */
const pageSize = 100;
/** Where a list ends, whatever its length: Shopee refuses offsets beyond. */
const largestOffset = 10_000;
/** Older than any listing: Shopee opened in that year. */
const beginning = Date.UTC(2015, 0, 1) / 1_000;

/** All times are in whole seconds, as Shopee takes them. */
interface Position {
  readonly from: number;
  /** Length of the span of time that is asked for; 0 for all that is left. */
  readonly span: number;
  /** Above 0 only where a span cannot be made shorter. */
  readonly offset: number;
  /** How many were announced when the span was asked for last. */
  readonly announced: number | null;
}

interface Bounds {
  readonly since: number;
  /** Null: whatever changes while it is read belongs to it. */
  readonly until: number | null;
  readonly now: number;
}

interface Found {
  /** Oldest change first. */
  readonly itemIds: readonly string[];
  readonly more: boolean;
  readonly total: number;
}

type Step = { readonly again: Position } | { readonly next: Position | null };

/**
 * In which order Shopee lists items is not documented, and an item that changes leaves its place. So nothing is paged
 * through: the time of change is cut into spans so short that each is answered at once, from old to new, and what changes
 * meanwhile turns up in a later span. Only a second that is full by itself is read by offset; when its list gets shorter
 * meanwhile, as many places are read again as it has lost.
 */
function nextStep(at: Position, { itemIds, more, total }: Found, bounds: Bounds): Step {
  const end = endOf(at, bounds);
  if (more && at.offset === 0 && at.span !== 1) {
    const length = (end ?? Math.max(bounds.now, at.from + 1)) - at.from;
    return { again: { ...at, span: shorter(length, total) } };
  }
  const lost = at.announced === null ? 0 : Math.max(0, at.announced - total);
  if (at.offset > 0 && lost > 0) return onward({ ...at, announced: total, offset: Math.max(0, at.offset - lost) });
  if (more) return onward({ ...at, announced: total, offset: at.offset + (itemIds.length || pageSize) });
  if (end === null || end === bounds.until) return { next: null };
  const isOpen = bounds.until === null && end >= bounds.now;
  const span = isOpen ? 0 : itemIds.length * 4 < pageSize ? at.span * 4 : at.span;
  return onward({ from: end, span, offset: 0, announced: null });
}

/** So long that about half a page is in it if changes come evenly. */
const shorter = (length: number, total: number): number => {
  const expected = Math.max(total, pageSize * 2);
  return Math.max(1, Math.min(Math.floor(length / 2), Math.floor((length * pageSize) / 2 / expected)));
};

function endOf({ from, span }: Position, { until }: Bounds): number | null {
  if (span === 0) return until;
  return until === null ? from + span : Math.min(from + span, until);
}

function onward(next: Position): Step {
  if (next.offset <= largestOffset) return { next };
  throw new NotSupportedError(
    {
      cause: `More than ${largestOffset} listings changed within one second, and Shopee lists no more of them.`,
      advice: 'Ask for them by status.',
    },
    { marketplace: 'shopee', operation: 'catalog.listProducts' },
  );
}

const statusesOf: Readonly<Record<NonNullable<ListingsQuery['status']>, readonly string[]>> = {
  live: ['NORMAL'],
  sold_out: ['NORMAL'],
  inactive: ['UNLIST'],
  in_review: ['REVIEWING'],
  refused: ['BANNED'],
  deleted: ['SELLER_DELETE', 'SHOPEE_DELETE'],
};
const present = ['NORMAL', 'UNLIST', 'REVIEWING', 'BANNED'] as const;

/** A second earlier than the span: whether Shopee counts the bounds in is not documented. */
function toItemListRequest({ status }: ListingsQuery, at: Position, bounds: Bounds): Record<string, unknown> {
  const end = endOf(at, bounds);
  return {
    offset: at.offset,
    page_size: pageSize,
    // A list, and so its name is repeated.
    item_status: status === undefined ? present : statusesOf[status],
    ...((at.from > beginning || end !== null) && { update_time_from: at.from - 1 }),
    ...(end !== null && { update_time_to: end }),
  };
}

function fromItemListResponse(data: WireObject | null): Found {
  const rows = (data?.objects('item') ?? []).map((row) => ({
    itemId: row.id('item_id'),
    updatedAt: row.integerOrNull('update_time') ?? 0,
  }));
  const itemIds = rows.toSorted((one, other) => one.updatedAt - other.updatedAt).map(({ itemId }) => itemId);
  return {
    itemIds,
    more: data?.flag('has_next_page') ?? false,
    total: data?.integerOrNull('total_count') ?? itemIds.length,
  };
}

export interface Scroll {
  readonly query: ListingsQuery;
  readonly now: Date;
  readonly ask: (request: Record<string, unknown>) => Promise<WireObject | null>;
}

/** Ids of items that changed, oldest change first. Asks until there is something to answer, or the end. */
export async function scrollItemIds({ query, now, ask }: Scroll): Promise<Page<string>> {
  const bounds = boundsOf(query, now);
  for (let at = positionOf(query.cursor, bounds); ;) {
    const found = fromItemListResponse(await ask(toItemListRequest(query, at, bounds)));
    const step = nextStep(at, found, bounds);
    if ('again' in step) {
      at = step.again;
      continue;
    }
    const { next } = step;
    if (next === null || found.itemIds.length > 0) return { items: found.itemIds, nextCursor: next && toCursor(next) };
    at = next;
  }
}

const boundsOf = ({ updatedSince, updatedUntil }: ListingsQuery, now: Date): Bounds => ({
  since: updatedSince === undefined ? beginning : Math.floor(updatedSince.getTime() / 1_000),
  until: updatedUntil === undefined ? null : Math.ceil(updatedUntil.getTime() / 1_000),
  now: Math.ceil(now.getTime() / 1_000),
});

const toCursor = ({ from, span, offset, announced }: Position): string =>
  [from, span, offset, announced ?? ''].join('.');

function positionOf(cursor: string | null | undefined, { since }: Bounds): Position {
  if (cursor === null || cursor === undefined) return { from: since, span: 0, offset: 0, announced: null };
  const [, from, span, offset, announced] = /^(\d{1,12})\.(\d{1,12})\.(\d{1,5})\.(\d{0,9})$/.exec(cursor) ?? [];
  if (from === undefined) {
    throw new InvalidRequestError(
      { cause: 'The cursor is not one of a page of listings.', advice: 'Begin again without a cursor.' },
      { marketplace: 'shopee', operation: 'catalog.listProducts' },
    );
  }
  return {
    from: Number(from),
    span: Number(span),
    offset: Number(offset),
    announced: announced === '' ? null : Number(announced),
  };
}
