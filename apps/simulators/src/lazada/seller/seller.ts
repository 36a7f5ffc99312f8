import { findSite, type Site } from '../world/site.js';

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

export const ACCOUNTS: readonly Account[] = [
  account('demo', 'Pinglu Demo Store (Thailand, cross-border)', true, [
    [DEMO_SELLER_ID, 'th', 'Pinglu Demo Store', 'TH10DEMO'],
  ]),
  account('local', 'Bangkok Corner (Thailand, local)', false, [[LOCAL_SELLER_ID, 'th', 'Bangkok Corner', 'TH10LOCAL']]),
  account('six', 'Beibu Six (all six countries, cross-border)', true, [
    ['100200401', 'sg', 'Beibu Six', 'SG10SIX'],
    ['100200402', 'my', 'Beibu Six', 'MY10SIX'],
    ['100200403', 'th', 'Beibu Six', 'TH10SIX'],
    ['100200404', 'vn', 'Beibu Six', 'VN10SIX'],
    ['100200405', 'ph', 'Beibu Six', 'PH10SIX'],
    ['100200406', 'id', 'Beibu Six', 'ID10SIX'],
  ]),
];

const SELLERS = ACCOUNTS.flatMap((one) => one.sellers);

/** A shop by its seller id or its short code. */
export const findSeller = (idOrCode: string): Seller | undefined =>
  SELLERS.find((one) => one.sellerId === idOrCode || one.shortCode === idOrCode);

type SellerRow = readonly [sellerId: string, country: string, name: string, shortCode: string];

function account(accountId: string, label: string, crossBorder: boolean, rows: readonly SellerRow[]): Account {
  const email = `${accountId}@sellers.example`;
  const sellers = rows.map(([sellerId, country, name, shortCode]) => {
    const site = findSite(country)!;
    return { sellerId, site, name, company: `${name} Co., Ltd.`, shortCode, email, crossBorder };
  });
  return { accountId, label, email, crossBorder, sellers };
}
