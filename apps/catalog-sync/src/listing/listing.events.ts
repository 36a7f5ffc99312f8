import { Injectable } from '@nestjs/common';
import { listingKey, topics, type ListingEvent, type ListingSnapshot } from '@pinglu/contracts';
import { EventFactory, Outbox } from '@pinglu/platform';
import type { Listing, ListingProblem } from './listing.js';

/** What the outside is told of a listing that came to something. */
function snapshotOf(
  listing: Listing & { readonly outcome: 'published' | 'refused'; readonly changedAt: Date },
): ListingSnapshot {
  const { listingId, merchantId, shopId, marketplace, productId, outcome, externalItemId, version } = listing;
  return {
    listingId,
    merchantId,
    shopId,
    marketplace: marketplace as ListingSnapshot['marketplace'],
    productId,
    status: outcome,
    externalItemId,
    variants: listing.variants.map(({ sellerSku, externalSkuId, price }) => ({ sellerSku, externalSkuId, price })),
    problems: listing.problems.slice(0, 100).map(tellable),
    changedAt: listing.changedAt.toISOString(),
    version,
  };
}

/** A marketplace's words may be longer, or other, than an event holds. */
const tellable = ({ field, message }: ListingProblem): ListingProblem => ({
  field: cut(field, 200) || 'listing',
  message: cut(message, 1_000) || 'The marketplace gave no reason.',
});
const cut = (text: string, length: number): string =>
  [...text.replace(/[\p{Cc}\p{Cs}]+/gu, ' ').trim()].slice(0, length).join('');

@Injectable()
export class ListingEvents {
  constructor(
    private readonly outbox: Outbox,
    private readonly events: EventFactory,
  ) {}

  /** To be called in the transaction of the change. */
  async publish(listing: Listing): Promise<void> {
    const { merchantId, shopId, productId, listingId, version, outcome, changedAt } = listing;
    if (outcome === null || changedAt === null) return;
    const data = snapshotOf({ ...listing, outcome, changedAt });
    const about = { merchantId, subject: listingId, version };
    const event =
      outcome === 'published'
        ? this.events.create({ type: 'com.pinglu.catalog.listing_published.v1', data, ...about })
        : this.events.create({ type: 'com.pinglu.catalog.listing_refused.v1', data, ...about });
    await this.outbox.write([
      {
        topic: topics.listing.name,
        key: listingKey(merchantId, shopId, productId),
        event: event satisfies ListingEvent,
      },
    ]);
  }
}
