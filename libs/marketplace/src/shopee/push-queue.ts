import type { LostPushes, PushHealth } from '../port/push.types.js';
import type { WireObject } from '../wire/wire-object.js';

export const toSubscribeRequest = ({
  callbackUrl,
  externalTypes,
}: {
  readonly callbackUrl: string;
  readonly externalTypes: readonly string[];
}) => ({
  callback_url: callbackUrl,
  set_push_config_on: externalTypes.map(Number),
});

export function fromPushConfigResponse(data: WireObject): PushHealth {
  const rawStatus = data.text('live_push_status');
  const known = { normal: 'normal', warning: 'warning', suspended: 'suspended' } as const;
  const key = rawStatus.toLowerCase();
  return {
    callbackUrl: data.textOrNull('callback_url'),
    status: Object.hasOwn(known, key) ? known[key as keyof typeof known] : 'unrecognized',
    rawStatus,
    externalTypes: data.texts('push_config_on_list'),
  };
}

/** Each message is a text with the whole envelope in it. */
export function fromLostPushesResponse(data: WireObject): LostPushes {
  const last = data.text('last_message_id');
  const messages = data.objects('push_message_list').map((row) => Buffer.from(row.text('data'), 'utf8'));
  return {
    messages,
    lastMessageId: last === '' || last === '0' ? null : last,
    more: data.flag('has_next_page') && messages.length > 0,
  };
}
