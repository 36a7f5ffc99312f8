import { setTimeout as delay } from 'node:timers/promises';
import { ChainClient, RunningStack, type Step } from '@pinglu/testing';
import type { Bench, BenchResult } from '../report.js';
import { inBatches, percentile, perSecond } from '../statistics.js';

const ORDERS = 1_000;
const ORDERS_PER_SECOND = 10;
const SKUS = 60;

/** Each step and the one it is counted from. */
const STEPS: readonly (readonly [step: string, after: string])[] = [
  ['order_ingested', 'push_received'],
  ['stock_reserved', 'order_ingested'],
  ['order_packed', 'stock_reserved'],
  ['declared', 'order_packed'],
  ['declaration_released', 'declared'],
  ['parcel_released', 'declaration_released'],
];

const timeOf = (steps: readonly Step[], name: string): number =>
  Date.parse(steps.find(({ step }) => step === name)?.at ?? '');

/** All of `npm start`; buyers at a steady rate, and each order followed to the moment its parcel may leave. */
export const chainBench: Bench = {
  name: 'chain',
  about: `${ORDERS} orders through the whole of npm start, ${ORDERS_PER_SECOND} a second: how long each step takes.`,
  run: async (say): Promise<BenchResult> => {
    const stack = await RunningStack.prepare();
    try {
      say('Starting everything …');
      await stack.start();
      const client = new ChainClient(stack);
      const skus = await client.sellable(SKUS);
      say('Buyers come …');
      const began = performance.now();
      const orders: string[] = [];
      for (const [tick, batch] of inBatches([...Array(ORDERS).keys()], ORDERS_PER_SECOND).entries()) {
        await delay(Math.max(0, began + tick * 1_000 - performance.now()));
        orders.push(...(await client.place(batch.map((i) => [{ sellerSku: skus[i % SKUS]!, quantity: 1 }]))));
      }
      say('The last was placed; waiting for its parcel …');
      const reached = await client.reached('parcel_released', orders, 600_000);
      const elapsed = performance.now() - began;
      const chains = [...reached.values()];
      const figures: Record<string, number> = { 'orders through the chain/s': perSecond(ORDERS, elapsed) };
      for (const [step, after] of [...STEPS, ['parcel_released', 'push_received'] as const]) {
        const times = chains.map((steps) => timeOf(steps, step) - timeOf(steps, after));
        figures[`${after} to ${step}.p50.ms`] = percentile(times, 0.5);
        figures[`${after} to ${step}.p95.ms`] = percentile(times, 0.95);
      }
      return {
        figures,
        floors: { 'orders placed by buyers/s': ORDERS_PER_SECOND },
        ratios: { 'through the chain to placed': perSecond(ORDERS, elapsed) / ORDERS_PER_SECOND },
        targets: [],
      };
    } finally {
      await stack.stop();
      await stack.remove();
    }
  },
};
