import type { BusinessDocument, BusinessMessage } from '../message/business-message.js';
import type { Refusal } from '../rule/refusal.js';
import { keyOf, type StoredDocument } from '../world/stored-document.js';
import type { World } from '../world/world.js';
import { sendReceipt } from './send-receipt.js';

interface RefusedDocument {
  readonly message: BusinessMessage;
  readonly document: BusinessDocument;
  readonly verdict: Refusal;
}

/** Answers for a document that was not taken in; one that is stored under its key stays as it is. */
export function refuseDocument(world: World, { message, document, verdict }: RefusedDocument): void {
  world.counts.documentsRefused += 1;
  const stranger: StoredDocument = {
    kind: message.kind,
    key: keyOf(message.kind, document),
    content: document,
    status: '1',
    dxpId: message.transfer.dxpId,
    preNo: null,
    invtNo: null,
    lastReceiptMs: 0,
  };
  sendReceipt(world, stranger, verdict, world.nowMs());
}
