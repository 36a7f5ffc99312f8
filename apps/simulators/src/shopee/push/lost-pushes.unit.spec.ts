import { LOST_PAGE, LostPushes } from './lost-pushes.js';

const DAY = 86_400_000;

describe('lost pushes', () => {
  const queue = (count: number) => {
    let now = 0;
    const lost = new LostPushes(() => now);
    for (let index = 1; index <= count; index += 1)
      lost.add({ shopId: 1, code: 3, timestamp: index, rawBody: String(index) });
    return { lost, wait: (ms: number) => (now += ms) };
  };
  const bodies = (lost: LostPushes): string[] => lost.earliest().rows.map((one) => one.rawBody);

  it('are read from the earliest on, again and again until they are confirmed', () => {
    const { lost } = queue(LOST_PAGE + 1);
    expect(bodies(lost)).toHaveLength(LOST_PAGE);
    expect([lost.earliest().more, bodies(lost)[0]]).toEqual([true, '1']);
    expect(lost.confirm(lost.earliest().rows.at(-1)!.id)).toBe(true);
    expect([lost.earliest().more, bodies(lost)]).toEqual([false, [String(LOST_PAGE + 1)]]);
  });

  it('are not confirmed by a number that was never given', () => {
    const { lost } = queue(2);
    expect([lost.confirm(0), lost.confirm(3), lost.confirm(1)]).toEqual([false, false, true]);
    expect(bodies(lost)).toEqual(['2']);
  });

  it('are kept for three days', () => {
    const { lost, wait } = queue(1);
    wait(3 * DAY);
    expect(lost.size).toBe(1);
    wait(1);
    expect(lost.size).toBe(0);
  });
});
