import { seededRandom } from '../../control/random.js';
import { commentsUntil, secondsOfComment } from './audience.js';
import { STATUS, type Comment, type Session } from './session.js';

/** Comments older than this cannot be read. */
export const READABLE_MS = 10_000;
const COMMENTS_PER_PAGE = 50;
/** Ids of comments that viewers write stand below, those that were posted above. */
const POSTED_IDS = 500_000;
const IDS_PER_SESSION = 1_000_000;

const FIRST_VIEWER = 880_000_000;
const VIEWERS = 5000;

const WORDS = [
  'Is there still stock?',
  'How long is delivery to Cebu?',
  'Please show the back side',
  'Ordered two, thank you!',
  'Any voucher today?',
  'What size for 60 kg?',
  'So pretty',
  'Masih ada kak?',
  'Còn hàng không shop?',
  'ราคาเท่าไหร่คะ',
  'Can I pay on delivery?',
  'Hello from Penang',
  '+1',
  'Item 3 please',
] as const;

export const isViewer = (userId: number): boolean => userId >= FIRST_VIEWER && userId < FIRST_VIEWER + VIEWERS;

/** Seconds that a session has run by an instant; the end stops it. */
export function secondsRun(session: Session, nowMs: number): number {
  if (session.status === STATUS.initial) return 0;
  const until = session.status === STATUS.ended ? Math.min(session.endedMs, nowMs) : nowMs;
  return Math.max(0, (until - session.startedMs) / 1000);
}

/** How many comments there have been, readable or not. */
export const countComments = (session: Session, nowMs: number): number =>
  commentsUntil(session.audience, secondsRun(session, nowMs)) + session.posted.length;

export const newCommentId = (session: Session): number =>
  session.sessionId * IDS_PER_SESSION + POSTED_IDS + session.posted.length + 1;

/**
 * Comments of the last ten seconds, oldest first, beyond the `offset` first ones of the session. The offset counts all
 * comments since the start, so that it means the same in the next call.
 */
export function latestComments(session: Session, offset: number, nowMs: number): { list: Comment[]; next: number } {
  const seconds = secondsRun(session, nowMs);
  const from = seconds - READABLE_MS / 1000;
  const first = commentsUntil(session.audience, Math.max(0, from)) + 1;
  const last = commentsUntil(session.audience, seconds);
  const written = Array.from({ length: Math.max(0, last - first + 1) }, (_, index) =>
    viewerComment(session, first + index, seconds),
  );
  const recent = [...written, ...session.posted.filter((one) => one.atMs > nowMs - READABLE_MS)].toSorted(
    (a, b) => a.atMs - b.atMs || a.commentId - b.commentId,
  );
  const before = countComments(session, nowMs) - recent.length;
  const unread = recent
    .map((comment, index) => ({ comment, number: before + index + 1 }))
    .filter(({ number }) => number > offset)
    .slice(0, COMMENTS_PER_PAGE);
  return {
    list: unread.map(({ comment }) => comment).filter((one) => !session.banned.has(one.userId)),
    next: unread.at(-1)?.number ?? Math.max(offset, before + recent.length),
  };
}

function viewerComment(session: Session, number: number, before: number): Comment {
  const random = seededRandom(session.audience.seed * 7919 + session.sessionId * 31 + number);
  const viewer = Math.floor(random() * VIEWERS);
  return {
    commentId: session.sessionId * IDS_PER_SESSION + number,
    content: WORDS[Math.floor(random() * WORDS.length)]!,
    atMs: Math.floor(session.startedMs + secondsOfComment(session.audience, number, before) * 1000),
    userId: FIRST_VIEWER + viewer,
    username: `viewer_${viewer.toString(36)}`,
  };
}
