/** Lazada's own words and shapes, where they have to be spelled by us. What comes in is read by `WireObject`. */

/** An answer that is no success. `type`: SYSTEM (platform), ISV (the caller's fault), ISP (business). */
export interface LazadaRefusal {
  readonly code: unknown;
  readonly type?: string;
  readonly message?: unknown;
  readonly request_id?: unknown;
  readonly detail?: unknown;
}

/** `payload` of `/product/create`. Every value of a SKU is a text (`1001` otherwise); lists are arrays even of one. */
export interface CreateProductPayload {
  readonly Request: {
    readonly Product: {
      readonly PrimaryCategory: string;
      readonly Images: { readonly Image: readonly string[] };
      readonly Attributes: Readonly<Record<string, string>>;
      readonly variation?: Readonly<Record<`variation${number}`, Variation>>;
      readonly Skus: { readonly Sku: readonly CreateSku[] };
    };
  };
}

export interface Variation {
  readonly name: string;
  readonly hasImage: boolean;
  /** False for a property of the category, true for one of the seller's own. */
  readonly customize: boolean;
  readonly options: { readonly option: readonly string[] };
}

/** With the category's own SKU attributes beside these. */
export interface CreateSku {
  readonly SellerSku: string;
  readonly saleProp?: Readonly<Record<string, string>>;
  readonly quantity: string;
  /** In the site's currency, such as `39.90`. */
  readonly price: string;
  /** Kilograms. */
  readonly package_weight: string;
  /** Centimetres. */
  readonly package_length: string;
  readonly package_width: string;
  readonly package_height: string;
  readonly Images?: { readonly Image: readonly string[] };
}

/** `payload` of `/product/update`: the same tree, and only what is to be different. */
export interface UpdateProductPayload {
  readonly Request: {
    readonly Product: {
      readonly ItemId: string;
      readonly PrimaryCategory?: string;
      /** Any SKU of the product that the new ones join. */
      readonly AssociatedSku?: string;
      readonly Images?: { readonly Image: readonly string[] };
      readonly Attributes: Readonly<Record<string, string>>;
      readonly variation?: Readonly<Record<`variation${number}`, Variation>>;
      readonly Skus: { readonly Sku: readonly (UpdateSku | CreateSku)[] };
    };
  };
}

/** With the category's own SKU attributes beside these. */
export interface UpdateSku {
  readonly SkuId: string;
  readonly Status?: 'active';
  readonly package_weight?: string;
  readonly package_length?: string;
  readonly package_width?: string;
  readonly package_height?: string;
  readonly Images?: { readonly Image: readonly string[] };
}

/** `apiRequestBody` of `/product/deactivate`. The whole product when no SKU is named. */
export interface DeactivatePayload {
  readonly Request: {
    readonly Product: { readonly ItemId: number; readonly Skus?: { readonly SkuId: readonly number[] } };
  };
}

/** `payload` of `/product/price_quantity/update`. A quantity is never in it: it would set a total. */
export interface PricePayload {
  readonly Request: { readonly Product: { readonly Skus: { readonly Sku: readonly PriceSku[] } } };
}

export interface PriceSku {
  readonly ItemId: string;
  readonly SkuId: string;
  readonly SellerSku: string;
  readonly Price: string;
  readonly SalePrice?: string;
  /** `YYYY-MM-DD HH:mm:ss`, in the site's time. */
  readonly SaleStartDate?: string;
  readonly SaleEndDate?: string;
}

export interface ProductsQuery {
  readonly filter: string;
  readonly update_after: string;
  readonly update_before?: string;
  readonly offset: string;
  readonly limit: string;
  readonly options: '1';
  readonly sku_seller_list?: string;
}

export interface ShipmentProvidersRequest {
  readonly orders: readonly { readonly order_id: number; readonly order_item_ids: readonly number[] }[];
}

export interface PackOrdersRequest {
  readonly pack_order_list: readonly { readonly order_id: number; readonly order_item_list: readonly number[] }[];
  readonly delivery_type: 'dropship';
  /** TFS: Lazada allocates the carrier. NTFS: the seller names it, as cross-border shops must. */
  readonly shipping_allocate_type: 'TFS' | 'NTFS';
  readonly shipment_provider_code?: string;
}

/** To mark ready, to repack, and to report what the seller's own drivers did. */
export interface PackagesRequest {
  readonly packages: readonly { readonly package_id: string }[];
}

export interface LabelRequest extends PackagesRequest {
  readonly doc_type: 'PDF';
  readonly print_item_list: boolean;
}

export interface OrdersQuery {
  readonly update_after: string;
  readonly update_before: string;
  readonly sort_by: 'updated_at';
  readonly sort_direction: 'ASC';
  readonly offset: string;
  readonly limit: string;
}

/** Times in milliseconds; their names are spelled in another way than all the others. */
export interface ReturnsQuery {
  readonly page_no: string;
  readonly page_size: string;
  readonly ReverseOrderLineModifiedTimeRangeStart: string;
  readonly ReverseOrderLineModifiedTimeRangeEnd: string;
}

export interface TransactionsQuery {
  /** `YYYY-MM-DD`. */
  readonly start_time: string;
  readonly end_time: string;
  readonly offset: string;
  readonly limit: string;
}
