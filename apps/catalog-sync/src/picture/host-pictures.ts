import { Injectable } from '@nestjs/common';
import { RefusedRequestError, type MarketplaceAdapter, type ShopAccess } from '@pinglu/marketplace';
import { Transactions } from '@pinglu/platform';
import type { ListingProblem } from '../listing/listing.js';
import { Marketplaces } from '../marketplace/marketplaces.js';
import type { Product } from '../product/product.js';
import type { Shop } from '../shop/shop.js';
import { PictureFetcher } from './fetch-picture.js';
import { HostedPictureRepository, type HostedPicture } from './hosted-picture.repository.js';
import { PictureUnusableError, toImageFile } from './picture.js';

export interface PicturesOfListing {
  /** In the seller's order; those that could not be used are left out. */
  readonly references: readonly string[];
  /** Only when none could be used: one bad picture must not keep the goods off sale. */
  readonly problems: readonly ListingProblem[];
}

/**
 * Marketplaces show pictures from their own hosts only. Where the marketplace fetches them itself it does, for it is better
 * placed; else we fetch and upload them. What is there already is not brought again.
 */
@Injectable()
export class HostPictures {
  constructor(
    private readonly transactions: Transactions,
    private readonly hosted: HostedPictureRepository,
    private readonly fetcher: PictureFetcher,
    private readonly marketplaces: Marketplaces,
  ) {}

  /** @throws MarketplaceError, and the errors of `ShopTokens.get` */
  async of({ images }: Pick<Product, 'images'>, shop: Shop): Promise<PicturesOfListing> {
    const { shopId, merchantId } = shop;
    const most = await this.marketplaces.call(shopId, async ({ capabilities }) => capabilities.limits.imagesPerListing);
    const wanted = images.slice(0, most);
    if (wanted.length === 0) return { references: [], problems: [] };
    const scope = { merchants: [merchantId] };
    const known = await this.transactions.run(scope, () => this.hosted.find(shopId, wanted));
    const missing = wanted.filter((sourceUrl) => !known.has(sourceUrl));
    const { added, problems } =
      missing.length === 0
        ? nothing
        : await this.marketplaces.call(shopId, (adapter, access) => this.bring(adapter, access, missing));
    if (added.length > 0) await this.transactions.run(scope, () => this.hosted.add(shop, added));
    for (const { sourceUrl, reference } of added) known.set(sourceUrl, reference);
    const references = wanted.flatMap((sourceUrl) => known.get(sourceUrl) ?? []);
    return { references, problems: references.length === 0 ? problems : [] };
  }

  private async bring(adapter: MarketplaceAdapter, access: ShopAccess, missing: readonly string[]): Promise<Brought> {
    const added: HostedPicture[] = [];
    const problems: ListingProblem[] = [];
    const itself = adapter.capabilities.operations['images.migrate']
      ? missing.filter((sourceUrl) => !this.fetcher.isOurs(sourceUrl))
      : [];
    if (itself.length > 0) {
      const { migrated, failed } = await adapter.images.migrate(access, itself);
      added.push(...migrated.map(({ sourceUrl, image }) => ({ sourceUrl, reference: image.reference })));
      problems.push(...failed.map(({ sourceUrl, error }) => problemOf(sourceUrl, error.message)));
    }
    for (const sourceUrl of missing.filter((url) => !itself.includes(url))) {
      try {
        const image = await adapter.images.upload(access, toImageFile(await this.fetcher.fetch(sourceUrl)));
        added.push({ sourceUrl, reference: image.reference });
      } catch (error) {
        if (!(error instanceof PictureUnusableError || error instanceof RefusedRequestError)) throw error;
        problems.push(problemOf(sourceUrl, error.message));
      }
    }
    return { added, problems };
  }
}

interface Brought {
  readonly added: readonly HostedPicture[];
  readonly problems: readonly ListingProblem[];
}

const nothing: Brought = { added: [], problems: [] };

const problemOf = (sourceUrl: string, why: string): ListingProblem => ({
  field: 'images',
  message: `The picture ${sourceUrl.slice(0, 200)} cannot be used. ${why}`,
});
