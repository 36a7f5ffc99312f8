import { nextRestart } from './restart-policy.js';

describe('nextRestart', () => {
  it('waits longer each time and gives up after the third', () => {
    expect(nextRestart([0])).toEqual({ delayMs: 500, attempt: 1 });
    expect(nextRestart([0, 1_000])).toEqual({ delayMs: 1_000, attempt: 2 });
    expect(nextRestart([0, 1_000, 2_000])).toEqual({ delayMs: 2_000, attempt: 3 });
    expect(nextRestart([0, 1_000, 2_000, 3_000])).toBeUndefined();
  });

  it('forgets what is more than five minutes ago', () => {
    expect(nextRestart([0, 1_000, 2_000, 302_000])).toEqual({ delayMs: 500, attempt: 1 });
  });
});
