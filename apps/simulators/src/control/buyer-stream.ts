import { BodyReader, RefusedError } from './body.js';
import { seededRandom, type Random } from './random.js';

/** What one buyer takes. */
export interface StreamPurchase {
  readonly sellerSku: string;
  readonly quantity: number;
}

interface StreamLine extends StreamPurchase {
  /** How often it is taken, beside the weights of the other lines. */
  readonly weight: number;
}

/** Seconds since the start, and how many orders a minute come then; between two points the rate changes evenly. */
type CurvePoint = readonly [seconds: number, ordersPerMinute: number];

export interface StreamRequest<Shop> {
  readonly shop: Shop;
  readonly lines: readonly StreamLine[];
  readonly curve: readonly CurvePoint[];
  readonly seed: number;
}

export interface StreamState {
  readonly shop: string;
  readonly running: boolean;
  readonly placed: number;
  readonly refused: number;
}

/** What a marketplace does for the buyers who come. */
export interface StreamedShops<Shop> {
  readonly idOf: (shop: Shop) => string;
  /** Orders as any buyer would. False when the shop refused. */
  readonly buy: (shop: Shop, purchase: StreamPurchase) => boolean;
}

const TICK_MS = 50;

/** Buyers who come at a rate that follows a curve, each taking one of the lines. It runs on real time. */
class BuyerStream<Shop> {
  private readonly random: Random;
  private readonly startedMs = performance.now();
  private readonly timer: NodeJS.Timeout;
  private placed = 0;
  private refused = 0;
  private running = true;

  constructor(
    private readonly shops: StreamedShops<Shop>,
    private readonly request: StreamRequest<Shop>,
  ) {
    this.random = seededRandom(request.seed);
    this.timer = setInterval(() => this.tick(), TICK_MS).unref();
  }

  stop(): StreamState {
    clearInterval(this.timer);
    this.running = false;
    return this.state();
  }

  state(): StreamState {
    const shop = this.shops.idOf(this.request.shop);
    return { shop, running: this.running, placed: this.placed, refused: this.refused };
  }

  private tick(): void {
    const seconds = (performance.now() - this.startedMs) / 1000;
    const due = Math.floor(ordersUntil(this.request.curve, seconds));
    while (this.placed + this.refused < due) this.place();
    if (seconds >= (this.request.curve.at(-1)?.[0] ?? 0)) this.stop();
  }

  private place(): void {
    const { shop, lines } = this.request;
    let point = this.random() * lines.reduce((sum, line) => sum + line.weight, 0);
    const line = lines.find((one) => (point -= one.weight) < 0) ?? lines[0]!;
    if (this.shops.buy(shop, line)) this.placed += 1;
    else this.refused += 1;
  }
}

/** How many orders have come by then: the area under the curve. */
export function ordersUntil(curve: readonly CurvePoint[], seconds: number): number {
  let orders = 0;
  for (const [index, [from, rate]] of curve.entries()) {
    const next = curve[index + 1];
    if (!next || seconds <= from) break;
    const end = Math.min(seconds, next[0]);
    const rateAtEnd = rate + ((next[1] - rate) * (end - from)) / (next[0] - from);
    orders += ((rate + rateAtEnd) / 2 / 60) * (end - from);
  }
  return orders;
}

export function readStream<Shop>(body: unknown, readShop: (reader: BodyReader) => Shop): StreamRequest<Shop> {
  const reader = new BodyReader(body);
  const request = {
    shop: readShop(reader),
    lines: reader.list('lines', readLine),
    curve: reader.list('curve', readPoint),
    seed: reader.optionalInteger('seed', { min: 0, max: 4_294_967_295 }) ?? 1,
  };
  reader.end();
  const rises = request.curve.every(([seconds], index) => index === 0 || seconds > request.curve[index - 1]![0]);
  if (request.curve.length < 2 || !rises) throw reader.wrong('curve', 'at least two points whose seconds rise');
  return request;
}

function readLine(value: unknown, path: string): StreamLine {
  const reader = new BodyReader(value, path);
  const line = {
    sellerSku: reader.text('sellerSku'),
    quantity: reader.optionalInteger('quantity', { min: 1, max: 1000 }) ?? 1,
    weight: reader.optionalNumber('weight', { min: 0.001, max: 1_000_000 }) ?? 1,
  };
  reader.end();
  return line;
}

function readPoint(value: unknown, path: string): CurvePoint {
  const rule = 'a pair [seconds, ordersPerMinute] of numbers that are not negative';
  const pair = Array.isArray(value) ? (value as readonly unknown[]) : [];
  const [seconds, rate] = pair;
  const isRight =
    typeof seconds === 'number' && typeof rate === 'number' && seconds >= 0 && rate >= 0 && rate <= 1_000_000;
  if (!isRight || pair.length !== 2) throw new BodyReader({}, '').wrong(path, rule);
  return [seconds, rate];
}

/** The streams of one world, one for each shop at a time. */
export class BuyerStreams<Shop> {
  private readonly streams = new Map<string, BuyerStream<Shop>>();

  constructor(private readonly shops: StreamedShops<Shop>) {}

  start(request: StreamRequest<Shop>): StreamState {
    const shop = this.shops.idOf(request.shop);
    if (this.streams.get(shop)?.state().running)
      throw new RefusedError(`Buyers are coming to the shop ${shop} already; DELETE /_control/rate first.`);
    const stream = new BuyerStream(this.shops, request);
    this.streams.set(shop, stream);
    return stream.state();
  }

  stopAll(): StreamState[] {
    return [...this.streams.values()].map((one) => one.stop());
  }

  states(): StreamState[] {
    return [...this.streams.values()].map((one) => one.state());
  }
}
