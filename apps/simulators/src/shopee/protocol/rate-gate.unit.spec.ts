import { RateGate } from './rate-gate.js';

describe('rate gate', () => {
  const gate = (perSecond: number) => {
    let now = 0;
    return { gate: new RateGate(perSecond, () => now), wait: (ms: number) => (now += ms) };
  };

  it('lets so many calls of one subject pass each second', () => {
    const { gate: one, wait } = gate(2);
    expect(['a', 'a', 'a', 'b'].map((subject) => one.take(subject))).toEqual([true, true, false, true]);
    wait(500);
    expect([one.take('a'), one.take('a')]).toEqual([true, false]);
  });

  it('lets everything pass without a limit', () => {
    const { gate: one } = gate(0);
    expect(Array.from({ length: 1000 }, () => one.take('a')).every(Boolean)).toBe(true);
  });

  it('refuses while a ban runs, and counts who goes on calling although the answer has arrived', () => {
    const { gate: one, wait } = gate(0);
    one.ban('a', 1);
    expect([one.isBanned('a'), one.isBanned('b'), one.whileBanned]).toEqual([true, false, 0]);
    wait(50);
    expect([one.isBanned('a'), one.whileBanned]).toEqual([true, 0]);
    wait(1);
    expect([one.isBanned('a'), one.isBanned('a'), one.whileBanned]).toEqual([true, true, 2]);
    wait(949);
    expect([one.isBanned('a'), one.whileBanned]).toEqual([false, 2]);
  });
});
