/** A firm as customs knows it. */
export interface Firm {
  /** Customs registration code (10 characters) or unified social credit code (18). */
  readonly code: string;
  readonly name: string;
}

/** A firm that sends messages itself, from its own address in the exchange. */
export interface SendingFirm extends Firm {
  readonly dxpId: string;
}

/** What a merchant's declarations say that no order and no product knows. */
export interface Declarant {
  /** E-commerce enterprise and consignor; sends the order. */
  readonly seller: SendingFirm;
  /** Logistics enterprise; sends the waybill. */
  readonly carrier: SendingFirm;
  /** Who declares; sends and signs the list. */
  readonly agent: SendingFirm;
  /** Who makes or sells the goods; a firm that is not registered has the code `NO`. */
  readonly owner: Firm;
  /** Customs office that is declared to. */
  readonly customsOffice: string;
  /** Customs office where the goods leave the country. */
  readonly exitOffice: string;
  /** A: customs counts by itself, four digits of the code do, no rebate. B: summarised monthly, ten digits. */
  readonly statistics: 'A' | 'B';
  readonly tradeMode: '9610' | '1210' | '9710' | '9810';
  /** 2 water, 3 rail, 4 road, 5 air, 6 post. */
  readonly transportMode: string;
  /** 2 carton, 6 bag. */
  readonly wrapType: string;
  /** Weight of the packing of one parcel: gross is the pieces and this. */
  readonly packagingGrams: number;
}

/** Invented firms, the ones that the simulator of the customs gateway knows. For the demo; no office accepts them. */
export const demoDeclarant: Declarant = {
  seller: { code: '4501960TST', name: '南宁示例电商有限公司', dxpId: 'DXPENT0000999001' },
  carrier: { code: '4514980LGS', name: '凭祥示例物流有限公司', dxpId: 'DXPLGS0000999002' },
  agent: { code: '4514980AGT', name: '崇左示例报关有限公司', dxpId: 'DXPENT0000999003' },
  owner: { code: 'NO', name: '示例制衣厂' },
  customsOffice: '7208',
  exitOffice: '7208',
  statistics: 'A',
  tradeMode: '9610',
  transportMode: '4',
  wrapType: '2',
  packagingGrams: 60,
};
