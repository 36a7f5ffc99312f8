import type { World } from '../world/world.js';
import type { Product } from './product.js';

export const QC_VERDICTS = ['APPROVED', 'REJECTED', 'LIVE_REJECTED', 'LOCK'] as const;
export type QcVerdict = (typeof QC_VERDICTS)[number];

const FORBIDDEN_REASON = 'The product names something that must not be sold';

/** What the marketplace's quality control does with new and changed products. */
export class QualityControl {
  /** How long a look at a product takes, on the movable clock; 0 decides at once. */
  delayMs: number;
  /** Products that name one of these are rejected. */
  forbiddenWords: readonly string[] = ['counterfeit', 'replica'];

  constructor(private readonly world: World) {
    this.delayMs = world.settings.qcDelayMs;
  }

  /** A product was listed, or listed again after it was rejected. */
  submit(product: Product): void {
    product.subStatus = null;
    product.rejectReason = '';
    if (this.delayMs === 0) {
      this.decide(product);
      return;
    }
    product.status = 'Pending QC';
    this.world.pushes.qualityChecked(product, 'PENDING');
    const submittedMs = this.world.nowMs();
    this.world.timers.at(submittedMs + this.delayMs, () => {
      // Removed, or decided through the control door, while it waited.
      if (product.status === 'Pending QC') this.decide(product);
    });
  }

  /** A product that is on sale was changed: what it says is looked at again, while it stays on sale. */
  review(product: Product): void {
    if (product.subStatus === 'Reject') this.submit(product);
    else if (product.status === 'Active' && this.names(product)) this.give(product, 'LIVE_REJECTED', FORBIDDEN_REASON);
  }

  /** `by hand`: a verdict that the control door asks for. */
  give(product: Product, verdict: QcVerdict, reason: string): void {
    const anyActive = product.skus.some((sku) => sku.status === 'active');
    product.rejectReason = verdict === 'APPROVED' ? '' : reason;
    product.subStatus = SUB_STATUSES[verdict];
    product.status = verdict === 'APPROVED' ? (anyActive ? 'Active' : 'InActive') : STATUSES[verdict];
    product.updatedMs = this.world.nowMs();
    this.world.pushes.qualityChecked(product, verdict);
  }

  private decide(product: Product): void {
    const planted = this.world.faults.strike('qc-reject');
    if (planted) this.give(product, 'REJECTED', String(planted.extra['reason'] ?? 'Quality control rejected it'));
    else if (this.names(product)) this.give(product, 'REJECTED', FORBIDDEN_REASON);
    else this.give(product, 'APPROVED', '');
  }

  private names(product: Product): boolean {
    const { name = '', description = '' } = product.attributes;
    const text = `${name} ${description}`.toLowerCase();
    return this.forbiddenWords.some((word) => text.includes(word.toLowerCase()));
  }
}

const SUB_STATUSES = { APPROVED: null, REJECTED: 'Reject', LIVE_REJECTED: 'Live_Reject', LOCK: 'Lock' } as const;
const STATUSES = { REJECTED: 'InActive', LIVE_REJECTED: 'Suspended', LOCK: 'Suspended' } as const;
