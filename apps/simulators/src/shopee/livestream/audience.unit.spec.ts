import * as fc from 'fast-check';
import {
  commentsUntil,
  DEFAULT_AUDIENCE,
  figuresAt,
  secondsOfComment,
  viewersAt,
  viewerSeconds,
  type Audience,
  type ViewerPoint,
} from './audience.js';

const audience = (curve: readonly ViewerPoint[]): Audience => ({ ...DEFAULT_AUDIENCE, curve });
const hill = audience([
  [0, 0],
  [60, 600],
  [120, 0],
]);

describe('audience of a session', () => {
  it('comes and goes along its curve, and stays as the last point has it', () => {
    expect([-5, 0, 30, 60, 90, 120, 500].map((at) => viewersAt(hill, at))).toEqual([0, 0, 300, 600, 300, 0, 0]);
    expect([60, 120, 500].map((at) => viewerSeconds(hill, at))).toEqual([18_000, 36_000, 36_000]);
    expect(viewersAt(DEFAULT_AUDIENCE, 9999)).toBe(DEFAULT_AUDIENCE.curve.at(-1)![1]);
  });

  it('keeps its peak and its views when it leaves', () => {
    const left = figuresAt(hill, 500);
    expect([left.ccu, left.peakCcu, left.views >= 600]).toEqual([0, 600, true]);
  });

  const curves = fc
    .array(fc.tuple(fc.integer({ min: 1, max: 600 }), fc.nat(5000)), { minLength: 1, maxLength: 6 })
    .map((steps) => {
      let at = 0;
      return audience([[0, 0], ...steps.map(([gap, viewers]): ViewerPoint => [(at += gap), viewers])]);
    });

  it('never takes back what it has counted', () => {
    fc.assert(
      fc.property(curves, fc.nat(3000), fc.nat(500), (one, early, later) => {
        const before = figuresAt(one, early);
        const after = figuresAt(one, early + later);
        for (const name of ['peakCcu', 'views', 'likes', 'shares', 'itemClicks', 'atc'] as const)
          expect(after[name]).toBeGreaterThanOrEqual(before[name]);
        expect(after.peakCcu).toBeGreaterThanOrEqual(after.ccu);
        expect(after.views).toBeGreaterThanOrEqual(after.itemClicks);
      }),
    );
  });

  it('writes each comment at one instant, whenever it is asked for', () => {
    const total = commentsUntil(DEFAULT_AUDIENCE, 900);
    const number = Math.floor(total / 2);
    expect(number).toBeGreaterThan(10);
    const at = secondsOfComment(DEFAULT_AUDIENCE, number, 900);
    expect(Math.abs(secondsOfComment(DEFAULT_AUDIENCE, number, 600) - at)).toBeLessThan(0.01);
    expect(commentsUntil(DEFAULT_AUDIENCE, at)).toBe(number);
    expect(commentsUntil(DEFAULT_AUDIENCE, at - 0.01)).toBe(number - 1);
  });
});
