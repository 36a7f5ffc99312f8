import { businessError, type ApiError } from '../protocol/api-error.js';
import { parseLooseJson } from '../protocol/payload.js';

/** Refusals of these calls have four digits in their text and three in their code. */
export const reverseError = (code: number, message: string): ApiError => {
  const text = `E${String(code).padStart(4, '0')}: ${message}`;
  return Object.assign(businessError(code, message), { message: text });
};

/** The texts of a parameter that holds a list as JSON, one thing, or things with commas between. */
export function readTexts(value: string | undefined): string[] {
  if (value === undefined || value.trim() === '') return [];
  const parsed = parseLooseJson(value);
  if (Array.isArray(parsed)) return parsed.map(String);
  return value.split(',').map((one) => one.trim().replaceAll(/^"|"$/g, ''));
}
