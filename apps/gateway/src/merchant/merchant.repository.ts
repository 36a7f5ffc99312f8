import { Injectable } from '@nestjs/common';
import type { MerchantId } from '@pinglu/kernel';
import { currentTransaction, type PageRequest } from '@pinglu/platform';
import type { Merchant } from './merchant.js';
import { MerchantEntity } from './merchant.entity.js';
import { MerchantNotFoundError } from './merchant.errors.js';

/** A merchant and its place in the list, with the microseconds a Date would lose. */
export interface ListedMerchant extends Merchant {
  readonly registeredAtText: string;
}

/** What is asked of the table `merchant`. Row-level security decides which rows exist for the caller. */
@Injectable()
export class MerchantRepository {
  async add(merchant: Merchant): Promise<void> {
    await currentTransaction().manager.insert(MerchantEntity, merchant);
  }

  async update(merchant: Merchant): Promise<void> {
    await currentTransaction().manager.update(MerchantEntity, { merchantId: merchant.merchantId }, merchant);
  }

  /** Throws MerchantNotFoundError. */
  async get(merchantId: MerchantId): Promise<Merchant> {
    const merchant = await currentTransaction().manager.findOneBy(MerchantEntity, { merchantId });
    if (!merchant) throw new MerchantNotFoundError();
    return merchant;
  }

  /** Holds the merchant until the transaction ends, which also puts its events in order. Throws MerchantNotFoundError. */
  async getForChange(merchantId: MerchantId): Promise<Merchant> {
    const merchant = await currentTransaction().manager.findOne(MerchantEntity, {
      where: { merchantId },
      lock: { mode: 'pessimistic_write' },
    });
    if (!merchant) throw new MerchantNotFoundError();
    return merchant;
  }

  /** Oldest first; one row more than the limit, as `page` wants it. */
  list({ limit, after }: PageRequest): Promise<ListedMerchant[]> {
    return currentTransaction().query<ListedMerchant>(
      `select merchant_id as "merchantId", name, country_of_establishment as "countryOfEstablishment", status,
              registered_at as "registeredAt", version, registered_at::text as "registeredAtText"
         from merchant
        where $1::timestamptz is null or (registered_at, merchant_id) > ($1::timestamptz, $2::uuid)
        order by registered_at, merchant_id
        limit $3`,
      [after?.at ?? null, after?.id ?? null, limit + 1],
    );
  }
}
