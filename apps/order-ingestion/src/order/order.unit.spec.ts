import { newId, parseOrderId, type OrderId } from '@pinglu/kernel';
import * as fc from 'fast-check';
import { identity, knownOrder, reading, readLine } from './order.builder.js';
import {
  isNewer,
  lineIdOf,
  orderStatuses,
  remapped,
  type Order,
  type OrderReading,
  type OrderStatus,
} from './order.js';
import { progress, type OrderFact } from './order-progress.js';
import { takeIn } from './take-in.js';

const ours = ({ sellerSku }: { sellerSku: string }) => sellerSku;
const nothing = () => null;

describe('the ids of lines', () => {
  const orderId = newId<OrderId>();

  it('follow from the first of the ids of the marketplace, in whatever order they come', () => {
    expect(lineIdOf(orderId, ['1000', '999'])).toBe(lineIdOf(orderId, ['999', '1000']));
    expect(lineIdOf(orderId, ['999'])).toBe(lineIdOf(orderId, ['999', '1000']));
    expect(lineIdOf(orderId, ['1000'])).not.toBe(lineIdOf(orderId, ['999']));
  });

  it('differ between orders and are UUIDs', () => {
    const id = lineIdOf(orderId, ['1']);
    expect(lineIdOf(newId<OrderId>(), ['1'])).not.toBe(id);
    expect(parseOrderId(id)).toBe(id);
  });
});

describe('taking in a reading', () => {
  const of = { identity: identity(), mapping: ours };

  it('tells of a new order that it was placed, whatever its state', () => {
    for (const status of orderStatuses) {
      expect(takeIn(null, reading({ status }), of)).toMatchObject({
        kind: 'changed',
        fact: 'order_placed',
        order: { version: 1, status },
      });
    }
  });

  it('ignores what is older than what is known, and what was read before', () => {
    const known = knownOrder({ status: 'ready_to_ship', updatedAt: new Date('2026-11-02T03:00:00Z') });
    expect(takeIn(known, reading(), of)).toEqual({ kind: 'known' });
    expect(takeIn(known, reading({ status: 'placed', updatedAt: known.updatedAt, readAt: known.readAt }), of)).toEqual({
      kind: 'known',
    });
  });

  it('keeps that the same was read again, and tells nobody', () => {
    const known = knownOrder();
    const readAt = new Date(known.readAt.getTime() + 1);
    expect(takeIn(known, reading({ readAt }), of)).toEqual({ kind: 'confirmed', readAt });
  });

  it('believes what was read later when two states have one update time', () => {
    const known = knownOrder();
    const later = reading({ status: 'ready_to_ship', readAt: new Date(known.readAt.getTime() + 1) });
    expect(takeIn(known, later, of)).toMatchObject({
      kind: 'changed',
      fact: 'order_ready_to_ship',
      expected: true,
      order: { version: 2, orderId: known.orderId, merchantId: known.merchantId },
    });
  });

  it('parks a line that no listing names and takes in the rest', () => {
    const lines = [readLine(), readLine({ externalLineIds: ['9002'], sellerSku: 'CUP-7', externalSkuId: '2002' })];
    const mapping = ({ sellerSku }: { sellerSku: string }) => (sellerSku === 'TEA-100' ? 'TEA' : null);
    const taken = takeIn(null, reading({ lines }), { ...of, mapping });
    expect(taken).toMatchObject({
      order: {
        lines: [
          { sellerSku: 'TEA', mapped: true },
          { sellerSku: 'CUP-7', mapped: false },
        ],
      },
    });
  });

  it('finds it odd when a delivered order is placed again, and believes it', () => {
    const known = knownOrder({ status: 'delivered' });
    const odd = reading({ status: 'placed', updatedAt: new Date('2026-11-09T00:00:00Z') });
    expect(takeIn(known, odd, of)).toMatchObject({
      fact: 'order_changed',
      expected: false,
      order: { status: 'placed' },
    });
  });
});

describe('what a move is called', () => {
  it('names the state that it leads to, or says only that something changed', () => {
    const named: Partial<Record<OrderFact, OrderStatus>> = {
      order_ready_to_ship: 'ready_to_ship',
      order_shipped: 'shipped',
      order_delivered: 'delivered',
      order_cancelled: 'cancelled',
    };
    for (const from of orderStatuses) {
      for (const to of orderStatuses) {
        const { fact } = progress(from, to);
        expect([undefined, to]).toContain(named[fact]);
        expect(fact).not.toBe('order_placed');
        if (from === to) expect(fact).toBe('order_changed');
      }
    }
  });
});

describe('mapping parked lines', () => {
  it('maps what there is a name for by now, and nothing when there is none', () => {
    const { order } = takeIn(null, reading(), { identity: identity(), mapping: nothing }) as { order: Order };
    expect(remapped(order, nothing)).toBeNull();
    expect(remapped(order, () => 'TEA')).toMatchObject({ version: 2, lines: [{ sellerSku: 'TEA', mapped: true }] });
    expect(remapped(knownOrder(), () => 'OTHER')).toBeNull();
  });
});

describe('readings in any order', () => {
  /** The life of an order at a marketplace: each state with its update time, which may stay the same for a while. */
  const life = fc
    .array(
      fc.record({
        status: fc.constantFrom(...orderStatuses),
        laterSeconds: fc.integer({ min: 0, max: 2 }),
        quantity: fc.integer({ min: 1, max: 3 }),
      }),
      { minLength: 1, maxLength: 12 },
    )
    .map((states) => {
      let seconds = 0;
      return states.map(({ status, laterSeconds, quantity }, index): OrderReading => {
        seconds += laterSeconds;
        const externalLineIds = Array.from({ length: quantity }, (_, unit) => String(9001 + unit));
        return reading({
          status,
          updatedAt: new Date(1_793_000_000_000 + seconds * 1_000),
          // Readings of one order are made one after the other.
          readAt: new Date(1_794_000_000_000 + index),
          lines: [readLine({ status, quantity, externalLineIds })],
        });
      });
    });

  const delivered = life.chain((readings) =>
    fc.record({
      last: fc.constant(readings.at(-1)!),
      arrivals: fc.array(fc.constantFrom(...readings), { maxLength: 12 }).chain((again) =>
        fc.shuffledSubarray([...readings, ...again], {
          minLength: readings.length + again.length,
          maxLength: readings.length + again.length,
        }),
      ),
    }),
  );

  it('end in the state that the marketplace told last, whatever is shuffled or doubled', () => {
    const who = identity();
    fc.assert(
      fc.property(delivered, ({ last, arrivals }) => {
        const direct = takeIn(null, last, { identity: who, mapping: ours }) as { order: Order };
        let known: Order | null = null;
        const versions: number[] = [];
        for (const arrival of arrivals) {
          const taken = takeIn(known, arrival, { identity: who, mapping: ours });
          if (taken.kind === 'changed') {
            expect(known === null || isNewer(arrival, known)).toBe(true);
            known = taken.order;
            versions.push(known.version);
          } else if (taken.kind === 'confirmed') {
            known = { ...known!, readAt: taken.readAt };
          }
        }
        expect({ ...known!, version: 1 }).toEqual(direct.order);
        expect(versions).toEqual(versions.map((_, index) => index + 1));
      }),
      { numRuns: 500 },
    );
  });
});
