import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';
import { newId, parseMerchantId, type Clock } from '@pinglu/kernel';
import { jwtVerify, SignJWT, type JWTPayload } from 'jose';
import { UnauthenticatedError } from '../principal/auth.errors.js';
import type { Principal } from '../principal/principal.js';
import { isRole, isScope } from '../principal/scopes.js';

const issuer = 'pinglu-gateway';
const algorithm = 'EdDSA';
const lifetimeSeconds = 300;
/** How far the clocks of two machines may differ. */
const toleranceSeconds = 5;

const pem = (base64: string): string => Buffer.from(base64, 'base64').toString('utf8');

/** Makes the tokens by which services believe the gateway who is calling. Only the gateway holds the private key. */
export class InternalTokenSigner {
  private readonly key: KeyObject;

  /** @param privateKey base64 of an Ed25519 private key in PEM (PKCS #8). */
  constructor(
    privateKey: string,
    private readonly clock: Clock,
  ) {
    this.key = createPrivateKey(pem(privateKey));
  }

  /** @param audience the name of the one service that may accept the token. */
  sign({ subject, merchantId, role, scopes }: Principal, audience: string): Promise<string> {
    const issuedAt = Math.floor(this.clock.now().getTime() / 1000);
    return new SignJWT({ merchantId, role, scopes: [...scopes] })
      .setProtectedHeader({ alg: algorithm, typ: 'JWT' })
      .setIssuer(issuer)
      .setAudience(audience)
      .setSubject(subject)
      .setJti(newId())
      .setIssuedAt(issuedAt)
      .setExpirationTime(issuedAt + lifetimeSeconds)
      .sign(this.key);
  }
}

/** Checks internal tokens with the public key alone, so a service that is broken into cannot make any. */
export class InternalTokenVerifier {
  private readonly key: KeyObject;

  /** @param publicKey base64 of an Ed25519 public key in PEM (SPKI). */
  constructor(
    publicKey: string,
    private readonly audience: string,
    private readonly clock: Clock,
  ) {
    this.key = createPublicKey(pem(publicKey));
  }

  /** Throws UnauthenticatedError for a token that is forged, old, for another service, or says what we do not know. */
  async verify(token: string): Promise<Principal> {
    try {
      const { payload } = await jwtVerify(token, this.key, {
        issuer,
        audience: this.audience,
        algorithms: [algorithm],
        requiredClaims: ['sub', 'jti', 'exp', 'iat'],
        maxTokenAge: lifetimeSeconds,
        clockTolerance: toleranceSeconds,
        currentDate: this.clock.now(),
      });
      return toPrincipal(payload);
    } catch {
      throw new UnauthenticatedError('The internal token is missing or not valid.');
    }
  }
}

function toPrincipal({ sub, merchantId, role, scopes }: JWTPayload): Principal {
  if (typeof sub !== 'string' || !isRole(role) || !Array.isArray(scopes) || !scopes.every(isScope)) {
    throw new TypeError('The claims are not those of an internal token.');
  }
  return { subject: sub, merchantId: merchantId === null ? null : parseMerchantId(merchantId), role, scopes };
}
