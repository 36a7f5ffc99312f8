import * as fc from 'fast-check';
import { NotSupportedError } from '../port/errors.js';
import { WireObject } from '../wire/wire-object.js';
import { scrollItemIds } from './listing-scroll.js';
import { errorOf } from './test-shopee.js';

const details = { marketplace: 'shopee', operation: 'catalog.listProducts' };
const begin = 1_790_000_000;

interface Row {
  readonly id: number;
  at: number;
}

/** A shop that answers by offset, as Shopee does, in an order that is its own. */
class Shelf {
  calls = 0;
  constructor(
    readonly rows: Row[],
    public now: number,
    private readonly between: (shelf: Shelf) => void = () => undefined,
    private readonly newestFirst = true,
  ) {}

  readonly ask = (request: Record<string, unknown>): Promise<WireObject> => {
    this.calls += 1;
    const from = Number(request['update_time_from'] ?? 0);
    const to = Number(request['update_time_to'] ?? Number.MAX_SAFE_INTEGER);
    const offset = Number(request['offset']);
    const sign = this.newestFirst ? 1 : -1;
    const all = this.rows
      .filter(({ at }) => at >= from && at <= to)
      .toSorted((a, b) => sign * (b.at - a.at || b.id - a.id));
    const page = all.slice(offset, offset + 100);
    const answer = {
      item: page.map(({ id, at }) => ({ item_id: id, item_status: 'NORMAL', update_time: at })),
      total_count: all.length,
      has_next_page: offset + 100 < all.length,
      next_offset: offset + 100,
    };
    this.between(this);
    return Promise.resolve(WireObject.of(answer, 'response', details));
  };

  async readAll(query: { updatedSince?: Date; updatedUntil?: Date } = {}): Promise<string[]> {
    const found: string[] = [];
    for (let cursor: string | null = null; ;) {
      const page = await scrollItemIds({ query: { ...query, cursor }, now: new Date(this.now * 1_000), ask: this.ask });
      found.push(...page.items);
      if (page.nextCursor === null) return found;
      cursor = page.nextCursor;
    }
  }
}

const shelf = (count: number, atOf: (index: number) => number): Row[] =>
  Array.from({ length: count }, (_, index) => ({ id: index + 1, at: atOf(index) }));

describe('listing items by spans of time', () => {
  it('takes one call for a shop of one page', async () => {
    const one = new Shelf(
      shelf(100, (index) => begin + index),
      begin + 1_000,
    );
    expect(new Set(await one.readAll())).toHaveProperty('size', 100);
    expect(one.calls).toBe(1);
  });

  it('does not take many calls more than there are pages', async () => {
    const big = new Shelf(
      shelf(5_000, (index) => begin + index * 600),
      begin + 4_000_000,
    );
    expect(new Set(await big.readAll())).toHaveProperty('size', 5_000);
    expect(big.calls).toBeLessThan((5_000 / 100) * 4);
  });

  it('reads a second that is full by itself to its end', async () => {
    const full = new Shelf(
      shelf(730, () => begin),
      begin + 10,
    );
    expect(new Set(await full.readAll())).toHaveProperty('size', 730);
  });

  it('says so when more changed within one second than Shopee lists', async () => {
    const full = new Shelf(
      shelf(10_300, () => begin),
      begin + 10,
    );
    expect(await errorOf(full.readAll())).toBeInstanceOf(NotSupportedError);
  });

  it('skips no item, however many there are and whichever change or are deleted between two calls', async () => {
    await fc.assert(
      fc.asyncProperty(
        // All over the place, or nearly all within one second.
        fc.oneof(
          fc.array(fc.integer({ min: 0, max: 2_000 }), { minLength: 1, maxLength: 450 }),
          fc.array(fc.integer({ min: 0, max: 1 }), { minLength: 200, maxLength: 450 }),
        ),
        fc.array(fc.tuple(fc.nat(449), fc.boolean()), { maxLength: 60 }),
        fc.boolean(),
        async (times, changes, newestFirst) => {
          const left = [...changes];
          const deleted = new Set<number>();
          const shop = new Shelf(
            shelf(times.length, (index) => begin + times[index]!),
            begin + 3_000,
            (one) => {
              one.now += 1;
              const [index, deletes] = left.pop() ?? [];
              const row = index === undefined ? undefined : one.rows[index % one.rows.length];
              if (!row) return;
              if (!deletes) row.at = one.now;
              else {
                one.rows.splice(one.rows.indexOf(row), 1);
                deleted.add(row.id);
              }
            },
            newestFirst,
          );
          const found = new Set(await shop.readAll());
          const missing = times.map((_, index) => index + 1).filter((id) => !deleted.has(id) && !found.has(String(id)));
          expect(missing).toEqual([]);
        },
      ),
      { numRuns: 150 },
    );
  });

  it('keeps to its window', async () => {
    const shop = new Shelf(
      shelf(1_000, (index) => begin + index),
      begin + 5_000,
    );
    const window = { updatedSince: new Date((begin + 300) * 1_000), updatedUntil: new Date((begin + 600) * 1_000) };
    const ids = (await shop.readAll(window)).map(Number);
    expect(new Set(ids)).toHaveProperty('size', 302);
    // Begins a second earlier: ids are seconds plus 1.
    expect([Math.min(...ids), Math.max(...ids)]).toEqual([300, 601]);
  });
});
