import { BodyReader, InvalidBodyError } from './body.js';
import { CallReport } from './call-report.js';
import { FaultBook } from './fault-book.js';
import { MovableClock, parseDuration } from './movable-clock.js';
import { seededRandom } from './random.js';

describe('durations', () => {
  it.each([
    ['20d', 1_728_000_000],
    ['90s', 90_000],
    ['1.5h', 5_400_000],
    ['500ms', 500],
    ['2w', 1_209_600_000],
  ])('reads %s', (text, ms) => {
    expect(parseDuration(text)).toBe(ms);
  });

  it.each(['', '20', 'd', '-1d', '1y'])('refuses %p', (text) => {
    expect(parseDuration(text)).toBeUndefined();
  });
});

describe('movable clock', () => {
  it('jumps, tells who waits, and then runs on', () => {
    const clock = new MovableClock();
    const heard: string[] = [];
    clock.onMove(() => heard.push(clock.now().toISOString().slice(0, 10)));
    clock.set(new Date('2031-05-06T00:00:00Z'));
    clock.advance(86_400_000);
    expect(heard).toEqual(['2031-05-06', '2031-05-07']);
  });
});

describe('body of a control call', () => {
  it.each([
    [{ a: 7 }, 'orders[0].a must be a text that is not empty.'],
    [{}, 'orders[0].a must be a text that is not empty.'],
    [{ a: 'x', b: 1.5 }, 'orders[0].b must be a whole number.'],
    [{ a: 'x', b: 0 }, 'orders[0].b must be a number from 1 to 9.'],
    [{ a: 'x', c: 1 }, 'orders[0].c is not known here. The fields are: a, b.'],
    ['x', 'orders[0] must be a JSON object.'],
  ])('refuses %j with the reason', (value, reason) => {
    const read = () => {
      const reader = new BodyReader(value, 'orders[0]');
      reader.text('a');
      reader.optionalInteger('b', { min: 1, max: 9 });
      reader.end();
    };
    expect(read).toThrow(new InvalidBodyError(reason));
  });
});

describe('faults', () => {
  const book = () => new FaultBook({ throttle: ['seconds'], latency: ['ms'] });

  it('strike as often as planted, on the paths planted, and no other kind', () => {
    const faults = book();
    faults.add({ kind: 'throttle', count: 2, path: '/orders', seconds: 3 });
    const struck = [
      faults.strike('throttle', '/products/get'),
      faults.strike('latency', '/orders/get'),
      faults.strike('throttle', '/orders/get'),
      faults.strike('throttle', '/orders/get'),
      faults.strike('throttle', '/orders/get'),
    ];
    expect(struck.map((one) => one?.extra['seconds'])).toEqual([undefined, undefined, 3, 3, undefined]);
  });

  it('strike at a rate, the same calls for the same seed', () => {
    const run = (seed: number) => {
      const faults = book();
      faults.add({ kind: 'throttle', rate: 0.3, seed });
      return Array.from({ length: 1000 }, () => faults.strike('throttle') !== undefined);
    };
    expect(run(7)).toEqual(run(7));
    expect(run(7)).not.toEqual(run(8));
    expect(run(7).filter(Boolean).length).toBeGreaterThan(240);
    expect(run(7).filter(Boolean).length).toBeLessThan(360);
  });

  it('can be lifted, all or one kind', () => {
    const faults = book();
    faults.add({ kind: 'throttle' });
    faults.add({ kind: 'latency', ms: 5 });
    expect(faults.clear('throttle')).toBe(1);
    expect(faults.list().map((one) => one.kind)).toEqual(['latency']);
    expect(faults.clear()).toBe(1);
  });

  it.each([
    [{ kind: 'fire' }, 'kind must be one of throttle, latency.'],
    [{ kind: 'throttle', rate: 2 }, 'rate must be a number from 0 to 1.'],
    [{ kind: 'throttle', ms: 2 }, /^ms is not known here\./],
  ])('refuse %j', (body, reason) => {
    expect(() => book().add(body)).toThrow(reason);
  });
});

describe('report', () => {
  it('counts calls by path and outcome and sums up reactions', () => {
    const report = new CallReport();
    report.count('/a', '0');
    report.count('/a', '0');
    report.count('/a', 'ApiCallLimit');
    for (let ms = 1; ms <= 100; ms += 1) report.took('sale', ms);
    expect(report.byPath()).toEqual({ '/a': { '0': 2, ApiCallLimit: 1 } });
    expect(report.reactions()).toEqual({ sale: { count: 100, p50: 51, p95: 96, p99: 100, max: 100 } });
  });
});

it('gives the same random numbers for the same seed', () => {
  const first = seededRandom(5);
  const second = seededRandom(5);
  expect([first(), first()]).toEqual([second(), second()]);
  expect(seededRandom(6)()).not.toBe(seededRandom(5)());
});
