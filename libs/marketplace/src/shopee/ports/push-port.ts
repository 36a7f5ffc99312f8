import type { PushPort, PushQueuePort } from '../../port/marketplace.port.js';
import { ExactInteger, objectIn, type ShopeeClient } from '../client.js';
import { endpoints } from '../endpoints.js';
import * as webhook from '../webhook.js';

export function pushPort(keys: webhook.PushKeys): PushPort {
  return {
    verify: (delivery) => webhook.verifyPush(delivery, keys),
    parse: webhook.parsePush,
    signForTests: (rawBody) => ({ 'content-type': 'application/json', authorization: webhook.signPush(rawBody, keys) }),
  };
}

export function pushQueuePort(client: ShopeeClient): PushQueuePort {
  return {
    subscribe: async (subscription) => {
      await client.callPublic(endpoints.subscribe, webhook.toSubscribeRequest(subscription));
    },
    health: async () => webhook.fromPushConfigResponse(objectIn(await client.callPublic(endpoints.pushConfig, {}))),
    lost: async () => webhook.fromLostPushesResponse(objectIn(await client.callPublic(endpoints.lostPushes, {}))),
    confirmLost: async (lastMessageId) => {
      await client.callPublic(endpoints.confirmLostPushes, { last_message_id: new ExactInteger(lastMessageId) });
    },
  };
}
