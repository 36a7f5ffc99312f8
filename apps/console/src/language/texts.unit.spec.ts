import { preferredLanguage, texts, wordFor, type Texts } from './texts.js';

const keysOf = (words: object): string[] => Object.keys(words).sort();

describe('the texts of the console', () => {
  it('name the same things in both languages', () => {
    const tables = ['steps', 'stepStatuses', 'orderStatuses'] as const satisfies readonly (keyof Texts)[];
    for (const table of tables) expect(keysOf(texts.zh[table])).toEqual(keysOf(texts.en[table]));
  });

  it('are none of them left in the other language', () => {
    const plain = Object.entries(texts.zh).filter(([name, text]) => typeof text === 'string' && !/Lang/i.test(name));
    expect(plain.length).toBeGreaterThan(20);
    expect(plain.filter(([, text]) => !/[\u4e00-\u9fff]/.test(String(text)))).toEqual([]);
  });

  it('leave a word that is new as it is', () => {
    expect(wordFor(texts.en.steps, 'stock_reserved')).toBe('Stock reservation');
    expect(wordFor(texts.en.steps, 'returned')).toBe('returned');
    expect(wordFor(texts.en.steps, 'constructor')).toBe('constructor');
  });

  it('begin in the language of the reader', () => {
    expect(preferredLanguage(['zh-CN', 'en'])).toBe('zh');
    expect(preferredLanguage(['th', 'zh-Hans'])).toBe('zh');
    expect(preferredLanguage(['th'])).toBe('en');
  });
});
