import { Injectable } from '@nestjs/common';
import type { ListingId, MerchantId, ProductId, ShopId } from '@pinglu/kernel';
import { currentTransaction, type PageKey, type PageRequest } from '@pinglu/platform';
import type { Listing, ListingOutcome } from './listing.js';

export interface ListedListing {
  readonly listing: Listing;
  readonly key: PageKey;
}

export interface ListingFilter extends PageRequest {
  readonly shopId?: ShopId;
  readonly productId?: ProductId;
  readonly outcome?: string;
}

/** A listing that one process works on. */
export interface ListingClaim {
  readonly listing: Listing;
  readonly leaseId: string;
}

type Row = Listing & { readonly askedAtText: string };
const toListing = ({ askedAtText: _, ...listing }: Row): Listing => listing;

/** Which listings exist for the caller is decided by row-level security. */
@Injectable()
export class ListingRepository {
  /**
   * Wants products listed in a shop, all of the merchant's when none are named, as they are now. What is settled in
   * that version stays so, unless it is asked for again: one that was refused is tried once more, one that was published is
   * looked for in the shop, and put back where it is gone. Answers how many are to be worked on.
   */
  async want(shopId: ShopId, productIds: readonly ProductId[] | null, again: boolean): Promise<number> {
    const rows = await currentTransaction().query(
      `insert into listing (listing_id, merchant_id, shop_id, product_id, state, wanted_version, due_at)
       select gen_random_uuid(), p.merchant_id, s.shop_id, p.product_id, 'waiting', p.version, clock_timestamp()
       from product p join shop s on s.merchant_id = p.merchant_id
       where s.shop_id = $1 and s.status = 'connected' and ($2::uuid[] is null or p.product_id = any ($2))
       order by p.product_id
       on conflict (shop_id, product_id) do update set wanted_version = excluded.wanted_version,
         state = case listing.state when 'calling' then 'calling' else 'waiting' end,
         attempts = 0, due_at = excluded.due_at, trouble = null
       where listing.state = 'settled' and (listing.settled_version is distinct from excluded.wanted_version
               or $3)
          or listing.state <> 'settled' and (listing.wanted_version <> excluded.wanted_version or $3)
       returning listing_id`,
      [shopId, productIds, again],
    );
    return rows.length;
  }

  async find(listingId: ListingId): Promise<Listing | undefined> {
    const [row] = await currentTransaction().query<Row>(`${SELECT} where l.listing_id = $1`, [listingId]);
    return row && toListing(row);
  }

  /** Oldest first; one more than asked for, when there is one. */
  async list({ limit, after, shopId, productId, outcome }: ListingFilter): Promise<ListedListing[]> {
    const rows = await currentTransaction().query<Row>(
      `${SELECT} where ($1::timestamptz is null or (l.asked_at, l.listing_id) > ($1, $2::uuid))
         and ($4::uuid is null or l.shop_id = $4) and ($5::uuid is null or l.product_id = $5)
         and ($6::text is null or l.outcome = $6)
       order by l.asked_at, l.listing_id limit $3`,
      [after?.at ?? null, after?.id ?? null, limit + 1, shopId ?? null, productId ?? null, outcome ?? null],
    );
    return rows.map((row) => ({ listing: toListing(row), key: { at: row.askedAtText, id: row.listingId } }));
  }

  /** Those whose turn it is, of connected shops. To be asked with the eyes of an operator. */
  async findDue(limit: number): Promise<{ listingId: ListingId; merchantId: MerchantId }[]> {
    return currentTransaction().query(
      `select l.listing_id as "listingId", l.merchant_id as "merchantId"
       from listing l join shop s using (shop_id)
       where ${DUE} and s.status = 'connected' order by l.due_at limit $1`,
      [limit],
    );
  }

  /** Undefined when another process was quicker. */
  async claim(listingId: ListingId, leaseId: string, leaseMs: number): Promise<ListingClaim | undefined> {
    const claimed = await currentTransaction().query(
      `update listing set lease_id = $2, attempts = attempts + 1,
         leased_until = clock_timestamp() + make_interval(secs => $3::float8 / 1000)
       where listing_id = (select listing_id from listing l where listing_id = $1 and ${DUE} for update skip locked)
       returning listing_id`,
      [listingId, leaseId, leaseMs],
    );
    const listing = claimed.length > 0 ? await this.find(listingId) : undefined;
    return listing && { listing, leaseId };
  }

  /** To be committed before the call, so that a crash leaves behind that there may have been one. False: lease lost. */
  async beginCall({ listing, leaseId }: ListingClaim, leaseMs: number): Promise<boolean> {
    const rows = await currentTransaction().query(
      `update listing set state = 'calling', leased_until = clock_timestamp() + make_interval(secs => $3::float8 / 1000)
       where listing_id = $1 and lease_id = $2 and leased_until > clock_timestamp() returning listing_id`,
      [listing.listingId, leaseId, leaseMs],
    );
    return rows.length > 0;
  }

  /** Puts it down until later. `called`: a call may have had an effect, which is to be read before there is another. */
  async putOff(
    { listing, leaseId }: ListingClaim,
    { called, delayMs, trouble }: { called: boolean; delayMs: number; trouble: string },
  ): Promise<void> {
    await currentTransaction().query(
      `update listing set state = $3, trouble = $4, leased_until = null, lease_id = null,
         due_at = clock_timestamp() + make_interval(secs => $5::float8 / 1000)
       where listing_id = $1 and lease_id = $2`,
      [listing.listingId, leaseId, called ? 'calling' : 'waiting', trouble, delayMs],
    );
  }

  /**
   * Writes what became of it. `tell`: it differs from what was told before, and gets the next version. Undefined when
   * the lease is another's by now. A product that changed meanwhile is wanted again.
   */
  async settle(
    { listing, leaseId }: ListingClaim,
    result: ListingOutcome,
    { productVersion, tell, now }: { productVersion: number; tell: boolean; now: Date },
  ): Promise<Listing | undefined> {
    const rows = await currentTransaction().query(
      `update listing set state = case when wanted_version > $3 then 'waiting' else 'settled' end, settled_version = $3,
         outcome = $4, external_item_id = $5, variants = $6, problems = $7, trouble = null, attempts = 0,
         leased_until = null, lease_id = null, due_at = clock_timestamp(),
         changed_at = case when $8 then $9 else changed_at end, version = version + case when $8 then 1 else 0 end
       where listing_id = $1 and lease_id = $2 returning listing_id`,
      [
        listing.listingId,
        leaseId,
        productVersion,
        result.outcome,
        result.externalItemId,
        JSON.stringify(result.variants),
        JSON.stringify(result.problems),
        tell,
        now,
      ],
    );
    return rows.length > 0 ? this.find(listing.listingId) : undefined;
  }
}

const DUE = `(l.state <> 'settled' and l.due_at <= clock_timestamp()
  and (l.leased_until is null or l.leased_until < clock_timestamp()))`;

const SELECT = `
  select l.listing_id as "listingId", l.merchant_id as "merchantId", l.shop_id as "shopId", s.marketplace,
         l.product_id as "productId", l.state, l.wanted_version as "wantedVersion", l.attempts, l.outcome,
         l.external_item_id as "externalItemId", l.variants, l.problems, l.trouble, l.asked_at as "askedAt",
         l.changed_at as "changedAt", l.version, l.asked_at::text as "askedAtText"
  from listing l join shop s using (shop_id)`;
