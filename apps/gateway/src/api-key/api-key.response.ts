import { ApiProperty } from '@nestjs/swagger';
import type { ApiKeyId, MerchantId } from '@pinglu/kernel';
import { roles, scopes, type Role, type Scope } from '@pinglu/platform';
import type { ApiKey } from './api-key.js';

/** An API key as it is shown: never its secret, nor the hash of it. */
export class ApiKeyResponse {
  @ApiProperty({ type: String, format: 'uuid' })
  readonly apiKeyId: ApiKeyId;

  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  readonly merchantId: MerchantId | null;

  @ApiProperty({ type: String })
  readonly label: string;

  @ApiProperty({ type: String, enum: roles })
  readonly role: Role;

  @ApiProperty({ type: String, isArray: true, enum: scopes })
  readonly scopes: readonly Scope[];

  @ApiProperty({ type: String, format: 'date-time' })
  readonly issuedAt: string;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  readonly revokedAt: string | null;

  constructor(apiKey: Omit<ApiKey, 'secretHash'>) {
    this.apiKeyId = apiKey.apiKeyId;
    this.merchantId = apiKey.merchantId;
    this.label = apiKey.label;
    this.role = apiKey.role;
    this.scopes = apiKey.scopes;
    this.issuedAt = apiKey.issuedAt.toISOString();
    this.revokedAt = apiKey.revokedAt?.toISOString() ?? null;
  }
}

export class IssuedApiKeyResponse extends ApiKeyResponse {
  @ApiProperty({
    type: String,
    required: false,
    description: 'The whole key, to be sent in `X-Api-Key`. Shown once, in the first answer only: it is not stored.',
  })
  readonly secret?: string;

  constructor(apiKey: ApiKey, secret: string) {
    super(apiKey);
    this.secret = secret;
  }
}

export class ApiKeyPageResponse {
  @ApiProperty({ type: [ApiKeyResponse] })
  readonly items: readonly ApiKeyResponse[];

  @ApiProperty({ type: String, nullable: true, description: 'Cursor of the next page; null on the last one.' })
  readonly next: string | null;
}
