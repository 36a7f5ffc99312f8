import { dayOfIso, isoDate, isStatementWindow, localDay, mondayOf, startOfDay } from './period.js';

describe('periods of money', () => {
  it('follow the days of the country', () => {
    const late = Date.parse('2031-03-02T16:30:00Z');
    expect([isoDate(localDay(late, 'SG')), isoDate(localDay(late, 'TH'))]).toEqual(['2031-03-03', '2031-03-02']);
    expect(new Date(startOfDay(localDay(late, 'SG'), 'SG')).toISOString()).toBe('2031-03-02T16:00:00.000Z');
  });

  it('begin on Mondays', () => {
    const days = ['2031-03-03', '2031-03-05', '2031-03-09'].map((text) => dayOfIso(text)!);
    expect(days.map((day) => isoDate(mondayOf(day)))).toEqual(Array(3).fill('2031-03-03'));
    expect(isoDate(mondayOf(dayOfIso('2031-03-02')!))).toBe('2031-02-24');
    expect(dayOfIso('2031-3-2')).toBeUndefined();
  });

  const window = (from: string, to: string) => ({ fromMs: Date.parse(from), toMs: Date.parse(to) });
  it.each([
    ['2031-03-02T16:00:00Z', '2031-03-09T15:59:59Z', true],
    ['2031-02-28T16:00:00Z', '2031-03-31T15:59:59Z', true],
    ['2031-03-01T16:00:00Z', '2031-03-08T15:59:59Z', false],
    ['2031-03-02T16:00:01Z', '2031-03-09T15:59:59Z', false],
    ['2031-03-02T16:00:00Z', '2031-03-09T12:00:00Z', false],
    ['2031-01-31T16:00:00Z', '2031-03-31T15:59:59Z', false],
  ])('are a statement from %s to %s: %p', (from, to, expected) => {
    expect(isStatementWindow(window(from, to), 'SG')).toBe(expected);
  });
});
