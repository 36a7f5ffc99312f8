import type { Row } from './code-meaning.js';

const fix = ['Change the content and send it again.', '请修改内容后重新提交。'] as const;
const readFirst = ['Read its present state, then decide.', '请先读取当前状态，再作决定。'] as const;

/** Listings, variations, stock and prices. */
export const productCodes: readonly Row[] = [
  [
    'error_item_not_found error_item_deleted error_model_not_found error_global_item_not_found',
    'not_found',
    ['The shop has no such listing or variant.', 'Check the id and the shop.'],
    ['店铺没有该商品或规格。', '请检查编号与店铺。'],
  ],
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
    'error_less_required_attribute error_invalid_attribute error_invalid_attribute_value error_invalid_attribute_unit',
    'invalid',
    [
      'An attribute that the category asks for is missing, or its value is not allowed.',
      'See its values and fill in all mandatory ones.',
    ],
    ['缺少类目必填属性或属性值无效。', '请按类目要求填写全部必填属性。'],
  ],
  [
    'error_invalid_brand error_incalid_brand',
    'invalid',
    ['The brand is not one of the category.', 'Choose a brand of the category, or none.'],
    ['品牌不属于该类目。', '请选择该类目的品牌或“无品牌”。'],
  ],
  [
    'error_name_length_limit error_item_name_is_too_short error_desc_length_limit',
    'invalid',
    ['The title or the description is too long or too short.', fix[0]],
    ['标题或描述过长或过短。', fix[1]],
  ],
  [
    'error_image_unavailable error_image_num_min error_image_num_max error_tier_var_image error_video_unavailable',
    'invalid',
    ['A picture or video is missing, cannot be used, or is one too many.', 'Upload them again, nine pictures at most.'],
    ['图片或视频缺失、不可用或数量过多。', '请重新上传，图片最多九张。'],
  ],
  [
    'error_invalid_price error_price_exceed_max_limitt error_price_exceed_max_limit error_price_exceed_min_limitt error_price_exceed_min_limit error_price_ratio error_invalid_price_for_logistic',
    'invalid',
    [
      'The price is not allowed.',
      'Change the price; most countries take whole amounts only, and one variant may cost a few times another at most.',
    ],
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
    'error_param_dts_exceeds_max_limit error_param_dts_below_min_limit error_param_scheduled_publish_time',
    'invalid',
    ['The days to ship, or the time of publishing, are outside of what the category allows.', fix[0]],
    ['备货天数或定时上架时间超出允许范围。', fix[1]],
  ],
  [
    'error_reach_shop_item_limit',
    'conflict',
    ['The shop has as many listings as it may have.', 'Delete listings, or ask Shopee for a higher limit.'],
    ['店铺商品数量已达上限。', '请删除部分商品或向虾皮申请提高上限。'],
  ],
  [
    'error_tier_index error_duplicate_tier_index error_invalid_tier_variation error_tier_variation_level error_tier_var_name_len error_tier_var_option_len error_tier_var_option_empty error_duplicate_tier_variation_name error_duplicate_tier_option error_item_has_no_model',
    'invalid',
    [
      'The options of the variants are not ones that Shopee takes.',
      'Give each variant its own value of every option, in short words.',
    ],
    ['规格选项不符合要求。', '请为每个规格填写不重复且简短的选项值。'],
  ],
  [
    'error_item_in_promotion error_flash_sale_ongoing',
    'conflict',
    ['A promotion holds the listing.', 'Try again when the promotion is over.'],
    ['商品正在参加促销活动。', '请在促销结束后重试。'],
  ],
  [
    'error_can_not_delete_last_model',
    'conflict',
    ['It is the last variant of the listing.', 'Delete the listing instead.'],
    ['这是该商品的最后一个规格。', '请改为删除整个商品。'],
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
