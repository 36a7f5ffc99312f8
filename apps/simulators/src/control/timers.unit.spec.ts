import { MovableClock } from './movable-clock.js';
import { Timers } from './timers.js';

describe('timers', () => {
  it('act in the order of their instants when the clock jumps over them, and not before', () => {
    const clock = new MovableClock();
    const timers = new Timers(clock);
    const start = clock.now().getTime();
    const acted: number[] = [];
    for (const hours of [3, 1, 2, 5, 2]) timers.at(start + hours * 3_600_000, () => acted.push(hours));
    clock.advance(4 * 3_600_000);
    expect(acted).toEqual([1, 2, 2, 3]);
    clock.advance(3_600_000);
    expect(acted).toEqual([1, 2, 2, 3, 5]);
    timers.stop();
  });

  it('act no more once they are stopped', () => {
    const clock = new MovableClock();
    const timers = new Timers(clock);
    const acted: string[] = [];
    timers.at(clock.now().getTime() + 1000, () => {
      acted.push('first');
      timers.stop();
    });
    timers.at(clock.now().getTime() + 2000, () => acted.push('second'));
    clock.advance(5000);
    expect(acted).toEqual(['first']);
  });
});
