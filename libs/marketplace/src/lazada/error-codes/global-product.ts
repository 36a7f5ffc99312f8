import { advice, type CodeRow } from './code-row.js';

const checkTarget = [
  'Check in which countries the seller may sell, and publish there.',
  '请核对卖家可销售的国家，再发布到这些站点。',
] as const;

/** Of `/product/global/…`, where the numbers of the product checks mean something else. */
export const globalProduct: readonly CodeRow[] = [
  ['4136 4137', 'unavailable', ['Lazada’s global catalog is busy.', 'Lazada 全球商品系统繁忙。'], advice.again],
  [
    '4138 4139',
    'unavailable',
    ['Lazada’s global catalog is under maintenance.', 'Lazada 全球商品系统维护中。'],
    advice.again,
  ],
  [
    '4140 4141 4142 4144 4209 4210',
    'invalid',
    ['The category is not known, not active, or not allowed for this seller.', '类目不存在、未启用或卖家无权使用。'],
    ['Choose another category.', '请选择其他类目。'],
  ],
  [
    '4143 4216',
    'permission_denied',
    ['The seller may not sell in a country that is named.', '卖家无权在目标国家销售。'],
    checkTarget,
  ],
  [
    '4145 4146 4147 4152 4153 4154 4155',
    'not_found',
    ['There is no such global product, or not in a country that is named.', '全球商品不存在，或在目标国家不存在。'],
    ['Read the global products again.', '请重新同步全球商品。'],
  ],
  [
    '4148 4149 4221',
    'conflict',
    ['The product is not published in that country yet.', '商品尚未发布到该国家。'],
    ['Wait some minutes until Lazada has published it.', '请等待几分钟，待 Lazada 完成发布。'],
  ],
  [
    '4150 4156 4226',
    'permission_denied',
    ['The seller may not create or change this product.', '卖家无权创建或修改该商品。'],
    advice.sellerCenter,
  ],
  [
    '4151',
    'not_supported',
    ['Lazada does not offer this for the product.', 'Lazada 不支持对该商品执行此操作。'],
    advice.doInSellerCenter,
  ],
  [
    '4157 4158 4159 4160 4184 4185 4186 4187 4188 4189 4190 4225',
    'invalid',
    [
      'A price is missing, or outside of what Lazada allows in a country.',
      '价格缺失，或超出 Lazada 在该国家允许的范围。',
    ],
    advice.fixContent,
  ],
  [
    '4161 4162 4172 4173 4179 4180 4181 4182 4183 4201 4202 4203 4204',
    'invalid',
    [
      'The options of the SKUs are missing, too many, or not allowed in a country.',
      'SKU 规格缺失、过多或在目标国家不允许。',
    ],
    advice.fixContent,
  ],
  [
    '4163 4164',
    'invalid',
    ['No country is named, or Malaysia is not among them.', '未选择国家，或缺少马来西亚站点。'],
    ['Publish in Malaysia as well.', '请同时发布到马来西亚站点。'],
  ],
  ['4165 4166 4167', 'invalid', ['The title is missing or too long.', '标题缺失或过长。'], advice.fixContent],
  [
    '4168 4200',
    'invalid',
    ['The brand is not valid in a country that is named.', '品牌在目标国家无效。'],
    ['Choose another brand, or No Brand.', '请选择其他品牌，或使用 No Brand。'],
  ],
  [
    '4169 4170 4171 4174 4175',
    'invalid',
    ['A mandatory attribute is missing or too long.', '必填属性缺失或过长。'],
    advice.fixContent,
  ],
  [
    '4176 4177 4178 4205 4206 4213 4227 4228',
    'invalid',
    [
      'An image is missing, cannot be fetched, or has the wrong size or format.',
      '图片缺失、无法获取，或尺寸、格式不符合要求。',
    ],
    ['Bring the images to Lazada first, and send them again.', '请先把图片迁移到 Lazada，再重新提交。'],
  ],
  [
    '4191 4192',
    'invalid',
    ['The stock of a SKU is missing or not allowed.', 'SKU 库存缺失或不合法。'],
    advice.fixContent,
  ],
  ['4193', 'invalid', ['There is a warranty without a time.', '选择了保修类型但缺少保修期。'], advice.fixContent],
  [
    '4194 4196',
    'conflict',
    ['The seller SKU is in use already.', 'SellerSku 已被使用。'],
    ['Look for the product that has it, or choose another one.', '请查找占用它的商品，或更换 SellerSku。'],
  ],
  [
    '4195 4197 4198 4207 4208',
    'invalid',
    [
      'The seller SKU is missing, has characters that are not allowed, or was changed.',
      'SellerSku 缺失、含非法字符，或被修改。',
    ],
    [
      'Use letters, digits, hyphens and underscores, and keep it once it is published.',
      '请只使用字母、数字、连字符和下划线，发布后不要修改。',
    ],
  ],
  [
    '4199',
    'invalid',
    ['The SKUs have parcels of different sizes.', '各 SKU 的包裹尺寸不一致。'],
    ['Give all of them the same.', '请统一包裹尺寸。'],
  ],
  [
    '4211 4214 4229 4230',
    'permission_denied',
    ['The product breaks a rule of a country that is named.', '商品违反目标国家的销售规则。'],
    advice.sellerCenter,
  ],
  [
    '4212 4223',
    'not_supported',
    ['The seller has as many products as are allowed.', '卖家商品数量已达上限。'],
    ['Remove products, or ask Lazada for more.', '请删除部分商品，或向 Lazada 申请提高上限。'],
  ],
  [
    '4215 4217 4218 4219 4220',
    'unavailable',
    ['Lazada could not make or translate the description.', 'Lazada 生成或翻译商品描述失败。'],
    advice.again,
  ],
  ['4222', 'conflict', ['No SKU of the product can be changed.', '没有可更新的 SKU。'], advice.readFirst],
  [
    '4224',
    'permission_denied',
    [
      'The seller’s account is not active or not verified in any country that is named.',
      '卖家账号在所有目标国家均未激活或未认证。',
    ],
    checkTarget,
  ],
  [
    '309',
    'invalid',
    ['The video has not passed Lazada’s review.', '视频未通过 Lazada 审核。'],
    ['Wait for the review, or choose another video.', '请等待审核通过，或更换视频。'],
  ],
  [
    'E0207 E0208',
    'not_found',
    ['Lazada does not know this global product.', 'Lazada 不认识该全球商品。'],
    ['Wait some minutes when it was created just now.', '如果刚刚创建，请等待几分钟。'],
  ],
  [
    '10006',
    'invalid',
    ['The price is above what Lazada allows for this product.', '价格超出 Lazada 对该商品的价格上限。'],
    advice.fixContent,
  ],
  ['500 501', 'invalid', ['Lazada refuses the product.', 'Lazada 拒绝了该商品。'], advice.seeFields],
];
