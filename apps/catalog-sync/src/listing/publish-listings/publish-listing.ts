import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '@pinglu/kernel';
import {
  ConflictError,
  InvalidRequestError,
  type ListingDraft,
  NotSupportedError,
  PermissionDeniedError,
  RetryableMarketplaceError,
  type PublishedListing,
} from '@pinglu/marketplace';
import { Logger, SERVICE_CONFIG, Transactions } from '@pinglu/platform';
import type { CatalogConfig } from '../../config.js';
import { Marketplaces } from '../../marketplace/marketplaces.js';
import { HostPictures } from '../../picture/host-pictures.js';
import type { Product } from '../../product/product.js';
import { ProductRepository } from '../../product/product.repository.js';
import type { Shop } from '../../shop/shop.js';
import { ShopRepository } from '../../shop/shop.repository.js';
import { outcomeOf, sameOutcome, type ListingOutcome, type ListingProblem } from '../listing.js';
import { ListingEvents } from '../listing.events.js';
import { ListingRepository, type ListingClaim } from '../listing.repository.js';
import { Planner } from '../plan-listing/planner.js';
import { refusalOf, retryOf } from './failed-call.js';

const REVIEW_DELAY_MS = 30_000;

interface Work {
  readonly claim: ListingClaim;
  readonly product: Product;
  readonly shop: Shop;
}

/**
 * Brings one product into one shop. A call that creates is made only after it is on record that it may have been made,
 * and never while one is on record: then the shop is asked for the product's SKU first. So neither a crash nor a lost
 * answer makes a second listing.
 */
@Injectable()
export class PublishListing {
  constructor(
    private readonly transactions: Transactions,
    private readonly listings: ListingRepository,
    private readonly products: ProductRepository,
    private readonly shops: ShopRepository,
    private readonly marketplaces: Marketplaces,
    private readonly planner: Planner,
    private readonly pictures: HostPictures,
    private readonly events: ListingEvents,
    private readonly clock: Clock,
    private readonly logger: Logger,
    @Inject(SERVICE_CONFIG) private readonly config: Pick<CatalogConfig, 'LISTING_LEASE_MS'>,
  ) {}

  async execute(claim: ListingClaim): Promise<void> {
    const { listing } = claim;
    const work = await this.transactions.run({ merchants: [listing.merchantId] }, async () => {
      const product = await this.products.find(listing.productId);
      const shop = await this.shops.find(listing.shopId);
      return product && shop && { claim, product, shop };
    });
    if (!work) return;
    // Whether a call may have had an effect that nobody has seen yet.
    const trace = { called: listing.state === 'calling' };
    try {
      await this.publish(work, trace);
    } catch (error) {
      await this.putOff(work, trace.called, error);
    }
  }

  private async publish(work: Work, trace: { called: boolean }): Promise<void> {
    const { claim, product, shop } = work;
    if (trace.called || claim.listing.externalItemId !== null) {
      const published = await this.read(work);
      if (published) return this.settleAs(work, published);
    }
    const { draft, problems } = await this.planner.plan(product, shop);
    if (draft === null) return this.refuse(work, problems);
    const pictures = await this.pictures.of(product, shop);
    if (pictures.problems.length > 0) return this.refuse(work, pictures.problems);
    const mayCall = await this.transactions.run({ merchants: [shop.merchantId] }, () =>
      this.listings.beginCall(claim, this.config.LISTING_LEASE_MS),
    );
    if (!mayCall) return;
    trace.called = true;
    const refused = await this.create(work, { ...draft, images: pictures.references }, trace);
    const published = await this.read(work);
    if (published) return this.settleAs(work, published);
    if (refused) return this.refuse(work, refused);
    // Taken, and not to be seen yet.
    await this.putOff(work, true, null);
  }

  /** Answers why it was refused, null when it was not. A SKU that the shop has already is refused, and then found. */
  private async create(
    { shop }: Work,
    draft: ListingDraft,
    trace: { called: boolean },
  ): Promise<ListingProblem[] | null> {
    try {
      await this.marketplaces.call(shop.shopId, ({ catalog }, access) => catalog.createProduct(access, draft));
      return null;
    } catch (error) {
      // These say that nothing was done; after any other the shop is asked before there is a second call.
      if (error instanceof RetryableMarketplaceError) trace.called = false;
      if (error instanceof InvalidRequestError || error instanceof ConflictError) return refusalOf(error);
      throw error;
    }
  }

  private async read({ claim, product, shop }: Work): Promise<PublishedListing | null> {
    const { externalItemId } = claim.listing;
    const readBy = (by: { externalItemId: string } | { sellerSku: string }): Promise<PublishedListing | null> =>
      this.marketplaces.call(shop.shopId, ({ catalog }, access) => catalog.readProduct(access, by));
    const known = externalItemId === null ? null : await readBy({ externalItemId });
    // A product keeps its SKUs, and the first of them is in every listing that was made of it: also in one that took the
    // place of a listing that is gone.
    return known ?? readBy({ sellerSku: product.skus[0]!.sellerSku });
  }

  private async settleAs(work: Work, published: PublishedListing): Promise<void> {
    const { product, shop } = work;
    const wanted = product.skus.flatMap(({ sellerSku, prices }) => {
      const price = prices.find(({ currency }) => currency === shop.currency);
      return price ? [{ sellerSku, price }] : [];
    });
    const result = outcomeOf(published, wanted);
    if (result) return this.settle(work, result);
    const trouble = `The marketplace has not decided yet; it shows the listing as ${published.rawStatus}.`;
    await this.transactions.run({ merchants: [shop.merchantId] }, () =>
      this.listings.putOff(work.claim, { called: true, delayMs: REVIEW_DELAY_MS, trouble }),
    );
  }

  private refuse(work: Work, problems: readonly ListingProblem[]): Promise<void> {
    return this.settle(work, { outcome: 'refused', externalItemId: null, variants: [], problems });
  }

  private async settle({ claim, product, shop }: Work, result: ListingOutcome): Promise<void> {
    const tell = !sameOutcome(claim.listing, result);
    await this.transactions.run({ merchants: [shop.merchantId] }, async () => {
      const settling = { productVersion: product.version, tell, now: this.clock.now() };
      const settled = await this.listings.settle(claim, result, settling);
      if (settled && tell) await this.events.publish(settled);
    });
  }

  private async putOff(work: Work, called: boolean, error: unknown): Promise<void> {
    const { listingId, shopId, merchantId, attempts } = work.claim.listing;
    if (!called && (error instanceof PermissionDeniedError || error instanceof NotSupportedError)) {
      return this.refuse(work, refusalOf(error));
    }
    const { delayMs, trouble } = retryOf(error, attempts);
    this.logger.warn('A listing was put off.', { listingId, shopId, merchantId, attempts, called, delayMs, error });
    await this.transactions.run({ merchants: [merchantId] }, () =>
      this.listings.putOff(work.claim, { called, delayMs, trouble }),
    );
  }
}
