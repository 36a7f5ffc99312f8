import { newId, type Clock } from '@pinglu/kernel';
import { jwtVerify, SignJWT } from 'jose';
import { UnauthenticatedError } from '../auth/principal/auth.errors.js';

const algorithm = 'HS256';
const lifetimeSeconds = 60;
/** How far the clocks of two machines may differ. */
const toleranceSeconds = 5;
const serviceName = /^[a-z][a-z0-9-]{0,63}$/;

/**
 * Makes the tokens by which one service calls another on its own behalf, when no user is calling. They are another kind
 * than internal tokens: other algorithm, other key, no merchant and no scopes; neither is ever taken for the other.
 */
export class ServiceTokenSigner {
  private readonly key: Uint8Array;

  /** @param secret base64 of the 32 bytes that all services of an installation share. */
  constructor(
    private readonly service: string,
    secret: string,
    private readonly clock: Clock,
  ) {
    this.key = Buffer.from(secret, 'base64');
  }

  /** @param audience the name of the one service that may accept the token. */
  sign(audience: string): Promise<string> {
    const issuedAt = Math.floor(this.clock.now().getTime() / 1000);
    return new SignJWT()
      .setProtectedHeader({ alg: algorithm, typ: 'JWT' })
      .setIssuer(this.service)
      .setAudience(audience)
      .setJti(newId())
      .setIssuedAt(issuedAt)
      .setExpirationTime(issuedAt + lifetimeSeconds)
      .sign(this.key);
  }
}

export class ServiceTokenVerifier {
  private readonly key: Uint8Array;

  /** @param secret base64 of the 32 bytes that all services of an installation share. */
  constructor(
    secret: string,
    private readonly audience: string,
    private readonly clock: Clock,
  ) {
    this.key = Buffer.from(secret, 'base64');
  }

  /** Answers the name of the calling service. Throws UnauthenticatedError for a token that is forged, old or for another. */
  async verify(token: string): Promise<string> {
    try {
      const { payload } = await jwtVerify(token, this.key, {
        audience: this.audience,
        algorithms: [algorithm],
        requiredClaims: ['iss', 'jti', 'exp', 'iat'],
        maxTokenAge: lifetimeSeconds,
        clockTolerance: toleranceSeconds,
        currentDate: this.clock.now(),
      });
      if (payload.iss !== undefined && serviceName.test(payload.iss)) return payload.iss;
    } catch {
      // Falls through to the one answer for all bad tokens.
    }
    throw new UnauthenticatedError('The service token is missing or not valid.');
  }
}
