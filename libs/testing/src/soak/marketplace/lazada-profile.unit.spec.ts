import type { ControlDoor } from './control-door.js';
import { lazadaProfile } from './lazada-profile.js';

/** Answers by method and path, and remembers what it was asked. */
class FakeDoor implements ControlDoor {
  readonly asked: [path: string, body?: object][] = [];

  constructor(private readonly answers: Readonly<Record<string, unknown>> = {}) {}

  async get(path: string): Promise<unknown> {
    return this.answers[path];
  }
  async post(path: string, body: object): Promise<unknown> {
    this.asked.push([path, body]);
    return this.answers[path];
  }
  async delete(path: string): Promise<unknown> {
    this.asked.push([path]);
    return {};
  }
}

const lines = [{ sellerSku: 'TEA', quantity: 1 }];
const soldOut = { index: 1, reason: 'TEA is sold out: buyers see 0, the order is for 1.' };

describe('the soak at Lazada', () => {
  it('tells which of several orders was placed under which number', async () => {
    const door = new FakeDoor({
      '/orders': { placed: [{ orderNumber: '11' }, { orderNumber: '12' }], refused: [soldOut] },
    });
    expect(await lazadaProfile.place(door, [lines, lines, lines])).toEqual(['11', null, '12']);
    expect(door.asked[0]![1]).toEqual({
      orders: Array.from({ length: 3 }, () => ({ shop: lazadaProfile.externalShopId, lines })),
    });
  });

  it('takes no other refusal for an answer', async () => {
    const door = new FakeDoor({ '/orders': { placed: [], refused: [{ index: 0, reason: 'No such shop.' }] } });
    await expect(lazadaProfile.place(door, [lines])).rejects.toThrow('The marketplace refused an order: No such shop.');
  });

  it('reads how far each unit has come, and does not guess', async () => {
    const item = (status: string) => ({ sellerSku: 'TEA', status, packageId: 'P1' });
    const door = new FakeDoor({
      '/orders/1': { orderNumber: '1', items: ['pending', 'ready_to_ship', 'canceled'].map(item) },
      '/orders/2': { orderNumber: '2', items: [item('teleported')] },
    });
    expect((await lazadaProfile.order(door, '1')).items.map(({ state }) => state)).toEqual([
      'open',
      'announced',
      'cancelled',
    ]);
    await expect(lazadaProfile.order(door, '2')).rejects.toThrow('does not know the status teleported');
  });

  it('shows the stock of its own shop, and a report without what is no number', async () => {
    const skus = [{ sellerSku: 'TEA', sellable: 4 }];
    const door = new FakeDoor({
      '/shops': {
        shops: [
          { shop: '999', skus: [{ sellerSku: 'TEA', sellable: 9 }] },
          { shop: lazadaProfile.externalShopId, skus },
        ],
      },
      '/report': { pushes: { url: 'http://x', made: 3 }, calls: { '/a': { '0': 1 } } },
    });
    expect(await lazadaProfile.shown(door)).toEqual(new Map([['TEA', 4]]));
    expect(await lazadaProfile.report(door)).toEqual({
      pushes: { made: 3 },
      calls: { '/a': { '0': 1 } },
      whileBanned: null,
    });
  });

  it('fails no call after the fact that makes tokens', async () => {
    const door = new FakeDoor();
    const rates = {
      pushDropped: 0.1,
      pushDuplicated: 0.1,
      pushReordered: 0.1,
      throttled: 0.2,
      failedAfterCommit: 0.02,
    };
    await lazadaProfile.plant(door, rates, 1);
    const faults = door.asked.map(([, body]) => body as { kind: string; path?: string });
    const after = faults.filter(({ kind }) => kind.endsWith('after-commit'));
    expect(after.length).toBeGreaterThan(0);
    for (const { path } of after) {
      expect(path).toMatch(/^\/\w/);
      expect('/auth/token/refresh'.startsWith(path!)).toBe(false);
    }
    expect(faults).toContainEqual(expect.objectContaining({ kind: 'throttle', rate: 0.2, seconds: 1 }));
  });
});
