import type { ControlledWorld } from '../../control/common-routes.js';
import { CallReport } from '../../control/call-report.js';
import { FaultBook } from '../../control/fault-book.js';
import { MovableClock } from '../../control/movable-clock.js';
import type { DocumentKind } from '../message/message-kind.js';
import { seededEnterprises, type Enterprise } from './enterprise.js';
import { faultKinds } from './fault-kinds.js';
import { Mailboxes } from './mailbox.js';
import type { StoredDocument } from './stored-document.js';
import { Timetable } from './timetable.js';

/** Everything the gateway knows. In memory; a reset makes a new one. */
export class World implements ControlledWorld {
  readonly clock = new MovableClock();
  readonly faults = new FaultBook(faultKinds);
  readonly calls = new CallReport();
  readonly enterprises = new Map<string, Enterprise>(seededEnterprises.map((firm) => [firm.code, firm]));
  readonly documents: Readonly<Record<DocumentKind, Map<string, StoredDocument>>> = {
    order: new Map(),
    waybill: new Map(),
    list: new Map(),
  };
  /** Answers already given, by sender and message: a message that comes again gets the same one. */
  readonly answers = new Map<string, string>();
  readonly mailboxes = new Mailboxes();
  readonly timetable = new Timetable();
  readonly counts = { received: 0, repeated: 0, documentsAccepted: 0, documentsRefused: 0 };
  /** Keys of lists by the order and waybill numbers on them. */
  private readonly listsByNumber = new Map<string, Set<string>>();
  private numbers = 0;

  /** @param stepMs how long customs takes for one step, in milliseconds of the world's own time */
  constructor(readonly stepMs: number) {}

  nowMs(): number {
    return this.clock.now().getTime();
  }

  /** Does all that has become due; each step at the time it was due at, not later. */
  settle(): void {
    this.timetable.runUntil(this.nowMs());
  }

  /** A number that this world has not given before. */
  nextNumber(): number {
    this.numbers += 1;
    return this.numbers;
  }

  enterpriseOf(dxpId: string): Enterprise | undefined {
    return [...this.enterprises.values()].find((firm) => firm.dxpId === dxpId);
  }

  /** Puts a document in the place of its key. */
  store(document: StoredDocument): void {
    this.documents[document.kind.kind].set(document.key, document);
    if (document.kind.kind !== 'list') return;
    const { orderNo, logisticsNo } = document.content.head;
    for (const number of [`order ${orderNo}`, `waybill ${logisticsNo}`]) {
      const keys = this.listsByNumber.get(number) ?? new Set<string>();
      this.listsByNumber.set(number, keys.add(document.key));
    }
  }

  /** The lists that stand on this order or waybill now. */
  listsOn(kind: 'order' | 'waybill', number: string): StoredDocument[] {
    const field = kind === 'order' ? 'orderNo' : 'logisticsNo';
    return [...(this.listsByNumber.get(`${kind} ${number}`) ?? [])]
      .map((key) => this.documents.list.get(key)!)
      .filter(({ content }) => content.head[field] === number);
  }

  /** A change may have put another content in its place: what was planned for the old one no longer holds. */
  isReplaced(document: StoredDocument): boolean {
    return this.documents[document.kind.kind].get(document.key) !== document;
  }

  report(): object {
    const byStatus = (kind: DocumentKind): Record<string, number> => {
      const counts: Record<string, number> = {};
      for (const { status } of this.documents[kind].values()) counts[status] = (counts[status] ?? 0) + 1;
      return counts;
    };
    return {
      calls: this.calls.byPath(),
      messages: this.counts,
      documents: { order: byStatus('order'), waybill: byStatus('waybill'), list: byStatus('list') },
      receipts: this.mailboxes.report(),
    };
  }
}
