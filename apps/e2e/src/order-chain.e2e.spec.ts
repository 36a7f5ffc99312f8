import { ChainClient, RunningStack, waitUntil } from '@pinglu/testing';

const TO_THE_DOCK = [
  'order_ingested',
  'stock_reserved',
  'order_packed',
  'ready_to_ship',
  'declared',
  'declaration_released',
  'parcel_released',
];

/** Real: everything of ours, on real engines, from outside. Stand-ins: the marketplace and the customs gateway. */
describe('an order goes through the whole chain', () => {
  let stack: RunningStack;
  let client: ChainClient;
  let skus: string[];

  beforeAll(async () => {
    stack = await RunningStack.prepare();
    await stack.start();
    client = new ChainClient(stack);
    skus = await client.sellable(20);
  });
  afterAll(async () => {
    await stack.stop();
    await stack.remove();
  });

  const sku = (index: number): string => skus[index % skus.length]!;
  const oneLine = (index: number) => [{ sellerSku: sku(index), quantity: 1 }];
  const countOf = (steps: readonly { step: string }[], name: string): number =>
    steps.filter(({ step }) => step === name).length;

  it('from the push to a line of the statement', async () => {
    const [order] = await client.place([oneLine(0)]);
    await client.reached('parcel_released', [order!]);
    for (const to of ['shipped', 'delivered']) {
      await client.control(`/orders/${order}/advance`, { to });
      await client.reached(to, [order!]);
    }
    await client.control('/clock', { advance: '2d' });
    const steps = (await client.reached('statement_line', [order!])).get(order!)!;
    for (const step of ['push_received', ...TO_THE_DOCK, 'stock_written']) {
      expect(steps.find((each) => each.step === step)).toMatchObject({ status: 'done' });
    }
  });

  it('on Shopee too, where it crosses no border', async () => {
    const shopee = new ChainClient(stack, 'shopee');
    const [sellerSku] = await shopee.sellable(1);
    const [order] = await shopee.place([[{ sellerSku: sellerSku!, quantity: 2 }]]);
    await shopee.reached('parcel_released', [order!]);
    for (const [to, step] of [
      ['SHIPPED', 'shipped'],
      ['COMPLETED', 'delivered'],
    ] as const) {
      await shopee.control(`/orders/${order}/advance`, { to });
      await shopee.reached(step, [order!]);
    }
    // A day's statement is open as long as the day is; its lines are there at once.
    const steps = await waitUntil(
      async () => {
        const all = await shopee.steps(order!);
        return all.some(({ step, at }) => step === 'statement_line' && at !== null) && all;
      },
      { what: 'a line of the statement', deadlineMs: 60_000 },
    );
    for (const step of ['push_received', 'order_ingested', 'stock_reserved', 'order_packed', 'ready_to_ship']) {
      expect(steps.find((each) => each.step === step)).toMatchObject({ status: 'done' });
    }
    expect(steps.map(({ step }) => step)).not.toContain('declared');
  });

  it('once each, although pushes come twice and in any order', async () => {
    for (const kind of ['push-duplicate', 'push-reorder'])
      await client.control('/faults', { kind, rate: 0.5, seed: 7 });
    const orders = await client.place(Array.from({ length: 30 }, (_, i) => oneLine(i)));
    const reached = await client.reached('parcel_released', orders);
    for (const order of orders) {
      for (const step of TO_THE_DOCK) expect(countOf(reached.get(order)!, step)).toBe(1);
    }
  });

  it('although every process is killed on the way', async () => {
    const orders = await client.place(Array.from({ length: 20 }, (_, i) => oneLine(i)));
    const killing = client.killEveryService();
    const late = await client.place(Array.from({ length: 20 }, (_, i) => oneLine(i)));
    await killing;
    const all = [...orders, ...late];
    const reached = await client.reached('parcel_released', all, 180_000);
    for (const order of all) {
      for (const step of TO_THE_DOCK) expect(countOf(reached.get(order)!, step)).toBe(1);
    }
  });

  it('keeps what the marketplace shows in step with what is on the shelf', async () => {
    const { data } = await waitUntil(
      async () => {
        const answer = await client.get(`/api/v1/stock/${encodeURIComponent(sku(0))}`);
        const { shops } = answer.data as { shops: { available: number; expected: number | null }[] };
        return shops.every(({ available, expected }) => expected === available) && answer;
      },
      { what: 'the marketplace to show the stock', deadlineMs: 30_000 },
    );
    const { levels } = data as { levels: { onHand: number; reserved: number }[] };
    for (const { onHand, reserved } of levels) expect(reserved).toBeLessThanOrEqual(onHand);
  });
});
