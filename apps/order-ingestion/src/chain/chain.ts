import { orderSnapshot } from '../order/order.events.js';
import type { Order, OrderStatus } from '../order/order.js';
import type { HistoryEntry } from '../order/order.repository.js';
import { shipmentSnapshot } from '../shipment/shipment.events.js';
import type { Shipment } from '../shipment/shipment.js';

export type ChainStepName =
  'order_ingested' | 'order_packed' | 'ready_to_ship' | 'parcel_released' | 'shipped' | 'delivered' | 'cancelled';

/** One step in the life of an order. */
export interface ChainStep {
  readonly step: ChainStepName;
  /** When it happened, RFC 3339 in UTC; null for a step that is still to be taken. */
  readonly at: string | null;
  readonly service: 'order-ingestion';
  readonly summary: string;
  readonly status: 'done' | 'waiting' | 'failed';
  readonly document: object | null;
}

type Step = Omit<ChainStep, 'service' | 'at'> & { readonly at: Date | null };

/** What this service knows of an order's life. */
export function chainOf(order: Order, history: readonly HistoryEntry[], shipments: readonly Shipment[]): ChainStep[] {
  const steps = [ingested(order), ...parcelSteps(order, shipments), ...progressSteps(history), ...nextStep(order)];
  return steps.map(({ at, ...step }) => ({
    ...step,
    at: at?.toISOString() ?? null,
    service: 'order-ingestion',
  }));
}

function ingested(order: Order): Step {
  const parked = order.lines.filter(({ mapped }) => !mapped).length;
  const summary = `Order ${order.orderNumber} of ${order.lines.length} lines was taken in; it is ${order.status}.`;
  return {
    step: 'order_ingested',
    at: order.ingestedAt,
    summary: parked === 0 ? summary : `${summary} ${parked} of its lines wait for a listing that names their SKU.`,
    status: 'done',
    document: orderSnapshot(order),
  };
}

function parcelSteps({ status }: Order, shipments: readonly Shipment[]): Step[] {
  if (shipments.length > 0) return shipments.flatMap(stepsOfParcel);
  if (status !== 'placed') return [];
  const summary = 'The order waits for its stock to be reserved.';
  return [{ step: 'order_packed', at: null, summary, status: 'waiting', document: null }];
}

function stepsOfParcel(shipment: Shipment): Step[] {
  const { status, parcel, wantedAt, reason, decidedAt, crossBorder } = shipment;
  if (parcel === null) {
    const given = status === 'dropped' || status === 'failed';
    const summary = given ? (reason ?? 'It will not be packed.') : 'Stock is reserved; the parcel waits to be packed.';
    const at = given ? wantedAt : null;
    return [{ step: 'order_packed', at, summary, status: given ? 'failed' : 'waiting', document: null }];
  }
  const document = shipmentSnapshot(shipment);
  const packed: Step = {
    step: 'order_packed',
    at: parcel.packedAt,
    summary: `Packed as ${parcel.packageId}, tracking number ${parcel.trackingNumber}, carrier ${parcel.carrier}.`,
    status: 'done',
    document,
  };
  const release = { step: 'parcel_released' as const, at: decidedAt ?? parcel.packedAt, document };
  switch (status) {
    case 'released': {
      const why = crossBorder ? 'Customs released the parcel.' : 'The parcel crosses no border.';
      return [packed, { ...release, summary: `${why} It may be handed over.`, status: 'done' }];
    }
    case 'held':
      return [packed, { ...release, summary: `The parcel is held: ${reason}`, status: 'failed' }];
    case 'dropped':
      return [packed, { ...release, summary: reason ?? 'The parcel was given up.', status: 'failed' }];
    default: {
      const summary = crossBorder ? 'The parcel waits for customs.' : 'The marketplace is being told that it is ready.';
      return [packed, { ...release, at: null, summary, status: 'waiting' }];
    }
  }
}

const milestones: Partial<Record<OrderStatus, { step: ChainStepName; summary: string; status: 'done' | 'failed' }>> = {
  ready_to_ship: { step: 'ready_to_ship', summary: 'The marketplace expects the carrier.', status: 'done' },
  shipped: { step: 'shipped', summary: 'The carrier has the parcel.', status: 'done' },
  delivered: { step: 'delivered', summary: 'The parcel is with the buyer.', status: 'done' },
  cancelled: { step: 'cancelled', summary: 'The order was cancelled.', status: 'failed' },
};

/** When each state was first reached, by the marketplace's clock. */
function progressSteps(history: readonly HistoryEntry[]): Step[] {
  const first = new Map<OrderStatus, Date>();
  for (const { status, updatedAt } of history) if (!first.has(status)) first.set(status, updatedAt);
  return [...first].flatMap(([status, at]) => {
    const milestone = milestones[status];
    return milestone ? [{ ...milestone, at, document: null }] : [];
  });
}

/** What the carrier has to do next. */
function nextStep({ status }: Order): Step[] {
  switch (status) {
    case 'ready_to_ship':
      return [waiting('shipped', 'The parcel waits for the carrier.')];
    case 'shipped':
      return [waiting('delivered', 'The parcel is on its way.')];
    default:
      return [];
  }
}

const waiting = (step: ChainStepName, summary: string): Step => ({
  ...{ step, summary, status: 'waiting' },
  at: null,
  document: null,
});
