import { inflateSync } from 'node:zlib';
import { answerPicture, picture } from './picture-host.js';

describe('the pictures of sellers', () => {
  it('are there under any name, the same each time and others under other names', () => {
    const tea = picture('tea');
    expect(tea.equals(picture('tea'))).toBe(true);
    expect(tea.equals(picture('lamps'))).toBe(false);
    expect(answerPicture('/pictures/tea.png')).toMatchObject({ status: 200, headers: { 'content-type': 'image/png' } });
    for (const path of ['/pictures/', '/pictures/a.jpg', '/pictures/../a.png', '/tea.png']) {
      expect(answerPicture(path)).toBeUndefined();
    }
  });

  it('are PNG files of a size that marketplaces take, and small', () => {
    const bytes = picture('tea');
    expect([bytes.readUInt32BE(16), bytes.readUInt32BE(20)]).toEqual([600, 600]);
    const length = bytes.readUInt32BE(33);
    expect(bytes.toString('ascii', 37, 41)).toBe('IDAT');
    expect(inflateSync(bytes.subarray(41, 41 + length))).toHaveLength(600 * (600 * 3 + 1));
    expect(bytes.length).toBeLessThan(50_000);
  });
});
