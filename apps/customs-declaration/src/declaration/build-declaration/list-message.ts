import { beijingTime } from './beijing-time.js';
import type { MessageWriter } from './document-facts.js';
import { element, heading, messageXml, NO_CODE } from './message-xml.js';

/** Amounts of freight and insurance are totals. */
const TOTAL = '3';

/** CEB603, the list: what customs checks and releases. */
export const listMessage: MessageWriter = (facts, document) => {
  const { declarant, destination } = facts;
  return messageXml({
    kind: 'list',
    guid: document.message,
    sender: declarant.agent,
    document: {
      'ceb:Inventory': {
        'ceb:InventoryHead': element({
          ...heading(document, facts.now),
          customsCode: declarant.customsOffice,
          ebpCode: NO_CODE,
          ebpName: facts.platformName,
          orderNo: facts.orderNo,
          logisticsCode: declarant.carrier.code,
          logisticsName: declarant.carrier.name,
          logisticsNo: facts.parcel.trackingNumber,
          copNo: facts.listNo,
          ieFlag: 'E',
          portCode: declarant.exitOffice,
          ieDate: beijingTime(facts.now).day,
          statisticsFlag: declarant.statistics,
          agentCode: declarant.agent.code,
          agentName: declarant.agent.name,
          ebcCode: declarant.seller.code,
          ebcName: declarant.seller.name,
          ownerCode: declarant.owner.code,
          ownerName: declarant.owner.name,
          tradeMode: declarant.tradeMode,
          trafMode: declarant.transportMode,
          country: destination,
          // The port is not known when the parcel is packed; the country's code stands for it in practice.
          POD: destination,
          freight: '0',
          fCurrency: facts.currency,
          fFlag: TOTAL,
          insuredFee: '0',
          iCurrency: facts.currency,
          iFlag: TOTAL,
          wrapType: declarant.wrapType,
          packNo: '1',
          grossWeight: facts.grossWeight,
          netWeight: facts.netWeight,
        }),
        'ceb:InventoryList': facts.goods.map((goods) =>
          element({
            gnum: goods.gnum,
            itemNo: goods.itemNo,
            itemName: goods.name,
            gcode: goods.gcode,
            gname: goods.name,
            gmodel: goods.model,
            barCode: goods.barCode,
            country: destination,
            currency: goods.currency,
            qty: goods.quantity,
            qty1: goods.quantity1,
            qty2: goods.quantity2,
            unit: goods.unit,
            unit1: goods.unit1,
            unit2: goods.unit2,
            price: goods.price,
            totalPrice: goods.totalPrice,
          }),
        ),
      },
    },
  });
};
