const dayMs = 86_400_000;

/**
 * Until the next midnight, when the quotas of a day begin anew.
 * @param utcOffsetMinutes of the place whose day it is: 480 for UTC+8
 */
export function msUntilMidnight(instant: Date, utcOffsetMinutes: number): number {
  const sinceMidnightMs = (instant.getTime() + utcOffsetMinutes * 60_000) % dayMs;
  return dayMs - sinceMidnightMs;
}
