import type { JsonObject } from '../protocol/json.js';
import type { Seller } from '../seller/seller.js';

/** Messages about things that do not happen in this world by themselves; the control door sends them when told to. */
export const TOLD_TYPES = [1, 2, 7, 11, 12, 13, 14, 19, 21, 35, 46] as const;
export type ToldType = (typeof TOLD_TYPES)[number];

export interface Told {
  readonly body: JsonObject;
  /** The category tree is told to everybody, also without an authorisation. */
  readonly needsAuthorisation: boolean;
}

/** A message in its documented shape. `given` replaces fields of its data. */
export function toldMessage(
  type: ToldType,
  seller: Seller,
  { given, nowMs }: { given: JsonObject; nowMs: number },
): Told {
  const data = { ...sampleOf(type, seller, nowMs), ...given };
  const seconds = Math.floor(nowMs / 1000);
  const site = `lazada_${seller.site.country}`;
  const needsAuthorisation = type !== 12;
  switch (type) {
    // Flat: there is no envelope.
    case 11:
      return { body: data, needsAuthorisation };
    case 12:
      return { body: { message_type: type, data, timestamp: seconds, site: 'lazada_sg' }, needsAuthorisation };
    case 2:
    case 19:
      return { body: { seller_id: Number(seller.sellerId), message_type: type, data }, needsAuthorisation };
    default:
      return {
        body: { seller_id: seller.sellerId, message_type: type, data, timestamp: seconds, site },
        needsAuthorisation,
      };
  }
}

function sampleOf(type: ToldType, seller: Seller, nowMs: number): JsonObject {
  const sellerId = Number(seller.sellerId);
  const session = `${seller.sellerId}_2_300000001_1_103`;
  const siteId = seller.site.country.toUpperCase();
  switch (type) {
    case 1:
      return { itemId: 1, status: 'Lock', reason: 'Counterfeit', date: nowMs, seller_id: sellerId };
    case 2:
      return {
        session_id: session,
        message_id: '1zYOS7N0cuIqw96026',
        content: '{"txt":"Is it in stock?"}',
        from_account_id: '300000001',
        from_account_type: 1,
        to_account_id: seller.sellerId,
        to_account_type: 2,
        send_time: nowMs,
        template_id: 1,
        type: 1,
        site_id: siteId,
        auto_reply: false,
        status: 0,
      };
    case 7:
      return { videoId: 30_023_210_009, state: 'AUDIT_SUCCESS', timestamp: Math.floor(nowMs / 1000) };
    case 11:
      return {
        promotionId: 900_000_001_107_894,
        promotionType: 'SELLER_VOUCHER',
        sellerId,
        notifyTime: nowMs,
        expireTime: nowMs + 72 * 3_600_000,
      };
    case 12:
      return { status: 'finish', status_update_time: nowMs };
    case 13:
      return { status: 'close' };
    case 14:
      return {
        trade_order_id: 1,
        buyer_id: 300_000_001,
        fulfillment_package_id: 'FP1',
        status: 'INFO_ST_CB_CUSTOMS_CLEARANCE_SUCCESS',
        status_update_time: Math.floor(nowMs / 1000),
      };
    case 19:
      return {
        sync_type: 'SESSION_UPDATE',
        user_account_id: seller.sellerId,
        user_account_type: 2,
        session_id: session,
        unread_count: 1,
        to_position: nowMs,
        self_position: nowMs,
        site_id: siteId,
      };
    case 21:
      return { item_id: 1, id: 122_598_400_472_942, order_id: 1 };
    case 35:
      return {
        purchaseOrderNo: 'POJ2310202013',
        orderStatus: 'created',
        sellerId: seller.sellerId,
        statusUpdateTime: nowMs,
      };
    case 46:
      return {
        pickUpOrderNo: 'PUO0001',
        purchaseOrderNoList: ['POJ1001', 'POJ1002'],
        orderStatus: 'PICKED_UP',
        sellerId: seller.sellerId,
      };
  }
}
