import { snapshotOf, type Declaration, type Receipt } from '../declaration/declaration.js';

/** One thing that happened to an order, as the chain shows it. */
export interface ChainStep {
  readonly step: 'declared' | 'declaration_released';
  /** RFC 3339 in UTC. */
  readonly at: string;
  readonly service: 'customs-declaration';
  readonly summary: string;
  readonly status: 'done' | 'waiting' | 'failed';
  readonly document: object | null;
}

/** What customs-declaration knows of a parcel: that it was declared, and what customs decided. */
export function chainSteps(declaration: Declaration, receipts: readonly Receipt[]): ChainStep[] {
  const { status, createdAt, changedAt, sentAt, releasedAt, trackingNumber, listNumber, problems } = declaration;
  const document = snapshotOf(declaration, receipts);
  const step = (name: ChainStep['step'], at: Date, rest: Pick<ChainStep, 'summary' | 'status'>): ChainStep => ({
    step: name,
    at: at.toISOString(),
    service: 'customs-declaration',
    ...rest,
    document,
  });
  const parcel = `parcel ${trackingNumber}`;
  const why = problems.map(({ cause }) => cause.en).join(' ');
  if (sentAt === null && status === 'refused') {
    return [step('declared', changedAt, { status: 'failed', summary: `The ${parcel} could not be declared. ${why}` })];
  }
  if (sentAt === null) {
    return [step('declared', createdAt, { status: 'waiting', summary: `The ${parcel} is about to be declared.` })];
  }
  const declared = step('declared', sentAt, {
    status: 'done',
    summary: `Order, waybill and list of the ${parcel} were sent to customs.`,
  });
  if (status === 'refused') {
    const summary = `Customs refused the ${parcel}. ${why}`;
    return [declared, step('declaration_released', changedAt, { status: 'failed', summary })];
  }
  if (releasedAt === null) {
    const summary = `Customs has not decided on the ${parcel} yet.`;
    return [declared, step('declaration_released', sentAt, { status: 'waiting', summary })];
  }
  const number = listNumber === null ? '' : ` under list number ${listNumber}`;
  const summary = `Customs released the ${parcel}${number}.`;
  return [declared, step('declaration_released', releasedAt, { status: 'done', summary })];
}
