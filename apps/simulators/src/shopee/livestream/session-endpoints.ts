import { ApiError } from '../protocol/api-error.js';
import type { Endpoint } from '../protocol/endpoint.js';
import type { JsonObject } from '../protocol/json.js';
import { imageTypeOf } from '../media/image.js';
import type { LivestreamFields } from './livestream-fields.js';
import { checkLength, end, mustNotBeEnded, start, type Session } from './session.js';
import { done, liveEndpoint, sessionOf, type LiveCall } from './session-call.js';

const MAX_IMAGE_BYTES = 5 * 1024 * 1024;

/** Begins, describes and ends sessions. */
export const sessionEndpoints: readonly Endpoint[] = [
  liveEndpoint('upload_image', 'POST', uploadImage),
  liveEndpoint('create_session', 'POST', createSession),
  liveEndpoint('update_session', 'POST', updateSession),
  liveEndpoint('get_session_detail', 'GET', (live) => detail(live, sessionOf(live))),
  liveEndpoint('start_session', 'POST', startSession),
  liveEndpoint('end_session', 'POST', (live) => done(end(sessionOf(live), live.nowMs))),
];

function uploadImage({ call, user }: LiveCall): JsonObject {
  const file = call.files.find((one) => one.name === 'image');
  if (!file) throw new ApiError('error_param', 'No image found in the request');
  if (file.content.length > MAX_IMAGE_BYTES)
    throw new ApiError('error_param', `The image size cannot exceed ${MAX_IMAGE_BYTES} bytes`);
  const type = imageTypeOf(file.content);
  if (!type) throw new ApiError('error_param', 'Invalid image format, only support jpg/jpeg/png/gif)');
  const { imageId } = call.world.media.addImage(file.content, type, user.region);
  return { image_url: call.world.media.urlOf(imageId) };
}

function readText(fields: LivestreamFields) {
  const title = fields.text('title').trim();
  const description = fields.optionalText('description') ?? '';
  if (title === '') throw fields.invalid('title');
  const coverImageUrl = fields.text('cover_image_url');
  if (!/^https?:\/\//.test(coverImageUrl) || !URL.canParse(coverImageUrl)) throw fields.invalid('cover_image_url');
  done(checkLength('title', title) ?? checkLength('description', description));
  return { title, description, coverImageUrl, isTest: fields.boolean('is_test', false) };
}

function createSession({ call, user, fields }: LiveCall): JsonObject {
  const text = readText(fields);
  const ongoing = call.world.livestreams.ongoingOf(user.userId);
  if (ongoing) {
    const which = `The last session(session_id:${ongoing.sessionId})`;
    throw new ApiError('error_data', `${which} is still ongoing, please end it first`);
  }
  return { session_id: call.world.livestreams.create(user, { ...text, startedInApp: false }).sessionId };
}

function updateSession(live: LiveCall): JsonObject {
  const session = sessionOf(live);
  done(mustNotBeEnded(session));
  Object.assign(session, readText(live.fields), { updatedMs: live.nowMs });
  return {};
}

function startSession(live: LiveCall): JsonObject {
  const session = sessionOf(live);
  const { call, user, fields, nowMs } = live;
  const ongoing = call.world.livestreams.ongoingOf(user.userId);
  const other = ongoing === session ? undefined : ongoing;
  return done(start(session, { domainId: fields.int('domain_id'), ongoing: other, nowMs }));
}

function detail({ call }: LiveCall, session: Session): JsonObject {
  const isMs = call.world.settings.livestreamTimes === 'milliseconds';
  const time = (ms: number): number => (isMs ? ms : Math.floor(ms / 1000));
  const country = session.region.toLowerCase();
  const stream = `${country}-live-${session.domainId}-${session.sessionId}`;
  return {
    session_id: session.sessionId,
    title: session.title,
    description: session.description,
    cover_image_url: session.coverImageUrl,
    status: session.status,
    share_url: `https://live.shopee.example/${country}/share?from=live&session=${session.sessionId}`,
    is_test: session.isTest,
    create_time: time(session.createdMs),
    update_time: time(session.updatedMs),
    start_time: time(session.startedMs),
    end_time: time(session.endedMs),
    // One object, despite its name.
    stream_url_list: {
      push_url: `rtmp://push.live.example/${country}`,
      push_key: `${stream}?secret=${(session.sessionId * 7919).toString(36)}&expire=${Math.floor(session.createdMs / 1000) + 86_400}`,
      play_url: `http://play.live.example/${country}/${stream}.flv`,
      domain_id: session.domainId,
    },
  };
}
