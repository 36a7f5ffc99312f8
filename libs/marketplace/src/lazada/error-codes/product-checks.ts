import { advice, codesOf, type CodeRow } from './code-row.js';

const fixImages = ['Check the images and send them again.', '请检查图片后重新提交。'] as const;

/** Checks before a product is saved, as far as it is known what they check. */
const namedChecks: readonly CodeRow[] = [
  [
    '4105 4126 4141',
    'conflict',
    ['The seller SKU is in use already.', 'SellerSku 已被使用。'],
    ['Look for the listing that has it, or choose another one.', '请查找占用它的商品，或更换 SellerSku。'],
  ],
  [
    '4112',
    'invalid',
    ['Two SKUs have the same values of all options.', '两个 SKU 的规格组合相同。'],
    advice.fixContent,
  ],
  [
    '4115',
    'invalid',
    ['An attribute has a value that is not offered.', '属性值不在可选范围内。'],
    ['Choose one of the values that the category offers.', '请选择类目提供的可选值。'],
  ],
  ['4118', 'invalid', ['The price is zero.', '价格不能为零。'], advice.fixContent],
  [
    '4119 4157',
    'invalid',
    ['The special price is not below the price, or its time is wrong.', '促销价不低于原价，或促销时间有误。'],
    advice.fixContent,
  ],
  [
    '4136 4137',
    'not_found',
    ['The shop has no such product or SKU, or it was deleted.', '店铺中没有该商品或 SKU，或已被删除。'],
    ['Read the shop’s listings again.', '请重新同步店铺商品。'],
  ],
  [
    '4138 4178',
    'invalid',
    ['An image is not hosted by Lazada.', '图片不是 Lazada 图床链接。'],
    ['Bring the image to Lazada first.', '请先把图片迁移到 Lazada。'],
  ],
  ['4139', 'invalid', ['The main image is missing.', '缺少主图。'], ['Add an image.', '请添加图片。']],
  [
    '4142',
    'invalid',
    ['The brand is not one of this country’s.', '品牌在该国家站点无效。'],
    ['Choose another brand, or No Brand.', '请选择其他品牌，或使用 No Brand。'],
  ],
  [
    '4143 4145',
    'invalid',
    ['A SKU has an option that the product does not declare.', 'SKU 使用了商品未声明的规格。'],
    advice.fixContent,
  ],
  [
    '4147 4155',
    'conflict',
    ['The product is being changed or is locked.', '商品正在被修改或已锁定。'],
    advice.readFirst,
  ],
  [
    '4148',
    'not_supported',
    ['The shop has as many products as it may have.', '店铺商品数量已达上限。'],
    ['Remove products, or ask Lazada for more.', '请删除部分商品，或向 Lazada 申请提高上限。'],
  ],
  [
    '4152',
    'conflict',
    ['The stock would be less than nothing.', '库存不能为负数。'],
    [
      'Read the stock, then set a quantity that covers what is promised.',
      '请先查询库存，再设置不低于已承诺数量的库存。',
    ],
  ],
  ['4153', 'invalid', ['Some SKUs have images and others none.', '部分 SKU 有图片，部分没有。'], fixImages],
  [
    '4154',
    'rate_limited',
    ['The product was changed too often.', '商品修改过于频繁。'],
    advice.again,
    { scope: 'operation' },
  ],
  [
    '4164 4165',
    'invalid',
    ['The parcel is heavier than 40 kg or larger than 300 cm.', '包裹重量超过 40 公斤或尺寸超过 300 厘米。'],
    advice.fixContent,
  ],
  ['4169', 'invalid', ['There are more than eight images.', '图片超过 8 张。'], fixImages],
  [
    '4170',
    'conflict',
    ['A campaign holds stock of this SKU, so it cannot be lowered.', '大促活动锁定了该 SKU 的库存，不能调低。'],
    ['Lower it no further than the campaign’s lock, or wait for its end.', '请不要低于活动锁定数量，或等待活动结束。'],
  ],
];

const firstCheck = 4_104;
const lastCheck = 4_170;
const named = new Set(namedChecks.flatMap(codesOf));
const otherChecks = Array.from({ length: lastCheck - firstCheck + 1 }, (_, index) => String(firstCheck + index))
  .filter((code) => !named.has(code))
  .join(' ');

export const productChecks: readonly CodeRow[] = [
  ...namedChecks,
  [
    otherChecks,
    'invalid',
    [
      'A check of Lazada’s, of which no more is documented than its number, refuses the product.',
      '商品未通过 Lazada 的校验，官方文档只给出了该编号。',
    ],
    advice.seeFields,
  ],
];
