import { readSteps, sortSteps, type ChainStep } from './chain.js';
import { stepsOf } from './push-steps.js';

const step = (name: string, at: string | null): ChainStep => ({
  step: name,
  at,
  service: 'x',
  summary: 'It was done.',
  status: at === null ? 'waiting' : 'done',
  document: null,
});

describe('the steps of an order', () => {
  it('are in order of time, those of one moment and those without one in their usual order', () => {
    const given = [
      step('delivered', null),
      step('stock_reserved', '2026-11-25T02:00:02.000Z'),
      step('shipped', null),
      step('order_ingested', '2026-11-25T02:00:02.000Z'),
      step('push_received', '2026-11-25T09:00:01+07:00'),
      step('of tomorrow', null),
    ];
    expect(sortSteps(given).map(({ step: name }) => name)).toEqual([
      'push_received',
      'order_ingested',
      'stock_reserved',
      'shipped',
      'delivered',
      'of tomorrow',
    ]);
  });

  it('are not put before their cause by a marketplace that counts whole seconds', () => {
    const given = [
      step('ready_to_ship', '2026-11-25T02:00:02.000Z'),
      step('push_received', '2026-11-25T02:00:02.503Z'),
      step('order_packed', '2026-11-25T02:00:02.829Z'),
      step('stock_written', '2026-11-25T02:00:03.021Z'),
    ];
    const names = sortSteps(given).map(({ step: name }) => name);
    expect(names).toEqual(['push_received', 'order_packed', 'ready_to_ship', 'stock_written']);
  });

  it('are what a service says of itself, and nothing that is not a step', () => {
    const good = { step: 'shipped', at: '2026-11-25T02:00:00Z', service: 'settlement', summary: 'S.', status: 'done' };
    const answer = {
      steps: [
        { ...good, document: { a: 1 }, secret: 'x' },
        { ...good, at: 'soon', document: 'text' },
        { ...good, status: 'perhaps' },
        { ...good, summary: 7 },
        'x',
        null,
      ],
    };
    expect(readSteps(answer, 'order-ingestion')).toEqual([
      { ...good, service: 'order-ingestion', document: { a: 1 } },
      { ...good, service: 'order-ingestion', at: null, document: null },
    ]);
  });

  it.each([undefined, null, 'html', [], {}, { steps: {} }])('are not found in %p', (answer) => {
    expect(readSteps(answer, 'x')).toBeUndefined();
  });

  it('begin with the first push; later ones and repeats are counted', () => {
    const push = { pushId: 'p', shopId: 's', raw: '{"buyer_id":1}', receivedAt: new Date(0), repeats: 1 };
    const [first, ...none] = stepsOf([push, { ...push, receivedAt: new Date(1), repeats: 2 }]);
    expect(none).toEqual([]);
    expect(first).toMatchObject({
      at: '1970-01-01T00:00:00.000Z',
      summary: 'The marketplace pushed the order. 1 more followed.',
    });
    expect(first?.document).toMatchObject({ repeats: 3 });
    expect(JSON.stringify(first)).not.toContain('buyer');
    expect(stepsOf([])).toEqual([]);
  });
});
