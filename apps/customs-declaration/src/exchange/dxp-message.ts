import { create } from 'xmlbuilder2';
import { ExchangeContractError, type Delivery, type ExchangeAnswer, type OutgoingMessage } from './customs-exchange.js';
import { all, at, readXml, textOf } from './read-xml.js';

const DXP = 'http://www.chinaport.gov.cn/dxp';
/** The address of the unified export system. */
const EXPORT_SYSTEM = 'DXPEDCCEB0000003';
/** The exchange's word for "taken". No source confirms it; see customs facts. */
const ACCEPTED = '0';

/** Wraps a signed message as a terminal message (DxpMsg). */
export function toDxpMessage({ messageId, sender, type, xml, createdAt }: OutgoingMessage): string {
  return create(
    { encoding: 'UTF-8' },
    {
      DxpMsg: {
        '@xmlns': DXP,
        '@ver': '1.0',
        TransInfo: {
          CopMsgId: messageId,
          SenderId: sender,
          ReceiverIds: { ReceiverId: EXPORT_SYSTEM },
          CreatTime: createdAt.toISOString().slice(0, 19),
          MsgType: type,
        },
        Data: Buffer.from(xml, 'utf8').toString('base64'),
        AddInfo: { FileName: `${type}_${messageId}.xml` },
      },
    },
  ).end();
}

/** Reads a platform answer (DxpRep). @throws ExchangeContractError */
export function fromDxpAnswer(text: string): ExchangeAnswer {
  const response = at(readXml(text), 'DxpRep', 'Response');
  const code = textOf(at(response, 'ResponseCode'));
  if (code === undefined) throw new ExchangeContractError('The exchange answered without a response code.');
  return { accepted: code === ACCEPTED, code, text: textOf(at(response, 'ResponseInfo')) ?? '' };
}

/** Reads what lies in a mailbox. @throws ExchangeContractError */
export function fromDeliveries(text: string): Delivery[] {
  return all(at(readXml(text), 'Deliveries'), 'Delivery').map((delivery) => {
    const id = textOf(at(delivery, '@id'));
    const data = textOf(at(delivery, 'DxpMsg', 'Data'));
    if (id === undefined || data === undefined) throw new ExchangeContractError('A delivery has no id or no data.');
    return { id, xml: Buffer.from(data, 'base64').toString('utf8') };
  });
}
