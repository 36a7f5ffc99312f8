/** What the API answers, as far as it is shown. The gateway's OpenAPI description is the truth. */
export interface Page<T> {
  readonly items: readonly T[];
  readonly next: string | null;
}

export interface Money {
  readonly amountMinor: string;
  readonly currency: string;
}

export interface Shop {
  readonly shopId: string;
  readonly marketplace: string;
  readonly country: string;
  readonly name: string;
  readonly status: 'connected' | 'disconnected';
  readonly disconnectedBecause: string | null;
}

export interface Order {
  readonly orderId: string;
  readonly shopId: string;
  readonly marketplace: string;
  readonly country: string;
  readonly orderNumber: string;
  readonly status: string;
  readonly placedAt: string;
  readonly total: Money;
}

export interface Listing {
  readonly listingId: string;
  readonly shopId: string;
  readonly status: string;
  readonly variants: readonly { readonly sellerSku: string; readonly price: Money }[];
}

export interface ChainStep {
  readonly step: string;
  readonly at: string | null;
  readonly service: string;
  readonly summary: string;
  readonly status: 'done' | 'waiting' | 'failed';
  readonly document: object | null;
}

export interface Chain {
  readonly marketplace: string;
  readonly orderNumber: string;
  readonly steps: readonly ChainStep[];
  readonly sources: readonly { readonly service: string; readonly answered: boolean }[];
}
