import { advice, type CodeRow } from './code-row.js';

const fixImages = ['Check the images and send them again.', '请检查图片后重新提交。'] as const;

/** Of catalog, prices, stock and media. Those of the checks before a product is saved are in `product-checks.ts`. */
export const product: readonly CodeRow[] = [
  [
    '202 205 206',
    'invalid',
    [
      'The standard product that is named is not there, or is of another category.',
      '指定的标准商品（SPU）不存在，或类目不一致。',
    ],
    advice.fixContent,
  ],
  [
    '35 207 208',
    'not_found',
    ['The shop has no such product or SKU, or it was deleted.', '店铺中没有该商品或 SKU，或已被删除。'],
    ['Read the shop’s listings again.', '请重新同步店铺商品。'],
  ],
  [
    'EDIT_ITEM_NOT_BELONG_SELLER',
    'permission_denied',
    ['The product belongs to another seller.', '该商品属于其他卖家。'],
    ['Check which shop the listing belongs to.', '请核对商品属于哪个店铺。'],
  ],
  [
    '506 513 10002',
    'unavailable',
    ['Lazada could not read or reach the product just now.', 'Lazada 暂时无法读取该商品。'],
    advice.again,
  ],
  [
    'E0004',
    'conflict',
    ['The product, or the SKU, is off sale already.', '商品或 SKU 已经下架。'],
    ['Nothing is left to be done.', '无需再操作。'],
  ],
  [
    'E0002 E0003',
    'not_found',
    ['The shop has no such product or SKU, or it was deleted.', '店铺中没有该商品或 SKU，或已被删除。'],
    ['Read the shop’s listings again.', '请重新同步店铺商品。'],
  ],
  [
    'E0001 E0005',
    'invalid',
    ['The request to take the product off sale is incomplete.', '商品下架请求不完整。'],
    advice.ourFault,
  ],
  [
    'E0006',
    'unavailable',
    ['Lazada could not take the product off sale just now.', 'Lazada 暂时无法下架该商品。'],
    advice.again,
  ],
  [
    '14 17 19 36 70 74 75',
    'invalid',
    [
      'Lazada does not take the filter, the page or the list of seller SKUs.',
      'Lazada 不接受该筛选条件、分页或 SellerSku 列表。',
    ],
    advice.ourFault,
  ],
  [
    '4225',
    'not_supported',
    ['The product is semi-managed: its stock is set by other calls.', '该商品为半托管商品，库存需通过其他接口设置。'],
    ['Set it as sellable stock.', '请通过可售库存接口设置。'],
  ],
  ['203', 'invalid', ['There are more than eight images.', '图片超过 8 张。'], fixImages],
  [
    '204 4171',
    'invalid',
    ['There are too many SKUs in one call.', '一次请求中的 SKU 过多。'],
    ['Send fewer at once.', '请减少每次提交的 SKU 数量。'],
  ],
  [
    '212',
    'conflict',
    ['Fewer units would be left than are sold or held already.', '可售库存不足以覆盖已售或已占用的数量。'],
    [
      'Read the stock, then set a quantity that covers what is promised.',
      '请先查询库存，再设置不低于已承诺数量的库存。',
    ],
  ],
  [
    '201 4227 4228',
    'invalid',
    ['The category is missing, not active, or not a leaf.', '类目缺失、未启用或不是叶子类目。'],
    ['Choose another category.', '请选择其他类目。'],
  ],
  [
    '701',
    'not_found',
    ['Lazada has no category to suggest.', 'Lazada 没有可推荐的类目。'],
    ['Choose a category by hand.', '请手动选择类目。'],
  ],
  [
    'BIZ_CHECK_TOTAL_SALE_PROP_MAX_ITEMS VARIATION_SIZE_LIMIT',
    'invalid',
    ['There are too many options, or too many values of one.', '规格过多，或规格值过多。'],
    advice.fixContent,
  ],
  ['VARIATION_OPTION_DUPLICATE', 'invalid', ['A value of an option comes twice.', '规格值重复。'], advice.fixContent],
  [
    'SKU_VARIATION_NAME_MISSING SKU_VARIATION_IMAGES_MISSING',
    'invalid',
    ['An option lacks its name or its image.', '规格缺少名称或图片。'],
    advice.fixContent,
  ],
  [
    '57 209 306',
    'invalid',
    [
      'An attribute or option is missing, undeclared, or has a value that is not offered.',
      '属性或规格缺失、未声明，或取值不在可选范围内。',
    ],
    advice.fixContent,
  ],
  ['200', 'invalid', ['A SKU has no seller SKU.', 'SKU 缺少 SellerSku。'], advice.fixContent],
  [
    '4193 4216',
    'invalid',
    ['The SKU is not named by its SKU id, as Lazada wants it.', '未按 Lazada 要求使用 SkuId 标识 SKU。'],
    advice.ourFault,
  ],
  ['300 301 304', 'invalid', ['An image could not be taken over.', '图片上传或迁移失败。'], fixImages],
  ['302', 'invalid', ['The address or the kind of an image is not supported.', '图片地址或格式不受支持。'], fixImages],
  [
    '303',
    'invalid',
    ['An image is too large.', '图片过大。'],
    ['Make it smaller and send it again.', '请压缩图片后重新提交。'],
  ],
  [
    '309',
    'invalid',
    ['The video has not passed Lazada’s review.', '视频未通过 Lazada 审核。'],
    ['Wait for the review, or choose another video.', '请等待审核通过，或更换视频。'],
  ],
  [
    '512 4218 4221',
    'permission_denied',
    ['The product breaks a rule of Lazada’s.', '商品违反 Lazada 规则。'],
    advice.sellerCenter,
  ],
  [
    '10006',
    'invalid',
    ['The price is above what Lazada allows for this product.', '价格超出 Lazada 对该商品的价格上限。'],
    advice.fixContent,
  ],
  ['500 501 502 503 504', 'invalid', ['Lazada refuses the product.', 'Lazada 拒绝了该商品。'], advice.seeFields],
];
