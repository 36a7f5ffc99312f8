import { attributeOf, childOf, elementsOf, textAt, textOf } from '../xml/element.js';
import { parseXml, XmlError } from '../xml/parse-xml.js';
import { writeXml } from '../xml/write-xml.js';

const DXP = 'http://www.chinaport.gov.cn/dxp';
/** The address of the unified export system. */
export const EXPORT_SYSTEM = 'DXPEDCCEB0000003';

/** What is said of a message on arrival. Our convention for success is 0: the real code is unconfirmed. */
export const arrival = {
  ok: { code: '0', info: '接收成功' },
  badFormat: { code: '0001', info: '报文格式错误' },
  schema: { code: '0002', info: '报文校验不通过' },
  unknownReceiver: { code: '2001', info: '接收方不存在' },
  addressMismatch: { code: '2002', info: '发送方地址不匹配' },
} as const;
export type Arrival = (typeof arrival)[keyof typeof arrival];

export interface Envelope {
  readonly messageId: string;
  readonly sender: string;
  readonly receivers: readonly string[];
  readonly type: string;
  /** The business message. */
  readonly data: string;
}

/** Opens a terminal message (DxpMsg); answers why not when it cannot. */
export function openEnvelope(text: string): Envelope | Arrival {
  let root;
  try {
    root = parseXml(text);
  } catch (error) {
    if (error instanceof XmlError) return arrival.badFormat;
    throw error;
  }
  const info = childOf(root, 'TransInfo');
  const receivers = childOf(info, 'ReceiverIds');
  const [messageId, sender, type] = ['CopMsgId', 'SenderId', 'MsgType'].map((name) => info && textAt(info, name));
  const encoded = textAt(root, 'Data')?.replace(/\s/g, '') ?? '';
  const holds =
    root.local === 'DxpMsg' &&
    root.uri === DXP &&
    attributeOf(root, 'ver') === '1.0' &&
    receivers !== undefined &&
    within(messageId, 255) &&
    within(sender, 16) &&
    within(type, 30) &&
    /^(?:[A-Za-z0-9+/]{4})+(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$|^(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)$/.test(
      encoded,
    );
  if (!holds) return arrival.schema;
  return {
    messageId: messageId!,
    sender: sender!,
    type: type!,
    receivers: elementsOf(receivers).map(textOf),
    data: Buffer.from(encoded, 'base64').toString('utf8'),
  };
}

const within = (text: string | undefined, max: number): boolean =>
  text !== undefined && text.length >= 1 && text.length <= max;

/** Wraps a message of customs for its receiver. */
export function envelope(message: { guid: string; type: string; receiver: string; xml: string; atMs: number }): string {
  return writeXml(
    'DxpMsg',
    {
      TransInfo: {
        CopMsgId: message.guid,
        SenderId: EXPORT_SYSTEM,
        ReceiverIds: { ReceiverId: message.receiver },
        CreatTime: new Date(message.atMs).toISOString().slice(0, 19),
        MsgType: message.type,
      },
      Data: Buffer.from(message.xml, 'utf8').toString('base64'),
    },
    { xmlns: DXP, ver: '1.0' },
  );
}

/** The answer that is given at once (DxpRep). The misspelled element is the specification's. */
export function dxpAnswer({ code, info }: Arrival, sender: string): string {
  return writeXml(
    'DxpRep',
    { RecevierId: sender, Response: { ResponseCode: code, ResponseInfo: info } },
    { xmlns: DXP },
  );
}
