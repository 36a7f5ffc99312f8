import type { DomainEvent } from '@pinglu/contracts';
import type { EventId } from '@pinglu/kernel';
import { currentTransaction } from '../database/transactions.js';

/**
 * Marks events as done with by a consumer, in the transaction of their effect, and answers those it had not done with
 * before. An event that stands twice in the list is answered once.
 */
export async function claim<E extends DomainEvent>(consumer: string, events: readonly E[]): Promise<E[]> {
  if (events.length === 0) return [];
  const firstOf = new Map<EventId, E>();
  for (const event of events) if (!firstOf.has(event.metadata.eventId)) firstOf.set(event.metadata.eventId, event);
  // Sorted: while a partition changes hands two members may claim the same events, and must not wait for each other.
  const ids = [...firstOf.keys()].sort();
  const rows = await currentTransaction().query<{ event_id: EventId }>(
    `insert into inbox (consumer, event_id, occurred_on)
     select $1, * from unnest($2::uuid[], $3::date[]) on conflict do nothing returning event_id`,
    [consumer, ids, ids.map((id) => firstOf.get(id)!.metadata.occurredAt.slice(0, 10))],
  );
  const fresh = new Set(rows.map((row) => row.event_id));
  return [...firstOf.values()].filter((event) => fresh.has(event.metadata.eventId));
}
