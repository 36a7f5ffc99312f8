import { FakeClock } from './fake-clock.js';
import { waitUntil } from './wait-until.js';

describe('time in specs', () => {
  it('stands still until it is moved', () => {
    const clock = new FakeClock('2026-03-01T00:00:00Z');
    expect(clock.now()).toEqual(clock.now());
    clock.advance(90_000);
    expect(clock.now().toISOString()).toBe('2026-03-01T00:01:30.000Z');
    clock.set('2027-01-01T00:00:00Z');
    expect(clock.now().getUTCFullYear()).toBe(2027);
  });

  it('waits for an answer and gives it back, 0 included', async () => {
    const answers = [undefined, null, false, 0];
    expect(await waitUntil(() => answers.shift(), { what: 'an answer', everyMs: 1 })).toBe(0);
  });

  it('asks again after a check that threw', async () => {
    let asked = 0;
    const check = () => {
      asked += 1;
      if (asked < 3) throw new Error('not yet');
      return asked;
    };
    expect(await waitUntil(check, { what: 'the third try', everyMs: 1 })).toBe(3);
  });

  it('says what it waited for and what the last check said', async () => {
    await expect(waitUntil(() => false, { what: 'the moon', deadlineMs: 5, everyMs: 1 })).rejects.toThrow(
      'Waited 5 ms for the moon, and it did not happen.',
    );
    const refusing = () => Promise.reject(new Error('connection refused'));
    await expect(waitUntil(refusing, { what: 'the port', deadlineMs: 5, everyMs: 1 })).rejects.toThrow(
      'Waited 5 ms for the port, and it did not happen. The last check said: connection refused',
    );
  });
});
