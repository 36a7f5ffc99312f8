import { randomBytes } from 'node:crypto';
import type { RawResponse } from '../../control/http-server.js';

const VALID_MS = 10 * 60_000;
const PATH = /^\/sellercenter\/[a-z]{2}\/awb\/([0-9a-f]{32})\.pdf$/;

/** Labels at addresses that nobody can guess, each for ten minutes on the movable clock. */
export class LabelShelf {
  private readonly files = new Map<string, { pdf: Buffer; untilMs: number }>();

  constructor(
    private readonly nowMs: () => number,
    /** How long after packing a label is still empty. */
    public delayMs: number,
  ) {}

  /** Answers the path of its address, which stands for the country's Seller Center. */
  put(country: string, pdf: Buffer): string {
    const token = randomBytes(16).toString('hex');
    for (const [old, { untilMs }] of this.files) {
      // They lie in the order of their ends.
      if (untilMs > this.nowMs()) break;
      this.files.delete(old);
    }
    this.files.set(token, { pdf, untilMs: this.nowMs() + VALID_MS });
    return `/sellercenter/${country}/awb/${token}.pdf`;
  }

  /** Undefined when the path is none of a label. */
  answer(pathname: string): RawResponse | undefined {
    const token = PATH.exec(pathname)?.[1];
    if (token === undefined) return undefined;
    const file = this.files.get(token);
    if (!file || file.untilMs <= this.nowMs())
      return { status: 403, headers: { 'content-type': 'text/html' }, body: '<h1>The address has expired.</h1>' };
    return { status: 200, headers: { 'content-type': 'application/pdf' }, body: file.pdf };
  }
}
