import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { CredentialsUnreadableError } from './credentials.errors.js';
import { credentialsKey, Keyring } from './keyring.js';
import { open, seal } from './sealed-text.js';

const newKey = () => credentialsKey(randomBytes(32).toString('base64'));
const key = newKey();
const keyring = new Keyring(key);

describe('sealed credentials', () => {
  it('open to what was sealed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string(), (secret, place) => {
        expect(open(seal(secret, place, keyring), place, keyring)).toBe(secret);
      }),
      { numRuns: 50 },
    );
  });

  it('never look the same twice, and do not show the secret', () => {
    const [one, two] = [seal('50000900001token', 'a', keyring), seal('50000900001token', 'a', keyring)];
    expect(one).not.toBe(two);
    expect(one).not.toContain('50000900001token');
    expect(one.split('.').slice(0, 2)).toEqual(['v1', key.id]);
  });

  it('do not open in another place', () => {
    const sealed = seal('token', 'shop/1/access', keyring);
    expect(() => open(sealed, 'shop/2/access', keyring)).toThrow(CredentialsUnreadableError);
    expect(() => open(sealed, 'shop/1/refresh', keyring)).toThrow(CredentialsUnreadableError);
  });

  it.each([3, 4])('do not open when part %i of them was changed', (index) => {
    const parts = seal('token', 'a', keyring).split('.');
    parts[index] = (parts[index]!.startsWith('A') ? 'B' : 'A') + parts[index]!.slice(1);
    expect(() => open(parts.join('.'), 'a', keyring)).toThrow('it was changed, or belongs elsewhere.');
  });

  it.each(['', 'v1.x', 'v2.000000000000.AAAAAAAAAAAAAAAA.AAAAAAAAAAAAAAAAAAAAAA.AA'])(
    'do not open when they are %p',
    (text) => {
      expect(() => open(text, 'a', keyring)).toThrow('it is not in the form they are stored in.');
    },
  );

  it('outlive a change of the key as long as the old one is kept', () => {
    const sealed = seal('token', 'a', keyring);
    const next = newKey();
    const changed = new Keyring(next, [key]);
    expect(open(sealed, 'a', changed)).toBe('token');
    expect(seal('token', 'a', changed)).toContain(`v1.${next.id}.`);
    expect(() => open(sealed, 'a', new Keyring(next))).toThrow('a key that is not among CREDENTIALS_KEYS_RETIRED');
  });

  it('are sealed with keys of 32 bytes only', () => {
    expect(() => credentialsKey(randomBytes(31).toString('base64'))).toThrow(RangeError);
  });
});
