/** Seconds since the session began, and how many people watch then; between two points it changes evenly. */
export type ViewerPoint = readonly [seconds: number, viewers: number];

/** Who watches a session and how much they say. After the last point the number stays. */
export interface Audience {
  readonly curve: readonly ViewerPoint[];
  /** How many comments one viewer writes in an hour. */
  readonly commentsPerViewerHour: number;
  readonly seed: number;
}

export const DEFAULT_AUDIENCE: Audience = {
  curve: [
    [0, 0],
    [60, 24],
    [300, 180],
    [1800, 260],
  ],
  commentsPerViewerHour: 6,
  seed: 1,
};

/** What viewers do for each minute that one of them watches. */
const PER_VIEWER_MINUTE = { likes: 1.7, shares: 0.04, itemClicks: 0.36, atc: 0.09 } as const;
const TYPICAL_STAY_SECONDS = 95;
/** Of those who watch, the share that has stayed for a minute at least. */
const STAYING_SHARE = 0.62;

/** Everything that is counted from the beginning of a session, except what people bought and wrote. */
export interface AudienceFigures {
  readonly ccu: number;
  readonly engageCcu1m: number;
  readonly peakCcu: number;
  readonly views: number;
  readonly likes: number;
  readonly shares: number;
  readonly itemClicks: number;
  readonly atc: number;
  readonly avgViewingSeconds: number;
}

/** The figures once `seconds` have passed. All but the two of the moment only ever rise. */
export function figuresAt(audience: Audience, seconds: number): AudienceFigures {
  const watched = viewerSeconds(audience, seconds);
  const per = (rate: number): number => Math.floor((watched / 60) * rate);
  const ccu = Math.floor(viewersAt(audience, seconds));
  const views = Math.floor(arrivals(audience, seconds) + watched / TYPICAL_STAY_SECONDS);
  return {
    ccu,
    engageCcu1m: Math.floor(viewersAt(audience, Math.max(0, seconds - 60)) * STAYING_SHARE),
    peakCcu: Math.floor(peak(audience, seconds)),
    views,
    likes: per(PER_VIEWER_MINUTE.likes),
    shares: per(PER_VIEWER_MINUTE.shares),
    itemClicks: Math.min(views, per(PER_VIEWER_MINUTE.itemClicks)),
    atc: per(PER_VIEWER_MINUTE.atc),
    avgViewingSeconds: views === 0 ? 0 : Math.round(watched / views),
  };
}

export function viewersAt({ curve }: Audience, seconds: number): number {
  const next = curve.findIndex(([at]) => at > seconds);
  if (next === -1) return curve.at(-1)?.[1] ?? 0;
  const before = curve[next - 1];
  if (!before) return 0;
  const [fromAt, from] = before;
  const [toAt, to] = curve[next]!;
  return from + ((to - from) * (seconds - fromAt)) / (toAt - fromAt);
}

/** Seconds that all viewers together have watched: the area under the curve. */
export function viewerSeconds(audience: Audience, seconds: number): number {
  let area = 0;
  for (const [[from, viewers], until] of pieces(audience, seconds))
    area += ((viewers + viewersAt(audience, until)) / 2) * (until - from);
  return area;
}

/** How many comments viewers have written by then. */
export const commentsUntil = (audience: Audience, seconds: number): number =>
  Math.floor((viewerSeconds(audience, seconds) * audience.commentsPerViewerHour) / 3600);

/** When the comment of this number (the first is 1) was written, to the millisecond; it must have been by `before`. */
export function secondsOfComment(audience: Audience, number: number, before: number): number {
  let low = 0;
  let high = before;
  while (high - low > 0.001) {
    const middle = (low + high) / 2;
    if (commentsUntil(audience, middle) >= number) high = middle;
    else low = middle;
  }
  return high;
}

/** People who came in while the number rose. */
function arrivals(audience: Audience, seconds: number): number {
  let count = 0;
  for (const [[, viewers], until] of pieces(audience, seconds))
    count += Math.max(0, viewersAt(audience, until) - viewers);
  return count;
}

function peak(audience: Audience, seconds: number): number {
  const points = pieces(audience, seconds).flatMap(([[, viewers], until]) => [viewers, viewersAt(audience, until)]);
  return Math.max(0, ...points);
}

/** The stretches of the curve up to an instant, each with the instant at which it ends. */
function pieces({ curve }: Audience, seconds: number): [from: ViewerPoint, until: number][] {
  return curve.flatMap((point, index): [ViewerPoint, number][] => {
    if (point[0] >= seconds) return [];
    return [[point, Math.min(seconds, curve[index + 1]?.[0] ?? seconds)]];
  });
}
