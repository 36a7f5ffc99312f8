/** What a merchant hands out keys for; operators' keys come from the deployment. */
export const demoRoles = ['merchant', 'warehouse', 'finance', 'broker'] as const;
export type DemoRole = (typeof demoRoles)[number];

export const demoNames = ['Nanning Silk & Tea (demo)', 'Qinzhou Harbour Goods (demo)'] as const;

export interface DemoMerchant {
  readonly merchantId: string;
  readonly name: string;
  /** API keys, each to be sent in the header X-Api-Key. */
  readonly keys: Readonly<Partial<Record<DemoRole, string>>>;
}

/** The gateway's REST interface as far as the demo needs it, called like any user calls it. */
export interface DemoGateway {
  listMerchants(): Promise<readonly { readonly merchantId: string; readonly name: string }[]>;
  registerMerchant(name: string): Promise<string>;
  /** Ids of the keys that are not revoked. */
  listKeyIds(merchantId: string): Promise<readonly string[]>;
  issueKey(merchantId: string, role: DemoRole): Promise<string>;
}

/**
 * Makes what is missing and keeps what is there, so that keys in somebody's scripts outlive a restart. Merchants are
 * found again by name when the file that remembered them is gone; their old keys are lost then, and new ones are issued.
 * @param kept what the demo file remembers
 * @param save called whenever there is something new: a key is shown only once and must not be lost by a crash
 */
export async function seedMerchants(
  gateway: DemoGateway,
  kept: readonly DemoMerchant[],
  save: (merchants: readonly DemoMerchant[]) => void,
): Promise<void> {
  const registered = await gateway.listMerchants();
  const merchants: DemoMerchant[] = [];
  for (const name of demoNames) {
    const merchantId =
      registered.find((merchant) => merchant.name === name || isKept(kept, name, merchant.merchantId))?.merchantId ??
      (await gateway.registerMerchant(name));
    const valid = await validKeys(gateway, kept, merchantId);
    let merchant: DemoMerchant = { merchantId, name, keys: valid };
    for (const role of demoRoles) {
      if (merchant.keys[role] !== undefined) continue;
      merchant = { ...merchant, keys: { ...merchant.keys, [role]: await gateway.issueKey(merchantId, role) } };
      save([...merchants, merchant, ...kept.filter((other) => !isOneOf([...merchants, merchant], other))]);
    }
    merchants.push(merchant);
  }
  save(merchants);
}

/** A demo merchant may have been renamed since; it is still the one the file remembers. */
const isKept = (kept: readonly DemoMerchant[], name: string, merchantId: string): boolean =>
  kept.some((merchant) => merchant.name === name && merchant.merchantId === merchantId);

const isOneOf = (merchants: readonly DemoMerchant[], { name }: DemoMerchant): boolean =>
  merchants.some((merchant) => merchant.name === name);

async function validKeys(
  gateway: DemoGateway,
  kept: readonly DemoMerchant[],
  merchantId: string,
): Promise<DemoMerchant['keys']> {
  const keys = kept.find((merchant) => merchant.merchantId === merchantId)?.keys ?? {};
  const ids = new Set(await gateway.listKeyIds(merchantId));
  return Object.fromEntries(Object.entries(keys).filter(([, key]) => ids.has(keyId(key))));
}

/** `pk_<id: 32 hex digits>_<secret>` */
function keyId(key: string): string {
  const hex = key.split('_')[1] ?? '';
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
