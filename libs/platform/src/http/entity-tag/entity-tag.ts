import { createHash } from 'node:crypto';
import { AppError } from '@pinglu/kernel';

export class PreconditionRequiredError extends AppError {
  readonly code = 'precondition-required';
  readonly category = 'precondition_required';

  constructor() {
    super('Send the ETag of the version you are changing in If-Match.');
  }
}

export class PreconditionFailedError extends AppError {
  readonly code = 'precondition-failed';
  readonly category = 'precondition_failed';

  constructor() {
    super('The resource was changed since the version in If-Match; read it again and decide again.');
  }
}

const digest = (json: string): string => createHash('sha256').update(json).digest('base64url');

/** A strong validator of a representation: other bytes, other tag. */
export const contentTag = (json: string): string => `"${digest(json)}"`;

/** As `contentTag`, and it also says the version of the resource, for `If-Match`: `"v3.<hash>"`. */
export const versionTag = (version: number, json: string): string => `"v${version}.${digest(json).slice(0, 22)}"`;

const tag = /(W\/)?"[\x21\x23-\x7e\x80-\xff]*"/g;

const withoutWeakness = (value: string): string => (value.startsWith('W/') ? value.slice(2) : value);

/** `If-None-Match`: `*` or a list; compared weakly, because all that is asked is whether a copy is still good. */
export function matchesNone(header: string | undefined, current: string): boolean {
  if (header === undefined) return true;
  if (header.trim() === '*') return false;
  return !(header.match(tag) ?? []).some((candidate) => withoutWeakness(candidate) === withoutWeakness(current));
}

/**
 * Requires that the caller decided on the current version. Compared strongly (a weak tag never matches); `*` accepts
 * any. Throws PreconditionRequiredError without a header, PreconditionFailedError when the version is another.
 */
export function requireIfMatch(header: string | undefined, version: number): void {
  if (header === undefined || header.trim() === '') throw new PreconditionRequiredError();
  if (header.trim() === '*') return;
  const strong = (header.match(tag) ?? []).filter((candidate) => !candidate.startsWith('W/'));
  if (!strong.some((candidate) => candidate.startsWith(`"v${version}.`))) throw new PreconditionFailedError();
}
