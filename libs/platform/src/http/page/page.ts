import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { AppError } from '@pinglu/kernel';
import { Type } from 'class-transformer';
import { IsInt, IsOptional, IsString, Max, MaxLength, Min } from 'class-validator';

export class BadCursorError extends AppError {
  readonly code = 'bad-cursor';
  readonly category = 'invalid';

  constructor() {
    super('The cursor was not made by this address; use "next" of an earlier page as it is, or begin without one.');
  }
}

const defaultLimit = 50;
const maxLimit = 500;

/** The query parameters of every list. */
export class PageQuery {
  @ApiPropertyOptional({ minimum: 1, maximum: maxLimit, default: defaultLimit, description: 'Most items in one page.' })
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(maxLimit)
  limit: number = defaultLimit;

  @ApiPropertyOptional({ description: 'The `next` of the page before. Opaque.' })
  @IsOptional()
  @IsString()
  @MaxLength(512)
  cursor?: string;
}

/** A place between two items of a list ordered by (time, id). */
export interface PageKey {
  /** As PostgreSQL writes it, with microseconds: a JavaScript Date would lose them, and with them items. */
  readonly at: string;
  readonly id: string;
}

export interface PageRequest {
  readonly limit: number;
  /** Where to go on, exclusive; undefined for the first page. */
  readonly after: PageKey | undefined;
}

/** Throws BadCursorError for a cursor that `page` did not make. */
export function parsePage({ limit, cursor }: PageQuery): PageRequest {
  return { limit, after: cursor === undefined ? undefined : decodeCursor(cursor) };
}

export class Page<T> {
  @ApiProperty({ type: 'array', items: {} })
  readonly items: readonly T[];

  @ApiProperty({ type: 'string', nullable: true, description: 'Cursor of the next page; null on the last one.' })
  readonly next: string | null;

  constructor(items: readonly T[], next: string | null) {
    this.items = items;
    this.next = next;
  }

  map<U>(convert: (item: T) => U): Page<U> {
    return new Page(this.items.map(convert), this.next);
  }
}

/**
 * Makes a page of rows that were queried with `limit + 1`: the one too many says that there is a next page, without
 * counting them all. The cursor stays right while items are added, because it names a place and not a number of items.
 */
export function page<T>(rows: readonly T[], limit: number, keyOf: (row: T) => PageKey): Page<T> {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return new Page(items, rows.length > limit && last !== undefined ? encodeCursor(keyOf(last)) : null);
}

function encodeCursor({ at, id }: PageKey): string {
  return Buffer.from(JSON.stringify([at, id])).toString('base64url');
}

const timestamp = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(\.\d{1,6})?(Z|[+-]\d\d(:?\d\d)?)$/;

function decodeCursor(cursor: string): PageKey {
  try {
    const parts: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    if (Array.isArray(parts) && parts.length === 2) {
      const [at, id] = parts as unknown[];
      const isKey =
        typeof at === 'string' && timestamp.test(at) && typeof id === 'string' && /^[\w/.:-]{1,200}$/.test(id);
      if (isKey && !Number.isNaN(Date.parse(at.replace(' ', 'T').replace(/([+-]\d\d)$/, '$1:00')))) return { at, id };
    }
  } catch {
    // Not JSON: falls through to the one answer for all bad cursors.
  }
  throw new BadCursorError();
}
