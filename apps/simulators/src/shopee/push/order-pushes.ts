import type { Offer } from '../catalog/offer.js';
import type { Order, OrderPackage } from '../order/order.js';
import type { JsonObject } from '../protocol/json.js';
import type { World } from '../world/world.js';

const seconds = (ms: number): number => Math.floor(ms / 1000);

/** What apps are told about orders, packages and returns. `ordersn` and `order_sn` are as each code spells it. */
export class OrderPushes {
  constructor(private readonly world: World) {}

  /** Code 3. */
  orderChanged(order: Order): void {
    this.send(order, 3, {
      items: [],
      ordersn: order.orderSn,
      status: order.status,
      completed_scenario: order.status === 'COMPLETED' ? order.completedScenario : '',
      update_time: seconds(order.updatedMs),
    });
  }

  /** Code 4. */
  trackingNumberArrived(one: OrderPackage): void {
    this.send(one.order, 4, {
      ordersn: one.order.orderSn,
      forder_id: one.packageNumber,
      package_number: one.packageNumber,
      tracking_no: one.trackingNumber,
    });
  }

  /** Code 8: units of a model were set aside for an order, or given back. */
  stockReserved(
    order: Order,
    model: Pick<Offer, 'itemId' | 'modelId' | 'promotionId' | 'promotionType'>,
    action: string,
  ): void {
    this.send(order, 8, {
      item_id: model.itemId,
      variation_id: model.modelId,
      promotion_id: model.promotionId,
      promotion_type: model.promotionType,
      action,
      ordersn: order.orderSn,
      update_time: seconds(this.world.nowMs()),
    });
  }

  /** Code 15. */
  documentChanged(one: OrderPackage, status: 'READY' | 'FAILED'): void {
    this.send(one.order, 15, { ordersn: one.order.orderSn, package_number: one.packageNumber, status });
  }

  /** Code 29. */
  returnChanged(order: Order, returnSn: string, change: { field: string; before: string; after: string }): void {
    const value = { update_field: change.field, old_value: change.before, new_value: change.after };
    this.send(order, 29, {
      order_sn: order.orderSn,
      return_sn: returnSn,
      updated_values: [{ ...value, update_time: seconds(this.world.nowMs()) }],
    });
  }

  /** Code 30. */
  packageChanged(one: OrderPackage): void {
    this.send(one.order, 30, {
      ordersn: one.order.orderSn,
      package_number: one.packageNumber,
      fulfillment_status: one.status,
      update_time: seconds(one.updatedMs),
    });
  }

  /** Code 47. */
  packageInfoChanged(one: OrderPackage, field: string, change: { before: string; after: string }): void {
    this.send(one.order, 47, {
      order_sn: one.order.orderSn,
      package_number: one.packageNumber,
      changed_fields: [field],
      old: { [field]: change.before },
      new: { [field]: change.after },
      update_time: seconds(this.world.nowMs()),
    });
  }

  private send(order: Order, code: number, data: JsonObject): void {
    this.world.pushes.toShop(order.shop, code, data);
  }
}
