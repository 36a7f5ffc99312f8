import { Injectable } from '@nestjs/common';
import type { EventMetadata } from '@pinglu/contracts';
import type { OrderId, ShipmentId } from '@pinglu/kernel';
import { currentTransaction, type PageKey, type PageRequest } from '@pinglu/platform';
import type { Shipment, ShipmentStatus } from './shipment.js';
import { SHIPMENT_COLUMNS, toShipment, type ShipmentRow } from './shipment.row.js';

export interface WantedShipment {
  readonly shipment: Shipment;
  /** The reservation that led to it; null when nobody remembers. */
  readonly cause: EventMetadata | null;
  /** False: the order has to change first, by being paid; see `hurry`. */
  readonly packable: boolean;
}

/** Who may see which parcel is decided by the database, see the policies in the migration. */
@Injectable()
export class ShipmentRepository {
  /** The marketplace's line ids that are in a parcel, or on their way into one, by order. */
  async packedLineIds(orderIds: readonly OrderId[]): Promise<Map<OrderId, Set<string>>> {
    const rows = await currentTransaction().query<{ order_id: OrderId; ids: string[] }>(
      `select order_id, external_line_ids as ids from shipment_line where order_id = any ($1)`,
      [orderIds],
    );
    const taken = new Map<OrderId, Set<string>>();
    for (const { order_id, ids } of rows) {
      const set = taken.get(order_id) ?? new Set();
      for (const id of ids) set.add(id);
      taken.set(order_id, set);
    }
    return taken;
  }

  /** Writes down what is to be packed; two statements for all. */
  async want(wanted: readonly WantedShipment[]): Promise<void> {
    if (wanted.length === 0) return;
    const shipments = wanted.map(({ shipment }) => shipment);
    await currentTransaction().query(
      `insert into shipment (id, merchant_id, shop_id, marketplace, order_id, order_number, country, cross_border,
                             status, wanted_at, cause, due_at)
       select n.id, n.merchant_id, n.shop_id, n.marketplace, n.order_id, n.order_number, n.country, n.cross_border,
              n.status, n.wanted_at, n.cause, case when n.packable then clock_timestamp() else 'infinity' end
       from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::text[], $5::uuid[], $6::text[], $7::text[], $8::boolean[],
                   $9::text[], $10::timestamptz[], $11::json[], $12::boolean[])
         as n (id, merchant_id, shop_id, marketplace, order_id, order_number, country, cross_border, status, wanted_at,
               cause, packable)`,
      [
        shipments.map(({ shipmentId }) => shipmentId),
        shipments.map(({ merchantId }) => merchantId),
        shipments.map(({ shopId }) => shopId),
        shipments.map(({ marketplace }) => marketplace),
        shipments.map(({ orderId }) => orderId),
        shipments.map(({ orderNumber }) => orderNumber),
        shipments.map(({ country }) => country),
        shipments.map(({ crossBorder }) => crossBorder),
        shipments.map(({ status }) => status),
        shipments.map(({ wantedAt }) => wantedAt),
        wanted.map(({ cause }) => (cause === null ? null : JSON.stringify(cause))),
        wanted.map(({ packable }) => packable),
      ],
    );
    await this.addLines(shipments);
  }

  /**
   * Orders that were cancelled: what is not packed yet will not be, and its lines are free again. A parcel whose packing
   * the marketplace has been asked for keeps its intent: only the read-back can tell what became of it.
   */
  async drop(orderIds: readonly OrderId[], reason: string): Promise<void> {
    if (orderIds.length === 0) return;
    const rows = await currentTransaction().query<{ id: ShipmentId }>(
      `update shipment set status = 'dropped', reason = $2
       where order_id = any ($1) and status = 'wanted' and pack_asked_at is null returning id`,
      [orderIds, reason],
    );
    await this.freeLines(rows.map(({ id }) => id));
  }

  /** The lines of parcels that will not be packed may go into another one. */
  async freeLines(shipmentIds: readonly ShipmentId[]): Promise<void> {
    if (shipmentIds.length === 0) return;
    await currentTransaction().query(`delete from shipment_line where shipment_id = any ($1)`, [shipmentIds]);
  }

  /** Locked, in the order of their ids. A statement of its own reads them, so that it sees what the lock waited for. */
  async lock(shipmentIds: readonly string[]): Promise<Shipment[]> {
    if (shipmentIds.length === 0) return [];
    await currentTransaction().query(`select from shipment where id = any ($1) order by id for update`, [shipmentIds]);
    const rows = await currentTransaction().query<ShipmentRow>(
      `select ${SHIPMENT_COLUMNS} from shipment s where s.id = any ($1) order by s.id`,
      [shipmentIds],
    );
    return rows.map(toShipment);
  }

  /** Not locked. */
  async find(shipmentIds: readonly ShipmentId[]): Promise<Shipment[]> {
    const rows = await currentTransaction().query<ShipmentRow>(
      `select ${SHIPMENT_COLUMNS} from shipment s where s.id = any ($1)`,
      [shipmentIds],
    );
    return rows.map(toShipment);
  }

