import { businessError } from './api-error.js';

/** Milliseconds of an ISO 8601 parameter with an offset (`+08:00` or `+0800`); undefined when it is absent. */
export function readInstant(params: ReadonlyMap<string, string>, name: string): number | undefined {
  const value = params.get(name);
  if (value === undefined || value === '') return undefined;
  const match = /^(\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?)(Z|[+-]\d\d):?(\d\d)?$/.exec(value);
  const ms = match ? Date.parse(match[1]! + match[2]! + (match[2] === 'Z' ? '' : `:${match[3] ?? '00'}`)) : Number.NaN;
  if (Number.isNaN(ms)) throw businessError(17, `Invalid Date Format: ${name}`);
  return ms;
}

/** Milliseconds of the `timestamp` parameter: a number of milliseconds, or text such as 2017-11-11T12:00:00Z. */
export function readTimestamp(value: string): number | undefined {
  const ms = /^\d{1,16}$/.test(value) ? Number(value) : Date.parse(value);
  return Number.isNaN(ms) ? undefined : ms;
}
