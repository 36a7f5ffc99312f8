import { msUntilMidnight } from './quota-reset.js';

describe('the reset of a daily quota', () => {
  it.each([
    ['2026-01-02T16:30:00.000Z', 420, 1_800_000],
    ['2026-01-02T16:30:00.000Z', 480, 84_600_000],
    // At midnight the day that begins is a whole one.
    ['2026-01-02T16:00:00.000Z', 480, 86_400_000],
    ['2026-01-02T15:59:59.999Z', 480, 1],
  ])('after %s at %d minutes from UTC is %d ms away', (instant, utcOffsetMinutes, ms) => {
    expect(msUntilMidnight(new Date(instant), utcOffsetMinutes)).toBe(ms);
  });
});
