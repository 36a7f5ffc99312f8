import { BodyReader, RefusedError } from '../../control/body.js';
import type { ControlCall, ControlRoute } from '../../control/control-door.js';
import { findUser, USERS } from '../shop/shop.js';
import type { World } from '../world/world.js';
import { metricAnswer } from './audience-endpoints.js';
import { viewersAt, type Audience, type ViewerPoint } from './audience.js';
import { countComments, newCommentId, secondsRun } from './comments.js';
import { salesDuring } from './session-sales.js';
import { start, STATUS, type Session } from './session.js';

const MAX_VIEWERS = 10_000_000;
/** A new number of viewers is reached this long after it was asked for. */
const CHANGE_SECONDS = 10;

/** What the control door can do about livestreams: who watches, what they say, and sessions begun in the app. */
export function livestreamRoutes(current: () => World): ControlRoute[] {
  return [
    {
      method: 'GET',
      pattern: '/livestreams',
      handle: () => ({
        sessions: current()
          .livestreams.all()
          .map((one) => stateOf(current(), one)),
      }),
    },
    { method: 'POST', pattern: '/livestreams', handle: ({ body }) => beginInApp(current(), body) },
    { method: 'PUT', pattern: '/livestreams/audience', handle: ({ body }) => setDefault(current(), body) },
    {
      method: 'PUT',
      pattern: '/livestreams/{sessionId}/audience',
      handle: (call) => {
        const session = find(current(), call);
        session.audience = readAudience(call.body, session, secondsRun(session, current().nowMs()));
        return stateOf(current(), session);
      },
    },
    { method: 'POST', pattern: '/livestreams/{sessionId}/comments', handle: (call) => comment(current(), call) },
    {
      method: 'POST',
      pattern: '/livestreams/{sessionId}/end',
      handle: (call) => {
        const session = find(current(), call);
        if (session.status !== STATUS.ongoing)
          throw new RefusedError(`The session ${session.sessionId} is not ongoing; only such a session can be ended.`);
        Object.assign(session, { status: STATUS.ended, endedMs: current().nowMs(), shown: undefined });
        return stateOf(current(), session);
      },
    },
  ];
}

function find(world: World, { names }: ControlCall): Session {
  const session = world.livestreams.find(Number(names['sessionId']));
  if (session) return session;
  throw new RefusedError(`There is no session ${names['sessionId']}. GET /_control/livestreams lists them.`, 404);
}

const stateOf = (world: World, session: Session) => ({
  sessionId: session.sessionId,
  user: session.userId,
  title: session.title,
  status: ['initial', 'ongoing', 'ended'][session.status],
  startedInApp: session.startedInApp,
  items: session.bag.length,
  secondsRun: Math.floor(secondsRun(session, world.nowMs())),
  comments: countComments(session, world.nowMs()),
  figures: metricAnswer(session, salesDuring(world, session), world.nowMs()),
});

/** A host who streams from the marketplace's own app: no client can end that. */
function beginInApp(world: World, body: unknown) {
  const reader = new BodyReader(body);
  const userId = reader.integer('user', { min: 1, max: Number.MAX_SAFE_INTEGER });
  const title = reader.optionalText('title') ?? 'Live now';
  reader.end();
  const user = findUser(userId);
  if (!user)
    throw reader.wrong(
      'user',
      `the number of one who streams, such as ${USERS.slice(0, 3)
        .map((one) => one.userId)
        .join(', ')}`,
    );
  const text = { title, description: '', coverImageUrl: '', isTest: false };
  const ongoing = world.livestreams.ongoingOf(userId);
  if (ongoing) throw new RefusedError(`The session ${ongoing.sessionId} of this user is still ongoing; end it first.`);
  const session = world.livestreams.create(user, { ...text, startedInApp: true });
  start(session, { domainId: session.domainId, ongoing, nowMs: world.nowMs() });
  return stateOf(world, session);
}

function setDefault(world: World, body: unknown) {
  world.livestreams.audience = readAudience(body, undefined, 0);
  return { audience: world.livestreams.audience };
}

/** Either a whole `curve`, or the number of `viewers` from now on. */
function readAudience(body: unknown, session: Session | undefined, seconds: number): Audience {
  const reader = new BodyReader(body);
  const viewers = reader.optionalInteger('viewers', { min: 0, max: MAX_VIEWERS });
  const curve = reader.optional('curve', readCurve);
  const comments = reader.optionalNumber('commentsPerViewerHour', { min: 0, max: 3600 });
  const seed = reader.optionalInteger('seed', { min: 0, max: 4_294_967_295 });
  reader.end();
  if ((viewers === undefined) === (curve === undefined))
    throw reader.wrong('viewers', 'given, or else curve, a list of pairs [seconds, viewers]; not both');
  const before = session?.audience;
  return {
    curve: curve ?? changeTo(before, { seconds, viewers: viewers ?? 0 }),
    commentsPerViewerHour: comments ?? before?.commentsPerViewerHour ?? 6,
    seed: seed ?? before?.seed ?? 1,
  };
}

/** The curve as it was until now, and from now on towards another number. */
function changeTo(before: Audience | undefined, to: { seconds: number; viewers: number }): ViewerPoint[] {
  const past = (before?.curve ?? []).filter(([at]) => at < to.seconds);
  const now = before ? viewersAt(before, to.seconds) : 0;
  return [...past, [to.seconds, now], [to.seconds + CHANGE_SECONDS, to.viewers]];
}

function readCurve(value: unknown, path: string): ViewerPoint[] {
  const points = Array.isArray(value) ? (value as unknown[]) : [];
  const curve = points.flatMap((point): ViewerPoint[] => {
    const [seconds, viewers] = Array.isArray(point) ? (point as unknown[]) : [];
    const isRight = typeof seconds === 'number' && typeof viewers === 'number' && seconds >= 0 && viewers >= 0;
    return isRight && viewers <= MAX_VIEWERS ? [[seconds, viewers]] : [];
  });
  const rises = curve.every(([at], index) => index === 0 || at > curve[index - 1]![0]);
  if (curve.length === 0 || curve.length < points.length || !rises)
    throw new BodyReader({}).wrong(path, 'a list of pairs [seconds, viewers] whose seconds rise');
  return curve;
}

function comment(world: World, call: ControlCall) {
  const session = find(world, call);
  const reader = new BodyReader(call.body);
  const content = reader.text('content');
  const userId = reader.optionalInteger('userId', { min: 1, max: Number.MAX_SAFE_INTEGER }) ?? 880_000_000;
  const username = reader.optionalText('username') ?? 'viewer_0';
  reader.end();
  if (session.status !== STATUS.ongoing)
    throw new RefusedError(`The session ${session.sessionId} is not ongoing; nobody can comment on it.`);
  const commentId = newCommentId(session);
  session.posted.push({ commentId, content, atMs: world.nowMs(), userId, username });
  return { commentId };
}
