import type { OrderPackage, PackageDocument } from '../order/order.js';
import type { World } from '../world/world.js';
import { findChannel } from './channel.js';
import { logisticsError } from './package-call.js';

export const DOCUMENT_TYPES = ['NORMAL_AIR_WAYBILL', 'THERMAL_AIR_WAYBILL'] as const;
export type DocumentType = (typeof DOCUMENT_TYPES)[number];
export const SUGGESTED_TYPE: DocumentType = 'NORMAL_AIR_WAYBILL';

/** A document is ready after so long even when nobody asks how far it is. */
const MS_PER_POLL = 5000;

/** Printable once the shipment is arranged, and until the carrier has the parcel. */
export function mustBePrintable(one: OrderPackage): void {
  const isIntegrated = !findChannel(one.channelId)!.handover.includes('non_integrated');
  if (one.status !== 'LOGISTICS_REQUEST_CREATED' || !isIntegrated)
    throw logisticsError('package_can_not_print', `The package is ${one.status}, no document can be printed.`);
}

/** The making of a document begins, unless it is under way or done. */
export function createDocument(world: World, one: OrderPackage, type: DocumentType): void {
  const before = one.documents.get(type);
  if (before && before.status !== 'FAILED') return;
  const slow = world.faults.strike('document-processing');
  const pollsLeft = slow ? Number(slow.extra['polls'] ?? 3) : world.settings.documentPolls;
  const document: PackageDocument = { type, status: 'PROCESSING', pollsLeft };
  one.documents.set(type, document);
  if (world.faults.strike('document-failed')) finish(world, one, document, 'FAILED');
  else if (pollsLeft === 0) finish(world, one, document, 'READY');
  else world.timers.at(world.nowMs() + pollsLeft * MS_PER_POLL, () => finish(world, one, document, 'READY'));
}

/** How far it is. Each question brings it nearer. */
export function pollDocument(world: World, one: OrderPackage, type: DocumentType): PackageDocument['status'] {
  const document = one.documents.get(type);
  if (!document) throw logisticsError('shipping_document_should_print_first', 'Call create_shipping_document first.');
  if (document.status !== 'PROCESSING') return document.status;
  if (document.pollsLeft === 0) finish(world, one, document, 'READY');
  else document.pollsLeft -= 1;
  return document.status;
}

function finish(world: World, one: OrderPackage, document: PackageDocument, status: 'READY' | 'FAILED'): void {
  if (document.status !== 'PROCESSING') return;
  document.status = status;
  document.pollsLeft = 0;
  world.orderPushes.documentChanged(one, status);
}
