const BEIJING_OFFSET_MS = 8 * 60 * 60 * 1000;

const digits = (ms: number): string => new Date(ms + BEIJING_OFFSET_MS).toISOString().replace(/\D/g, '');

/** yyyyMMddHHmmssSSS, as returnTime is written. */
export const stampOf = (ms: number): string => digits(ms).slice(0, 17);
/** yyyyMMdd */
export const dayOf = (ms: number): string => digits(ms).slice(0, 8);
