import type { Row } from './code-meaning.js';

const readFirst = ['Read its present state, then decide.', '请先读取当前状态，再作决定。'] as const;
const waitFor = ['It is not there yet; ask again in some seconds.', '尚未就绪，请数秒后重试。'] as const;
const ourFault = [
  'Report it: the adapter sends something that Shopee does not take.',
  '请上报：适配器发送了虾皮不接受的内容。',
] as const;

/** Orders, shipping, documents, returns. `pacakge` is Shopee's spelling. */
export const orderCodes: readonly Row[] = [
  [
    'tracking_number_invalid',
    'conflict',
    [
      'The tracking number is not, or not yet, the one of the parcel.',
      'Read the order and ask again with its tracking number.',
    ],
    ['运单号与包裹不符或尚未生成。', '请读取订单并使用其运单号重试。'],
  ],
  [
    'order_already_bound order_not_bound order_exceed_limit order_status_invalid first_mile_status_invalid',
    'conflict',
    ['The parcel cannot be bound to this first-mile number, or taken off it, as it is now.', readFirst[0]],
    ['包裹当前不能绑定或解绑该首公里单号。', readFirst[1]],
  ],
  [
    'order_list_invalid_time',
    'invalid',
    ['The window of time is longer than 15 days.', ourFault[0]],
    ['时间窗口超过15天。', ourFault[1]],
  ],
  [
    'cancel_order_invalid_status',
    'conflict',
    ['The buyer’s request to cancel was answered, or ran out.', readFirst[0]],
    ['买家的取消申请已处理或已失效。', readFirst[1]],
  ],
  [
    'order_cannot_split',
    'not_supported',
    ['The order cannot be split.', 'Send it in one parcel.'],
    ['该订单不能拆分。', '请以一个包裹发出。'],
  ],
  [
    'ship_order_only_support_one_type ship_order_need_address_pickup_time ship_order_need_branch_id ship_order_need_sender_real_name ship_order_need_tracking_number ship_order_need_pacakge_number ship_order_need_package_number ship_order_not_need_pacakge_number ship_order_not_need_package_number ship_order_pickup_time_invalid',
    'invalid',
    ['What the carrier asks for is missing, or not asked for.', 'Ask for the shipping options again and answer them.'],
    ['缺少或多填了承运商要求的信息。', '请重新获取发货参数并按要求填写。'],
  ],
  [
    'ship_order_unsupport_pickup ship_order_unsupport_dropoff ship_order_unsupport_non_integrated',
    'invalid',
    ['The order cannot be handed over in this way.', 'Ask for the shipping options again.'],
    ['该订单不支持此交件方式。', '请重新获取发货参数。'],
  ],
  [
    'ship_order_not_ready_to_ship ship_order_pff_init package_already_shipped package_can_not_print order_prescription_unchecked',
    'conflict',
    ['The parcel is not in a state in which this can be done.', readFirst[0]],
    ['包裹当前状态不允许此操作。', readFirst[1]],
  ],
  [
    'shipping_document_should_print_first download_later',
    'conflict',
    ['The document is being made.', waitFor[0]],
    ['面单正在生成。', waitFor[1]],
  ],
  [
    'batch_api_all_failed',
    'conflict',
    ['None of the items could be done.', readFirst[0]],
    ['全部条目均失败。', readFirst[1]],
  ],
  [
    'lack_of_invoice_data',
    'conflict',
    ['The invoice is missing.', 'Upload the invoice first.'],
    ['缺少发票。', '请先上传发票。'],
  ],
  [
    'order_not_exist package_not_exist',
    'not_found',
    ['Shopee does not know the order, or it belongs to another shop.', 'Check the order number and the shop.'],
    ['虾皮找不到该订单，或其属于其他店铺。', '请检查订单号与店铺。'],
  ],
  [
    'error_auth_no_permission',
    'permission_denied',
    ['The shop may not do this.', 'The seller must settle this in Seller Centre.'],
    ['店铺无权执行此操作。', '请卖家在卖家中心处理。'],
  ],
];
