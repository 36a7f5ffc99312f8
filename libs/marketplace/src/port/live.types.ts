import type { Money } from '@pinglu/kernel';

export interface LiveSessionDraft {
  readonly title: string;
  readonly description?: string;
  /** As `live.uploadCover` answers it. */
  readonly coverUrl: string;
  /** Seen by nobody but the seller. */
  readonly rehearsal: boolean;
}

/** A sale before a camera. What its stream needs is secret: whoever has `streamKey` can broadcast in the seller's name. */
export interface LiveSession {
  readonly sessionId: string;
  readonly title: string;
  readonly status: 'planned' | 'live' | 'ended' | 'unrecognized';
  readonly rawStatus: string;
  readonly shareUrl: string | null;
  readonly startedAt: Date | null;
  readonly endedAt: Date | null;
  readonly stream: LiveStream | null;
}

export interface LiveStream {
  readonly pushUrl: string;
  readonly streamKey: string;
  readonly playUrl: string | null;
  /** Named again when the session is started. */
  readonly domainId: string | null;
}

/** A listing on show; the seller may show listings of several shops. */
export interface LiveItemKey {
  readonly externalItemId: string;
  readonly externalShopId: string;
}

export interface LiveItem extends LiveItemKey {
  /** Its place in the line-up, from 1; null outside of one. */
  readonly position: number | null;
  readonly title: string;
  readonly price: Money;
}

/** Sums since the session began. */
export interface LiveMetrics {
  /** Orders placed, those not paid or cancelled among them. */
  readonly sales: Money;
  readonly orders: number;
  readonly addedToCart: number;
  /** Decimal fractions, such as `0.035`: clicks on listings per view, and orders per click. */
  readonly clickRate: string;
  readonly conversionRate: string;
  readonly viewersNow: number;
  readonly viewersPeak: number;
  readonly views: number;
  readonly likes: number;
  readonly comments: number;
  readonly shares: number;
  readonly averageViewingSeconds: number;
}

export interface LiveItemMetrics extends LiveItemKey {
  readonly clicks: number;
  readonly addedToCart: number;
  readonly unitsSold: number;
}

/** Names a viewer. For the screen of the host only: neither to be stored nor logged. */
export interface LiveComment {
  readonly commentId: string;
  readonly text: string;
  readonly at: Date;
  readonly viewerId: string;
  readonly viewerName: string;
}

export interface LiveItemSet {
  readonly itemSetId: string;
  readonly name: string;
  readonly itemCount: number;
}
