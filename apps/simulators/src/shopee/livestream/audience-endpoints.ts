import { regionRule, toMajor } from '../catalog/region-rule.js';
import { ApiError } from '../protocol/api-error.js';
import type { Endpoint } from '../protocol/endpoint.js';
import type { JsonObject } from '../protocol/json.js';
import { figuresAt, type AudienceFigures } from './audience.js';
import { cardOf } from './bag-endpoints.js';
import { countComments, isViewer, latestComments, newCommentId, secondsRun } from './comments.js';
import { slice } from './livestream-fields.js';
import { salesDuring, type SessionSale } from './session-sales.js';
import { checkLength, mustBeOngoing, STATUS, type Session } from './session.js';
import { done, liveEndpoint, sessionOf, type LiveCall } from './session-call.js';

/** What viewers say and do. Figures count from the start of the session. */
export const audienceEndpoints: readonly Endpoint[] = [
  liveEndpoint('get_session_metric', 'GET', getMetric),
  liveEndpoint('get_session_item_metric', 'GET', getItemMetric),
  liveEndpoint('get_latest_comment_list', 'GET', getComments),
  liveEndpoint('post_comment', 'POST', postComment),
  liveEndpoint('ban_user_comment', 'POST', (live) => ban(live, 'ban_user_id')),
  liveEndpoint('unban_user_comment', 'POST', (live) => ban(live, 'unban_user_id')),
];

/** Figures can be read while a session runs and after it; the documentation says both. */
function mustHaveBegun(session: Session): void {
  if (session.status === STATUS.initial) done(mustBeOngoing(session));
}

function getMetric(live: LiveCall): JsonObject {
  const session = sessionOf(live);
  mustHaveBegun(session);
  const sales = salesDuring(live.call.world, session);
  return metricAnswer(session, sales, live.nowMs);
}

export function metricAnswer(session: Session, sales: readonly SessionSale[], nowMs: number): JsonObject {
  const figures = figuresAt(session.audience, secondsRun(session, nowMs));
  const orders = new Set(sales.map((one) => one.orderSn)).size;
  const gmv = sales.reduce((sum, one) => sum + one.amount, 0);
  return {
    gmv: toMajor(gmv, regionRule(session.region).decimals),
    atc: figures.atc,
    ctr: ratio(figures.itemClicks, figures.views),
    co: ratio(orders, figures.itemClicks),
    orders,
    // Nobody watches what has ended.
    ccu: session.status === STATUS.ended ? 0 : figures.ccu,
    engage_ccu_1m: session.status === STATUS.ended ? 0 : figures.engageCcu1m,
    peak_ccu: figures.peakCcu,
    likes: figures.likes,
    comments: countComments(session, nowMs),
    shares: figures.shares,
    views: figures.views,
    avg_viewing_duration: figures.avgViewingSeconds,
  };
}

const ratio = (part: number, whole: number): number => (whole === 0 ? 0 : Math.round((part / whole) * 10_000) / 10_000);

function getItemMetric(live: LiveCall): JsonObject {
  const session = sessionOf(live);
  mustHaveBegun(session);
  const { page, more, next } = slice(session.bag, live.fields.page());
  const figures = figuresAt(session.audience, secondsRun(session, live.nowMs));
  const sales = salesDuring(live.call.world, session);
  return {
    more,
    next_offset: next,
    list: page.map((item) => ({
      item: cardOf(live.call.world, item),
      metric: {
        ...shareOf(figures, session.bag.indexOf(item), session.bag.length),
        sold_items: sales.reduce((sum, one) => sum + (one.itemId === item.itemId ? one.quantity : 0), 0),
      },
    })),
  };
}

/** The clicks of a session over its items: earlier ones get more, and together they are all there were. */
export function shareOf(figures: Pick<AudienceFigures, 'itemClicks' | 'atc'>, index: number, count: number) {
  const whole = (count * (count + 1)) / 2;
  const upTo = (number: number): number => number * count - (number * (number - 1)) / 2;
  const part = (figure: number): number =>
    Math.floor((figure * upTo(index + 1)) / whole) - Math.floor((figure * upTo(index)) / whole);
  return { item_clicks: part(figures.itemClicks), atc: part(figures.atc) };
}

function getComments(live: LiveCall): JsonObject {
  const session = sessionOf(live);
  done(mustBeOngoing(session));
  const { list, next } = latestComments(session, live.fields.optionalInt('offset') ?? 0, live.nowMs);
  return {
    next_offset: next,
    list: list.map((one) => ({
      comment_id: one.commentId,
      content: one.content,
      timestamp: Math.floor(one.atMs / 1000),
      user_id: one.userId,
      username: one.username,
    })),
  };
}

function postComment(live: LiveCall): JsonObject {
  const session = sessionOf(live);
  done(mustBeOngoing(session));
  const content = live.fields.optionalText('content')?.trim() ?? '';
  if (content === '') throw new ApiError('error_param', 'Cannot send empty comment');
  done(checkLength('content', content));
  const commentId = newCommentId(session);
  const { userId, name: username } = live.user;
  session.posted.push({ commentId, content, atMs: live.nowMs, userId, username });
  return { comment_id: commentId };
}

function ban(live: LiveCall, name: 'ban_user_id' | 'unban_user_id'): JsonObject {
  const session = sessionOf(live);
  done(mustBeOngoing(session));
  const userId = live.fields.int(name, { min: 1 });
  if (userId === live.user.userId) throw new ApiError('error_data', 'You can not ban yourself');
  const isKnown = isViewer(userId) || session.posted.some((one) => one.userId === userId);
  if (!isKnown) throw new ApiError('error_param', `The user(user_id:${userId}) is not exist`);
  if (name === 'ban_user_id') session.banned.add(userId);
  else session.banned.delete(userId);
  return {};
}
