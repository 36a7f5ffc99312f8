import { BodyReader, InvalidBodyError } from './body.js';
import type { ControlRoute } from './control-door.js';
import type { FaultBook } from './fault-book.js';
import { parseDuration, type MovableClock } from './movable-clock.js';

/** What every simulator's control door has, whatever it simulates. */
export interface ControlledWorld {
  readonly clock: MovableClock;
  readonly faults: FaultBook;
  report(): unknown;
}

const MAX_SEED = 4_294_967_295;

/**
 * `/faults`, `/clock`, `/report` and `/reset`. `current` gives the world of the moment: a reset replaces it.
 */
export function commonRoutes(
  current: () => ControlledWorld,
  reset: (seed: number | undefined) => void,
): ControlRoute[] {
  return [
    { method: 'POST', pattern: '/faults', handle: ({ body }) => current().faults.add(body) },
    { method: 'GET', pattern: '/faults', handle: () => ({ faults: current().faults.list() }) },
    {
      method: 'DELETE',
      pattern: '/faults',
      handle: ({ query }) => ({ lifted: current().faults.clear(query.get('kind') ?? undefined) }),
    },
    {
      method: 'POST',
      pattern: '/clock',
      handle: ({ body }) => {
        moveClock(current().clock, body);
        return { now: current().clock.now().toISOString() };
      },
    },
    { method: 'GET', pattern: '/clock', handle: () => ({ now: current().clock.now().toISOString() }) },
    { method: 'GET', pattern: '/report', handle: () => current().report() },
    {
      method: 'POST',
      pattern: '/reset',
      handle: ({ body }) => {
        const reader = new BodyReader(body ?? {});
        const seed = reader.optionalInteger('seed', { min: 0, max: MAX_SEED });
        reader.end();
        reset(seed);
        return { now: current().clock.now().toISOString() };
      },
    },
  ];
}

function moveClock(clock: MovableClock, body: unknown): void {
  const reader = new BodyReader(body);
  const advance = reader.optionalText('advance');
  const now = reader.optionalInstant('now');
  reader.end();
  if ((advance === undefined) === (now === undefined)) {
    throw new InvalidBodyError('Give either advance, such as "20d", or now, such as "2026-01-02T03:04:05Z".');
  }
  if (now !== undefined) {
    clock.set(now);
    return;
  }
  const ms = parseDuration(advance ?? '');
  if (ms === undefined) throw reader.wrong('advance', 'a duration such as 20d, 12h, 30m, 90s or 500ms');
  clock.advance(ms);
}
