import { Injectable } from '@nestjs/common';
import type { DeclarationId, MerchantId, ShopId } from '@pinglu/kernel';
import { currentTransaction, type PageKey, type PageRequest } from '@pinglu/platform';
import type { Declaration, DeclarationStatus, Receipt } from './declaration.js';

const COLUMNS = `id, merchant_id as "merchantId", shop_id as "shopId", marketplace, order_id as "orderId",
  order_number as "orderNumber", shipment_id as "shipmentId", parcel_number as "parcelNumber",
  tracking_number as "trackingNumber", country, lines, list_no as "listNo", status, attempt, problems,
  list_number as "listNumber", created_at as "createdAt", changed_at as "changedAt", sent_at as "sentAt",
  released_at as "releasedAt", version`;

/** A row of a list, with the place it has there: to the microsecond, which a Date does not keep. */
export interface ListedDeclaration {
  readonly declaration: Declaration;
  readonly key: PageKey;
}

export interface TakenUp {
  readonly declaration: Declaration;
  /** How often it was taken up, this time included. */
  readonly tries: number;
}

export interface DeclarationFilter {
  readonly status?: DeclarationStatus;
  readonly orderNumber?: string;
}

/** Who may see which declaration is decided by the database, see the policies in the migration. */
@Injectable()
export class DeclarationRepository {
  /** False when the shipment has its declaration already. */
  async add(declaration: Declaration, sendAt: Date | null): Promise<boolean> {
    const rows = await currentTransaction().query(
      `insert into declaration (id, merchant_id, shop_id, marketplace, order_id, order_number, shipment_id,
         parcel_number, tracking_number, country, lines, list_no, status, attempt, problems, created_at, changed_at,
         version, send_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19)
       on conflict (shipment_id) do nothing returning id`,
      [
        declaration.id,
        declaration.merchantId,
        declaration.shopId,
        declaration.marketplace,
        declaration.orderId,
        declaration.orderNumber,
        declaration.shipmentId,
        declaration.parcelNumber,
        declaration.trackingNumber,
        declaration.country,
        JSON.stringify(declaration.lines),
        declaration.listNo,
        declaration.status,
        declaration.attempt,
        JSON.stringify(declaration.problems),
        declaration.createdAt,
        declaration.changedAt,
        declaration.version,
        sendAt,
      ],
    );
    return rows.length > 0;
  }

  /** Writes what may change. The caller holds the lock of the row. */
  async update(declaration: Declaration): Promise<void> {
    const { id, status, attempt, problems, listNumber, changedAt, sentAt, releasedAt, version } = declaration;
    await currentTransaction().query(
      `update declaration set status = $2, attempt = $3, problems = $4, list_number = $5, changed_at = $6, sent_at = $7,
         released_at = $8, version = $9 where id = $1`,
      [id, status, attempt, JSON.stringify(problems), listNumber, changedAt, sentAt, releasedAt, version],
    );
  }

  /** Puts it before the job that sends; undone when the sending has ended. */
  async planSending(id: DeclarationId, at: Date | null): Promise<void> {
    await currentTransaction().query(
      `update declaration set send_at = $2, send_tries = case when $2::timestamptz is null then 0 else send_tries end
       where id = $1`,
      [id, at],
    );
  }

  /** Those that are to be sent by now, whoever they belong to: to be asked in a transaction that sees all. */
  async dueToSend(now: Date, limit: number): Promise<{ id: DeclarationId; merchantId: MerchantId }[]> {
    return currentTransaction().query<{ id: DeclarationId; merchantId: MerchantId }>(
      `select id, merchant_id as "merchantId" from declaration where send_at <= $1 order by send_at, id limit $2`,
      [now, limit],
    );
  }

