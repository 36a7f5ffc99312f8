import { forms, may, must, type Field } from './field.js';

const { upTo, between, exactly, decimal, integer } = forms;

export type DocumentKind = 'order' | 'waybill' | 'list';

/** Where a kind's errors begin: signature / format / business / processing (table 7-3 of the 2018 specification). */
export interface ErrorRanges {
  readonly signature: string;
  readonly format: string;
  readonly business: string;
  readonly processing: string;
}

/** A message as the 202205 specification lays it out. */
export interface MessageKind {
  readonly kind: DocumentKind;
  readonly root: string;
  /** Name of one document inside the message. */
  readonly document: string;
  /** The document's own fields stand in this element; null when they stand in the document itself. */
  readonly head: string | null;
  readonly headFields: readonly Field[];
  readonly line: string | null;
  readonly lineFields: readonly Field[];
  readonly signatureRequired: boolean;
  readonly receiptRoot: string;
  readonly receipt: string;
  readonly errors: ErrorRanges;
}

const common = [
  must('guid', exactly(36)),
  must('appType', exactly(1)),
  must('appTime', exactly(14)),
  must('appStatus', exactly(1)),
];
const firm = (prefix: string): Field[] => [must(`${prefix}Code`, between(1, 18)), must(`${prefix}Name`, upTo(100))];
const note = may('note', upTo(1000));

const order: MessageKind = {
  kind: 'order',
  root: 'CEB303Message',
  document: 'Order',
  head: 'OrderHead',
  headFields: [
    ...common,
    must('orderType', exactly(1)),
    must('orderNo', between(1, 60)),
    ...firm('ebp'),
    ...firm('ebc'),
    must('goodsValue', decimal),
    must('freight', decimal),
    must('currency', exactly(3)),
    note,
  ],
  line: 'OrderList',
  lineFields: [
    must('gnum', integer(5)),
    must('itemNo', upTo(30)),
    must('itemName', upTo(250)),
    may('itemDescribe', upTo(1000)),
    may('barCode', upTo(50)),
    must('unit', exactly(3)),
    must('currency', exactly(3)),
    must('qty', decimal),
    must('price', decimal),
    must('totalPrice', decimal),
    note,
  ],
  signatureRequired: false,
  receiptRoot: 'CEB304Message',
  receipt: 'OrderReturn',
  errors: { signature: '-301001', format: '-302001', business: '-303001', processing: '-304001' },
};

const waybill: MessageKind = {
  kind: 'waybill',
  root: 'CEB505Message',
  document: 'Logistics',
  head: null,
  headFields: [
    ...common,
    ...firm('logistics'),
    must('logisticsNo', between(1, 32)),
    must('freight', decimal),
    must('insuredFee', decimal),
    must('currency', exactly(3)),
    must('grossWeight', decimal),
    must('packNo', integer(9)),
    must('goodsInfo', upTo(200)),
    may('ebcCode', upTo(18)),
    may('ebcName', upTo(100)),
    may('ebcTelephone', upTo(50)),
    note,
  ],
  line: null,
  lineFields: [],
  signatureRequired: false,
  receiptRoot: 'CEB506Message',
  receipt: 'LogisticsReturn',
  errors: { signature: '-501001', format: '-502001', business: '-503001', processing: '-504001' },
};

const list: MessageKind = {
  kind: 'list',
  root: 'CEB603Message',
  document: 'Inventory',
  head: 'InventoryHead',
  headFields: [
    ...common,
    must('customsCode', exactly(4)),
    ...firm('ebp'),
    must('orderNo', between(1, 60)),
    ...firm('logistics'),
    must('logisticsNo', between(1, 32)),
    must('copNo', between(1, 30)),
    may('preNo', exactly(18)),
    may('invtNo', between(18, 20)),
    must('ieFlag', exactly(1)),
    must('portCode', exactly(4)),
    must('ieDate', exactly(8)),
    must('statisticsFlag', exactly(1)),
    ...firm('agent'),
    ...firm('ebc'),
    ...firm('owner'),
    may('iacCode', upTo(18)),
    may('iacName', upTo(100)),
    may('emsNo', upTo(30)),
    must('tradeMode', exactly(4)),
    must('trafMode', exactly(1)),
    may('trafName', upTo(100)),
    may('voyageNo', upTo(32)),
    may('billNo', upTo(37)),
    may('totalPackageNo', upTo(37)),
    may('loctNo', upTo(10)),
    may('licenseNo', upTo(19)),
    must('country', exactly(3)),
    must('POD', between(3, 4)),
    must('freight', decimal),
    must('fCurrency', exactly(3)),
    must('fFlag', exactly(1)),
    must('insuredFee', decimal),
    must('iCurrency', exactly(3)),
    must('iFlag', exactly(1)),
    must('wrapType', exactly(1)),
    must('packNo', integer(9)),
    must('grossWeight', decimal),
    must('netWeight', decimal),
    note,
  ],
  line: 'InventoryList',
  lineFields: [
    must('gnum', integer(5)),
    must('itemNo', upTo(20)),
    may('itemRecordNo', upTo(30)),
    may('itemName', upTo(250)),
    must('gcode', exactly(10)),
    must('gname', upTo(250)),
    must('gmodel', upTo(250)),
    must('barCode', upTo(50)),
    must('country', exactly(3)),
    must('currency', exactly(3)),
    must('qty', decimal),
    must('qty1', decimal),
    may('qty2', decimal),
    must('unit', exactly(3)),
    must('unit1', exactly(3)),
    may('unit2', upTo(3)),
    must('price', decimal),
    must('totalPrice', decimal),
    note,
  ],
  signatureRequired: true,
  receiptRoot: 'CEB604Message',
  receipt: 'InventoryReturn',
  errors: { signature: '-601001', format: '-602001', business: '-603001', processing: '-604001' },
};

export const messageKinds = { order, waybill, list } as const;

export const kindOfRoot = (root: string): MessageKind | undefined =>
  Object.values(messageKinds).find((kind) => kind.root === root);

export const baseTransferFields: readonly Field[] = [
  must('copCode', between(1, 18)),
  must('copName', between(1, 100)),
  must('dxpMode', exactly(3)),
  must('dxpId', between(1, 30)),
  note,
];
