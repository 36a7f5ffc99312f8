import { Injectable } from '@nestjs/common';
import type { MerchantId, ProductId } from '@pinglu/kernel';
import { currentTransaction, type PageKey, type PageRequest } from '@pinglu/platform';
import { contentHash, statusOf, type Product } from './product.js';

/** A row of a list, with the place it has there: to the microsecond, which a Date does not keep. */
export interface ListedProduct {
  readonly product: Product;
  readonly key: PageKey;
}

export interface ProductFilter extends PageRequest {
  readonly handle?: string;
  readonly status?: string;
}

type Row = Product & { readonly addedAtText: string };

const toProduct = ({ addedAtText: _, ...product }: Row): Product => product;

/** How many rows one statement writes: more gains little, and holds locks longer. */
const ROWS_PER_STATEMENT = 500;

/** Which products exist for the caller is decided by row-level security. */
@Injectable()
export class ProductRepository {
  /** Until the transaction ends nobody else saves products of the merchant: two files may name the same SKU. */
  async lockCatalog(merchantId: MerchantId): Promise<void> {
    await currentTransaction().query(`select pg_advisory_xact_lock(hashtextextended('catalog/' || $1::text, 0))`, [
      merchantId,
    ]);
  }

  async findByHandles(merchantId: MerchantId, handles: readonly string[]): Promise<Product[]> {
    const rows = await currentTransaction().query<Row>(`${SELECT} where p.merchant_id = $1 and p.handle = any ($2)`, [
      merchantId,
      handles,
    ]);
    return rows.map(toProduct);
  }

  async findByIds(ids: readonly ProductId[]): Promise<Product[]> {
    const rows = await currentTransaction().query<Row>(`${SELECT} where p.product_id = any ($1)`, [ids]);
    return rows.map(toProduct);
  }

  async find(id: ProductId): Promise<Product | undefined> {
    return (await this.findByIds([id]))[0];
  }

  /** Oldest first; one more than asked for, when there is one. */
  async list({ limit, after, handle, status }: ProductFilter): Promise<ListedProduct[]> {
    const rows = await currentTransaction().query<Row>(
      `${SELECT} where ($1::timestamptz is null or (p.added_at, p.product_id) > ($1, $2::uuid))
         and ($4::text is null or p.handle = $4) and ($5::text is null or p.status = $5)
       order by p.added_at, p.product_id limit $3`,
      [after?.at ?? null, after?.id ?? null, limit + 1, handle ?? null, status ?? null],
    );
    return rows.map((row) => ({ product: toProduct(row), key: { at: row.addedAtText, id: row.productId } }));
  }

  /** The handle of the product that each of the SKUs belongs to; those that nobody has are left out. */
  async ownersOf(merchantId: MerchantId, sellerSkus: readonly string[]): Promise<Map<string, string>> {
    const rows = await currentTransaction().query<{ sellerSku: string; handle: string }>(
      `select s.seller_sku as "sellerSku", p.handle from sku s join product p using (product_id)
       where s.merchant_id = $1 and s.seller_sku = any ($2)`,
      [merchantId, sellerSkus],
    );
    return new Map(rows.map(({ sellerSku, handle }) => [sellerSku, handle]));
  }

  /** Adds and changes, with their SKUs, some hundred rows per statement. */
  async save(products: readonly Product[]): Promise<void> {
    for (const part of parts(products)) await this.saveProducts(part);
    const skus = products.flatMap(({ productId, merchantId, skus: own }) =>
      own.map((sku, position) => ({ ...sku, productId, merchantId, position })),
    );
    for (const part of parts(skus)) {
      await currentTransaction().query(SAVE_SKUS, [
        part.map(({ productId }) => productId),
        part.map(({ merchantId }) => merchantId),
        part.map(({ sellerSku }) => sellerSku),
        part.map(({ position }) => position),
        part.map(({ options }) => JSON.stringify(options)),
        part.map(({ barcode }) => barcode),
        part.map(({ weightGrams }) => weightGrams),
        part.map(({ prices }) => JSON.stringify(prices)),
        part.map(({ initialQuantity }) => initialQuantity),
      ]);
    }
  }

  private async saveProducts(part: readonly Product[]): Promise<void> {
    await currentTransaction().query(SAVE_PRODUCTS, [
      part.map(({ productId }) => productId),
      part.map(({ merchantId }) => merchantId),
      part.map(({ handle }) => handle),
      part.map(({ title }) => title),
      part.map(({ titleZh }) => titleZh),
      part.map(({ description }) => description),
      part.map(({ brand }) => brand),
      part.map(({ productType }) => productType),
      part.map(({ countryOfOrigin }) => countryOfOrigin),
      part.map(({ hsCode }) => hsCode),
      part.map(({ packageSize }) => packageSize && JSON.stringify(packageSize)),
      part.map(({ images }) => JSON.stringify(images)),
      part.map(statusOf),
      part.map(contentHash),
      part.map(({ savedAt }) => savedAt),
      part.map(({ version }) => version),
    ]);
  }
}

function* parts<T>(rows: readonly T[]): Generator<readonly T[]> {
  for (let at = 0; at < rows.length; at += ROWS_PER_STATEMENT) yield rows.slice(at, at + ROWS_PER_STATEMENT);
}

const SELECT = `
  select p.product_id as "productId", p.merchant_id as "merchantId", p.handle, p.title, p.title_zh as "titleZh",
         p.description, p.brand, p.product_type as "productType", p.country_of_origin as "countryOfOrigin",
         p.hs_code as "hsCode", p.package_size as "packageSize", p.images, p.saved_at as "savedAt", p.version,
         p.added_at::text as "addedAtText",
         (select json_agg(json_build_object('sellerSku', s.seller_sku, 'options', s.options, 'barcode', s.barcode,
                    'weightGrams', s.weight_grams, 'prices', s.prices, 'initialQuantity', s.initial_quantity)
                  order by s.position, s.seller_sku)
            from sku s where s.product_id = p.product_id) as skus
  from product p`;

const SAVE_PRODUCTS = `
  insert into product (product_id, merchant_id, handle, title, title_zh, description, brand, product_type,
    country_of_origin, hs_code, package_size, images, status, content_hash, saved_at, version)
  select * from unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[],
    $9::text[], $10::text[], $11::json[], $12::json[], $13::text[], $14::bytea[], $15::timestamptz[], $16::int[])
  on conflict (product_id) do update set title = excluded.title, title_zh = excluded.title_zh,
    description = excluded.description, brand = excluded.brand, product_type = excluded.product_type,
    country_of_origin = excluded.country_of_origin, hs_code = excluded.hs_code, package_size = excluded.package_size,
    images = excluded.images, status = excluded.status, content_hash = excluded.content_hash,
    saved_at = excluded.saved_at, version = excluded.version`;

const SAVE_SKUS = `
  insert into sku (product_id, merchant_id, seller_sku, position, options, barcode, weight_grams, prices,
    initial_quantity)
  select * from unnest($1::uuid[], $2::uuid[], $3::text[], $4::int[], $5::json[], $6::text[], $7::int[], $8::json[],
    $9::int[])
  on conflict (merchant_id, seller_sku) do update set position = excluded.position, barcode = excluded.barcode,
    weight_grams = excluded.weight_grams, prices = excluded.prices, initial_quantity = excluded.initial_quantity
  where sku.product_id = excluded.product_id`;
