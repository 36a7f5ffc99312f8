import { Inject, Injectable } from '@nestjs/common';
import type { MerchantId } from '@pinglu/kernel';
import { currentTransaction, SERVICE_CONFIG } from '@pinglu/platform';
import type { CustomsDeclarationConfig } from '../config.js';
import { demoDeclarant, type Declarant } from './declarant.js';

export interface DeclarantSettings {
  readonly settings: Declarant;
  /** 0: the merchant has set nothing, these are those of the demo. */
  readonly version: number;
}

@Injectable()
export class DeclarantRepository {
  constructor(@Inject(SERVICE_CONFIG) private readonly config: CustomsDeclarationConfig) {}

  /** What the merchant set; else what the deployment gives everybody; null when that is nothing. */
  async find(merchantId: MerchantId): Promise<DeclarantSettings | null> {
    const [row] = await currentTransaction().query<{ settings: Declarant; version: number }>(
      `select settings, version from declarant where merchant_id = $1`,
      [merchantId],
    );
    if (row) return row;
    return this.config.CUSTOMS_DEFAULT_DECLARANT === 'demo' ? { settings: demoDeclarant, version: 0 } : null;
  }

  /** Answers the version that it has become; null when somebody else changed it from `version` meanwhile. */
  async save(merchantId: MerchantId, { settings, version }: DeclarantSettings, now: Date): Promise<number | null> {
    const [row] = await currentTransaction().query<{ version: number }>(
      `insert into declarant (merchant_id, settings, changed_at, version) values ($1, $2, $3, 1)
       on conflict (merchant_id) do update
         set settings = excluded.settings, changed_at = excluded.changed_at, version = declarant.version + 1
         where declarant.version = $4
       returning version`,
      [merchantId, JSON.stringify(settings), now, version],
    );
    return row?.version ?? null;
  }
}
