import { advice, type CodeRow } from './code-row.js';

/** Of flexi combos, vouchers and free shipping. */
export const promotion: readonly CodeRow[] = [
  ['21', 'unavailable', ['Lazada’s promotion system failed.', 'Lazada 促销系统出错。'], advice.again],
  [
    '22',
    'invalid',
    ['A value of the promotion is missing or not allowed.', '促销参数缺失或不合法。'],
    advice.fixContent,
  ],
  [
    '23',
    'conflict',
    ['The promotion, or a product in it, is not in a state for this.', '促销或其中的商品当前状态不允许此操作。'],
    advice.readFirst,
  ],
  ['24', 'invalid', ['Lazada takes the request for illegal.', 'Lazada 判定该请求非法。'], advice.ourFault],
  ['25', 'unavailable', ['Lazada’s price engine failed.', 'Lazada 营销引擎出错。'], advice.again],
  [
    '26',
    'permission_denied',
    ['The seller may not do this with promotions.', '卖家无权进行该促销操作。'],
    advice.sellerCenter,
  ],
];
