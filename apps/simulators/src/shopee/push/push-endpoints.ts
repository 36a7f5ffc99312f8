import { ApiError } from '../protocol/api-error.js';
import type { ApiCall, Endpoint } from '../protocol/endpoint.js';
import type { JsonObject } from '../protocol/json.js';
import { fieldsOf } from '../order/order-call.js';
import type { PushSender } from './push-sender.js';

const MAX_BLOCKED = 500;
/** What an app can be told. */
export const PUSH_CODES = [1, 2, 3, 4, 5, 7, 8, 9, 12, 15, 16, 22, 27, 28, 29, 30, 47] as const;

export const pushEndpoints: readonly Endpoint[] = [
  { path: '/api/v2/push/set_app_push_config', method: 'POST', access: 'public', handle: setConfig },
  { path: '/api/v2/push/get_app_push_config', method: 'GET', access: 'public', handle: getConfig },
  { path: '/api/v2/push/get_lost_push_message', method: 'ANY', access: 'public', handle: lostMessages },
  { path: '/api/v2/push/confirm_consumed_lost_push_message', method: 'POST', access: 'public', handle: confirmLost },
];

const senderOf = ({ world, app }: ApiCall): PushSender => world.pushes.senders.get(app)!;

/** A new address is tested first: the signed message with code 0 must be acknowledged like any other. */
async function setConfig(call: ApiCall): Promise<JsonObject> {
  const fields = fieldsOf(call, 'push');
  const sender = senderOf(call);
  const url = fields.optionalText('callback_url');
  const on = fields.ints('set_push_config_on');
  const off = fields.ints('set_push_config_off');
  const blocked = fields.has('blocked_shop_id_list') ? fields.ints('blocked_shop_id_list') : undefined;
  if (blocked && blocked.length > MAX_BLOCKED)
    throw fields.invalid('blocked_shop_id_list', `length should be at most ${MAX_BLOCKED}`);
  if (url !== undefined) {
    if (!/^https?:\/\//.test(url) || !URL.canParse(url))
      throw new ApiError('error_param', 'this callback_url is invalid');
    if (!(await sender.verify(url)))
      throw new ApiError(
        'error_param',
        'this callback_url is invalid, it did not answer 2xx with an empty body within 3 s',
      );
    sender.config.callbackUrl = url;
    sender.health.restart();
  }
  for (const code of on) sender.config.off.delete(code);
  for (const code of off) sender.config.off.add(code);
  if (blocked) sender.config.blockedShopIds = blocked;
  return { response: { result: 'success' } };
}

function getConfig(call: ApiCall): JsonObject {
  const { config, health } = senderOf(call);
  return {
    response: {
      callback_url: config.callbackUrl ?? '',
      live_push_status: health.status,
      suspended_time: Math.floor((health.suspendedAtMs ?? 0) / 1000),
      blocked_shop_id: config.blockedShopIds,
      push_config_on_list: PUSH_CODES.filter((code) => !config.off.has(code)),
      push_config_off_list: [...config.off],
    },
  };
}

/** `data` is the whole original message as text. */
function lostMessages(call: ApiCall): JsonObject {
  const { rows, more } = senderOf(call).lost.earliest();
  return {
    response: {
      push_message_list: rows.map((one) => ({
        shop_id: one.shopId,
        code: one.code,
        timestamp: one.timestamp,
        data: one.rawBody,
      })),
      has_next_page: more,
      last_message_id: rows.at(-1)?.id ?? 0,
    },
  };
}

function confirmLost(call: ApiCall): JsonObject {
  const fields = fieldsOf(call, 'push');
  const lastId = fields.int('last_message_id');
  if (!senderOf(call).lost.confirm(lastId))
    throw fields.invalid('last_message_id', 'value must be the last_message_id of get_lost_push_message');
  return { response: {} };
}
