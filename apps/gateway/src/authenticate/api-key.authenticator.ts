import { Injectable } from '@nestjs/common';
import { AppError } from '@pinglu/kernel';
import { Authenticator, bearerToken, UnauthenticatedError, type Principal } from '@pinglu/platform';
import type { Request } from 'express';
import { hashSecret, parseApiKey, secretMatches } from '../api-key/api-key.js';
import { KnownKeys } from '../api-key/known-keys.js';

export class MerchantSuspendedError extends AppError {
  readonly code = 'merchant-suspended';
  readonly category = 'forbidden';

  constructor() {
    super('The merchant this API key belongs to is suspended.');
  }
}

/** Compared against when the id is unknown, so that an unknown id takes as long as a wrong secret. */
const nobody = hashSecret('nobody');

/** Lets callers in by API key, in `X-Api-Key` or as a bearer token. All that is wrong with a key gives one answer. */
@Injectable()
export class ApiKeyAuthenticator extends Authenticator {
  constructor(private readonly knownKeys: KnownKeys) {
    super();
  }

  async authenticate(request: Request): Promise<Principal> {
    const text = request.get('x-api-key') ?? bearerToken(request);
    const credentials = text === undefined ? undefined : parseApiKey(text);
    if (!credentials) throw new UnauthenticatedError('Send an API key in X-Api-Key, or as Authorization: Bearer.');
    const key = await this.knownKeys.find(credentials.apiKeyId);
    const matches = secretMatches(credentials.secret, key?.secretHash ?? nobody);
    if (!key || !matches) throw new UnauthenticatedError('The API key is not valid, or not valid any more.');
    if (key.merchantStatus === 'suspended') throw new MerchantSuspendedError();
    const { apiKeyId, merchantId, role, scopes } = key;
    return { subject: apiKeyId, merchantId, role, scopes };
  }
}
