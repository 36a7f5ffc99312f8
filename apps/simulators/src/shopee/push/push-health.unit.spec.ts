import { PushHealth } from './push-health.js';

const HOUR = 3_600_000;

describe('health of a push address', () => {
  const account = () => {
    let now = 1_790_000_000_000;
    const health = new PushHealth(() => now);
    const record = (acknowledged: number, failed: number): void => {
      for (let index = 0; index < acknowledged; index += 1) health.record(true);
      for (let index = 0; index < failed; index += 1) health.record(false);
    };
    return { health, record, wait: (ms: number) => (now += ms) };
  };

  it('is not judged up to six hundred pushes in six hours', () => {
    const { health, record } = account();
    record(0, 600);
    expect(health.status).toBe('Normal');
    record(0, 1);
    expect(health.status).toBe('Suspended');
  });

  it.each([
    [701, 299, 'Normal'],
    [699, 301, 'Warning'],
    [301, 699, 'Warning'],
  ])('with %i acknowledged and %i failed it is %s', (acknowledged, failed, status) => {
    const { health, record } = account();
    record(acknowledged, failed);
    expect(health.status).toBe(status);
  });

  it('is switched off below thirty percent until the address is saved anew', () => {
    const { health, record, wait } = account();
    record(100, 600);
    expect(health.status).toBe('Suspended');
    wait(24 * HOUR);
    expect(health.status).toBe('Suspended');
    health.restart();
    expect([health.status, health.suspendedAtMs]).toEqual(['Normal', undefined]);
  });

  it('forgets what is older than six hours', () => {
    const { health, record, wait } = account();
    record(250, 350);
    wait(7 * HOUR);
    record(0, 600);
    expect(health.status).toBe('Normal');
  });
});
