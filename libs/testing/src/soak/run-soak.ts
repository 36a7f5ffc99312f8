import { randomUUID } from 'node:crypto';
import axios from 'axios';
import { setTimeout as delay } from 'node:timers/promises';
import type { ChainClient } from '../stack/chain-client.js';
import type { RunningStack } from '../stack/running-stack.js';
import { waitUntil } from '../time/wait-until.js';
import { compareWorlds } from './compare/compare-worlds.js';
import { total, type Finding } from './compare/finding.js';
import { countBothSides } from './count-both-sides.js';
import { BusiestSecond } from './load/busiest-second.js';
import { Buyers } from './load/buyers.js';
import { planBuyers, unitsWanted, type PlannedOrder } from './load/plan-buyers.js';
import { HttpControlDoor, type ControlDoor } from './marketplace/control-door.js';
import type { FaultRates, MarketplaceProfile, TrueReport } from './marketplace/marketplace-profile.js';
import { verdict, type SoakResult } from './result.js';
import { metricsSince, reportSince } from './since.js';
import { OurServices } from './world/our-services.js';
import { serviceMetrics } from './world/service-metrics.js';
import { StackDatabase } from './world/stack-database.js';
import type { EventSource, OurWorld, TheirWorld } from './world/worlds.js';

export interface SoakOptions {
  readonly stack: RunningStack;
  readonly client: ChainClient;
  readonly profile: MarketplaceProfile;
  readonly seed: number;
  readonly durationMs: number;
  readonly peakPerMinute: number;
  /** Whether there is less of some SKUs than buyers want. */
  readonly scarce: boolean;
  /** How long both sides may take to be even once the faults are lifted. */
  readonly settleWithinMs: number;
  /** Where events are read; from the log in PostgreSQL when left out. */
  readonly events?: EventSource;
  readonly say: (line: string) => void;
}

const faults: FaultRates = {
  pushDropped: 0.1,
  pushDuplicated: 0.1,
  pushReordered: 0.1,
  throttled: 0.2,
  failedAfterCommit: 0.02,
};

const skuCount = 20;
const soughtCount = 3;
/** How much of what is wanted of a sought SKU there is: it is sold out well before the end. */
const soughtShare = 0.5;
const lookEveryMs = 3_000;

/**
 * Lets buyers come to the running stack while the marketplace's stand-in loses and repeats pushes, refuses calls, fails
 * after it has done its work and forgets tokens; then lifts all that, waits until both sides are even, and tells where
 * they are not.
 */
export async function runSoak(options: SoakOptions): Promise<SoakResult> {
  const database = await StackDatabase.open(options.stack);
  try {
    return await soak(options, database);
  } finally {
    await options.events?.close();
    await database.close();
  }
}

async function soak(options: SoakOptions, database: StackDatabase): Promise<SoakResult> {
  const { stack, client, profile, seed, durationMs, peakPerMinute, settleWithinMs, say } = options;
  const door = new HttpControlDoor(stack.port(profile.controlPort));
  const skus = await client.sellable(skuCount);
  const services = await OurServices.of(profile, { client, database, events: options.events ?? database });
  const plan = planBuyers({ seed, durationMs, peakPerMinute, skus, sought: skus.slice(0, soughtCount) });
  if (options.scarce) await makeScarce(options, services, { plan, skus: skus.slice(0, soughtCount) });
  const existed = new Map((await services.stock(skus)).map(({ sellerSku, onHand }) => [sellerSku, onHand]));
  const before = { report: await profile.report(door), metrics: await serviceMetrics(stack) };

  say(`${plan.length} buyers come, with every fault planted …`);
  const buyers = new Buyers(door, profile);
  const stockCalls = new BusiestSecond();
  await profile.plant(door, faults, seed);
  await buyers.come(plan, {
    incidents: [1 / 3, 2 / 3].map((gone) => ({ atMs: gone * durationMs, happen: () => profile.killTokens(door) })),
    eachSecond: async () => stockCalls.look(stockCallsIn(profile, await profile.report(door)), performance.now()),
  });
  await profile.lift(door);

  say('The last has come and the faults are lifted; both sides settle …');
  const look = async (): Promise<Look> => {
    await buyers.carrierComes();
    const theirs = { orders: await trueOrders(buyers, profile, door), shown: await profile.shown(door) };
    const ours = await services.world(skus);
    const refused = new Set(
      ours.reservations.filter(({ status }) => status === 'refused').map(({ orderNumber }) => orderNumber),
    );
    const waiting = [...buyers.toCollect].filter((orderNumber) => !refused.has(orderNumber)).length;
    return { theirs, ours, waiting, findings: compareWorlds(theirs, ours, existed) };
  };
  const { last, settledAfterMs } = await settle(look, { withinMs: settleWithinMs, say });

  const report = reportSince(await profile.report(door), before.report);
  const metrics = metricsSince(await serviceMetrics(stack), before.metrics);
  const foundByPulling = await services.foundByPulling();
  return {
    ...verdict(last.findings),
    counts: countBothSides({ profile, buyers, ...last, report, metrics, foundByPulling }),
    whileBanned: report.whileBanned ?? undefined,
    stockCallsPerSecond: { most: stockCalls.most, allowed: profile.stock.callsPerSecond },
    settledAfterMs,
  };
}

