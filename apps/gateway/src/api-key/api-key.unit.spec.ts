import { newId, type ApiKeyId, type MerchantId } from '@pinglu/kernel';
import { scopesOfRole, type Principal, type Scope } from '@pinglu/platform';
import { RoleNotGrantableError, ScopesNotGrantableError } from './api-key.errors.js';
import { formatApiKey, grantableScopes, hashSecret, newCredentials, parseApiKey, secretMatches } from './api-key.js';

describe('an API key', () => {
  it('is written and read back, and never twice the same', () => {
    const credentials = newCredentials(new Date(0));
    const text = formatApiKey(credentials);
    expect(text).toMatch(/^pk_[0-9a-f]{32}_[\w-]{43}$/);
    expect(parseApiKey(text)).toEqual(credentials);
    expect(newCredentials(new Date(0)).secret).not.toBe(credentials.secret);
  });

  it('is recognised by the hash of its secret', () => {
    const { secret } = newCredentials(new Date(0));
    expect(secretMatches(secret, hashSecret(secret))).toBe(true);
    expect(secretMatches(newCredentials(new Date(0)).secret, hashSecret(secret))).toBe(false);
  });

  const id = '0'.repeat(32);
  it.each([
    '',
    'pk_',
    `pk_${id}_short`,
    `pk_${id.slice(1)}_${'a'.repeat(43)}`,
    `pk_${id}_${'a'.repeat(43)}\n`,
    `PK_${id}_${'a'.repeat(43)}`,
  ])('is not read from %j', (text) => {
    expect(parseApiKey(text)).toBeUndefined();
  });
});

describe('issuing an API key', () => {
  const merchant = (scopes: readonly Scope[] = scopesOfRole.merchant): Principal => ({
    subject: newId<ApiKeyId>(),
    merchantId: newId<MerchantId>(),
    role: 'merchant',
    scopes,
  });
  const operator: Principal = { subject: 'boot', merchantId: null, role: 'operator', scopes: scopesOfRole.operator };

  it('gives all scopes of the role when none are named', () => {
    expect(grantableScopes({ role: 'warehouse' }, operator)).toEqual(scopesOfRole.warehouse);
    expect(grantableScopes({ role: 'warehouse' }, merchant())).toEqual(scopesOfRole.warehouse);
  });

  it('gives those that are named, once', () => {
    const scopes: Scope[] = ['orders:read', 'orders:read'];
    expect(grantableScopes({ role: 'finance', scopes }, merchant())).toEqual(['orders:read']);
  });

  it('never gives what the role does not have', () => {
    expect(() => grantableScopes({ role: 'finance', scopes: ['catalog:write'] }, operator)).toThrow(
      ScopesNotGrantableError,
    );
  });

  it('never gives more than the caller has', () => {
    const limited = merchant(['api-keys:write', 'orders:read']);
    expect(() => grantableScopes({ role: 'merchant', scopes: ['catalog:write'] }, limited)).toThrow(/catalog:write/);
    expect(grantableScopes({ role: 'merchant' }, limited)).toEqual(['api-keys:write', 'orders:read']);
    expect(() => grantableScopes({ role: 'warehouse' }, merchant(['api-keys:write']))).toThrow(ScopesNotGrantableError);
  });

  it('never makes an operator, and no merchant key holds an operator scope', () => {
    expect(() => grantableScopes({ role: 'operator' }, operator)).toThrow(RoleNotGrantableError);
    expect(scopesOfRole.merchant).not.toContain('merchants:admin');
    for (const role of ['warehouse', 'finance', 'broker'] as const) {
      expect(scopesOfRole.merchant).toEqual(expect.arrayContaining([...scopesOfRole[role]]));
    }
  });
});