  /** Takes one up until `leasedUntil`; null when another process did, or nothing is to be sent any more. */
  async takeUpToSend(
    id: DeclarationId,
    { now, leasedUntil }: { now: Date; leasedUntil: Date },
  ): Promise<TakenUp | null> {
    const [row] = await currentTransaction().query<Declaration & { tries: number }>(
      `update declaration set send_at = $3, send_tries = send_tries + 1
       where id = (select id from declaration where id = $1 and send_at <= $2 for update skip locked)
       returning ${COLUMNS}, send_tries as tries`,
      [id, now, leasedUntil],
    );
    if (!row) return null;
    const { tries, ...declaration } = row;
    return { declaration, tries };
  }

  async find(id: DeclarationId): Promise<Declaration | null> {
    return this.one(`select ${COLUMNS} from declaration where id = $1`, [id]);
  }

  async findForChange(id: DeclarationId): Promise<Declaration | null> {
    return this.one(`select ${COLUMNS} from declaration where id = $1 for update`, [id]);
  }

  async findByOrder(marketplace: string, orderNumber: string): Promise<Declaration[]> {
    return currentTransaction().query<Declaration & Record<string, unknown>>(
      `select ${COLUMNS} from declaration where marketplace = $1 and order_number = $2 order by created_at, id`,
      [marketplace, orderNumber],
    );
  }

  /** How many parcels of this order were declared before. */
  async countParcels({ merchantId, shopId, orderNumber }: OrderOfShop): Promise<number> {
    const [row] = await currentTransaction().query<{ parcels: number }>(
      `select count(*)::int as parcels from declaration where merchant_id = $1 and shop_id = $2 and order_number = $3`,
      [merchantId, shopId, orderNumber],
    );
    return row!.parcels;
  }

  /** Refused before anything was sent, because the catalog did not know one of these SKUs. */
  async findWaitingFor(merchantId: MerchantId, sellerSkus: readonly string[]): Promise<Declaration[]> {
    return currentTransaction().query<Declaration & Record<string, unknown>>(
      `select ${COLUMNS} from declaration
       where merchant_id = $1 and status = 'refused' and problems @> '[{"code": "product-unknown"}]'
         and exists (select from jsonb_array_elements(lines) line where line ->> 'sellerSku' = any ($2))
       order by id for update`,
      [merchantId, sellerSkus],
    );
  }

  /** Newest first; one more than asked for, when there is one. */
  async list({ limit, after }: PageRequest, { status, orderNumber }: DeclarationFilter): Promise<ListedDeclaration[]> {
    const rows = await currentTransaction().query<Declaration & { readonly createdAtText: string }>(
      `select ${COLUMNS}, created_at::text as "createdAtText" from declaration
       where ($1::timestamptz is null or (created_at, id) < ($1, $2::uuid))
         and ($3::text is null or status = $3) and ($4::text is null or order_number = $4)
       order by created_at desc, id desc limit $5`,
      [after?.at ?? null, after?.id ?? null, status ?? null, orderNumber ?? null, limit + 1],
    );
    return rows.map(({ createdAtText, ...declaration }) => ({
      declaration,
      key: { at: createdAtText, id: declaration.id },
    }));
  }

  async receiptsOf(ids: readonly DeclarationId[]): Promise<ReadonlyMap<DeclarationId, Receipt[]>> {
    const rows = await currentTransaction().query<Receipt & { declarationId: DeclarationId }>(
      `select declaration_id as "declarationId", at, kind as document, code, text from receipt
       where declaration_id = any ($1) order by at, message_id`,
      [ids],
    );
    const receipts = new Map<DeclarationId, Receipt[]>(ids.map((id) => [id, []]));
    for (const { declarationId, ...receipt } of rows) receipts.get(declarationId)!.push(receipt);
    return receipts;
  }

  private async one(text: string, values: readonly unknown[]): Promise<Declaration | null> {
    const [found] = await currentTransaction().query<Declaration & Record<string, unknown>>(text, values);
    return found ?? null;
  }
}

interface OrderOfShop {
  readonly merchantId: MerchantId;
  readonly shopId: ShopId;
  readonly orderNumber: string;
}
