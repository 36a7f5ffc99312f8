import { lazadaProfile } from './marketplace/lazada-profile.js';
import { shopeeProfile } from './marketplace/shopee-profile.js';
import type { MarketplaceProfile } from './marketplace/marketplace-profile.js';

/** The marketplaces that a soak can be run on, by the name that our REST gives them. */
export const soakProfiles: ReadonlyMap<string, MarketplaceProfile> = new Map(
  [lazadaProfile, shopeeProfile].map((profile) => [profile.marketplace, profile]),
);
