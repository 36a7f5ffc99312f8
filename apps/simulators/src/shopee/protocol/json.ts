import { randomUUID } from 'node:crypto';

/** What an answer is made of. Fields that are undefined are left out; a bigint is written as a number. */
export type Json = string | number | bigint | boolean | null | readonly Json[] | JsonObject;
export interface JsonObject {
  readonly [name: string]: Json | undefined;
}

/** JSON text. Ids beyond 2^53 are bigints and keep all their digits. */
export function writeJson(value: JsonObject): string {
  let hasBigint = false;
  // Of this text alone, so that nothing in it can look like a number that was put aside.
  const mark = randomUUID();
  const text = JSON.stringify(value, (_name, one: unknown) => {
    if (typeof one !== 'bigint') return one;
    hasBigint = true;
    return mark + String(one);
  });
  return hasBigint ? text.replaceAll(new RegExp(`"${mark}(-?\\d+)"`, 'g'), '$1') : text;
}

const STRING_OR_LONG_NUMBER = /"(?:[^"\\]|\\.)*"|-?\d{16,}(?![\d.eE])/g;

/** Reads JSON. Whole numbers beyond 2^53 become text, so that no digit of an id is lost. */
export function readJson(text: string): unknown {
  const safe = text.replaceAll(STRING_OR_LONG_NUMBER, (found) =>
    found.startsWith('"') || Number.isSafeInteger(Number(found)) ? found : `"${found}"`,
  );
  return JSON.parse(safe) as unknown;
}
