import type { MerchantId, ProductId } from '@pinglu/kernel';

/** What a declaration needs to know of a thing that is sold. */
export interface Item {
  readonly merchantId: MerchantId;
  readonly sellerSku: string;
  readonly productId: ProductId;
  readonly title: string;
  /** Customs reads Chinese. */
  readonly titleZh: string | null;
  readonly countryOfOrigin: string;
  /** 6 to 10 digits. */
  readonly hsCode: string | null;
  /** Of one piece. */
  readonly weightGrams: number | null;
  readonly barcode: string | null;
  readonly options: Readonly<Record<string, string>>;
  /** Version of the product it was taken from. */
  readonly version: number;
}
