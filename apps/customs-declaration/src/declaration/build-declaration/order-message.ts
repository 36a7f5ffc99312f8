import type { MessageWriter } from './document-facts.js';
import { element, heading, messageXml, NO_CODE } from './message-xml.js';

/** CEB303, the order of an export to a consumer. It names no buyer. */
export const orderMessage: MessageWriter = (facts, document) =>
  messageXml({
    kind: 'order',
    guid: document.message,
    sender: facts.declarant.seller,
    document: {
      'ceb:Order': {
        'ceb:OrderHead': element({
          ...heading(document, facts.now),
          orderType: 'E',
          orderNo: facts.orderNo,
          ebpCode: NO_CODE,
          ebpName: facts.platformName,
          ebcCode: facts.declarant.seller.code,
          ebcName: facts.declarant.seller.name,
          goodsValue: facts.goodsValue,
          freight: '0',
          currency: facts.currency,
        }),
        'ceb:OrderList': facts.goods.map((goods) =>
          element({
            gnum: goods.gnum,
            itemNo: goods.itemNo,
            itemName: goods.name,
            unit: goods.unit,
            currency: goods.currency,
            qty: goods.quantity,
            price: goods.price,
            totalPrice: goods.totalPrice,
          }),
        ),
      },
    },
  });
