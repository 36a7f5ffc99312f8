import { currentTransaction } from '../../database/transactions.js';

/** How long an answer can be had again. */
export const keptForDays = 7;

export interface StoredAnswer {
  readonly fingerprint: Buffer;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
}

export interface KeyOwner {
  readonly caller: string;
  readonly merchantId: string | null;
  readonly key: string;
}

/** False when another transaction holds the key: it is being worked on right now. Held until the transaction ends. */
export async function tryLockKey({ caller, key }: KeyOwner): Promise<boolean> {
  const rows = await currentTransaction().query<{ locked: boolean }>(
    // Class and key in one 64-bit number; a collision of two keys only makes one of them wait for a repeat.
    `select pg_try_advisory_xact_lock(hashtextextended($1, 7146002)) as locked`,
    [`${caller} ${key}`],
  );
  return rows[0]?.locked === true;
}

export async function findAnswer({ caller, key }: KeyOwner): Promise<StoredAnswer | undefined> {
  const rows = await currentTransaction().query<StoredAnswer>(
    `select fingerprint, status, headers, body from idempotency_key
      where caller = $1 and key = $2 and created_at > now() - make_interval(days => $3)`,
    [caller, key, keptForDays],
  );
  return rows[0];
}

/** Replaces an answer that is too old to be had again. */
export async function saveAnswer({ caller, merchantId, key }: KeyOwner, answer: StoredAnswer): Promise<void> {
  const { fingerprint, status, headers, body } = answer;
  await currentTransaction().query(
    `insert into idempotency_key (caller, key, merchant_id, fingerprint, status, headers, body)
     values ($1, $2, $3, $4, $5, $6, $7)
     on conflict (caller, key) do update set merchant_id = excluded.merchant_id, fingerprint = excluded.fingerprint,
       status = excluded.status, headers = excluded.headers, body = excluded.body, created_at = now()`,
    [
      caller,
      key,
      merchantId,
      fingerprint,
      status,
      JSON.stringify(headers),
      body === undefined ? null : JSON.stringify(body),
    ],
  );
}
