import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '@pinglu/kernel';
import type { Category, CategoryAttribute, MarketplaceCapabilities } from '@pinglu/marketplace';
import { SERVICE_CONFIG } from '@pinglu/platform';
import type { CatalogConfig } from '../config.js';
import type { Product } from '../product/product.js';
import type { Shop } from '../shop/shop.js';
import { findCategory } from './find-category.js';
import { Marketplaces } from './marketplaces.js';

/** Where a product belongs in a marketplace, and what is asked of it there. */
export interface CategoryFacts {
  readonly categoryId: string;
  readonly attributes: readonly CategoryAttribute[];
}

/** Finds the category of products. What marketplaces say of their categories is kept for a while: it is large and the same for all shops of a country. */
@Injectable()
export class Categories {
  private readonly kept = new Map<string, { readonly until: number; readonly value: Promise<unknown> }>();

  constructor(
    private readonly marketplaces: Marketplaces,
    private readonly clock: Clock,
    @Inject(SERVICE_CONFIG) private readonly config: Pick<CatalogConfig, 'CATEGORY_CACHE_MS'>,
  ) {}

  /**
   * By the seller's own word for the goods where it is a category's name, else by what the marketplace suggests for the
   * title. Null when neither leads anywhere.
   * @throws MarketplaceError, and the errors of `ShopTokens.get`
   */
  async of(product: Pick<Product, 'productType' | 'title'>, shop: Shop): Promise<CategoryFacts | null> {
    const tree = await this.once<readonly Category[]>(shop, 'tree', () =>
      this.marketplaces.call(shop.shopId, ({ catalog }, access) => catalog.categoryTree(access)),
    );
    const categoryId = findCategory(tree, product.productType) ?? (await this.suggested(product, shop));
    if (categoryId === null) return null;
    const attributes = await this.once<readonly CategoryAttribute[]>(shop, `attributes/${categoryId}`, () =>
      this.marketplaces.call(shop.shopId, ({ catalog }, access) => catalog.attributes(access, categoryId)),
    );
    return { categoryId, attributes };
  }

  capabilitiesOf(shop: Shop): Promise<MarketplaceCapabilities> {
    return this.marketplaces.call(shop.shopId, async ({ capabilities }) => capabilities);
  }

  private async suggested({ title, productType }: Pick<Product, 'productType' | 'title'>, shop: Shop) {
    const words = productType === null ? title : `${productType} ${title}`;
    const [best] = await this.once(shop, `suggestion/${words}`, () =>
      this.marketplaces.call(shop.shopId, ({ catalog }, access) => catalog.suggestCategory(access, words)),
    );
    return best?.categoryId ?? null;
  }

  /** A failed question is not kept; those who asked meanwhile share its failure. */
  private once<T>({ marketplace, country }: Shop, what: string, ask: () => Promise<T>): Promise<T> {
    const key = `${marketplace}/${country}/${what}`;
    const now = this.clock.now().getTime();
    const known = this.kept.get(key);
    if (known && known.until > now) return known.value as Promise<T>;
    if (this.kept.size >= MOST_KEPT) this.kept.clear();
    const value = ask();
    this.kept.set(key, { until: now + this.config.CATEGORY_CACHE_MS, value });
    value.catch(() => this.kept.delete(key));
    return value;
  }
}

const MOST_KEPT = 5_000;