  /** In the order in which they were wanted; one more than asked for, when there is one. */
  async list(
    { limit, after }: PageRequest,
    { status, orderNumber }: { status?: ShipmentStatus; orderNumber?: string },
  ): Promise<{ shipment: Shipment; key: PageKey }[]> {
    const rows = await currentTransaction().query<ShipmentRow & { wanted_at_text: string }>(
      `select ${SHIPMENT_COLUMNS}, s.wanted_at::text as wanted_at_text from shipment s
       where ($1::timestamptz is null or (s.wanted_at, s.id) > ($1, $2::uuid))
         and ($4::text is null or s.status = $4)
         and ($5::text is null or s.order_number = $5)
       order by s.wanted_at, s.id limit $3`,
      [after?.at ?? null, after?.id ?? null, limit + 1, status ?? null, orderNumber ?? null],
    );
    return rows.map((row) => ({ shipment: toShipment(row), key: { at: row.wanted_at_text, id: row.id } }));
  }

  async ofOrders(orderIds: readonly OrderId[]): Promise<Shipment[]> {
    const rows = await currentTransaction().query<ShipmentRow>(
      `select ${SHIPMENT_COLUMNS} from shipment s where s.order_id = any ($1) order by s.wanted_at, s.id`,
      [orderIds],
    );
    return rows.map(toShipment);
  }

  /** Writes what became of parcels at the marketplace, and gives the job's hold on them back; one statement for all. */
  async save(shipments: readonly Shipment[]): Promise<void> {
    if (shipments.length === 0) return;
    await currentTransaction().query(
      `update shipment s set
         status = n.status, reason = n.reason, package_id = n.package_id, tracking_number = n.tracking_number,
         carrier = n.carrier, packed_at = n.packed_at, ready_at = n.ready_at, decided_at = n.decided_at,
         version = n.version, attempts = 0, due_at = clock_timestamp(), leased_until = null
       from unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::timestamptz[],
                   $8::timestamptz[], $9::timestamptz[], $10::int[])
         as n (id, status, reason, package_id, tracking_number, carrier, packed_at, ready_at, decided_at, version)
       where s.id = n.id`,
      [
        shipments.map(({ shipmentId }) => shipmentId),
        shipments.map(({ status }) => status),
        shipments.map(({ reason }) => reason),
        shipments.map(({ parcel }) => parcel?.packageId ?? null),
        shipments.map(({ parcel }) => parcel?.trackingNumber ?? null),
        shipments.map(({ parcel }) => parcel?.carrier ?? null),
        shipments.map(({ parcel }) => parcel?.packedAt ?? null),
        shipments.map(({ readyAt }) => readyAt),
        shipments.map(({ decidedAt }) => decidedAt),
        shipments.map(({ version }) => version),
      ],
    );
  }

  /** Writes what customs decided, and leaves alone what the job may be doing with the same parcels. */
  async decide(shipments: readonly Shipment[]): Promise<void> {
    if (shipments.length === 0) return;
    await currentTransaction().query(
      `update shipment s set status = n.status, reason = n.reason, decided_at = n.decided_at, version = n.version
       from unnest($1::uuid[], $2::text[], $3::text[], $4::timestamptz[], $5::int[])
         as n (id, status, reason, decided_at, version)
       where s.id = n.id`,
      [
        shipments.map(({ shipmentId }) => shipmentId),
        shipments.map(({ status }) => status),
        shipments.map(({ reason }) => reason),
        shipments.map(({ decidedAt }) => decidedAt),
        shipments.map(({ version }) => version),
      ],
    );
  }

  async addLines(shipments: readonly Shipment[]): Promise<void> {
    const lines = shipments.flatMap(({ shipmentId, orderId, merchantId, lines: of }) =>
      of.map((line, ordinal) => ({ ...line, shipmentId, orderId, merchantId, ordinal })),
    );
    // unnest takes apart arrays of arrays as well: the ids of a line travel as JSON.
    await currentTransaction().query(
      `insert into shipment_line (order_id, line_id, shipment_id, merchant_id, ordinal, seller_sku, quantity,
                                  unit_price_minor, currency, external_line_ids)
       select n.order_id, n.line_id, n.shipment_id, n.merchant_id, n.ordinal, n.seller_sku, n.quantity,
              n.unit_price_minor, n.currency, array(select jsonb_array_elements_text(n.ids))
       from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::uuid[], $5::int[], $6::text[], $7::int[], $8::bigint[],
                   $9::text[], $10::jsonb[])
         as n (order_id, line_id, shipment_id, merchant_id, ordinal, seller_sku, quantity, unit_price_minor, currency,
               ids)`,
      [
        lines.map(({ orderId }) => orderId),
        lines.map(({ lineId }) => lineId),
        lines.map(({ shipmentId }) => shipmentId),
        lines.map(({ merchantId }) => merchantId),
        lines.map(({ ordinal }) => ordinal),
        lines.map(({ sellerSku }) => sellerSku),
        lines.map(({ quantity }) => quantity),
        lines.map(({ unitPrice }) => unitPrice.amountMinor),
        lines.map(({ unitPrice }) => unitPrice.currency),
        lines.map(({ externalLineIds }) => JSON.stringify(externalLineIds)),
      ],
    );
  }
}
