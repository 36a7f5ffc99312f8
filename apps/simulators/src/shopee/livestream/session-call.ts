import { ApiError } from '../protocol/api-error.js';
import { userOf, type ApiCall, type Endpoint } from '../protocol/endpoint.js';
import type { JsonObject } from '../protocol/json.js';
import type { User } from '../shop/shop.js';
import { LivestreamFields } from './livestream-fields.js';
import type { Session, SessionRefusal } from './session.js';

const REGIONS = ['TW', 'ID', 'TH', 'PH', 'MY', 'SG', 'VN'];

export interface LiveCall {
  readonly call: ApiCall;
  readonly user: User;
  readonly fields: LivestreamFields;
  readonly nowMs: number;
}

/** An endpoint of the livestream module: for hosts only, and only where there is livestreaming. */
export const liveEndpoint = (
  name: string,
  method: Endpoint['method'],
  handle: (live: LiveCall) => JsonObject,
): Endpoint => ({
  path: `/api/v2/livestream/${name}`,
  method,
  access: 'user',
  handle: (call) => {
    const user = userOf(call);
    if (!REGIONS.includes(user.region))
      throw new ApiError('error_server', 'The API is not supported for current region');
    return { response: handle({ call, user, fields: new LivestreamFields(call.params), nowMs: call.world.nowMs() }) };
  },
});

/** The session of this call; it must be the host's own. */
export function sessionOf({ call, user, fields }: LiveCall): Session {
  const sessionId = fields.sessionId();
  const session = call.world.livestreams.find(sessionId);
  if (!session) throw new ApiError('error_data', `The session(session_id:${sessionId}) is not exist`);
  if (session.userId !== user.userId)
    throw new ApiError('error_data', `The session(session_id:${sessionId}) is not belong to you`);
  return session;
}

/** Passes when there is no refusal, and answers the empty object that most writes answer. */
export function done(refusal: SessionRefusal | undefined): JsonObject {
  if (refusal) throw new ApiError(refusal.error, refusal.message);
  return {};
}
