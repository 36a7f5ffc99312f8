import { money } from '@pinglu/kernel';
import type { MarketplaceOrder, MarketplaceOrderLine, MarketplaceOrderStatus } from '@pinglu/marketplace';
import { toReading } from './to-reading.js';

const line = (status: MarketplaceOrderStatus, id: string, change: Partial<MarketplaceOrderLine> = {}) => ({
  ...{ externalLineIds: [id], sellerSku: 'TEA-100', externalItemId: '1', externalSkuId: '2001', title: 'Tea' },
  ...{ quantity: 1, unitPrice: money('19900', 'THB'), paid: money('15000', 'THB'), reason: null },
  status,
  rawStatus: status,
  ...change,
});

const order = (lines: MarketplaceOrderLine[]): MarketplaceOrder => ({
  orderNumber: '491253082180001',
  status: 'delivered',
  rawStatus: 'delivered',
  placedAt: new Date('2026-11-02T02:00:00Z'),
  updatedAt: new Date('2026-11-02T02:00:00Z'),
  total: money('1', 'THB'),
  unitCount: lines.length,
  warehouseCode: null,
  lines,
  packages: [],
  shipBy: null,
  cancellationRequest: null,
});

const read = (...lines: MarketplaceOrderLine[]) =>
  toReading(order(lines), { readAt: new Date('2026-11-02T02:00:01Z'), currency: 'THB' });

describe('reading an order', () => {
  it('is as far as its line that is furthest behind, cancelled ones aside', () => {
    expect(read(line('shipped', '1'), line('placed', '2')).status).toBe('placed');
    expect(read(line('delivered', '1'), line('ready_to_ship', '2')).status).toBe('ready_to_ship');
    expect(read(line('cancelled', '1'), line('shipped', '2')).status).toBe('shipped');
    expect(read(line('cancelled', '1'), line('cancelled', '2')).status).toBe('cancelled');
  });

  it('does nothing with what nobody understands, and keeps what was said', () => {
    const reading = read(line('unrecognized', '1', { rawStatus: 'teleported' }), line('placed', '2'));
    expect(reading).toMatchObject({ status: 'unrecognized', rawStatus: 'teleported,placed' });
  });

  it('puts nothing back on the shelf that was lost, not delivered or returned', () => {
    const statuses = ['lost', 'delivery_failed', 'returned'] as const;
    expect(statuses.map((status) => read(line(status, '1')).status)).toEqual(['shipped', 'shipped', 'delivered']);
  });

  it('waits for payment while a line does', () => {
    expect(read(line('unpaid', '1'), line('placed', '2'))).toMatchObject({ status: 'placed', awaitsPayment: true });
    expect(read(line('placed', '1'))).toMatchObject({ status: 'placed', awaitsPayment: false });
  });

  it('sums quantity times price over the lines, also when there is none', () => {
    const two = line('placed', '1', { externalLineIds: ['1', '2'], quantity: 2 });
    expect(read(two, line('cancelled', '3')).total).toEqual(money('59700', 'THB'));
    expect(read().total).toEqual(money('0', 'THB'));
    expect(read().status).toBe('delivered');
  });

  it('passes on no field that it does not know', () => {
    const buyer = { ...line('placed', '1'), buyerName: 'Somchai' };
    expect(JSON.stringify(read(buyer))).not.toContain('Somchai');
  });
});
