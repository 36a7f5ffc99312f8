import { FailureRate } from './failure-rate.js';

describe('rate of failures', () => {
  const judge = (outcomes: string, size: number): boolean[] => {
    const rate = new FailureRate();
    return [...outcomes].map((one) => rate.note(one === 'f', size));
  };

  it.each([
    ['ffff', 4, [false, false, false, true]],
    ['ffoo', 4, [false, false, false, false]],
    ['fofof', 4, [false, false, false, false, false]],
    ['ooofff', 4, [false, false, false, false, false, true]],
    ['ffffff', 0, [false, false, false, false, false, false]],
  ])('of %s over %i', (outcomes, size, expected) => {
    expect(judge(outcomes, size)).toEqual(expected);
  });
});
