import type { ClientBase } from 'pg';

/** NOTIFY wakes readers at once; whoever misses a notice (they are not kept) finds out at the next poll. */
const CHANNEL = 'pinglu_bus';
const LONGEST_PAYLOAD = 7_900;

export type Notice =
  | {
      readonly about: 'records';
      /** Empty when they were too many to name. */ readonly partitionIds: readonly number[];
    }
  | { readonly about: 'group'; readonly group: string };

export async function listen(client: ClientBase, hear: (notice: Notice) => void): Promise<void> {
  client.on('notification', ({ channel, payload }) => {
    if (channel === CHANNEL) hear(decode(payload ?? ''));
  });
  await client.query(`listen ${CHANNEL}`);
}

/** Not inside the appending transaction: there it would make all appenders commit one after the other. */
export async function notifyRecords(client: ClientBase, partitionIds: readonly number[]): Promise<void> {
  const ids = partitionIds.join(',');
  await notify(client, `records:${ids.length > LONGEST_PAYLOAD ? '' : ids}`);
}

export async function notifyGroup(client: ClientBase, group: string): Promise<void> {
  await notify(client, `group:${group}`);
}

async function notify(client: ClientBase, payload: string): Promise<void> {
  await client.query({ name: 'bus-notify', text: 'select pg_notify($1, $2)', values: [CHANNEL, payload] });
}

function decode(payload: string): Notice {
  const colon = payload.indexOf(':');
  const rest = payload.slice(colon + 1);
  if (payload.startsWith('group:')) return { about: 'group', group: rest };
  return { about: 'records', partitionIds: rest === '' ? [] : rest.split(',').map(Number) };
}
