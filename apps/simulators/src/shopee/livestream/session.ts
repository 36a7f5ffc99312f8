import type { Audience } from './audience.js';

export const STATUS = { initial: 0, ongoing: 1, ended: 2 } as const;
export type SessionStatus = (typeof STATUS)[keyof typeof STATUS];

export const MAX_BAG_ITEMS = 100;

/** What a session may be told, in characters. */
export const TEXT_LIMITS = { title: 200, description: 200, content: 150 } as const;

export interface BagItem {
  readonly itemId: number;
  readonly shopId: number;
}

export interface Comment {
  readonly commentId: number;
  readonly content: string;
  readonly atMs: number;
  readonly userId: number;
  readonly username: string;
}

export interface Session {
  readonly sessionId: number;
  readonly userId: number;
  readonly region: string;
  title: string;
  description: string;
  coverImageUrl: string;
  isTest: boolean;
  status: SessionStatus;
  readonly createdMs: number;
  updatedMs: number;
  /** 0 until it happens, as the end. */
  startedMs: number;
  endedMs: number;
  readonly domainId: number;
  /** Begun in the marketplace's own app: then it can be ended only there. */
  readonly startedInApp: boolean;
  bag: readonly BagItem[];
  shown: BagItem | undefined;
  audience: Audience;
  /** Written by the host or planted; what viewers say by themselves follows from the audience. */
  readonly posted: Comment[];
  readonly banned: Set<number>;
}

/** Why a step cannot be taken: the message of an `error_data`, or of an `error_param` where `error` says so. */
export interface SessionRefusal {
  readonly error: 'error_data' | 'error_param';
  readonly message: string;
}

const no = (message: string, error: SessionRefusal['error'] = 'error_data'): SessionRefusal => ({ error, message });
const about = (session: Session, state: string): SessionRefusal =>
  no(`The session(session_id:${session.sessionId}) is ${state}`);

/** Comments, bans, the shown item and figures exist only while a session runs. */
export function mustBeOngoing(session: Session): SessionRefusal | undefined {
  if (session.status === STATUS.ended) return about(session, 'ended');
  return session.status === STATUS.initial ? about(session, 'not ongoing') : undefined;
}

export const mustNotBeEnded = (session: Session): SessionRefusal | undefined =>
  session.status === STATUS.ended ? about(session, 'ended') : undefined;

export function start(
  session: Session,
  { domainId, ongoing, nowMs }: { domainId: number; ongoing: Session | undefined; nowMs: number },
): SessionRefusal | undefined {
  if (session.status === STATUS.ended) return about(session, 'ended');
  if (session.status === STATUS.ongoing) return about(session, 'ongoing');
  if (ongoing) return no(`The last session(session_id:${ongoing.sessionId}) is still ongoing, please end it first`);
  if (domainId !== session.domainId) return no('Invalid domain_id', 'error_param');
  session.status = STATUS.ongoing;
  session.startedMs = nowMs;
  session.updatedMs = nowMs;
  return undefined;
}

export function end(session: Session, nowMs: number): SessionRefusal | undefined {
  const refusal = mustBeOngoing(session);
  if (refusal) return refusal;
  if (session.startedInApp) return no("Cannot end session because it's started through Shopee App or Live PC");
  session.status = STATUS.ended;
  session.endedMs = nowMs;
  session.updatedMs = nowMs;
  session.shown = undefined;
  return undefined;
}

const same = (a: BagItem, b: BagItem): boolean => a.itemId === b.itemId && a.shopId === b.shopId;
const isIn = (bag: readonly BagItem[], one: BagItem): boolean => bag.some((other) => same(one, other));

function duplicate(items: readonly BagItem[]): SessionRefusal | undefined {
  const twice = items.find((one, index) => items.findIndex((other) => same(one, other)) < index);
  return twice && no(`Item(item_id:${twice.itemId}) is duplicated in the request`);
}

/** Puts items at the end of the bag; those that are in it already stay where they are. */
export function addItems(session: Session, items: readonly BagItem[]): SessionRefusal | undefined {
  const refusal = mustNotBeEnded(session) ?? duplicate(items);
  if (refusal) return refusal;
  const bag = [...session.bag, ...items.filter((one) => !isIn(session.bag, one))];
  if (bag.length > MAX_BAG_ITEMS) return no('Too many items for current session');
  session.bag = bag;
  return undefined;
}

export function removeItems(session: Session, items: readonly BagItem[]): SessionRefusal | undefined {
  const refusal = mustNotBeEnded(session) ?? duplicate(items);
  if (refusal) return refusal;
  const missing = items.find((one) => !isIn(session.bag, one));
  if (missing) return no(`Item(item_id:${missing.itemId}) is not exist`);
  session.bag = session.bag.filter((one) => !isIn(items, one));
  if (session.shown && isIn(items, session.shown)) session.shown = undefined;
  return undefined;
}

/** The bag in another order: exactly the items that are in it. */
export function reorderItems(session: Session, items: readonly BagItem[]): SessionRefusal | undefined {
  const refusal = mustNotBeEnded(session) ?? duplicate(items);
  if (refusal) return refusal;
  const forgotten = session.bag.find((one) => !isIn(items, one));
  if (forgotten)
    return no(`Item(item_id:${forgotten.itemId}) is exist in the shopping bag but not exist in this request`);
  const foreign = items.find((one) => !isIn(session.bag, one));
  if (foreign) return no(`Item(item_id:${foreign.itemId}) is exist in this request but not exist in the shopping bag`);
  session.bag = [...items];
  return undefined;
}

export function showItem(session: Session, item: BagItem): SessionRefusal | undefined {
  const refusal = mustBeOngoing(session);
  if (refusal) return refusal;
  if (!isIn(session.bag, item)) return no(`Item(item_id:${item.itemId}) is not exist`);
  session.shown = item;
  return undefined;
}

/** Whether a text fits; `name` is the one that the message uses. */
export const checkLength = (name: keyof typeof TEXT_LIMITS, text: string): SessionRefusal | undefined =>
  [...text].length > TEXT_LIMITS[name] ? no(`The ${name} cannot exceed ${TEXT_LIMITS[name]} characters`) : undefined;
