import type { Buyers } from './load/buyers.js';
import type { MarketplaceProfile, TrueReport } from './marketplace/marketplace-profile.js';
import { isCancelled, packagesOf, statusOf } from './compare/order-state.js';
import type { Counted } from './result.js';
import { sumBy, type Sample } from './world/service-metrics.js';
import type { OurWorld, TheirWorld } from './world/worlds.js';

export interface BothSides {
  readonly profile: MarketplaceProfile;
  readonly buyers: Pick<Buyers, 'placed' | 'soldOut' | 'tooLateToCancel'>;
  readonly theirs: TheirWorld;
  readonly ours: OurWorld;
  /** What the marketplace counted from the first buyer on. */
  readonly report: TrueReport;
  /** What our services counted from the first buyer on. */
  readonly metrics: readonly Sample[];
  readonly foundByPulling: number;
}

const sum = (counts: Readonly<Record<string, number>>): number => Object.values(counts).reduce((a, b) => a + b, 0);

/** What there was, side by side: for people, and for the figures of a benchmark. */
export function countBothSides(sides: BothSides): Counted[] {
  return [...business(sides), ...pushes(sides), ...calls(sides)];
}

function business({ buyers, theirs, ours }: BothSides): Counted[] {
  const live = theirs.orders.filter((order) => !isCancelled(order));
  const units = theirs.orders.flatMap(({ items }) => items).filter(({ state }) => state !== 'cancelled');
  const held = (...statuses: string[]): number =>
    ours.reservations.reduce((all, { status, quantity }) => (statuses.includes(status) ? all + quantity : all), 0);
  const announced = theirs.orders.filter((order) => ['ready_to_ship', 'shipped'].includes(statusOf(order)));
  const shippedThere = theirs.orders.filter((order) => statusOf(order) === 'shipped');
  const parcels = ours.shipments.filter(({ packageId, status }) => packageId !== null && status !== 'dropped');
  const skus = new Set(ours.stock.map(({ sellerSku }) => sellerSku));
  const shown = [...theirs.shown].filter(([sellerSku]) => skus.has(sellerSku));
  return [
    { what: 'orders', theirs: buyers.placed.length, ours: ours.orders.length },
    {
      what: 'orders cancelled',
      theirs: theirs.orders.length - live.length,
      ours: ours.orders.filter(({ status }) => status === 'cancelled').length,
    },
    { what: 'orders refused as sold out', theirs: buyers.soldOut },
    { what: 'cancellations that came too late', theirs: buyers.tooLateToCancel },
    { what: 'units sold and kept', theirs: units.length, ours: held('reserved', 'shipped') },
    { what: 'units refused by us', ours: held('refused') },
    { what: 'packages', theirs: live.flatMap(packagesOf).length, ours: parcels.length },
    {
      what: 'parcels announced',
      theirs: announced.length,
      ours: parcels.filter(({ readyAt }) => readyAt !== null).length,
    },
    {
      what: 'orders shipped',
      theirs: shippedThere.length,
      ours: ours.orders.filter(({ status }) => status === 'shipped').length,
    },
    { what: 'parcels declared', ours: ours.declarations.length },
    {
      what: 'units on sale',
      theirs: shown.reduce((all, [, count]) => all + count, 0),
      ours: ours.stock.reduce((all, { available }) => all + available, 0),
    },
    { what: 'events of orders and parcels', ours: ours.events.length },
  ];
}

function pushes({ report, metrics, foundByPulling }: BothSides): Counted[] {
  const received = sumBy(metrics, { name: 'pinglu_pushes_total', label: 'outcome' });
  return [
    { what: 'pushes acknowledged', theirs: report.pushes['acknowledged'] ?? 0, ours: sum(received) },
    { what: 'pushes repeated', theirs: report.pushes['duplicated'] ?? 0, ours: received['repeated'] ?? 0 },
    ...['made', 'dropped', 'reordered', 'notAuthorised', 'failed'].map((kind) => ({
      what: `pushes ${kind === 'notAuthorised' ? 'not sent for want of a token' : kind}`,
      theirs: report.pushes[kind] ?? 0,
    })),
    { what: 'changes found by pulling only', ours: foundByPulling },
  ];
}

function calls({ profile, report, metrics }: BothSides): Counted[] {
  const byCode: Record<string, number> = {};
  for (const codes of Object.values(report.calls)) {
    for (const [code, count] of Object.entries(codes)) byCode[code] = (byCode[code] ?? 0) + count;
  }
  const byOutcome = sumBy(metrics, { name: 'pinglu_marketplace_calls_total', label: 'outcome' });
  return [
    { what: 'tokens refreshed', theirs: report.calls[profile.tokenRefreshPath]?.[profile.success] ?? 0 },
    { what: 'calls', theirs: sum(byCode), ours: sum(byOutcome) },
    ...Object.entries(byCode)
      .filter(([code]) => code !== profile.success)
      .map(([code, theirs]) => ({ what: `calls answered with ${code}`, theirs })),
    ...Object.entries(byOutcome)
      .filter(([outcome]) => outcome !== 'ok')
      .map(([outcome, ours]) => ({ what: `calls that ended as ${outcome}`, ours })),
  ];
}
