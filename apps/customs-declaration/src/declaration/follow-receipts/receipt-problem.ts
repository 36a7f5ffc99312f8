import type { DocumentKind } from '../document.js';
import type { Problem, Sentence } from '../problem.js';

interface Meaning {
  readonly cause: Sentence;
  readonly advice: Sentence;
}

const fixCatalog: Sentence = {
  en: 'Correct it in the catalog, then resubmit the declaration.',
  zh: '请在商品目录中更正，然后重新申报。',
};
const resubmit: Sentence = {
  en: 'Resubmit: all documents are made anew from one snapshot. If it comes again, ask support.',
  zh: '请重新申报：系统将用同一份数据重新生成全部单证；如再次出现请联系支持人员。',
};
const askBroker: Sentence = {
  en: 'Ask the broker what the office found, correct it, then resubmit.',
  zh: '请向报关行了解退单原因，更正后重新申报。',
};

/** By the code inside `[Code:…]` of a refusal by customs (status 100). */
const byCustomsCode: Readonly<Record<string, Meaning>> = {
  '1300': {
    cause: { en: 'A code in the document is not in the table of customs.', zh: '单证中的代码不在海关参数表中。' },
    advice: {
      en: 'Check the customs offices, transport and packing codes of the declarant settings, then resubmit.',
      zh: '请检查申报设置中的关区、运输方式和包装代码，然后重新申报。',
    },
  },
  '1301': {
    cause: { en: 'Customs does not know the HS code of an item.', zh: '商品编码不在海关参数表中。' },
    advice: fixCatalog,
  },
  '1302': {
    cause: { en: 'The legal unit does not belong to the HS code of an item.', zh: '法定计量单位与商品编码不符。' },
    advice: fixCatalog,
  },
  '1303': { cause: { en: 'A legal quantity is wrong.', zh: '法定数量不正确。' }, advice: fixCatalog },
  '1310': {
    cause: { en: 'A weight is missing, or the net weight is above the gross.', zh: '重量缺失或净重大于毛重。' },
    advice: {
      en: 'Enter the weights of the products in the catalog, then resubmit.',
      zh: '请在商品目录中填写商品重量，然后重新申报。',
    },
  },
  '1311': {
    cause: { en: 'List and waybill give different gross weights.', zh: '清单毛重与运单毛重不一致。' },
    advice: resubmit,
  },
  '1320': {
    cause: { en: 'List and order have a different number of lines.', zh: '清单与订单商品项数不一致。' },
    advice: resubmit,
  },
  '1321': {
    cause: {
      en: 'List, order and waybill name different firms or numbers.',
      zh: '清单、订单、运单的企业或单号不一致。',
    },
    advice: resubmit,
  },
  '1322': {
    cause: {
      en: 'List and order differ in an item, its price or its quantity.',
      zh: '清单与订单的商品、价格或数量不一致。',
    },
    advice: resubmit,
  },
  '1323': { cause: { en: 'A total is not quantity times price.', zh: '总价不等于数量乘以单价。' }, advice: resubmit },
  '1324': {
    cause: { en: 'A price or a quantity is not above zero.', zh: '单价或数量不大于零。' },
    advice: {
      en: 'A gift must be declared at its worth: send it as a parcel of its own with a price.',
      zh: '赠品须按实际价值申报，请单独以有价包裹寄送。',
    },
  },
  '1325': { cause: { en: 'The order stands on another list.', zh: '订单已被其他清单使用。' }, advice: askBroker },
  '1326': {
    cause: { en: 'The waybill stands on another list.', zh: '运单已被其他清单使用。' },
    advice: { en: 'Pack the parcel again under a new tracking number.', zh: '请使用新的运单号重新打包。' },
  },
};

const duplicate: Meaning = {
  cause: { en: 'Customs has a document under this number already.', zh: '该单号已申报过。' },
  advice: {
    en: 'Ask the broker for the earlier document. If it is ours, nothing needs to be done; else use another number.',
    zh: '请向报关行查询已有单证；如为本单则无需处理，否则请更换单号。',
  },
};
const signature: Meaning = {
  cause: { en: 'The signature was not accepted.', zh: '验签未通过。' },
  advice: {
    en: 'Check that the certificate is valid, is the declaring firm’s, and uses an algorithm in force; then resubmit.',
    zh: '请检查证书是否有效、是否属于申报企业、算法是否符合要求，然后重新申报。',
  },
};
const firm: Meaning = {
  cause: { en: 'A firm is not registered with customs, or not in this role.', zh: '企业未在海关注册或企业类型不符。' },
  advice: {
    en: 'Correct code and name of the firm with PUT /api/v1/declarant, then resubmit.',
    zh: '请通过 PUT /api/v1/declarant 更正企业代码和名称，然后重新申报。',
  },
};
const form: Meaning = {
  cause: { en: 'The document does not have the form that customs asks for.', zh: '报文格式不符合规范。' },
  advice: {
    en: 'This is a fault of ours. Tell support the text of the receipt.',
    zh: '这是系统问题，请将回执内容告知支持人员。',
  },
};
const unknown: Meaning = {
  cause: { en: 'Customs refused the document.', zh: '海关退单。' },
  advice: askBroker,
};

/** By returnStatus below zero: the ranges of the 2018 table, signature / format / business / processing. */
const byStatus: readonly (readonly [RegExp, Meaning])[] = [
  [/^-1010[12]$/, firm],
  [/^-(301|501|601)\d{3}$/, signature],
  [/^-(302|502|602|900)\d{3}$/, form],
  [/^-(304|504|604)001$/, duplicate],
];

export interface RefusedBy {
  readonly kind: DocumentKind;
  /** returnStatus. */
  readonly status: string;
  /** returnInfo. */
  readonly text: string;
}

/** What a refusal means and what to do about it; the text of customs is kept with it, whatever it says. */
export function receiptProblem({ kind, status, text }: RefusedBy): Problem {
  const [, code = '', description = text, place] = /^\[Code:(\w+);Desc:([^\]]*)\](?:,\[([^\]]*)\])?/.exec(text) ?? [];
  const meaning =
    status === '100'
      ? (byCustomsCode[code] ?? unknown)
      : (byStatus.find(([pattern]) => pattern.test(status))?.[1] ?? unknown);
  const said = description === '' ? '' : description.slice(0, 500);
  return {
    code: status === '100' && code !== '' ? code : status,
    field: place ? `${kind}.${place}`.slice(0, 200) : kind,
    cause: { en: `${meaning.cause.en} Customs says: ${said}`, zh: `${meaning.cause.zh}海关回执：${said}` },
    advice: meaning.advice,
  };
}

/** The exchange did not take the message at all. */
export const exchangeProblem = (kind: DocumentKind, code: string, text: string): Problem => ({
  code: `exchange-${code}`.slice(0, 100),
  field: kind,
  cause: {
    en: `The exchange did not take the message (${code}). It says: ${text.slice(0, 500)}`,
    zh: `数据交换平台未接收报文（${code}）：${text.slice(0, 500)}`,
  },
  advice: {
    en: 'Check the addresses and certificates of the firms in the declarant settings, then resubmit.',
    zh: '请检查申报设置中企业的 DXP 地址和证书，然后重新申报。',
  },
});
