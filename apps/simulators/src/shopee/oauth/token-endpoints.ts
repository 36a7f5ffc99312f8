import { Fields } from '../catalog/fields.js';
import { ApiError } from '../protocol/api-error.js';
import type { ApiCall, Endpoint } from '../protocol/endpoint.js';
import type { JsonObject } from '../protocol/json.js';
import type { Consent, Subject, SubjectKind } from './subject.js';
import { ACCESS_SECONDS } from './token-store.js';

export const tokenEndpoints: readonly Endpoint[] = [
  { path: '/api/v2/auth/token/get', method: 'POST', access: 'public', handle: exchange },
  { path: '/api/v2/auth/access_token/get', method: 'POST', access: 'public', handle: refresh },
  {
    path: '/api/v2/public/get_token_by_resend_code',
    method: 'POST',
    access: 'public',
    handle: () => {
      // A resend code comes by mail from the live console; there is none here.
      throw new ApiError('invalid_code', 'Invalid resend_code, please have a check.');
    },
  },
];

function exchange(call: ApiCall): JsonObject {
  const fields = new Fields(call.params, '');
  mustBeSamePartner(call, fields);
  const code = fields.optionalText('code');
  if (code === undefined) throw new ApiError('error_param', 'There is no code in body.');
  const shopId = fields.optionalInt('shop_id');
  const mainAccountId = fields.optionalInt('main_account_id');
  const { consent, pair } = call.world.tokens.exchange(code, call.app.partnerId, ({ account, subjects }) => {
    if (shopId !== undefined && !subjects.some((one) => one.kind === 'shop' && one.id === shopId))
      throw new ApiError('invalid_shop_id', 'Invalid shop_id, please have a check.');
    if (mainAccountId !== undefined && account.mainAccountId !== mainAccountId)
      throw new ApiError('invalid_main_acount_id', 'Invalid main_account_id, please have a check.');
  });
  return {
    access_token: pair.accessToken,
    refresh_token: pair.refreshToken,
    expire_in: ACCESS_SECONDS,
    ...lists(consent, call),
  };
}

/** A single shop's own authorisation has no lists. Users stand at the place of their shop. */
function lists({ account, subjects }: Consent, { app }: ApiCall): JsonObject {
  if (account.mainAccountId === undefined && app.kind !== 'livestream') return {};
  const ids = (kind: SubjectKind): number[] => subjects.filter((one) => one.kind === kind).map((one) => one.id);
  return {
    shop_id_list: ids('shop'),
    merchant_id_list: ids('merchant'),
    supplier_id_list: [],
    user_id_list: ids('user'),
    principal_id_list: [],
  };
}

const KINDS = ['shop', 'merchant', 'user'] as const;

function refresh(call: ApiCall): JsonObject {
  const fields = new Fields(call.params, '');
  mustBeSamePartner(call, fields);
  const token = fields.optionalText('refresh_token');
  if (token === undefined) throw new ApiError('error_param', 'There is no refresh_token in body.');
  const subject = readSubject(call, fields);
  const pair = call.world.tokens.refresh(token, call.app.partnerId, subject);
  return {
    partner_id: call.app.partnerId,
    [`${subject.kind}_id`]: subject.id,
    access_token: pair.accessToken,
    refresh_token: pair.refreshToken,
    expire_in: ACCESS_SECONDS,
  };
}

/** The common parameters of the query are taken off; a body names its subject by itself. */
function readSubject({ params }: ApiCall, fields: Fields): Subject {
  const named = KINDS.filter((kind) => params[`${kind}_id`] !== undefined);
  if (named.length !== 1)
    throw new ApiError('error_param', 'Give exactly one of shop_id, merchant_id and user_id in body.');
  const kind = named[0]!;
  return { kind, id: fields.int(`${kind}_id`) };
}

function mustBeSamePartner({ app }: ApiCall, fields: Fields): void {
  const partnerId = fields.optionalInt('partner_id');
  if (partnerId === undefined) throw new ApiError('error_param', 'There is no partner_id in body.');
  if (partnerId !== app.partnerId) throw new ApiError('invalid_partner_id', 'Invalid partner_id, please have a check.');
}
