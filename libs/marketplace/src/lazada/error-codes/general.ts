import { advice, type CodeRow } from './code-row.js';

/** Of the platform itself: they can come with every call. */
export const general: readonly CodeRow[] = [
  [
    'IllegalAccessToken InvalidAccessToken',
    'auth_expired',
    ['The access token is invalid or expired.', '访问令牌无效或已过期。'],
    [
      'Refresh the token; if that is refused, the seller must connect the shop again.',
      '请刷新令牌；如果刷新被拒绝，需要卖家重新授权店铺。',
    ],
  ],
  [
    'IllegalRefreshToken',
    'auth_expired',
    ['The refresh token is invalid or expired.', '刷新令牌无效或已过期。'],
    advice.connectAgain,
  ],
  [
    'InvalidCode',
    'auth_expired',
    ['The authorisation code is invalid, used, or older than 30 minutes.', '授权码无效、已被使用，或已超过 30 分钟。'],
    ['Start the connection again.', '请重新发起授权。'],
  ],
  [
    'AUTH_TYPE_UNSUPPORTED',
    'auth_expired',
    [
      'The app is sold on the Service Market, and tokens of such an app cannot be refreshed: they last as long as the seller’s subscription.',
      '该应用通过服务市场销售，其令牌不能刷新：令牌有效期与卖家的订购期一致。',
    ],
    [
      'The seller renews the subscription in the Service Market and then connects the shop again.',
      '请卖家在服务市场续订，然后重新授权店铺。',
    ],
  ],
  [
    'IncompleteSignature',
    'permission_denied',
    ['The signature is not the one that Lazada computes.', '请求签名与 Lazada 计算的不一致。'],
    ['Check that the app secret belongs to the app key.', '请检查 App Secret 与 App Key 是否匹配。'],
  ],
  [
    'InvalidAppKey APP_KEY_INVALID',
    'permission_denied',
    ['Lazada does not know the app key.', 'Lazada 不认识该 App Key。'],
    ['Check the app key.', '请检查 App Key。'],
  ],
  [
    'IllegalTimestamp',
    'permission_denied',
    [
      'The time of the call differs from Lazada’s by more than two hours.',
      '请求时间与 Lazada 服务器时间相差超过两小时。',
    ],
    ['Set the clock of this machine.', '请校准本机时钟。'],
  ],
  [
    'InsufficientPermission AppNotSubscribed',
    'permission_denied',
    ['The app may not make this call.', '该应用没有调用此接口的权限。'],
    advice.askLazada,
  ],
  [
    'AppWhiteIpLimit',
    'permission_denied',
    ['The app may not be used from this address.', '该应用不允许从当前 IP 地址调用。'],
    ['Add the address of this machine to the app’s list of allowed addresses.', '请把本机 IP 加入应用的 IP 白名单。'],
  ],
  [
    'MissingParameter InvalidParameter',
    'invalid',
    ['A parameter is missing or has a value that is not allowed.', '缺少必填参数，或参数值不合法。'],
    advice.ourFault,
  ],
  [
    'MissingPartner',
    'invalid',
    ['Lazada wants the call to name the software that makes it.', 'Lazada 要求请求带上 partner_id。'],
    advice.ourFault,
  ],
  [
    'InvalidApi InvalidApiPath',
    'not_supported',
    ['Lazada does not offer this call here.', 'Lazada 在该站点不提供此接口。'],
    ['Check that the address belongs to the shop’s country.', '请检查接口地址是否属于店铺所在国家。'],
  ],
  [
    'ApiCallLimit',
    'rate_limited',
    ['This kind of call was made too often.', '该接口调用过于频繁。'],
    advice.again,
    { scope: 'operation' },
  ],
  [
    '901',
    'rate_limited',
    ['This call was made too often within a second.', '该接口一秒内调用次数过多。'],
    advice.again,
    { scope: 'operation' },
  ],
  [
    'SellerCallLimit',
    'rate_limited',
    ['Too many calls were made for this shop.', '该店铺的接口调用过于频繁。'],
    advice.again,
    { scope: 'shop' },
  ],
  [
    'AppCallLimit',
    'rate_limited',
    ['The app has made too many calls, in this second or today.', '应用的调用次数超限（每秒或当日）。'],
    [
      'Try again later; for a spent daily quota that is after midnight.',
      '请稍后重试；若为当日配额用尽，请在零点后重试。',
    ],
    { scope: 'app' },
  ],
  [
    '1002 HOT_KEY_BLOCK_EXCEPTION',
    'rate_limited',
    ['Lazada protects a service of its own from too many calls.', 'Lazada 正在对内部服务限流保护。'],
    advice.again,
    { scope: 'operation' },
  ],
  [
    '998',
    'switched_off',
    ['Lazada has switched this call off during a campaign.', '大促期间 Lazada 关闭了此接口。'],
    [
      'Wait until the campaign is over; now and then one call goes out to see whether it is.',
      '请等待大促结束；系统会不时试探接口是否恢复。',
    ],
  ],
  [
    'SellerNotVerified SellerNotActive',
    'permission_denied',
    ['The shop is not verified or not active.', '店铺未通过认证或未激活。'],
    advice.sellerCenter,
  ],
  [
    'Mp3SellerApiLimit',
    'not_supported',
    ['This call is not offered to sellers in Marketplace Ease Mode.', '轻松模式（Ease Mode）卖家不能使用此接口。'],
    advice.doInSellerCenter,
  ],
  [
    'E1000',
    'not_supported',
    ['Global products are only served by the Malaysian address.', '全球商品接口只能通过马来西亚站点调用。'],
    ['Use the address of Malaysia.', '请使用马来西亚站点的接口地址。'],
  ],
  [
    'ServiceTimeout',
    'unavailable',
    ['A service of Lazada did not answer in time.', 'Lazada 服务响应超时。'],
    advice.again,
  ],
  ['UnknownRuntimeException', 'unavailable', ['A service of Lazada failed.', 'Lazada 服务运行异常。'], advice.again],
  [
    '6 15 1000',
    'unavailable',
    ['Lazada met an unexpected error of its own.', 'Lazada 内部发生意外错误。'],
    advice.again,
  ],
  [
    '1 5 30 1001',
    'invalid',
    [
      'The request is empty, incomplete, or not in the form that Lazada expects.',
      '请求为空、不完整，或格式不符合 Lazada 的要求。',
    ],
    advice.ourFault,
  ],
];
