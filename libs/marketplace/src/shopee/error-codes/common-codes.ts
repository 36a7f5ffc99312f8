import type { Row } from './code-meaning.js';

const reconnect = [
  'Refresh the token; if that is refused, the seller must connect the shop again.',
  '请刷新令牌；若仍被拒绝，需由卖家重新授权店铺。',
] as const;
const connectAgain = ['The seller must connect the shop again.', '需由卖家重新授权店铺。'] as const;
const again = ['Try again later.', '请稍后重试。'] as const;
const console = ['Check the app in the Shopee Open Platform console.', '请在虾皮开放平台控制台检查该应用。'] as const;
const ourFault = [
  'Report it: the adapter sends something that Shopee does not take.',
  '请上报：适配器发送了虾皮不接受的内容。',
] as const;
const readFirst = ['Read its present state, then decide.', '请先读取当前状态，再作决定。'] as const;

/** On almost every call. Source: the common error list of the reference, and what projects have seen on live gateways. */
export const commonCodes: readonly Row[] = [
  [
    'invalid_acceess_token invalid_access_token',
    'auth_expired',
    ['The access token is invalid or expired.', reconnect[0]],
    ['访问令牌无效或已过期。', reconnect[1]],
  ],
  [
    'partner_shop_no_link shop_no_linked merchant_no_linked user_no_linked supplier_no_linked',
    'auth_expired',
    ['The seller has not, or no longer, authorised the app.', connectAgain[0]],
    ['卖家尚未授权或已取消授权该应用。', connectAgain[1]],
  ],
  [
    'shop_access_expired merchant_access_expired supplier_access_expired',
    'auth_expired',
    ['The authorisation has come to its end.', connectAgain[0]],
    ['授权已到期。', connectAgain[1]],
  ],
  [
    'refresh_token_expired error_shop_refresh_token error_merchant_refresh_token error_user_refresh_token',
    'auth_expired',
    ['The refresh token is expired, or was used before.', connectAgain[0]],
    ['刷新令牌已过期或已被使用。', connectAgain[1]],
  ],
  [
    'invalid_code',
    'auth_expired',
    [
      'The code of the consent is unknown, used or older than ten minutes.',
      'Send the seller to the consent page again.',
    ],
    ['授权码无效、已使用或已超过十分钟。', '请让卖家重新打开授权页面。'],
  ],
  [
    'invalid_shop_id invalid_main_acount_id invalid_main_account_id',
    'invalid',
    ['The account does not belong to the code of the consent.', 'Send the seller to the consent page again.'],
    ['该账号与授权码不匹配。', '请让卖家重新打开授权页面。'],
  ],
  [
    'error_sign',
    'permission_denied',
    [
      'The signature is wrong.',
      'Check that the partner key belongs to the partner id and to this host: test keys work on the sandbox only.',
    ],
    ['签名错误。', '请确认密钥与合作伙伴ID及接口地址相符：测试密钥只能用于沙箱。'],
  ],
  [
    'invalid_partner_id partner_frozen api_suspended error_partner_key_expired',
    'permission_denied',
    ['Shopee does not accept the app, or its key has run out.', console[0]],
    ['虾皮不接受该应用，或其密钥已失效。', console[1]],
  ],
  [
    'error_api_permission error_api_call_restricted error_permission error_kyc_auth',
    'permission_denied',
    ['The app or the seller may not make this call.', console[0]],
    ['该应用或卖家无权调用此接口。', console[1]],
  ],
  [
    'error_ashop_api_permission',
    'not_supported',
    ['An affiliate shop of Shopee’s international platform cannot make this call.', 'Do it in the primary shop.'],
    ['SIP 附属店铺不能调用此接口。', '请在主店铺操作。'],
  ],
  [
    'source_ip_undeclared',
    'permission_denied',
    [
      'This machine’s address is not on the app’s list of allowed addresses.',
      'Add the address in the console, or switch the list off.',
    ],
    ['本机地址不在应用的IP白名单中。', '请在控制台添加该地址，或关闭白名单。'],
  ],
  [
    'shop_banned user_banned',
    'permission_denied',
    ['The shop is banned.', 'The seller must settle this in Seller Centre.'],
    ['店铺已被封禁。', '请卖家在卖家中心处理。'],
  ],
  ['error_rate_limit', 'rate_limited', ['Too many calls.', again[0]], ['调用过于频繁。', again[1]]],
  [
    'error_limit',
    'daily_quota',
    ['The quota of calls for the day is used up.', 'Try again after midnight, Singapore time.'],
    ['当日调用额度已用完。', '请在新加坡时间零点后重试。'],
  ],
  [
    'error_server error_inner error_network error_system_busy error_service',
    'unavailable',
    ['A service of Shopee failed.', again[0]],
    ['虾皮服务出现故障。', again[1]],
  ],
  [
    'error_not_found order_not_found',
    'not_found',
    ['Shopee does not know it, or it belongs to another shop.', 'Check the id and the shop.'],
    ['虾皮找不到该对象，或其属于其他店铺。', '请检查编号与店铺。'],
  ],
  [
    'error_param',
    'invalid',
    ['A parameter is missing or has a value that is not allowed.', ourFault[0]],
    ['参数缺失或取值不允许。', ourFault[1]],
  ],
  [
    'error_data error_shop error_busi error_other error_status',
    'conflict',
    ['It is not in a state in which this can be done.', readFirst[0]],
    ['当前状态不允许此操作。', readFirst[1]],
  ],
];
