import { advice, type CodeRow } from './code-row.js';

const askReasons = ['Ask for the reasons again and choose one of them.', '请重新查询原因列表并从中选择。'] as const;
const readReturn = ['Read the return again.', '请重新查询退货单。'] as const;

/** Of cancellations, returns and refunds. */
export const reverse: readonly CodeRow[] = [
  ['100', 'invalid', ['No line of the return is named.', '未指定退货行。'], advice.ourFault],
  ['102 115', 'invalid', ['The order, or the units of it, are not named.', '未指定订单或订单商品。'], advice.ourFault],
  ['103', 'invalid', ['The line of the return is not named.', '未指定退货行。'], advice.ourFault],
  [
    '104',
    'invalid',
    ['The reason is missing, or is none that Lazada takes for this order.', '缺少原因，或该原因不适用于此订单。'],
    askReasons,
  ],
  [
    '105 112 125',
    'not_found',
    ['The shop has no such cancellation, return or refund.', '店铺中没有该取消、退货或退款单。'],
    advice.checkShop,
  ],
  ['126', 'not_found', ['The return has no such line.', '退货单中没有该行。'], readReturn],
  ['122', 'not_found', ['The shop has no such order.', '店铺中没有该订单。'], advice.checkShop],
  ['123', 'not_found', ['The order has no such units.', '订单中没有这些商品。'], advice.checkShop],
  ['106', 'unavailable', ['Lazada’s system of returns failed.', 'Lazada 退货系统内部错误。'], advice.again],
  ['107', 'invalid', ['Lazada does not know this step of a return.', 'Lazada 不认识该退货操作。'], advice.ourFault],
  [
    '108',
    'invalid',
    ['A return or refund can only be refused with a reason.', '拒绝退货或退款必须给出原因。'],
    askReasons,
  ],
  [
    '109',
    'invalid',
    ['Whoever refuses or disputes has to say why in a comment.', '拒绝或申诉时必须填写说明。'],
    ['Add a comment.', '请填写说明。'],
  ],
  [
    '110',
    'invalid',
    ['Whoever refuses a refund, or disputes one, has to show a picture.', '拒绝退款或申诉时必须上传图片凭证。'],
    ['Add at least one picture.', '请至少上传一张图片。'],
  ],
  [
    '111 133',
    'invalid',
    ['Lazada takes this decision for one line at a time.', '该操作每次只能处理一行。'],
    ['Decide each line by itself.', '请逐行处理。'],
  ],
  [
    '113',
    'conflict',
    ['A line of the return is in a state that Lazada cannot act on.', '退货行处于无法操作的状态。'],
    readReturn,
  ],
  ['114', 'conflict', ['The return is not in a state for this step.', '退货单当前状态不允许此操作。'], readReturn],
  [
    '116 117 118',
    'permission_denied',
    ['Lazada does not find the seller to whom the token belongs.', 'Lazada 找不到令牌对应的卖家。'],
    advice.connectAgain,
  ],
  ['124 127', 'permission_denied', ['The units belong to another seller.', '这些商品属于其他卖家。'], advice.checkShop],
  [
    '119',
    'conflict',
    ['There is no reason for which these units could be cancelled.', '这些商品没有可用的取消原因。'],
    advice.readFirst,
  ],
  ['120 121', 'invalid', ['Lazada does not take the page.', 'Lazada 不接受该分页。'], advice.ourFault],
  [
    '131',
    'conflict',
    [
      'There is nothing to decide: the request was answered already, or its time has run out.',
      '无需处理：该请求已答复，或已过期。',
    ],
    advice.readFirst,
  ],
];

/** Of reading one return, where a failure of the system says that there is no such return in this shop. */
export const returnDetail: readonly CodeRow[] = [
  ['106', 'not_found', ['The shop has no such return.', '店铺中没有该退货单。'], advice.checkShop],
];
