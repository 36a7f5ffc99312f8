const BEIJING_OFFSET_MS = 8 * 60 * 60 * 1000;

/** An instant as customs writes it: `seconds` as yyyyMMddHHmmss, `day` as yyyyMMdd, both in Beijing. */
export function beijingTime(instant: Date): { readonly seconds: string; readonly day: string } {
  const digits = new Date(instant.getTime() + BEIJING_OFFSET_MS).toISOString().replace(/\D/g, '');
  return { seconds: digits.slice(0, 14), day: digits.slice(0, 8) };
}

/** Reads yyyyMMddHHmmssSSS of Beijing; undefined when it is no time. */
export function fromBeijingTime(text: string): Date | undefined {
  const parts = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\d{3})$/.exec(text);
  if (!parts) return undefined;
  const [, year, month, day, hour, minute, second, ms] = parts;
  const instant = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}.${ms}+08:00`);
  return Number.isNaN(instant.getTime()) ? undefined : instant;
}
