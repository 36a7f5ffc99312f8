import { newId, type MerchantId } from '@pinglu/kernel';
import { MerchantBuilder } from './merchant.builder.js';
import {
  MerchantAlreadySuspendedError,
  MerchantNameInvalidError,
  MerchantNotSuspendedError,
} from './merchant.errors.js';
import { parseMerchantName, registerMerchant, renameMerchant, resumeMerchant, suspendMerchant } from './merchant.js';

describe('a merchant', () => {
  it('is registered active, in China, with version 1', () => {
    const merchantId = newId<MerchantId>();
    const now = new Date('2026-11-25T02:00:00.000Z');
    expect(registerMerchant({ merchantId, name: ' 南宁  平陆 ', now })).toEqual({
      merchantId,
      name: '南宁 平陆',
      countryOfEstablishment: 'CN',
      status: 'active',
      registeredAt: now,
      version: 1,
    });
  });

  it('changes its version with its name', () => {
    const merchant = new MerchantBuilder().withName('A').withVersion(4).build();
    expect(renameMerchant(merchant, 'B')).toEqual({ ...merchant, name: 'B', version: 5 });
  });

  it('is untouched by the name it has', () => {
    const merchant = new MerchantBuilder().withName('A').build();
    expect(renameMerchant(merchant, ' A ')).toBe(merchant);
  });

  it('is suspended and resumed, each once', () => {
    const suspended = suspendMerchant(new MerchantBuilder().build());
    expect(suspended).toMatchObject({ status: 'suspended', version: 2 });
    expect(() => suspendMerchant(suspended)).toThrow(MerchantAlreadySuspendedError);
    const resumed = resumeMerchant(suspended);
    expect(resumed).toMatchObject({ status: 'active', version: 3 });
    expect(() => resumeMerchant(resumed)).toThrow(MerchantNotSuspendedError);
  });

  it.each(['', '   ', 'x'.repeat(201), 'a\u0000b', '船'.repeat(201)])('refuses the name %j', (name) => {
    expect(() => parseMerchantName(name)).toThrow(MerchantNameInvalidError);
  });

  it('counts characters, not code units', () => {
    expect([...parseMerchantName('🚢'.repeat(200))]).toHaveLength(200);
  });
});
