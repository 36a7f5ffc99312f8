import { NEXT, ORDER_STATUSES, statusOfPackages, type OrderStatus, type PackageStatus } from './status.js';
import { wayTo } from './advance.js';

describe('statuses of an order', () => {
  it('lead on only to statuses that there are, and never to themselves', () => {
    for (const status of ORDER_STATUSES) {
      expect(NEXT[status].filter((one) => !ORDER_STATUSES.includes(one))).toEqual([]);
      expect(NEXT[status]).not.toContain(status);
    }
  });

  it('all can be reached from an unpaid order', () => {
    const reached = new Set<OrderStatus>(['UNPAID']);
    for (const status of reached) for (const next of NEXT[status]) reached.add(next);
    expect([...reached].toSorted()).toEqual([...ORDER_STATUSES].toSorted());
  });

  it('end with a cancellation', () => {
    expect(ORDER_STATUSES.filter((one) => NEXT[one].length === 0)).toEqual(['CANCELLED']);
  });
});

describe('an order of several packages', () => {
  it.each<[PackageStatus[], OrderStatus]>([
    [['LOGISTICS_READY', 'LOGISTICS_PICKUP_DONE'], 'READY_TO_SHIP'],
    [['LOGISTICS_REQUEST_CREATED', 'LOGISTICS_PICKUP_DONE'], 'PROCESSED'],
    [['LOGISTICS_REQUEST_CREATED', 'LOGISTICS_PICKUP_RETRY'], 'RETRY_SHIP'],
    [['LOGISTICS_PICKUP_DONE', 'LOGISTICS_DELIVERY_DONE'], 'SHIPPED'],
    [['LOGISTICS_DELIVERY_DONE', 'LOGISTICS_LOST'], 'TO_CONFIRM_RECEIVE'],
    [['LOGISTICS_DELIVERY_DONE'], 'TO_CONFIRM_RECEIVE'],
    [['LOGISTICS_DELIVERY_FAILED', 'LOGISTICS_LOST'], 'CANCELLED'],
  ])('with %j is %s', (packages, status) => {
    expect(statusOfPackages(packages)).toBe(status);
  });
});

describe('the way of an order', () => {
  it('goes step by step, and not past what the seller has to do', () => {
    expect(wayTo('PROCESSED', 'COMPLETED')).toEqual(['SHIPPED', 'TO_CONFIRM_RECEIVE', 'COMPLETED']);
    expect(wayTo('SHIPPED', 'SHIPPED')).toEqual([]);
    expect(() => wayTo('READY_TO_SHIP', 'SHIPPED')).toThrow('The seller has to arrange its shipment first.');
    expect(() => wayTo('COMPLETED', 'SHIPPED')).toThrow('An order that is COMPLETED cannot be advanced to SHIPPED.');
    expect(() => wayTo('CANCELLED', 'SHIPPED')).toThrow('CANCELLED');
  });
});
