import type { BusinessDocument, BusinessMessage, FieldValues } from '../message/business-message.js';
import type { MessageKind } from '../message/message-kind.js';
import { valueFault } from '../rule/check-document.js';
import { refusals, refusedByEport, type Refusal } from '../rule/refusal.js';
import { dayOf, stampOf } from '../world/beijing-time.js';
import type { EnterpriseRole } from '../world/enterprise.js';
import { faultPathOf, isLive, keyOf, type StoredDocument } from '../world/stored-document.js';
import type { World } from '../world/world.js';
import { tryToMatch } from './customs-stage.js';
import { refuseDocument } from './refuse-document.js';
import { sendReceipt } from './send-receipt.js';

/** The firms a document names, and what each must be registered as. */
const partiesOf: Readonly<Record<MessageKind['kind'], Readonly<Record<string, EnterpriseRole>>>> = {
  order: { ebc: 'seller' },
  waybill: { logistics: 'carrier' },
  list: { agent: 'agent', ebc: 'seller', logistics: 'carrier' },
};

/** Takes one document in: who, whether new or a change, then the value rules; and sends it on its way to customs. */
export function acceptDocument(world: World, message: BusinessMessage, document: BusinessDocument): void {
  const { kind } = message;
  const stored = world.documents[kind.kind].get(keyOf(kind, document));
  const refusal = partyFault(world, kind, document.head) ?? businessFault(world, { kind, document, stored });
  if (refusal) {
    refuseDocument(world, { message, document, verdict: refusal });
    return;
  }
  world.counts.documentsAccepted += 1;
  const accepted: StoredDocument = {
    kind,
    key: keyOf(kind, document),
    content: document,
    status: document.head.appStatus === '1' ? '1' : '2',
    dxpId: message.transfer.dxpId,
    preNo: stored?.preNo ?? eportNumber(world),
    invtNo: null,
    lastReceiptMs: stored?.lastReceiptMs ?? 0,
  };
  world.store(accepted);
  const nowMs = world.nowMs();
  if (accepted.status === '1') {
    sendReceipt(world, accepted, { status: '1', info: '电子口岸已暂存' }, nowMs);
    return;
  }
  sendReceipt(world, accepted, { status: '2', info: `新增申报成功[${document.head.guid}]` }, nowMs);
  world.timetable.at(nowMs + world.stepMs, (atMs) => sendToCustoms(world, accepted, atMs));
}

function sendToCustoms(world: World, document: StoredDocument, atMs: number): void {
  if (world.isReplaced(document)) return;
  const { stepMs } = world;
  if (world.faults.strike('send-failed', faultPathOf(document.content))) {
    sendReceipt(world, document, { status: '4', info: '发送海关失败,系统将自动重发' }, atMs);
    world.timetable.at(atMs + stepMs, (laterMs) => sendToCustoms(world, document, laterMs));
    return;
  }
  sendReceipt(world, document, { status: '3', info: '发送海关成功' }, atMs);
  const refusal = plantedRefusal(world, document) ?? valueFault(document.content, document.kind.kind);
  if (!refusal) {
    tryToMatch(world, document, atMs);
    return;
  }
  world.timetable.at(atMs + stepMs, (laterMs) => {
    if (!world.isReplaced(document)) sendReceipt(world, document, refusal, laterMs);
  });
}

function plantedRefusal(world: World, document: StoredDocument): Refusal | undefined {
  if (document.kind.kind !== 'list') return undefined;
  const about = faultPathOf(document.content);
  const [line] = document.content.lines;
  if (world.faults.strike('wrong-hs-code', about)) return refusals.unknownHsCode('1', line?.gcode ?? '');
  if (world.faults.strike('weight-missing', about)) return refusals.weight('grossWeight', '');
  if (world.faults.strike('price-mismatch', about)) return refusals.itemsDiffer('1', 'price');
  return undefined;
}

function partyFault(world: World, kind: MessageKind, head: FieldValues): Refusal | undefined {
  for (const [party, role] of Object.entries(partiesOf[kind.kind])) {
    const code = head[`${party}Code`]!;
    const firm = world.enterprises.get(code);
    if (firm?.name !== head[`${party}Name`]) return refusedByEport('-10102', `企业代码未注册或与名称不一致:${code}`);
    if (!firm!.roles.includes(role)) return refusedByEport('-10101', `企业类型不正确:${code}`);
  }
  return undefined;
}

interface Candidate {
  readonly kind: MessageKind;
  readonly document: BusinessDocument;
  readonly stored: StoredDocument | undefined;
}

function businessFault(world: World, { kind, document, stored }: Candidate): Refusal | undefined {
  const { head } = document;
  const duplicate = (earlier: StoredDocument | undefined) =>
    refusedByEport(
      kind.errors.processing,
      `重复申报,业务主键[${keyOf(kind, document)}]已存在,` +
        `申报时间${earlier ? stampOf(earlier.lastReceiptMs) : ''},状态${earlier?.status ?? ''}`,
    );
  if (world.faults.strike('duplicate', faultPathOf(document))) return duplicate(stored);
  if (head.appType === '1') return stored && isLive(stored) ? duplicate(stored) : undefined;
  if (!stored) return refusedByEport(kind.errors.business, '原单不存在,不能变更或删除');
  if (stored.content.head.appTime! > head.appTime!)
    return refusedByEport(kind.errors.processing, '报文时间早于已有记录,忽略');
  if (kind.kind === 'list' && isLive(stored) && Number(stored.status) >= 120) {
    return refusedByEport(kind.errors.business, '清单已入库,不能变更,请申请撤销');
  }
  return kind.kind === 'list' ? undefined : listInTheWay(world, kind, head);
}

/** An order or a waybill cannot change under a list that customs holds. */
function listInTheWay(world: World, { kind, errors }: MessageKind, head: FieldValues): Refusal | undefined {
  const lists = kind === 'order' ? world.listsOn('order', head.orderNo!) : world.listsOn('waybill', head.logisticsNo!);
  return lists.some(isLive) ? refusedByEport(errors.business, '已申报清单,当前状态不允许变更') : undefined;
}

const eportNumber = (world: World): string => `B${dayOf(world.nowMs())}${String(world.nextNumber()).padStart(9, '0')}`;
