import { randomUUID } from 'node:crypto';
import { demoNames, demoRoles, seedMerchants, type DemoGateway, type DemoMerchant } from './seed-merchants.js';

/** Keeps merchants and keys as the gateway would; counts what it was asked to make. */
class FakeGateway implements DemoGateway {
  readonly merchants: { merchantId: string; name: string }[] = [];
  readonly keyIds = new Map<string, string[]>();
  made: string[] = [];

  async listMerchants() {
    return this.merchants;
  }
  async registerMerchant(name: string) {
    const merchantId = randomUUID();
    this.merchants.push({ merchantId, name });
    this.keyIds.set(merchantId, []);
    this.made.push(name);
    return merchantId;
  }
  async listKeyIds(merchantId: string) {
    return this.keyIds.get(merchantId) ?? [];
  }
  async issueKey(merchantId: string, role: string) {
    const id = randomUUID();
    this.keyIds.get(merchantId)?.push(id);
    this.made.push(role);
    return `pk_${id.replaceAll('-', '')}_secret`;
  }
}

describe('seedMerchants', () => {
  let gateway: FakeGateway;
  let saved: readonly DemoMerchant[];
  const seed = (kept: readonly DemoMerchant[]) => seedMerchants(gateway, kept, (merchants) => (saved = merchants));

  beforeEach(async () => {
    gateway = new FakeGateway();
    saved = [];
    await seed([]);
  });

  it('registers every demo merchant with a key for each role', () => {
    expect(saved.map(({ name }) => name)).toEqual(demoNames);
    for (const { keys } of saved) expect(Object.keys(keys)).toEqual(demoRoles);
    expect(gateway.made).toEqual(demoNames.flatMap((name) => [name, ...demoRoles]));
  });

  it('makes nothing the second time and keeps the keys', async () => {
    const before = saved;
    gateway.made = [];
    await seed(before);
    expect(gateway.made).toEqual([]);
    expect(saved).toEqual(before);
  });

  it('finds the merchants again by name when the file is gone, and issues new keys', async () => {
    const before = saved;
    gateway.made = [];
    await seed([]);
    expect(gateway.made).toEqual(demoNames.flatMap(() => demoRoles));
    expect(saved.map(({ merchantId }) => merchantId)).toEqual(before.map(({ merchantId }) => merchantId));
  });

  it('registers anew when the database is gone', async () => {
    const before = saved;
    gateway = new FakeGateway();
    await seed(before);
    expect(gateway.made).toEqual(demoNames.flatMap((name) => [name, ...demoRoles]));
    expect(saved[0]?.merchantId).not.toBe(before[0]?.merchantId);
  });

  it('knows a merchant that was renamed, and replaces a key that was revoked', async () => {
    const [first] = gateway.merchants;
    first!.name = 'Renamed';
    gateway.keyIds.get(first!.merchantId)?.shift();
    gateway.made = [];
    await seed(saved);
    expect(gateway.made).toEqual(['merchant']);
    expect(saved[0]?.merchantId).toBe(first!.merchantId);
  });

  it('saves each key at once, and forgets no other merchant meanwhile', async () => {
    const before = saved;
    gateway.keyIds.get(before[0]!.merchantId)?.shift();
    const states: (readonly DemoMerchant[])[] = [];
    await seedMerchants(gateway, before, (merchants) => states.push(merchants));
    expect(states).toHaveLength(2);
    for (const state of states) expect(state.map(({ name }) => name)).toEqual(demoNames);
  });
});
