import { ordersUntil } from './buyer-stream.js';

describe('stream of buyers', () => {
  it('is the area under the curve', () => {
    const curve = [
      [0, 0],
      [60, 600],
      [120, 600],
      [180, 0],
    ] as const;
    expect([0, 30, 60, 120, 150, 180, 500].map((seconds) => ordersUntil(curve, seconds))).toEqual([
      0, 75, 300, 900, 1125, 1200, 1200,
    ]);
  });
});
