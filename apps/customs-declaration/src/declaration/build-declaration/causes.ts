import type { Problem } from '../problem.js';

const at = (sellerSku: string, field: string): string => `lines[${sellerSku}].${field}`;

/** What can be wrong with a parcel before anything is sent. One place, so that the words are the same everywhere. */
export const causes = {
  declarantMissing: (): Problem => ({
    code: 'declarant-missing',
    field: 'declarant',
    cause: { en: 'The firms that declare for this merchant are not known.', zh: '未设置该商户的申报企业信息。' },
    advice: {
      en: 'Set seller, carrier, agent and customs offices with PUT /api/v1/declarant, then resubmit.',
      zh: '请通过 PUT /api/v1/declarant 设置电商企业、物流企业、申报企业和关区，然后重新申报。',
    },
  }),
  productUnknown: (sku: string): Problem => ({
    code: 'product-unknown',
    field: at(sku, 'sellerSku'),
    cause: { en: `The catalog has no product with the SKU ${sku}.`, zh: `商品目录中没有 SKU ${sku}。` },
    advice: {
      en: 'Add the product to the catalog; the declaration then goes on by itself.',
      zh: '请在商品目录中添加该商品，系统将自动继续申报。',
    },
  }),
  hsCodeMissing: (sku: string): Problem => ({
    code: 'hs-code-missing',
    field: at(sku, 'hsCode'),
    cause: { en: `The product of SKU ${sku} has no HS code.`, zh: `SKU ${sku} 的商品未填写商品编码（HS）。` },
    advice: {
      en: 'Have the product classified, enter its HS code in the catalog, then resubmit.',
      zh: '请完成商品归类，在商品目录中填写商品编码，然后重新申报。',
    },
  }),
  hsCodeUnknown: (sku: string, hsCode: string): Problem => ({
    code: 'hs-code-unknown',
    field: at(sku, 'hsCode'),
    cause: {
      en: `The HS code ${hsCode} of SKU ${sku} is in no chapter of the tariff.`,
      zh: `SKU ${sku} 的商品编码 ${hsCode} 不属于税则任何章。`,
    },
    advice: {
      en: 'Correct the HS code in the catalog, then resubmit.',
      zh: '请在商品目录中更正商品编码，然后重新申报。',
    },
  }),
  hsCodeTooShort: (sku: string, hsCode: string): Problem => ({
    code: 'hs-code-too-short',
    field: at(sku, 'hsCode'),
    cause: {
      en: `The HS code ${hsCode} of SKU ${sku} has fewer than the ten digits that a list for monthly summary needs.`,
      zh: `SKU ${sku} 的商品编码 ${hsCode} 不足十位，汇总申报清单须填报十位编码。`,
    },
    advice: {
      en: 'Enter all ten digits in the catalog, or declare under statistics flag A, then resubmit.',
      zh: '请在商品目录中填写十位编码，或改用汇总统计（A）方式，然后重新申报。',
    },
  }),
  chineseNameMissing: (sku: string): Problem => ({
    code: 'chinese-name-missing',
    field: at(sku, 'titleZh'),
    cause: { en: `The product of SKU ${sku} has no Chinese name.`, zh: `SKU ${sku} 的商品没有中文名称。` },
    advice: {
      en: 'Enter the Chinese name of the product in the catalog, then resubmit.',
      zh: '请在商品目录中填写中文名称，然后重新申报。',
    },
  }),
  chineseNameTooLong: (sku: string): Problem => ({
    code: 'chinese-name-too-long',
    field: at(sku, 'titleZh'),
    cause: {
      en: `The Chinese name of SKU ${sku} is longer than the 250 characters that customs takes.`,
      zh: `SKU ${sku} 的中文名称超过海关允许的 250 个字符。`,
    },
    advice: { en: 'Shorten the name in the catalog, then resubmit.', zh: '请缩短中文名称，然后重新申报。' },
  }),
  weightMissing: (sku: string): Problem => ({
    code: 'weight-missing',
    field: at(sku, 'weightGrams'),
    cause: { en: `The weight of SKU ${sku} is not known.`, zh: `SKU ${sku} 未填写重量。` },
    advice: {
      en: 'Weigh one piece, enter its weight in grams in the catalog, then resubmit.',
      zh: '请称重，在商品目录中填写单件重量（克），然后重新申报。',
    },
  }),
  skuTooLong: (sku: string): Problem => ({
    code: 'seller-sku-too-long',
    field: at(sku, 'sellerSku'),
    cause: {
      en: `The SKU ${sku} is longer than the 20 characters that a customs list takes.`,
      zh: `SKU ${sku} 超过清单商品货号允许的 20 个字符。`,
    },
    advice: { en: 'Give the product a shorter SKU and list it again.', zh: '请为商品设置更短的 SKU 并重新上架。' },
  }),
  priceNotPositive: (sku: string): Problem => ({
    code: 'price-not-positive',
    field: at(sku, 'unitPrice'),
    cause: { en: `SKU ${sku} was sold for nothing.`, zh: `SKU ${sku} 的成交价格为零。` },
    advice: {
      en: 'A gift must be declared at its worth. Send it as a parcel of its own with a price, or leave it out.',
      zh: '赠品须按实际价值申报，请单独以有价包裹寄送或不随寄。',
    },
  }),
  destinationUnknown: (country: string): Problem => ({
    code: 'destination-unknown',
    field: 'country',
    cause: { en: `We have no customs code for the country ${country}.`, zh: `没有国家 ${country} 的海关代码。` },
    advice: { en: 'Ask the broker to declare this parcel.', zh: '请由报关行申报该包裹。' },
  }),
  currencyWithoutCode: (currency: string): Problem => ({
    code: 'currency-without-code',
    field: 'lines.unitPrice',
    cause: {
      en: `Customs has no confirmed code for ${currency}, so a price in it cannot be declared.`,
      zh: `币制 ${currency} 没有可用的海关代码，不能以该币制申报。`,
    },
    advice: {
      en: 'Ask the broker to declare this parcel in CNY or USD at a recorded rate.',
      zh: '请由报关行按有记录的汇率以人民币或美元申报。',
    },
  }),
  mixedCurrencies: (): Problem => ({
    code: 'mixed-currencies',
    field: 'lines.unitPrice',
    cause: { en: 'The lines of the parcel are priced in several currencies.', zh: '包裹内商品使用了多种币制。' },
    advice: { en: 'Ask support: an order has one currency.', zh: '请联系支持人员：一个订单只能有一种币制。' },
  }),
  trackingNumberTooLong: (): Problem => ({
    code: 'tracking-number-too-long',
    field: 'trackingNumber',
    cause: { en: 'The tracking number has more than 32 characters.', zh: '运单号超过 32 个字符。' },
    advice: { en: 'Pack the order again with another carrier.', zh: '请更换承运人重新打包。' },
  }),
  tooManyLines: (): Problem => ({
    code: 'too-many-lines',
    field: 'lines',
    cause: { en: 'The parcel has more than 100 different items.', zh: '包裹内商品超过 100 项。' },
    advice: { en: 'Pack it as several parcels.', zh: '请拆分为多个包裹。' },
  }),
} as const;
