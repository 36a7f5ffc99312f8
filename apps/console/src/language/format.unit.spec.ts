import { formatDelay, formatMoney } from './format.js';

describe('money on the screen', () => {
  it.each([
    ['19900', 'THB', '199.00 THB'],
    ['5', 'THB', '0.05 THB'],
    ['-123456789', 'MYR', '−1,234,567.89 MYR'],
    ['150000', 'VND', '150,000 VND'],
    ['9007199254740993', 'PHP', '90,071,992,547,409.93 PHP'],
  ])('%s %s is %s', (amountMinor, currency, shown) => {
    expect(formatMoney({ amountMinor, currency }, 'en')).toBe(shown);
  });
});

describe('delays on the screen', () => {
  const start = '2026-11-25T02:00:00.000Z';
  it.each([
    ['2026-11-25T02:00:00.420Z', '+0.42 s'],
    ['2026-11-25T01:59:59.500Z', '−0.50 s'],
    ['2026-11-25T02:03:05.900Z', '+3 min 5 s'],
    ['2026-11-25T05:59:00.000Z', '+3 h 59 min'],
    ['2026-11-27T06:00:00.000Z', '+2 d 4 h'],
  ])('%s is %s', (at, shown) => {
    expect(formatDelay(start, at)).toBe(shown);
  });
});
