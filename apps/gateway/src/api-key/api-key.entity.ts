import type { ApiKeyId, MerchantId } from '@pinglu/kernel';
import type { Role, Scope } from '@pinglu/platform';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { ApiKey } from './api-key.js';

@Entity('api_key')
export class ApiKeyEntity implements ApiKey {
  @PrimaryColumn('uuid', { name: 'api_key_id' })
  apiKeyId: ApiKeyId;

  @Column('uuid', { name: 'merchant_id', nullable: true })
  merchantId: MerchantId | null;

  @Column('text')
  label: string;

  @Column('text')
  role: Role;

  @Column('text', { array: true })
  scopes: Scope[];

  @Column('bytea', { name: 'secret_hash' })
  secretHash: Buffer;

  @Column('timestamptz', { name: 'issued_at' })
  issuedAt: Date;

  @Column('timestamptz', { name: 'revoked_at', nullable: true })
  revokedAt: Date | null;

  @Column('integer')
  version: number;
}
