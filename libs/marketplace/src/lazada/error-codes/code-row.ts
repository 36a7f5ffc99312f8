import type { Explanation, ExplanationText, RateLimitScope } from '../../port/errors.js';

export type CodeKind =
  | 'rate_limited'
  | 'switched_off'
  | 'unavailable'
  | 'auth_expired'
  | 'permission_denied'
  | 'not_supported'
  | 'invalid'
  | 'not_found'
  | 'conflict';

/** What a code means to us. */
export interface CodeMeaning extends Explanation {
  readonly kind: CodeKind;
  readonly zh: ExplanationText;
  /** Only of `unavailable`, which otherwise may have been done all the same. */
  readonly nothingDone?: true;
  /** Only of `rate_limited`: whose calls are refused. */
  readonly scope?: RateLimitScope;
}

/** The same in English and in Chinese. */
export type Sentence = readonly [en: string, zh: string];

/** Codes of one meaning, parted by blanks. */
export type CodeRow = readonly [
  codes: string,
  kind: CodeKind,
  cause: Sentence,
  advice: Sentence,
  more?: Pick<CodeMeaning, 'nothingDone' | 'scope'>,
];

export const codesOf = ([codes]: CodeRow): readonly string[] => codes.split(' ');

export function toMeaning([, kind, cause, advice, more]: CodeRow): CodeMeaning {
  return { kind, cause: cause[0], advice: advice[0], zh: { cause: cause[1], advice: advice[1] }, ...more };
}

/** What is advised of many codes. */
export const advice = {
  again: ['Try again later.', '请稍后重试。'],
  fixContent: ['Change the content and send it again.', '请修改内容后重新提交。'],
  seeFields: ['See the fields; change them and send it again.', '请查看具体字段，修改后重新提交。'],
  readFirst: ['Read its present state, then decide.', '请先查询当前状态，再决定下一步。'],
  ourFault: [
    'Report it: the adapter sends something that Lazada does not take.',
    '请反馈给技术支持：适配器发送了 Lazada 不接受的内容。',
  ],
  checkShop: ['Check which shop the order belongs to.', '请核对订单属于哪个店铺。'],
  sellerCenter: ['The seller must settle this in Seller Center.', '请卖家在卖家中心处理。'],
  doInSellerCenter: ['Do it in Seller Center.', '请在卖家中心操作。'],
  askLazada: [
    'Check the app’s permissions and subscriptions in the Lazada Open Platform console.',
    '请在 Lazada 开放平台控制台检查应用的权限和订阅。',
  ],
  connectAgain: ['Connect the shop again.', '请重新授权店铺。'],
} as const satisfies Record<string, Sentence>;
