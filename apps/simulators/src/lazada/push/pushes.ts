import type { Product, Sku } from '../catalog/product.js';
import type { OrderItem } from '../order/order.js';
import { PACKAGE_STATUSES } from '../order/package-status.js';
import type { JsonObject } from '../protocol/json.js';
import type { ReverseLine } from '../reverse/reverse-order.js';
import type { Seller } from '../seller/seller.js';
import type { World } from '../world/world.js';
import { totalOf, type Stock } from '../stock/stock.js';
import { PROMOTION_LADDER, type PushSender } from './push-sender.js';
import { toldMessage, type Told, type ToldType } from './told-messages.js';

/** The threshold that the marketplace uses. */
const SHALLOW = 5;

const seconds = (ms: number): number => Math.floor(ms / 1000);

/** What is told to the app when something changes, in the marketplace's message types. */
export class Pushes {
  constructor(
    private readonly world: World,
    readonly sender: PushSender,
  ) {}

  /** Type 0, one for each item. The ids are texts here and numbers in other types. */
  orderChanged(item: OrderItem): void {
    this.send(item.order.seller, 0, () => ({
      order_status: item.status,
      trade_order_id: String(item.order.orderId),
      trade_order_line_id: String(item.itemId),
      status_update_time: seconds(item.updatedMs),
      buyer_id: item.order.buyer.id,
      ...reverseIds(item),
    }));
  }

  /** Type 14, about a parcel that has got to this status. */
  packageChanged(item: OrderItem, status: string): void {
    const { pack } = item;
    this.send(item.order.seller, 14, () => ({
      trade_order_id: item.order.orderId,
      buyer_id: item.order.buyer.id,
      fulfillment_package_id: pack?.packageId,
      status: PACKAGE_STATUSES[item.status] ?? status,
      status_update_time: seconds(item.updatedMs),
    }));
  }

  /** Type 10. */
  reverseChanged(line: ReverseLine, status: string): void {
    const { item } = line;
    line.pushed = status;
    this.send(item.order.seller, 10, () => ({
      reverse_order_id: line.reverse.reverseOrderId,
      reverse_order_line_id: line.lineId,
      reverse_status: line.pushed,
      trade_order_id: item.order.orderId,
      trade_order_line_id: item.itemId,
      buyer_id: item.order.buyer.id,
      seller_id: Number(item.order.seller.sellerId),
      extraParams: {},
      status_update_time: seconds(line.modifiedMs),
    }));
  }

  /** Types 3, 4 and 5. */
  productChanged(product: Product, action: 'PUBLISHED' | 'EDITED_UPDATED' | 'DELETED'): void {
    const type = { PUBLISHED: 3, EDITED_UPDATED: 4, DELETED: 5 }[action];
    this.send(product.seller, type, () => ({
      item_id: product.itemId,
      sku_list: product.skus.map((sku) => ({ shop_sku: sku.shopSku, seller_sku: sku.sellerSku, sku_id: sku.skuId })),
      action,
      status_update_time: product.updatedMs,
    }));
  }

  /** Type 1: what quality control says of a product. */
  qualityChecked(product: Product, status: 'PENDING' | 'APPROVED' | 'REJECTED' | 'LIVE_REJECTED' | 'LOCK'): void {
    this.send(product.seller, 1, () => ({
      itemId: product.itemId,
      status,
      reason: product.rejectReason,
      date: product.updatedMs,
      seller_id: Number(product.seller.sellerId),
    }));
  }

  /** Type 6, for a warehouse in which what buyers can order has fallen below five. */
  stockChanged(sku: Sku, before: Stock): void {
    for (const { code, sellable } of sku.stock.warehouses) {
      const earlier = before.warehouses.find((one) => one.code === code)?.sellable ?? 0;
      if (earlier < SHALLOW || sellable >= SHALLOW) continue;
      this.send(sku.product.seller, 6, () => {
        const now = sku.stock.warehouses.find((one) => one.code === code);
        return {
          seller_sku: sku.sellerSku,
          sku_id: sku.skuId,
          warehouse: code,
          real_quantity: now && totalOf(now),
          withhold_quantity: now?.withhold,
          occupy_quantity: now?.occupy,
          pre_order_quantity: 0,
        };
      });
    }
  }

  /** Messages that the control door asks for. Answers whether it is on its way. */
  tell(type: ToldType, seller: Seller, given: JsonObject): boolean {
    const make = (): Told => toldMessage(type, seller, { given, nowMs: Date.now() });
    if (make().needsAuthorisation && !this.world.tokens.isAuthorised(seller)) {
      this.sender.counts.notAuthorised += 1;
      return false;
    }
    this.sender.send(type, () => make().body, type === 11 ? PROMOTION_LADDER : undefined);
    return true;
  }

  /** Type 8, once a day while a token ends within two days. The envelope's seller is the text "null". */
  tokenExpiring(seller: Seller, untilMs: number): void {
    this.sender.send(8, () =>
      this.envelope('null', seller, 8, {
        app_key: this.world.settings.app.key,
        auth_expiry_time: seconds(untilMs),
        seller_id: seller.sellerId,
      }),
    );
  }

  /** The signed test message of the developer console's "Verify" button: its seller exists nowhere. */
  verify(): void {
    const data = {
      order_status: 'This is a test message',
      trade_order_id: '123456',
      trade_order_line_id: '12345',
      status_update_time: seconds(Date.now()),
    };
    this.sender.send(0, () => ({ seller_id: '9999', message_type: 0, data, timestamp: Date.now(), site: 'lazada_sg' }));
  }

  private send(seller: Seller, type: number, data: () => JsonObject): void {
    if (!this.world.tokens.isAuthorised(seller)) {
      this.sender.counts.notAuthorised += 1;
      return;
    }
    this.sender.send(type, () => this.envelope(seller.sellerId, seller, type, data()));
  }

  /** `timestamp` is the wall clock's even when the simulator's clock was moved: receivers refuse what is not fresh. */
  private envelope(sellerId: string, seller: Seller, type: number, data: JsonObject): JsonObject {
    const now = Date.now();
    return {
      seller_id: sellerId,
      message_type: type,
      data,
      timestamp: type === 0 ? now : seconds(now),
      site: `lazada_${seller.site.country}`,
    };
  }
}

/** Only messages about what was canceled or returned carry them. */
const reverseIds = ({ status, reverseLine }: OrderItem): JsonObject =>
  reverseLine && (status === 'canceled' || status === 'returned')
    ? {
        reverse_order_id: String(reverseLine.reverse.reverseOrderId),
        reverse_order_line_id: String(reverseLine.lineId),
      }
    : {};
