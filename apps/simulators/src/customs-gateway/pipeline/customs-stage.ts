import { matchFault } from '../rule/cross-match.js';
import { refusals, type Refusal } from '../rule/refusal.js';
import { dayOf } from '../world/beijing-time.js';
import { faultPathOf, isAtCustoms, isLive, type StoredDocument } from '../world/stored-document.js';
import type { World } from '../world/world.js';
import { sendReceipt } from './send-receipt.js';
import { AUDITED, INSPECTION, MANUAL_REVIEW, PASSED, RELEASED } from './verdicts.js';

interface Parcel {
  readonly order: StoredDocument;
  readonly waybill: StoredDocument;
  readonly list: StoredDocument;
}

/** Called whenever a document has reached customs: the one that comes last sets the comparison off. */
export function tryToMatch(world: World, arrived: StoredDocument, atMs: number): void {
  for (const list of listsOf(world, arrived)) {
    if (list.status !== '3') continue;
    const parcel = parcelOf(world, list);
    if (!parcel || !Object.values(parcel).includes(arrived)) continue;
    const { stepMs } = world;
    world.timetable.at(atMs + stepMs, (laterMs) => {
      if (!world.isReplaced(list) && list.status === '3') compare(world, parcel, laterMs);
    });
  }
}

function listsOf(world: World, { kind, content: { head } }: StoredDocument): StoredDocument[] {
  return kind.kind === 'waybill' ? world.listsOn('waybill', head.logisticsNo!) : world.listsOn('order', head.orderNo!);
}

function parcelOf(world: World, list: StoredDocument): Parcel | undefined {
  const { ebpCode, ebcCode, orderNo, logisticsCode, logisticsNo } = list.content.head;
  const order = world.documents.order.get([ebpCode, ebcCode, orderNo].join('|'));
  const waybill = world.documents.waybill.get([logisticsCode, logisticsNo].join('|'));
  return order && waybill && isAtCustoms(order) && isAtCustoms(waybill) ? { order, waybill, list } : undefined;
}

function compare(world: World, parcel: Parcel, atMs: number): void {
  const { order, waybill, list } = parcel;
  const fault =
    usedElsewhere(world, list) ?? matchFault({ order: order.content, waybill: waybill.content, list: list.content });
  if (fault) {
    sendReceipt(world, list, fault, atMs);
    return;
  }
  list.invtNo = listNumber(world, list, atMs);
  for (const document of [order, waybill, list]) {
    sendReceipt(world, document, { status: '120', info: PASSED }, atMs);
  }
  world.timetable.at(atMs + world.stepMs, (laterMs) => audit(world, list, laterMs));
}

function audit(world: World, list: StoredDocument, atMs: number): void {
  const about = faultPathOf(list.content);
  if (world.faults.strike('manual-review', about)) {
    sendReceipt(world, list, { status: '300', info: MANUAL_REVIEW }, atMs);
    return;
  }
  sendReceipt(world, list, { status: '399', info: AUDITED }, atMs);
  world.timetable.at(atMs + world.stepMs, (laterMs) => {
    if (world.faults.strike('inspection', about)) {
      sendReceipt(world, list, { status: '500', info: INSPECTION }, laterMs);
      return;
    }
    sendReceipt(world, list, { status: '800', info: RELEASED }, laterMs);
  });
}

function usedElsewhere(world: World, list: StoredDocument): Refusal | undefined {
  const { orderNo, logisticsNo } = list.content.head;
  const isAnother = (other: StoredDocument): boolean => other !== list && isLive(other);
  if (world.listsOn('order', orderNo!).some(isAnother)) return refusals.orderUsed(orderNo!);
  if (world.listsOn('waybill', logisticsNo!).some(isAnother)) return refusals.waybillUsed(logisticsNo!);
  return undefined;
}

const listNumber = (world: World, { content }: StoredDocument, atMs: number): string =>
  `${content.head.customsCode}${dayOf(atMs).slice(0, 4)}E${String(world.nextNumber()).padStart(9, '0')}`;