interface Look {
  readonly theirs: TheirWorld;
  readonly ours: OurWorld;
  readonly findings: readonly Finding[];
  /** Parcels that the carrier still waits for; of what we cannot deliver there will be none. */
  readonly waiting: number;
}

/** Even twice in a row, so that what comes late and doubles something is seen as well. */
async function settle(
  look: () => Promise<Look>,
  { withinMs, say }: { withinMs: number; say: (line: string) => void },
): Promise<{ last: Look; settledAfterMs: number | undefined }> {
  const began = performance.now();
  let evenSince: number | undefined;
  for (;;) {
    const last = await look();
    const now = performance.now() - began;
    // What was sold too often stays so: nobody has to wait for it.
    const even = last.waiting === 0 && last.findings.every(({ kind }) => kind === 'oversold');
    if (even && evenSince !== undefined) return { last, settledAfterMs: evenSince };
    evenSince = even ? now : undefined;
    if (!even) {
      const kinds = (['lost', 'doubled', 'oversold'] as const).map((kind) => `${total(last.findings, kind)} ${kind}`);
      say(`  ${kinds.join(', ')}; the carrier waits for ${last.waiting}`);
    }
    if (now > withinMs && !even) return { last, settledAfterMs: undefined };
    await delay(lookEveryMs);
  }
}

async function trueOrders(
  buyers: Buyers,
  profile: MarketplaceProfile,
  door: ControlDoor,
): Promise<TheirWorld['orders']> {
  const orders = [];
  for (const { orderNumber } of buyers.placed) orders.push(await profile.order(door, orderNumber));
  return orders;
}

const stockCallsIn = ({ stock }: MarketplaceProfile, { calls }: TrueReport): number =>
  stock.paths.flatMap((path) => Object.values(calls[path] ?? {})).reduce((sum, count) => sum + count, 0);

/** Counts the shelf of some SKUs anew, so that there is less of them than buyers want. */
async function makeScarce(
  { stack, profile }: SoakOptions,
  services: OurServices,
  { plan, skus }: { plan: readonly PlannedOrder[]; skus: readonly string[] },
): Promise<void> {
  const wanted = unitsWanted(plan);
  for (const sellerSku of skus) {
    const onHand = Math.max(2, Math.round((wanted.get(sellerSku) ?? 0) * soughtShare));
    const { status, data } = await axios.post<unknown>(
      stack.url('/api/v1/stock-counts'),
      { sellerSku, onHand, countedAt: new Date().toISOString() },
      {
        headers: { 'X-Api-Key': stack.demo.merchants[0]!.keys['merchant']!, 'Idempotency-Key': randomUUID() },
        validateStatus: () => true,
      },
    );
    if (status !== 201) throw new Error(`The shelf could not be counted: ${status} ${JSON.stringify(data)}`);
    await waitUntil(async () => (await services.written(sellerSku)) === onHand, {
      what: `the stock of ${sellerSku} at ${profile.marketplace}`,
      deadlineMs: 60_000,
      everyMs: 200,
    });
  }
}
