import type { ListingId, MerchantId, Money, ProductId, ShopId } from '@pinglu/kernel';
import type { PublishedListing } from '@pinglu/marketplace';

export interface ListingProblem {
  readonly field: string;
  readonly message: string;
}

export interface ListedVariant {
  readonly sellerSku: string;
  readonly externalSkuId: string | null;
  readonly price: Money;
}

/** What became of a listing at the marketplace. */
export interface ListingOutcome {
  readonly outcome: 'published' | 'refused';
  readonly externalItemId: string | null;
  readonly variants: readonly ListedVariant[];
  readonly problems: readonly ListingProblem[];
}

/** A product in a shop. */
export interface Listing {
  readonly listingId: ListingId;
  readonly merchantId: MerchantId;
  readonly shopId: ShopId;
  readonly marketplace: string;
  readonly productId: ProductId;
  /** waiting: to be brought to the marketplace. calling: a call was begun whose outcome is not known yet. settled. */
  readonly state: 'waiting' | 'calling' | 'settled';
  /** The version of the product that is wanted in the shop. */
  readonly wantedVersion: number;
  readonly attempts: number;
  /** As last told in an event; null before the first. */
  readonly outcome: 'published' | 'refused' | null;
  readonly externalItemId: string | null;
  readonly variants: readonly ListedVariant[];
  readonly problems: readonly ListingProblem[];
  /** Why it is still on its way, in words; null when nothing hinders it. */
  readonly trouble: string | null;
  readonly askedAt: Date;
  readonly changedAt: Date | null;
  /** Of the events; 0 before the first. */
  readonly version: number;
}

export const sameOutcome = (
  listing: Listing,
  { outcome, externalItemId, variants, problems }: ListingOutcome,
): boolean =>
  listing.outcome === outcome &&
  listing.externalItemId === externalItemId &&
  JSON.stringify(listing.variants.map(plainVariant)) === JSON.stringify(variants.map(plainVariant)) &&
  JSON.stringify(listing.problems.map(plainProblem)) === JSON.stringify(problems.map(plainProblem));

const plainVariant = ({ sellerSku, externalSkuId, price }: ListedVariant): unknown[] => [
  sellerSku,
  externalSkuId,
  price.amountMinor,
  price.currency,
];
const plainProblem = ({ field, message }: ListingProblem): unknown[] => [field, message];

/** Null: the marketplace has not made up its mind, and is to be asked again. */
export function outcomeOf(
  published: PublishedListing,
  wanted: readonly { readonly sellerSku: string; readonly price: Money }[],
): ListingOutcome | null {
  const { externalItemId, status, rawStatus, reasons } = published;
  const variants = published.variants
    .filter((variant) => variant.status !== 'deleted')
    .map(({ sellerSku, externalSkuId, price }) => ({ sellerSku, externalSkuId, price }));
  switch (status) {
    case 'live':
      return { outcome: 'published', externalItemId, variants, problems: driftOf(variants, wanted) };
    case 'refused':
    case 'inactive':
    case 'deleted': {
      const said = reasons.map((message) => ({ field: 'listing', message }));
      const problems =
        said.length > 0 ? said : [{ field: 'listing', message: `The marketplace shows it as ${rawStatus}.` }];
      return { outcome: 'refused', externalItemId, variants, problems };
    }
    case 'in_review':
    case 'unrecognized':
      return null;
  }
}

/** What the shop shows otherwise than the catalog has it: seen and said, not changed behind the seller's back. */
function driftOf(
  listed: readonly ListedVariant[],
  wanted: readonly { readonly sellerSku: string; readonly price: Money }[],
): ListingProblem[] {
  const bySku = new Map(listed.map((variant) => [variant.sellerSku, variant]));
  return wanted.flatMap(({ sellerSku, price }): ListingProblem[] => {
    const variant = bySku.get(sellerSku);
    if (!variant)
      return [{ field: 'variants', message: `${sellerSku} is not in the listing; add it in Seller Center.` }];
    const isSame = variant.price.amountMinor === price.amountMinor && variant.price.currency === price.currency;
    return isSame
      ? []
      : [{ field: 'price', message: `The price of ${sellerSku} differs from the catalog's; set it in Seller Center.` }];
  });
}
