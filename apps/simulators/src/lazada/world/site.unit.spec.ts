import {
  findSite,
  localDay,
  parseAmount,
  startOfDay,
  toGroupedText,
  toIsoWithOffset,
  toLocalTime,
  toPlainText,
} from './site.js';

const thailand = findSite('th')!;
const vietnam = findSite('vn')!;

describe('site', () => {
  it('groups thousands as orders do', () => {
    expect([124_000, 60, 102_462_199, -102_462].map((minor) => toGroupedText(minor, thailand))).toEqual([
      '1,240.00',
      '0.60',
      '1,024,621.99',
      '-1,024.62',
    ]);
    expect(toGroupedText(1_250_000, vietnam)).toBe('1,250,000');
    expect(toPlainText(-5, thailand)).toBe('-0.05');
  });

  it('reads amounts exactly and refuses digits the currency does not have', () => {
    expect(['199', '199.5', '0.29', '199.000'].map((text) => parseAmount(text, thailand))).toEqual([
      19_900, 19_950, 29, 19_900,
    ]);
    expect(['1.005', '', '-1', '1,000', '1e3'].map((text) => parseAmount(text, thailand))).toEqual(
      Array(5).fill(undefined),
    );
    expect(parseAmount('199.5', vietnam)).toBeUndefined();
  });

  it('shows instants in the time of the country', () => {
    const ms = Date.parse('2026-01-01T18:30:05.900Z');
    expect(toLocalTime(ms, thailand)).toBe('2026-01-02 01:30:05 +0700');
    expect(toIsoWithOffset(ms, findSite('sg')!)).toBe('2026-01-02T02:30:05+08:00');
    expect(new Date(startOfDay(localDay(ms, thailand), thailand)).toISOString()).toBe('2026-01-01T17:00:00.000Z');
  });
});
