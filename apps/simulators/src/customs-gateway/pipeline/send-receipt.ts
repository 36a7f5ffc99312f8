import { randomUUID } from 'node:crypto';
import { CEB } from '../message/read-message.js';
import { stampOf } from '../world/beijing-time.js';
import { faultPathOf, type CustomsStatus, type StoredDocument } from '../world/stored-document.js';
import type { World } from '../world/world.js';
import { writeXml, type XmlContent } from '../xml/write-xml.js';
import { envelope } from './envelope.js';

export interface Verdict {
  /** returnStatus: a state of the document, or an error below zero, which leaves the state as it is. */
  readonly status: string;
  readonly info: string;
}

/** The numbers by which each kind's receipt says what it answers, in the order of the schema. */
const keysOf: Readonly<Record<StoredDocument['kind']['kind'], readonly string[]>> = {
  order: ['ebpCode', 'ebcCode', 'orderNo'],
  waybill: ['logisticsCode', 'logisticsNo'],
  list: ['agentCode', 'copNo', 'preNo', 'invtNo', 'ebcCode', 'ebpCode', 'orderNo', 'statisticsFlag'],
};

/** Moves a document to the status of the verdict (an error does not) and puts the receipt into its sender's mailbox. */
export function sendReceipt(world: World, document: StoredDocument, { status, info }: Verdict, atMs: number): void {
  if (!status.startsWith('-')) document.status = status as CustomsStatus;
  const { kind, content } = document;
  const timeMs = Math.max(atMs, document.lastReceiptMs + 1);
  document.lastReceiptMs = timeMs;
  const numbers: Record<string, string> = {
    ...content.head,
    preNo: document.preNo ?? '',
    invtNo: document.invtNo ?? '',
  };
  const body: Record<string, XmlContent> = { 'ceb:guid': content.head.guid! };
  for (const key of keysOf[kind.kind]) body[`ceb:${key}`] = numbers[key] ?? '';
  body['ceb:returnStatus'] = status;
  body['ceb:returnTime'] = stampOf(timeMs);
  body['ceb:returnInfo'] = info;
  const guid = randomUUID().toUpperCase();
  const receipt = writeXml(
    `ceb:${kind.receiptRoot}`,
    { [`ceb:${kind.receipt}`]: body },
    { 'xmlns:ceb': CEB, guid, version: '1.0' },
  );
  post(world, {
    address: document.dxpId,
    guid,
    type: kind.receiptRoot,
    xml: receipt,
    atMs: timeMs,
    about: faultPathOf(content),
  });
}

export interface Posting {
  readonly address: string;
  readonly guid: string;
  /** Name of the receipt's root. */
  readonly type: string;
  readonly xml: string;
  readonly atMs: number;
  /** For faults that strike at one parcel only. */
  readonly about: string;
}

/** Puts a message into a mailbox, unless a planted fault loses, doubles or delays it. */
export function post(world: World, { address, guid, type, xml, atMs, about }: Posting): void {
  if (world.faults.strike('receipt-drop', about)) return;
  const delayMs = Number(world.faults.strike('receipt-delay', about)?.extra.ms ?? 0);
  const wrapped = envelope({ guid, type, receiver: address, xml, atMs });
  const copies = world.faults.strike('receipt-duplicate', about) ? 2 : 1;
  for (let copy = 0; copy < copies; copy += 1) {
    world.mailboxes.put(address, { id: `${guid}.${copy}`, availableAtMs: atMs + delayMs, xml: wrapped });
  }
}
