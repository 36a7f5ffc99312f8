import type { JsonObject } from '../protocol/json.js';

interface CascadeValue {
  readonly id: number;
  readonly name: string;
}

interface CascadeLevel {
  readonly prop: { readonly id: number; readonly name: string; readonly required: boolean };
  /** Values below the value that was chosen one level above; the first level has them below 0. */
  readonly values: ReadonlyMap<number, readonly CascadeValue[]>;
}

/** The levels of each cascade, by its number. */
const CASCADES: ReadonlyMap<number, readonly CascadeLevel[]> = new Map([
  [
    26,
    [
      {
        prop: { id: 120013644, name: 'phone_maker', required: true },
        values: new Map([
          [
            0,
            [
              { id: 162, name: 'Apple' },
              { id: 163, name: 'Samsung' },
            ],
          ],
        ]),
      },
      {
        prop: { id: 100006867, name: 'phone_model', required: false },
        values: new Map([
          [162, ['iPhone 15', 'iPhone 16'].map((name, index) => ({ id: 160387 + index, name }))],
          [163, ['Galaxy S24', 'Galaxy A55'].map((name, index) => ({ id: 160487 + index, name }))],
        ]),
      },
    ],
  ],
]);

/**
 * What can be chosen next below a path such as `120013644:162`: pairs of property and value with commas between. Undefined
 * when there is no such cascade, or the path leads nowhere.
 */
export function nextCascade(cascadeId: number, path: string): JsonObject | undefined {
  const levels = CASCADES.get(cascadeId);
  const chosen = path === '' ? [] : path.split(',').map((pair) => pair.split(':').map(Number));
  const level = levels?.[chosen.length];
  if (!levels || !level) return undefined;
  for (const [index, [propId]] of chosen.entries()) if (levels[index]!.prop.id !== propId) return undefined;
  const values = level.values.get(chosen.at(-1)?.[1] ?? 0);
  const last = chosen.length === levels.length - 1;
  return (
    values && {
      prop: { ...level.prop },
      propValue: values.map(({ id, name }) => ({ id, name, leaf: last ? 'true' : 'false' })),
    }
  );
}
