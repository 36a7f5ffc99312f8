import { readCommandLine } from './options.js';

describe('the command line of a benchmark', () => {
  it('holds names and options in any order', () => {
    expect(readCommandLine(['--json', 'soak', '--minutes', '0.5', '--seed', '7', 'bus'])).toEqual({
      names: ['soak', 'bus'],
      asJson: true,
      options: { minutes: 0.5, marketplace: 'lazada', seed: 7 },
    });
  });

  it('has a default for everything', () => {
    expect(readCommandLine([])).toEqual({
      names: [],
      asJson: false,
      options: { minutes: 10, marketplace: 'lazada', seed: 1 },
    });
  });

  it.each([
    [['--minutes', '0'], '--minutes takes'],
    [['--minutes', 'ten'], '--minutes takes'],
    [['--seed', '1.5'], '--seed takes'],
    [['--hours', '1'], '--hours'],
  ])('refuses %j and says why', (args, why) => {
    expect(() => readCommandLine(args)).toThrow(why);
  });
});
