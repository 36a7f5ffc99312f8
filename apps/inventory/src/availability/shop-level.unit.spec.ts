import * as fc from 'fast-check';
import { decideByReading, type Knowledge, type LevelReading } from './shop-level.js';
import { TestShopWorld } from './test-shop-world.js';

const knowledge = (over: Partial<Knowledge>): Knowledge => ({
  ...{ settled: 10, unheard: 0, available: 10, open: 0, pendingShift: null, unchangedMs: 0 },
  ...over,
});
const reading = (over: Partial<LevelReading>): LevelReading => ({
  ...{ sellable: 10, withheld: 0, occupied: 0, campaignLocked: 0 },
  ...over,
});

describe('deciding by a reading what a shop is to show', () => {
  it.each<
    [what: string, knowledge: Partial<Knowledge>, reading: Partial<LevelReading>, quantity: number, unheard: number]
  >([
    ['what it shows, when nothing happened', {}, {}, 10, 0],
    ['less, when a sibling sold', { available: 8 }, {}, 8, 0],
    ['less what it sold unheard of', { available: 8 }, { sellable: 9, occupied: 1 }, 7, 1],
    [
      'less what it sold unheard of, where the marketplace does not say what it holds',
      { available: 8 },
      { sellable: 9, withheld: null, occupied: null },
      7,
      1,
    ],
    ['what it may offer, when it shows more', { available: 10 }, { sellable: 11 }, 10, 0],
    ['no more, when something was cancelled unheard of', { open: 1 }, { sellable: 11 }, 10, -1],
    ['less what a write has put on sale again', { available: 10 }, { sellable: 10, occupied: 2 }, 8, 2],
    [
      'less what it holds, when nobody knows what it showed',
      { settled: null, open: 1 },
      { sellable: 50, withheld: 1, occupied: 2 },
      8,
      2,
    ],
    [
      'less what it sold unheard of, though it handed over as much unheard of',
      { available: 12, open: 1 },
      { sellable: 9, occupied: 1 },
      11,
      1,
    ],
    ['nothing below nothing', { available: 1 }, { sellable: 6, occupied: 4 }, 0, 4],
    ['what a campaign holds', { available: 3 }, { campaignLocked: 5 }, 5, 0],
    [
      'what it may offer, once nobody turned out to have bought what is missing',
      { unheard: 2, unchangedMs: 180_000 },
      { sellable: 8 },
      10,
      0,
    ],
    [
      'less for a while, where the marketplace does not say what it holds',
      { unheard: 2, unchangedMs: 180_000 },
      { sellable: 8, withheld: null, occupied: null },
      8,
      2,
    ],
  ])('shows %s', (_what, known, read, quantity, unheard) => {
    expect(decideByReading(knowledge(known), reading(read))).toMatchObject({ quantity, unheard });
  });

  it.each<[what: string, sellable: number, quantity: number, unheard: number]>([
    ['was done', 8, 8, 0],
    ['was not done', 10, 8, 0],
    ['was done, or not and two were sold', 9, 7, 1],
  ])('tells by what is shown whether a write of which nobody heard %s', (_what, sellable, quantity, unheard) => {
    const known = knowledge({ available: 8, pendingShift: -2 });
    expect(decideByReading(known, reading({ sellable, withheld: null, occupied: null }))).toMatchObject({
      quantity,
      unheard,
    });
  });

  it('says when a campaign keeps it from showing less', () => {
    const lockedBy = (campaignLocked: number) =>
      decideByReading(knowledge({ available: 3 }), reading({ campaignLocked })).lockedAbove;
    expect([lockedBy(5), lockedBy(3), lockedBy(0)]).toEqual([true, false, false]);
  });
});

type Step = (world: TestShopWorld) => void;
const step = (shops: number): fc.Arbitrary<[string, Step]> => {
  const shop = fc.nat({ max: shops - 1 });
  const index = fc.nat({ max: 30 });
  return fc.oneof(
    {
      weight: 5,
      arbitrary: fc
        .tuple(shop, fc.integer({ min: 1, max: 3 }))
        .map(([s, u]): [string, Step] => [`sell ${s} ${u}`, (w) => w.sell(s, u)]),
    },
    { weight: 3, arbitrary: index.map((i): [string, Step] => [`hear ${i}`, (w) => w.hear(i)]) },
    { weight: 2, arbitrary: index.map((i): [string, Step] => [`cancel ${i}`, (w) => w.cancel(i)]) },
    { weight: 1, arbitrary: index.map((i): [string, Step] => [`announce ${i}`, (w) => w.announce(i)]) },
    { weight: 1, arbitrary: fc.nat({ max: 12 }).map((n): [string, Step] => [`count ${n}`, (w) => w.count(n)]) },
    { weight: 3, arbitrary: fc.constant<[string, Step]>(['work', (w) => w.work()]) },
    {
      weight: 3,
      arbitrary: fc.integer({ min: 100, max: 20_000 }).map((ms): [string, Step] => [`pass ${ms}`, (w) => w.pass(ms)]),
    },
  );
};
const story = (shops: number) => fc.array(step(shops), { maxLength: 60 });
const start = fc.record({ onHand: fc.nat({ max: 10 }), saysHeld: fc.boolean() });
const numRuns = 1_000;

describe('a shop that sells by itself, heard of late', () => {
  it('never sells a unit twice because of what we write', () => {
    fc.assert(
      fc.property(start, story(1), (options, steps) => {
        const world = new TestShopWorld({ ...options, shops: 1, readUpTo: 1_000 });
        for (const [, take] of steps) {
          take(world);
          expect(world.soldBy()).toBeLessThanOrEqual(world.existing);
        }
      }),
      { numRuns },
    );
  });

  it.each([1, 2, 3])(
    'puts nothing on sale that it sold itself, or that another is known to have sold, of %i shops',
    (shops) => {
      fc.assert(
        fc.property(start, story(shops), (options, steps) => {
          const world = new TestShopWorld({ ...options, shops, readUpTo: 1_000 });
          for (const [name, take] of steps) {
            if (name !== 'work') take(world);
            for (const index of world.work())
              expect(world.shops[index]!.sellable).toBeLessThanOrEqual(world.mostOf(index));
          }
        }),
        { numRuns },
      );
    },
  );

  it.each([1, 2, 3])('shows exactly what may be sold once everything is known, with %i shops', (shops) => {
    const readUpTo = fc.constantFrom(0, 3, 1_000);
    fc.assert(
      fc.property(start, readUpTo, story(shops), (options, upTo, steps) => {
        const world = new TestShopWorld({ ...options, shops, readUpTo: upTo });
        for (const [, take] of steps) take(world);
        world.settle();
        expect(world.shops.map(({ sellable }) => sellable)).toEqual(world.shops.map(() => world.available));
      }),
      { numRuns },
    );
  });

  it('is not written to because of its own sales, heard of in time', () => {
    fc.assert(
      fc.property(start, fc.array(fc.integer({ min: 1, max: 3 })), (options, sales) => {
        const world = new TestShopWorld({ ...options, shops: 1, readUpTo: 1_000 });
        const before = world.writes;
        for (const units of sales) {
          world.pass(1_000);
          world.sell(0, units);
          world.hear(world.sales.length - 1);
          world.work();
        }
        expect(world.writes).toBe(before);
      }),
    );
  });
});
