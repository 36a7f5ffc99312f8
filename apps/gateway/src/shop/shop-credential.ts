import type { ShopId } from '@pinglu/kernel';

/** What a marketplace gives for a consent, or for a refresh token. Instants are the marketplace's. */
export interface TokenPair {
  readonly accessToken: string;
  readonly refreshToken: string;
  readonly expiresAt: Date;
  readonly refreshExpiresAt: Date;
}

/** The tokens of a shop, and when they are to be refreshed. */
export interface ShopCredential extends TokenPair {
  readonly shopId: ShopId;
  readonly refreshedAt: Date;
  readonly failedRefreshes: number;
  readonly nextRefreshAt: Date;
}

/** Of a token's life, the part after which it is refreshed; a month leaves six days for trying. */
const refreshAfter = 0.8;
const firstRetryMs = 30_000;
const longestRetryMs = 600_000;
/** With less than this left a token is refreshed before it is handed out: services keep it until its last minute. */
export const leastLifeMs = 180_000;

export function freshCredential(shopId: ShopId, pair: TokenPair, now: Date): ShopCredential {
  const lifeMs = Math.max(0, pair.expiresAt.getTime() - now.getTime());
  const nextRefreshAt = new Date(now.getTime() + lifeMs * refreshAfter);
  return { shopId, ...pair, refreshedAt: now, failedRefreshes: 0, nextRefreshAt };
}

/** Common to several shops until each has exchanged it for its own, which is to be done at once. */
export const sharedCredential = (shopId: ShopId, pair: TokenPair, now: Date): ShopCredential => ({
  ...freshCredential(shopId, pair, now),
  nextRefreshAt: now,
});

/** The marketplace could not be asked this time: later again, doubling up to ten minutes. */
export function refreshFailed(credential: ShopCredential, now: Date): ShopCredential {
  const waitMs = Math.min(firstRetryMs * 2 ** Math.min(credential.failedRefreshes, 10), longestRetryMs);
  return {
    ...credential,
    failedRefreshes: credential.failedRefreshes + 1,
    nextRefreshAt: new Date(now.getTime() + waitMs),
  };
}

export const isUsable = ({ expiresAt }: ShopCredential, now: Date): boolean => now < expiresAt;

export const endsSoon = ({ expiresAt }: ShopCredential, now: Date): boolean =>
  expiresAt.getTime() - now.getTime() < leastLifeMs;
