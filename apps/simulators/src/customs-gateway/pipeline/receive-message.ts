import { randomUUID } from 'node:crypto';
import type { BusinessMessage } from '../message/business-message.js';
import { CEB, readMessage, SchemaFault } from '../message/read-message.js';
import { formatFault } from '../rule/check-document.js';
import { certificateNames, signatureFault } from '../signature/verify-signature.js';
import { stampOf } from '../world/beijing-time.js';
import { faultPathOf } from '../world/stored-document.js';
import type { World } from '../world/world.js';
import { parseXml } from '../xml/parse-xml.js';
import { writeXml } from '../xml/write-xml.js';
import { acceptDocument } from './accept-document.js';
import { arrival, dxpAnswer, EXPORT_SYSTEM, openEnvelope, type Arrival, type Envelope } from './envelope.js';
import { refuseDocument } from './refuse-document.js';
import { post } from './send-receipt.js';

/** Takes a terminal message and answers at once; all that follows is told by receipts. */
export function receiveMessage(world: World, text: string): string {
  world.counts.received += 1;
  const opened = openEnvelope(text);
  if ('code' in opened) return dxpAnswer(opened, '');
  const known = world.answers.get(answerKey(opened.sender, opened.messageId));
  if (known !== undefined) {
    world.counts.repeated += 1;
    return known;
  }
  const answer = dxpAnswer(handle(world, opened), opened.sender);
  world.answers.set(answerKey(opened.sender, opened.messageId), answer);
  return answer;
}

export const answerKey = (sender: string, messageId: string): string => `${sender}|${messageId}`;

function handle(world: World, envelope: Envelope): Arrival {
  if (!world.enterpriseOf(envelope.sender)) return arrival.addressMismatch;
  if (!envelope.receivers.includes(EXPORT_SYSTEM)) return arrival.unknownReceiver;
  let message: BusinessMessage;
  try {
    const root = parseXml(envelope.data);
    if (root.local !== envelope.type) return arrival.schema;
    message = readMessage(root);
    if (world.faults.strike('schema-refused', faultPathOf(message.documents[0]!))) {
      throw new SchemaFault(message.kind.document, 'is refused, because a fault was planted');
    }
  } catch (error) {
    refuseSchema(world, envelope, error instanceof Error ? error : new Error(String(error)));
    return arrival.ok;
  }
  const fault = messageFault(world, envelope, message);
  for (const document of message.documents) {
    const wrong = fault ?? formatFault(document, message.kind);
    if (wrong) refuseDocument(world, { message, document, verdict: wrong });
    else acceptDocument(world, message, document);
  }
  return arrival.ok;
}

/** What concerns the message as a whole: who sends it, and whether it is what he signed. */
function messageFault(world: World, envelope: Envelope, message: BusinessMessage) {
  const { transfer, kind, signature, documents } = message;
  const firm = world.enterprises.get(transfer.copCode);
  if (firm?.name !== transfer.copName || firm.dxpId !== transfer.dxpId || transfer.dxpId !== envelope.sender) {
    return { status: '-10102', info: `传输企业未注册或信息不一致:${transfer.copCode}` };
  }
  const planted = world.faults.strike('signature-refused', faultPathOf(documents[0]!));
  const wrong = planted ? '验签失败' : signatureFault(message, new Date(world.nowMs()));
  if (wrong !== undefined) return { status: kind.errors.signature, info: wrong };
  const signer = { code: transfer.copCode, name: transfer.copName };
  if (signature && kind.signatureRequired && !certificateNames(signature, signer)) {
    return { status: kind.errors.signature, info: '签名证书与申报企业不一致' };
  }
  return undefined;
}

/** CEB900: the message could not be read, so no document of it can be answered by its own receipt. */
function refuseSchema(world: World, envelope: Envelope, error: Error): void {
  world.counts.documentsRefused += 1;
  const guid = randomUUID().toUpperCase();
  const nowMs = world.nowMs();
  const xml = writeXml(
    'ceb:CEB900Message',
    {
      'ceb:MessageReturn': {
        'ceb:guid': guid,
        'ceb:returnStatus': '-900001',
        'ceb:returnInfo': error.message.slice(0, 5000),
        'ceb:returnTime': stampOf(nowMs),
        'ceb:oriCopMsgId': envelope.messageId,
        'ceb:oriMessageType': envelope.type.slice(0, 15),
        'ceb:oriBizMessage': envelope.data,
      },
    },
    { 'xmlns:ceb': CEB, guid, version: '1.0' },
  );
  post(world, { address: envelope.sender, guid, type: 'CEB900Message', xml, atMs: nowMs, about: '' });
}
