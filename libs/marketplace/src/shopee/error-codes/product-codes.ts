import type { Row } from './code-meaning.js';

const fix = ['Change the content and send it again.', '请修改内容后重新提交。'] as const;
const readFirst = ['Read its present state, then decide.', '请先读取当前状态，再作决定。'] as const;

/** Listings, variations, stock and prices. */
export const productCodes: readonly Row[] = [
  [
    'error_invalid_category error_category_is_block',
    'invalid',
    [
      'The category is unknown, closed, or has categories below it.',
      'Choose another category, one without any below it.',
    ],
    ['类目不存在、已关闭或不是末级类目。', '请选择其他末级类目。'],
  ],
  [
    'error_less_required_attribute',
    'invalid',
    ['An attribute that the category asks for is missing.', 'Fill in all mandatory attributes.'],
    ['缺少类目必填属性。', '请填写全部必填属性。'],
  ],
  [
    'error_invalid_brand error_incalid_brand',
    'invalid',
    ['The brand is not one of the category.', 'Choose a brand of the category, or none.'],
    ['品牌不属于该类目。', '请选择该类目的品牌或“无品牌”。'],
  ],
  [
    'error_name_length_limit error_item_name_is_too_short',
    'invalid',
    ['The title is too long or too short.', fix[0]],
    ['标题过长或过短。', fix[1]],
  ],
  [
    'error_image_unavailable error_image_num_min',
    'invalid',
    ['A picture is missing or cannot be used.', 'Upload the pictures again.'],
    ['图片缺失或不可用。', '请重新上传图片。'],
  ],
  [
    'error_invalid_price error_price_exceed_max_limitt error_price_exceed_max_limit error_invalid_price_for_logistic',
    'invalid',
    ['The price is not allowed.', 'Change the price; most countries take whole amounts only.'],
    ['价格不符合要求。', '请修改价格；多数国家只接受整数价格。'],
  ],
  [
    'error_invalid_logistic_info',
    'invalid',
    [
      'The shipping channels do not fit the listing.',
      'Choose channels that are switched on for the shop and take this weight.',
    ],
    ['物流渠道与商品不匹配。', '请选择店铺已启用且适用该重量的渠道。'],
  ],
  [
    'error_param_dts_exceeds_max_limit',
    'invalid',
    ['The days to ship are more than the category allows.', fix[0]],
    ['备货天数超出类目上限。', fix[1]],
  ],
  [
    'error_reach_shop_item_limit',
    'conflict',
    ['The shop has as many listings as it may have.', 'Delete listings, or ask Shopee for a higher limit.'],
    ['店铺商品数量已达上限。', '请删除部分商品或向虾皮申请提高上限。'],
  ],
  [
    'error_busi_update_stock_failed',
    'conflict',
    ['The stock was not written.', readFirst[0]],
    ['库存未写入。', readFirst[1]],
  ],
  [
    'error_cannot_update_price_in_promotion',
    'conflict',
    ['A promotion holds the price.', 'Write the price when the promotion is over.'],
    ['商品正在参加促销，价格被锁定。', '请在促销结束后修改价格。'],
  ],
  [
    'error_cnsc_shop_block_update_tier_variation',
    'not_supported',
    ['The shop belongs to a merchant who keeps listings globally.', 'Change the global listing.'],
    ['该店铺属于全球商品商家。', '请修改全球商品。'],
  ],
  [
    'error_not_in_whitelist',
    'not_supported',
    ['The shop is not open for this.', 'Leave it out, or ask Shopee to open it.'],
    ['该店铺未开通此功能。', '请勿使用，或向虾皮申请开通。'],
  ],
];
