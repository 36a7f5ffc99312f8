import { Injectable } from '@nestjs/common';
import type { EventMetadata } from '@pinglu/contracts';
import type { MerchantId, OrderId, ShipmentId, ShopId } from '@pinglu/kernel';
import { currentTransaction } from '@pinglu/platform';

/** A parcel that the marketplace has to be told of. */
export interface DueShipment {
  readonly shipmentId: ShipmentId;
  /** Somebody asked for this before and did not write down the answer: it has to be read before asking again. */
  readonly askedBefore: boolean;
  readonly attempts: number;
  /** The reservation that led to it. */
  readonly cause: EventMetadata | null;
}

const TO_DO = `(status = 'wanted' or (status in ('packed', 'released', 'held') and ready_at is null))`;

/** What is left to do with parcels at the marketplaces. */
@Injectable()
export class ShipmentQueueRepository {
  /** Shops with something due, the one that waits longest first. Sees the shops of all merchants: for the job. */
  async dueShops(limit: number): Promise<{ shopId: ShopId; merchantId: MerchantId }[]> {
    return currentTransaction().query<{ shopId: ShopId; merchantId: MerchantId }>(
      `select q.shop_id as "shopId", q.merchant_id as "merchantId"
       from shipment q join shop s on s.id = q.shop_id and s.status = 'connected'
       where q.due_at <= clock_timestamp() and (q.leased_until is null or q.leased_until <= clock_timestamp())
         and (q.status = 'wanted' or (q.status in ('packed', 'released', 'held') and q.ready_at is null))
       group by q.shop_id, q.merchant_id order by min(q.due_at) limit $1`,
      [limit],
    );
  }

  /**
   * Takes some of a shop's parcels for `leaseMs`, and writes down that the marketplace is about to be asked. To be
   * committed before it is.
   */
  async claim(shopId: ShopId, { limit, leaseMs }: { limit: number; leaseMs: number }): Promise<DueShipment[]> {
    return currentTransaction().query<DueShipment & Record<string, unknown>>(
      `update shipment s set
         attempts = s.attempts + 1, leased_until = clock_timestamp() + $3 * interval '1 millisecond',
         pack_asked_at = coalesce(s.pack_asked_at, clock_timestamp()),
         ready_asked_at = case when s.status = 'wanted' then null else coalesce(s.ready_asked_at, clock_timestamp()) end
       from (select id, case when status = 'wanted' then pack_asked_at else ready_asked_at end as asked_at
             from shipment where shop_id = $1 and due_at <= clock_timestamp() and ${TO_DO}
               and (leased_until is null or leased_until <= clock_timestamp())
             order by due_at limit $2 for update skip locked) d
       where s.id = d.id
       returning s.id as "shipmentId", d.asked_at is not null as "askedBefore", s.attempts, s.cause`,
      [shopId, limit, leaseMs],
    );
  }

  /** Holds on to what was claimed and is not done with. */
  async renew(shipmentIds: readonly ShipmentId[], leaseMs: number): Promise<void> {
    await currentTransaction().query(
      `update shipment set leased_until = clock_timestamp() + $2 * interval '1 millisecond'
       where id in (select id from shipment where id = any ($1) and leased_until is not null order by id for update)`,
      [shipmentIds, leaseMs],
    );
  }

  /** Orders that changed: what waits for them is tried again at once. */
  async hurry(orderIds: readonly OrderId[]): Promise<void> {
    if (orderIds.length === 0) return;
    await currentTransaction().query(
      `update shipment set due_at = clock_timestamp()
       where id in (select id from shipment where order_id = any ($1) and due_at > clock_timestamp() and ${TO_DO}
                    order by id for update)`,
      [orderIds],
    );
  }

  /** Says when to try again. `asked: false` takes back that the marketplace was asked: it was not, for certain. */
  async postpone(failed: readonly { shipmentId: ShipmentId; delayMs: number; asked: boolean }[]): Promise<void> {
    if (failed.length === 0) return;
    await currentTransaction().query(
      `update shipment s set
         due_at = clock_timestamp() + n.delay_ms * interval '1 millisecond', leased_until = null,
         pack_asked_at = case when s.status = 'wanted' and not n.asked then null else s.pack_asked_at end,
         ready_asked_at = case when s.status <> 'wanted' and not n.asked then null else s.ready_asked_at end
       from unnest($1::uuid[], $2::int[], $3::boolean[]) as n (id, delay_ms, asked) where s.id = n.id`,
      [
        failed.map(({ shipmentId }) => shipmentId),
        failed.map(({ delayMs }) => delayMs),
        failed.map(({ asked }) => asked),
      ],
    );
  }
}
