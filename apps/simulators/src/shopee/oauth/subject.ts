import type { Account } from '../shop/shop.js';

export type SubjectKind = 'shop' | 'merchant' | 'user';

/** Whom a token speaks for. */
export interface Subject {
  readonly kind: SubjectKind;
  readonly id: number;
}

export const keyOf = (subject: Subject): string => `${subject.kind}/${subject.id}`;

/** What a consent covers: `seller` gives shops and, if ticked, merchants; `user` a streamer. */
export interface Consent {
  readonly partnerId: number;
  readonly account: Account;
  readonly subjects: readonly Subject[];
  /** How long the seller lets the app in, in days. */
  readonly days: number;
}
