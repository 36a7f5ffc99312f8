import type { DocumentFacts, MessageWriter } from './document-facts.js';
import { element, heading, messageXml } from './message-xml.js';

const LONGEST_GOODS_INFO = 200;

/** CEB505, the waybill: one parcel, prepaid. */
export const waybillMessage: MessageWriter = (facts, document) =>
  messageXml({
    kind: 'waybill',
    guid: document.message,
    sender: facts.declarant.carrier,
    document: {
      'ceb:Logistics': element({
        ...heading(document, facts.now),
        logisticsCode: facts.declarant.carrier.code,
        logisticsName: facts.declarant.carrier.name,
        logisticsNo: facts.parcel.trackingNumber,
        freight: '0',
        insuredFee: '0',
        currency: facts.currency,
        grossWeight: facts.grossWeight,
        packNo: '1',
        goodsInfo: goodsInfo(facts),
      }),
    },
  });

const goodsInfo = ({ goods }: DocumentFacts): string =>
  [...goods.map(({ name, quantity }) => `${name}×${quantity}`).join('、')].slice(0, LONGEST_GOODS_INFO).join('');
