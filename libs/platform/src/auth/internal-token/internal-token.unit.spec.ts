import { generateKeyPairSync } from 'node:crypto';
import { Clock, newId, type MerchantId } from '@pinglu/kernel';
import { UnauthenticatedError } from '../principal/auth.errors.js';
import type { Principal } from '../principal/principal.js';
import { InternalTokenSigner, InternalTokenVerifier } from './internal-token.js';

class MovedClock extends Clock {
  seconds = 1_800_000_000;

  now(): Date {
    return new Date(this.seconds * 1000);
  }
}

function keys() {
  const pair = generateKeyPairSync('ed25519');
  const base64 = (pem: string | Buffer): string => Buffer.from(pem).toString('base64');
  return {
    privateKey: base64(pair.privateKey.export({ type: 'pkcs8', format: 'pem' })),
    publicKey: base64(pair.publicKey.export({ type: 'spki', format: 'pem' })),
  };
}

const principal: Principal = {
  subject: newId(),
  merchantId: newId<MerchantId>(),
  role: 'warehouse',
  scopes: ['orders:read', 'stock:read'],
};

describe('internal tokens', () => {
  const { privateKey, publicKey } = keys();
  const clock = new MovedClock();
  const signer = new InternalTokenSigner(privateKey, clock);
  const verifier = new InternalTokenVerifier(publicKey, 'inventory', clock);

  it('tell the service who is calling', async () => {
    await expect(verifier.verify(await signer.sign(principal, 'inventory'))).resolves.toEqual(principal);
    const operator: Principal = { ...principal, merchantId: null, role: 'operator' };
    await expect(verifier.verify(await signer.sign(operator, 'inventory'))).resolves.toEqual(operator);
  });

  it('end after five minutes', async () => {
    const token = await signer.sign(principal, 'inventory');
    const later = new MovedClock();
    later.seconds += 306;
    await expect(new InternalTokenVerifier(publicKey, 'inventory', later).verify(token)).rejects.toThrow(
      UnauthenticatedError,
    );
    later.seconds -= 10;
    await expect(new InternalTokenVerifier(publicKey, 'inventory', later).verify(token)).resolves.toEqual(principal);
  });

  it.each([
    ['for another service', () => signer.sign(principal, 'settlement')],
    ['of another signer', () => new InternalTokenSigner(keys().privateKey, clock).sign(principal, 'inventory')],
    ['that were changed', async () => (await signer.sign(principal, 'inventory')).replace(/\.[^.]+\./, '.e30.')],
    [
      'with a scope we do not know',
      () => signer.sign({ ...principal, scopes: ['root' as 'orders:read'] }, 'inventory'),
    ],
    ['that name no algorithm', async () => 'eyJhbGciOiJub25lIn0.e30.'],
    ['that are nothing', async () => ''],
  ])('are refused %s', async (_case, make) => {
    await expect(verifier.verify(await make())).rejects.toThrow(UnauthenticatedError);
  });
});
