/** A shop in one country. */
export interface Shop {
  readonly shopId: number;
  readonly name: string;
  /** Upper-case ISO 3166 code of its country. */
  readonly region: string;
  readonly isCrossBorder: boolean;
  /** The merchant behind a cross-border shop; undefined for a local one. */
  readonly merchantId: number | undefined;
  /** True when its products and stock are kept by the merchant and not by the shop. */
  readonly isUpgradedCbsc: boolean;
  /** The seller as a person who streams. */
  readonly userId: number;
}

/** A seller behind shops in several countries. */
export interface Merchant {
  readonly merchantId: number;
  readonly name: string;
  readonly region: string;
  readonly currency: string;
  readonly isUpgradedCbsc: boolean;
  readonly shops: readonly Shop[];
}

/** Who streams: a seller, or an affiliate without a shop. */
export interface User {
  readonly userId: number;
  readonly name: string;
  readonly region: string;
  readonly shop: Shop | undefined;
}

/** A login on the consent page. */
export interface Account {
  readonly accountId: string;
  readonly label: string;
  /** A main account holds several shops, and merchants; a shop account is one shop. */
  readonly mainAccountId: number | undefined;
  readonly shops: readonly Shop[];
  readonly merchants: readonly Merchant[];
  readonly users: readonly User[];
}

export const DEMO_SHOP_ID = 220_011_001;
export const LOCAL_SHOP_ID = 220_011_002;

const localShop = (shopId: number, name: string, region: string): Shop => ({
  shopId,
  name,
  region,
  isCrossBorder: false,
  merchantId: undefined,
  isUpgradedCbsc: false,
  userId: shopId * 2,
});

const REGIONS = ['SG', 'MY', 'TH', 'VN', 'PH', 'ID'] as const;

function crossBorder(firstShopId: number, merchant: Omit<Merchant, 'shops'>, regions: readonly string[]): Merchant {
  const shops = regions.map((region, index) => ({
    ...localShop(firstShopId + index, `${merchant.name} ${region}`, region),
    isCrossBorder: true,
    merchantId: merchant.merchantId,
    isUpgradedCbsc: merchant.isUpgradedCbsc,
  }));
  return { ...merchant, shops };
}

const GUANGXI = crossBorder(
  220_012_001,
  {
    merchantId: 3_300_042,
    name: 'Guangxi Trading',
    region: 'CN',
    currency: 'CNY',
    isUpgradedCbsc: false,
  },
  REGIONS,
);
const BEIBU = crossBorder(
  220_013_001,
  {
    merchantId: 3_300_043,
    name: 'Beibu Gulf Goods',
    region: 'CN',
    currency: 'CNY',
    isUpgradedCbsc: true,
  },
  ['SG', 'MY'],
);

const userOfShop = (shop: Shop): User => ({
  userId: shop.userId,
  name: `host_${shop.shopId}`,
  region: shop.region,
  shop,
});

const shopAccount = (accountId: string, label: string, shop: Shop): Account => ({
  accountId,
  label,
  mainAccountId: undefined,
  shops: [shop],
  merchants: [],
  users: [userOfShop(shop)],
});

const mainAccount = (accountId: string, label: string, mainAccountId: number, merchant: Merchant): Account => ({
  accountId,
  label,
  mainAccountId,
  shops: merchant.shops,
  merchants: [merchant],
  users: merchant.shops.map(userOfShop),
});

/** Every login. The first is taken where a script names none. */
export const ACCOUNTS: readonly Account[] = [
  shopAccount('demo', 'Singapore shop, begins without products', localShop(DEMO_SHOP_ID, 'Pinglu Demo SG', 'SG')),
  shopAccount('local', 'Thai shop with products', localShop(LOCAL_SHOP_ID, 'Pinglu Demo TH', 'TH')),
  ...REGIONS.map((region, index) =>
    shopAccount(
      `local-${region.toLowerCase()}`,
      `Local shop in ${region}`,
      localShop(220_011_101 + index, `Local ${region}`, region),
    ),
  ),
  shopAccount('warehouses', 'Indonesian shop with two warehouses', localShop(220_011_201, 'Two Warehouses ID', 'ID')),
  mainAccount('six', 'Main account: a merchant with shops in six countries', 5_500_101, GUANGXI),
  mainAccount('upgraded', 'Main account: a merchant that keeps stock for its shops', 5_500_102, BEIBU),
  {
    accountId: 'streamer',
    label: 'Affiliate streamer without a shop',
    mainAccountId: undefined,
    shops: [],
    merchants: [],
    users: [{ userId: 440_055_001, name: 'streamer_one', region: 'TH', shop: undefined }],
  },
];

export const SHOPS: readonly Shop[] = ACCOUNTS.flatMap((one) => one.shops);
export const MERCHANTS: readonly Merchant[] = ACCOUNTS.flatMap((one) => one.merchants);
export const USERS: readonly User[] = ACCOUNTS.flatMap((one) => one.users);

const byId = <T>(list: readonly T[], id: (one: T) => number): ReadonlyMap<number, T> =>
  new Map(list.map((one) => [id(one), one]));
const shopsById = byId(SHOPS, (one) => one.shopId);
const merchantsById = byId(MERCHANTS, (one) => one.merchantId);
const usersById = byId(USERS, (one) => one.userId);

export const findShop = (shopId: number): Shop | undefined => shopsById.get(shopId);
export const findMerchant = (merchantId: number): Merchant | undefined => merchantsById.get(merchantId);
export const findUser = (userId: number): User | undefined => usersById.get(userId);
