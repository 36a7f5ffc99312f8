import { findKey, forgetKey, keepKey, type KeyPlaces } from './key.js';

function places(hash: string, kept = new Map<string, string>()) {
  const addresses: string[] = [];
  const found: KeyPlaces = {
    location: { hash, pathname: '/', search: '?order=lazada/1' },
    history: { replaceState: (_state, _title, url) => void addresses.push(String(url)) },
    storage: {
      getItem: (name) => kept.get(name) ?? null,
      setItem: (name, value) => void kept.set(name, value),
      removeItem: (name) => void kept.delete(name),
    },
  };
  return { found, addresses };
}

describe('the key of the console', () => {
  it('comes from the address once, is kept, and does not stay in the address', () => {
    const kept = new Map<string, string>();
    const { found, addresses } = places('#key=pk_1_a%2Db', kept);
    expect(findKey(found)).toBe('pk_1_a-b');
    expect(addresses).toEqual(['/?order=lazada/1']);
    expect(findKey(places('', kept).found)).toBe('pk_1_a-b');
  });

  it('is none until it is given, and none once it is forgotten', () => {
    const { found, addresses } = places('#elsewhere');
    expect([findKey(found), addresses]).toEqual([null, []]);
    keepKey(found, 'pk_2');
    expect(findKey(found)).toBe('pk_2');
    forgetKey(found);
    expect(findKey(found)).toBeNull();
  });
});
