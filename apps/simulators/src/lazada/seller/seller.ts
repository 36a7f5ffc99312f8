import { findSite, type Site } from '../world/site.js';
import { DEFAULT_WAREHOUSE } from '../stock/stock.js';

/** Where a seller's goods lie. */
export interface Warehouse {
  readonly code: string;
  readonly name: string;
  readonly province: string;
  readonly city: string;
  readonly district: string;
  readonly address: string;
  readonly postCode: string;
}

/** A shop on one site. */
export interface Seller {
  readonly sellerId: string;
  readonly site: Site;
  readonly name: string;
  readonly company: string;
  readonly shortCode: string;
  readonly email: string;
  /** Ships from abroad: parcels go through a transfer warehouse and customs. */
  readonly crossBorder: boolean;
  /** The first is the default. */
  readonly warehouses: readonly Warehouse[];
}

/** A login. A cross-border one is bound to shops on several sites and gets one token for all of them. */
export interface Account {
  readonly accountId: string;
  readonly label: string;
  readonly email: string;
  readonly crossBorder: boolean;
  readonly sellers: readonly Seller[];
}

/** The cross-border demo shop in Thailand. */
export const DEMO_SELLER_ID = '100200301';
/** A shop of a Thai merchant, with a few products from the start. */
export const LOCAL_SELLER_ID = '100200302';
/** A shop of a Thai merchant with two warehouses. */
export const TWO_WAREHOUSES_SELLER_ID = '100200303';

export const ACCOUNTS: readonly Account[] = [
  account('demo', 'Pinglu Demo Store (Thailand, cross-border)', true, [
    [DEMO_SELLER_ID, 'th', 'Pinglu Demo Store', 'TH10DEMO', 1],
  ]),
  account('local', 'Bangkok Corner (Thailand, local)', false, [
    [LOCAL_SELLER_ID, 'th', 'Bangkok Corner', 'TH10LOCAL', 1],
  ]),
  account('two', 'Chiang Mai Two (Thailand, local, two warehouses)', false, [
    [TWO_WAREHOUSES_SELLER_ID, 'th', 'Chiang Mai Two', 'TH10TWO', 2],
  ]),
  account('six', 'Beibu Six (all six countries, cross-border)', true, [
    ['100200401', 'sg', 'Beibu Six', 'SG10SIX', 1],
    ['100200402', 'my', 'Beibu Six', 'MY10SIX', 1],
    ['100200403', 'th', 'Beibu Six', 'TH10SIX', 1],
    ['100200404', 'vn', 'Beibu Six', 'VN10SIX', 1],
    ['100200405', 'ph', 'Beibu Six', 'PH10SIX', 1],
    ['100200406', 'id', 'Beibu Six', 'ID10SIX', 1],
  ]),
];

const SELLERS = ACCOUNTS.flatMap((one) => one.sellers);

/** A shop by its seller id or its short code. */
export const findSeller = (idOrCode: string): Seller | undefined =>
  SELLERS.find((one) => one.sellerId === idOrCode || one.shortCode === idOrCode);

/** The shops that a cross-border seller has in all countries, its own included. */
export const siblingsOf = (seller: Seller): readonly Seller[] =>
  ACCOUNTS.find((one) => one.sellers.includes(seller))?.sellers ?? [seller];

type SellerRow = readonly [sellerId: string, country: string, name: string, shortCode: string, warehouses: 1 | 2];

function account(accountId: string, label: string, crossBorder: boolean, rows: readonly SellerRow[]): Account {
  const email = `${accountId}@sellers.example`;
  const sellers = rows.map(([sellerId, country, name, shortCode, count]): Seller => {
    const site = findSite(country)!;
    const warehouses = Array.from({ length: count }, (_, index) => warehouse(index, { name, shortCode, crossBorder }));
    return { sellerId, site, name, company: `${name} Co., Ltd.`, shortCode, email, crossBorder, warehouses };
  });
  return { accountId, label, email, crossBorder, sellers };
}

/** Every shop has the one with the common code; others are numbered after the shop. */
function warehouse(
  index: number,
  { name, shortCode, crossBorder }: Pick<Seller, 'name' | 'shortCode' | 'crossBorder'>,
): Warehouse {
  const place = crossBorder
    ? { province: 'Guangxi', city: 'Nanning', district: 'Qingxiu', postCode: '530000' }
    : { province: 'Bangkok', city: 'Khlong Toei', district: 'Khlong Tan', postCode: '10110' };
  const address = `${index + 1} Minzu Avenue`;
  if (index === 0) return { code: DEFAULT_WAREHOUSE, name, address, ...place };
  return { code: `${shortCode}-WH-${10_001 + index}`, name: `${name} ${index + 1}`, address, ...place };
}
