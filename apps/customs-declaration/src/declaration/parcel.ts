import type { Money } from '@pinglu/kernel';

export interface ParcelLine {
  readonly lineId: string;
  readonly sellerSku: string;
  readonly quantity: number;
  /** What the buyer pays for one piece. */
  readonly unitPrice: Money;
}

/** What is to be declared: the shipment as it was packed. */
export interface Parcel {
  readonly marketplace: string;
  readonly orderNumber: string;
  /** 1 for the first parcel of an order; each parcel is an order of its own to customs. */
  readonly parcelNumber: number;
  readonly trackingNumber: string;
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
  readonly lines: readonly ParcelLine[];
}

/** The number by which customs knows the order of this parcel: one order, one waybill, one list. */
export const customsOrderNo = ({ orderNumber, parcelNumber }: Parcel): string =>
  parcelNumber === 1 ? orderNumber : `${orderNumber}-${parcelNumber}`;
