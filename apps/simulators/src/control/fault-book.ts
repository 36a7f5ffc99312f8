import { BodyReader, InvalidBodyError } from './body.js';
import { seededRandom, type Random } from './random.js';

/** A fault that was planted through the control door. */
export interface Fault {
  readonly id: string;
  readonly kind: string;
  /** Share of the matching calls that it strikes, 0 to 1. */
  readonly rate: number;
  /** How many more times it strikes; null is without end. */
  left: number | null;
  /** Start of the paths it strikes; null is every path. */
  readonly path: string | null;
  readonly seed: number;
  /** Fields of the kind's own, such as `ms` of a latency. */
  readonly extra: Readonly<Record<string, string | number>>;
  struck: number;
}

interface Planted {
  readonly fault: Fault;
  readonly random: Random;
}

/** The faults of one simulator. `kinds` maps each kind to the names of its own fields. */
export class FaultBook {
  private planted: Planted[] = [];
  private made = 0;

  constructor(
    private readonly kinds: Readonly<Record<string, readonly string[]>>,
    /** Called when faults were planted or lifted: some kinds are a state of the world and not an accident of a call. */
    private readonly changed: () => void = () => undefined,
  ) {}

  add(body: unknown): Fault {
    const reader = new BodyReader(body);
    const kind = reader.oneOf('kind', Object.keys(this.kinds));
    const seed = reader.optionalInteger('seed', { min: 0, max: 4_294_967_295 }) ?? 1;
    const fault: Fault = {
      id: `fault-${(this.made += 1)}`,
      kind,
      rate: reader.optionalNumber('rate', { min: 0, max: 1 }) ?? 1,
      left: reader.optionalInteger('count', { min: 1, max: 1_000_000_000 }) ?? null,
      path: reader.optionalText('path') ?? null,
      seed,
      extra: Object.fromEntries(
        (this.kinds[kind] ?? []).flatMap((name) => {
          const value = reader.optional(name, readScalar);
          return value === undefined ? [] : [[name, value]];
        }),
      ),
      struck: 0,
    };
    reader.end();
    this.planted.push({ fault, random: seededRandom(seed) });
    this.changed();
    return fault;
  }

  list(): readonly Fault[] {
    return this.planted.map((one) => one.fault);
  }

  /** Lifts all faults, or those of one kind. Answers how many. */
  clear(kind?: string): number {
    const before = this.planted.length;
    this.planted = kind === undefined ? [] : this.planted.filter((one) => one.fault.kind !== kind);
    this.changed();
    return before - this.planted.length;
  }

  /** The fault of this kind that strikes now, if one does. Striking uses it up. */
  strike(kind: string, path = ''): Fault | undefined {
    for (const { fault, random } of this.planted) {
      if (fault.kind !== kind || fault.left === 0) continue;
      if (fault.path !== null && !path.startsWith(fault.path)) continue;
      if (fault.rate < 1 && random() >= fault.rate) continue;
      if (fault.left !== null) fault.left -= 1;
      fault.struck += 1;
      return fault;
    }
    return undefined;
  }
}

function readScalar(value: unknown, path: string): string | number {
  if (typeof value === 'string' || typeof value === 'number') return value;
  throw new InvalidBodyError(`${path} must be a text or a number.`);
}
