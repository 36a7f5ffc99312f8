import { Injectable } from '@nestjs/common';
import { currentTransaction } from '@pinglu/platform';
import type { Marketplace } from '../shop/shop.js';
import type { Push } from './push.js';

/** What there was of the pushes about one thing. */
export interface PushHistory {
  readonly pushId: string;
  readonly shopId: string;
  readonly raw: string;
  readonly receivedAt: Date;
  readonly repeats: number;
}

@Injectable()
export class PushRepository {
  /** False when the very same message is here already: then it is counted, and nothing else is to be done. */
  async addOrCount(push: Push): Promise<boolean> {
    const { pushId, merchantId, shopId, marketplace, digest, kind, reference, raw, receivedAt } = push;
    const [row] = await currentTransaction().query<{ isNew: boolean }>(
      `insert into push (push_id, merchant_id, shop_id, marketplace, digest, kind, reference, raw, received_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
       on conflict (marketplace, digest) do update set repeats = push.repeats + 1, last_repeat_at = excluded.received_at
       returning push_id = $1 as "isNew"`,
      [pushId, merchantId, shopId, marketplace, digest, kind, reference, raw, receivedAt],
    );
    return row!.isNew;
  }

  /** Pushes about an order, first one first. Row-level security decides whose. */
  listAboutOrder(marketplace: Marketplace, orderNumber: string): Promise<PushHistory[]> {
    return currentTransaction().query<PushHistory>(
      `select push_id as "pushId", shop_id as "shopId", raw, received_at as "receivedAt", repeats from push
        where marketplace = $1 and kind = 'order' and reference = $2 and shop_id is not null
        order by received_at, push_id limit 50`,
      [marketplace, orderNumber],
    );
  }
}
