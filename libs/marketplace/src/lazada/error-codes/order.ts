import { advice, type CodeRow } from './code-row.js';

/** Of reading orders, and of the older documents of an order. */
export const order: readonly CodeRow[] = [
  ['16 35 37 39', 'not_found', ['The shop has no such order.', '店铺中没有该订单。'], advice.checkShop],
  ['20', 'not_found', ['The shop has no such order item.', '店铺中没有该订单商品。'], advice.checkShop],
  ['21', 'unavailable', ['Lazada’s order system failed.', 'Lazada 订单系统出错。'], advice.again],
  ['34', 'conflict', ['The items must be packed first.', '商品必须先打包。'], advice.readFirst],
  [
    '38',
    'invalid',
    ['Too many orders were asked for at once.', '一次查询的订单过多。'],
    ['Ask for fewer at once.', '请减少每次查询的订单数量。'],
  ],
  ['32', 'invalid', ['Lazada does not know the kind of document.', 'Lazada 不支持该单据类型。'], advice.ourFault],
  [
    '14 17 19 36 56 74 75',
    'invalid',
    ['Lazada does not take the filter, the page or the list of orders.', 'Lazada 不接受该筛选条件、分页或订单列表。'],
    advice.ourFault,
  ],
];
