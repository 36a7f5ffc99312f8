import type { PushPort } from '../../port/marketplace.port.js';
import { parsePush, signPush, verifyPush, type PushKeys } from '../webhook.js';

export function pushPort(keys: PushKeys): PushPort {
  return {
    verify: (delivery) => verifyPush(delivery, keys),
    parse: parsePush,
    signForTests: (rawBody) => ({ 'content-type': 'application/json', authorization: signPush(rawBody, keys) }),
  };
}
