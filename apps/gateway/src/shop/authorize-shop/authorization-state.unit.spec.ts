import { randomBytes } from 'node:crypto';
import { newId, type MerchantId } from '@pinglu/kernel';
import { readState, signState, stateKey } from './authorization-state.js';

const key = stateKey(randomBytes(32).toString('base64'));
const state = { authorizationId: newId(), merchantId: newId<MerchantId>() };

describe('the state of an authorization', () => {
  it('comes back as it went out', () => {
    const text = signState(state, key);
    expect(text).toHaveLength(108);
    expect(text).toBe(encodeURIComponent(text));
    expect(readState(text, key)).toEqual(state);
  });

  it('is not believed with another merchant, another signature, or of another installation', () => {
    const [text, other] = [signState(state, key), signState({ ...state, merchantId: newId<MerchantId>() }, key)];
    expect(readState(text.slice(0, 64) + other.slice(64), key)).toBeUndefined();
    expect(readState(other.slice(0, 64) + text.slice(64), key)).toBeUndefined();
    expect(readState(text, stateKey(randomBytes(32).toString('base64')))).toBeUndefined();
  });

  it.each(['', 'x', `${'0'.repeat(64)}.`, '0'.repeat(108)])('is not found in %p', (text) => {
    expect(readState(text, key)).toBeUndefined();
  });
});
