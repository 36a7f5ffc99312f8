/** A product on its way from a merchant to a shop. */
export interface PublishTask {
  /** Beyond 2^53, as the platform's are. */
  readonly taskId: bigint;
  readonly merchantId: number;
  readonly globalItemId: number;
  readonly shopId: number;
  readonly region: string;
  readonly readyMs: number;
  /** What came of it; undefined while it runs. */
  outcome: { readonly itemId: number } | { readonly failedReason: string } | undefined;
}

const FIRST_TASK = 202_011_300_000_012_008n;
/** How long a publication takes. */
export const PUBLISH_MS = 3000;

/** Publications, found by their number. */
export class PublishTasks {
  private readonly tasks = new Map<bigint, PublishTask>();

  constructor(private readonly seriesIndex: number) {}

  add(task: Omit<PublishTask, 'taskId' | 'outcome'>): PublishTask {
    const taskId = FIRST_TASK + BigInt(this.seriesIndex) * 10_000_000n + BigInt(this.tasks.size);
    const made: PublishTask = { ...task, taskId, outcome: undefined };
    this.tasks.set(taskId, made);
    return made;
  }

  find(merchantId: number, taskId: bigint): PublishTask | undefined {
    const found = this.tasks.get(taskId);
    return found?.merchantId === merchantId ? found : undefined;
  }
}
