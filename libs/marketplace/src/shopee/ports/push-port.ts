import type { PushPort, PushQueuePort } from '../../port/marketplace.port.js';
import { ExactInteger, objectIn, type ShopeeClient } from '../client.js';
import { endpoints } from '../endpoints.js';
import * as queue from '../push-queue.js';
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
      await client.callPublic(endpoints.subscribe, queue.toSubscribeRequest(subscription));
    },
    health: async () => queue.fromPushConfigResponse(objectIn(await client.callPublic(endpoints.pushConfig, {}))),
    lost: async () => queue.fromLostPushesResponse(objectIn(await client.callPublic(endpoints.lostPushes, {}))),
    confirmLost: async (lastMessageId) => {
      await client.callPublic(endpoints.confirmLostPushes, { last_message_id: new ExactInteger(lastMessageId) });
    },
  };
}
