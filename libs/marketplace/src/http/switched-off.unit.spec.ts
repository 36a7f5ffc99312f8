import { FakeClock } from '@pinglu/testing';
import { SwitchedOff } from './switched-off.js';

const kind = 'lazada/900001/TH/catalog';

function switches() {
  const clock = new FakeClock();
  const switchedOff = new SwitchedOff(clock, 300_000);
  return { clock, switchedOff };
}

describe('calls that are switched off', () => {
  it('are not made for a while, and those of another kind are', () => {
    const { clock, switchedOff } = switches();
    expect(switchedOff.off(kind, null)).toBe(300_000);
    clock.advance(100_000);
    expect(switchedOff.refusesForMs(kind)).toBe(200_000);
    expect(switchedOff.begin(kind)).toBe(false);
    expect(switchedOff.begin('lazada/900001/TH/stock')).toBe(true);
    expect(switchedOff.begin('lazada/900001/MY/catalog')).toBe(true);
  });

  it('are tried by one call when the time is over, for which the others wait', () => {
    const { clock, switchedOff } = switches();
    switchedOff.off(kind, 60_000);
    clock.advance(60_000);
    expect([switchedOff.begin(kind), switchedOff.begin(kind)]).toEqual([true, false]);
    expect(switchedOff.refusesForMs(kind)).toBe(300_000);
    switchedOff.off(kind, null);
    expect(switchedOff.refusesForMs(kind)).toBe(300_000);
    clock.advance(300_000);
    expect(switchedOff.begin(kind)).toBe(true);
    switchedOff.on(kind);
    expect([switchedOff.begin(kind), switchedOff.begin(kind)]).toEqual([true, true]);
  });

  it('stay off when a call comes back late that was made before', () => {
    const { switchedOff } = switches();
    switchedOff.off(kind, null);
    switchedOff.on(kind);
    expect(switchedOff.refusesForMs(kind)).toBe(300_000);
  });

  it('are tried by somebody else when the first got no answer', () => {
    const { clock, switchedOff } = switches();
    switchedOff.off(kind, null);
    clock.advance(300_000);
    expect(switchedOff.begin(kind)).toBe(true);
    switchedOff.unanswered(kind);
    expect(switchedOff.begin(kind)).toBe(true);
  });
});
