import type { RawRequest, RawResponse } from '../../control/http-server.js';
import type { PartnerApp } from '../config.js';
import { isSignedBy } from '../protocol/signature.js';
import { ACCOUNTS, type Account } from '../shop/shop.js';
import type { World } from '../world/world.js';
import type { Subject } from './subject.js';

const DAYS = ['7', '30', '90', '180', '365'];
const WINDOW_SECONDS = 300;
const SIGNED = new Map([
  ['/api/v2/shop/auth_partner', 'grant'],
  ['/api/v2/shop/cancel_auth_partner', 'cancel'],
] as const);
const PLAIN = new Map([
  ['/auth', 'grant'],
  ['/cancel_auth', 'cancel'],
] as const);

export const isConsentPath = (path: string): boolean =>
  (SIGNED as ReadonlyMap<string, string>).has(path) || (PLAIN as ReadonlyMap<string, string>).has(path);

/**
 * The pages on which a seller lets an app in or out: `/auth` and `/cancel_auth`, and the older signed links. The button
 * posts the form back here, and so can a script: `account` chooses the login (`demo` when absent). `demo=1` in the query
 * answers without a page.
 */
export function answerConsent(world: World, request: RawRequest): RawResponse {
  const path = request.url.pathname;
  const signedStep = (SIGNED as ReadonlyMap<string, 'grant' | 'cancel'>).get(path);
  const step = signedStep ?? (PLAIN as ReadonlyMap<string, 'grant' | 'cancel'>).get(path)!;
  const fields = new URLSearchParams(request.url.search);
  if (request.method === 'POST')
    for (const [name, value] of new URLSearchParams(request.body.toString('utf8'))) fields.set(name, value);
  const app = world.settings.apps.find((one) => String(one.partnerId) === fields.get('partner_id'));
  const wrong = app
    ? signedStep
      ? wrongSignature(world, app, path, fields)
      : wrongLink(fields, step)
    : 'partner_id is invalid';
  if (!app || wrong !== undefined) return problem(wrong ?? '');
  const target = redirectOf(fields);
  const misdirected = wrongTarget(world, target);
  if (misdirected !== undefined) return problem(misdirected);
  if (request.method !== 'POST' && fields.get('demo') !== '1') return page(200, form(fields, step));
  const account = ACCOUNTS.find((one) => one.accountId === (fields.get('account') || 'demo'));
  if (!account) return problem('There is no such account.');
  return step === 'grant' ? grant(world, app, { account, fields, target }) : cancel(world, app, { account, target });
}

const redirectOf = (fields: URLSearchParams): string => fields.get('redirect_uri') ?? fields.get('redirect') ?? '';

function wrongLink(fields: URLSearchParams, step: 'grant' | 'cancel'): string | undefined {
  if (!['seller', 'user'].includes(fields.get('auth_type') ?? 'seller')) return 'auth_type must be seller or user';
  if (step === 'grant' && fields.get('response_type') !== 'code') return 'response_type must be code';
  return undefined;
}

function wrongSignature(world: World, app: PartnerApp, path: string, fields: URLSearchParams): string | undefined {
  const timestamp = fields.get('timestamp') ?? '';
  const clocks = [Date.now(), world.nowMs()];
  if (clocks.every((now) => !(Math.abs(now / 1000 - Number(timestamp)) <= WINDOW_SECONDS + 1)))
    return 'Timestamp is expired.';
  const parts = { partnerId: String(app.partnerId), path, timestamp };
  return isSignedBy(app.partnerKey, parts, fields.get('sign') ?? '') ? undefined : 'Wrong sign.';
}

function wrongTarget(world: World, target: string): string | undefined {
  if (!/^https?:\/\//.test(target) || !URL.canParse(target))
    return 'redirect_uri must be the callback address of the app';
  const { redirectDomain } = world.settings;
  if (redirectDomain === undefined || new URL(target).hostname === redirectDomain) return undefined;
  return 'The domain of redirect_uri is not consistent with the Redirect URL Domain declared in console';
}

interface Choice {
  readonly account: Account;
  readonly fields: URLSearchParams;
  readonly target: string;
}

function grant(world: World, app: PartnerApp, { account, fields, target }: Choice): RawResponse {
  const authType = fields.get('auth_type') ?? 'seller';
  const chosen = fields.get('shop_ids')?.split(',').map(Number);
  const shops = account.shops.filter((one) => !chosen || chosen.includes(one.shopId));
  const users = account.users.filter((one) => one.shop === undefined || shops.includes(one.shop));
  const merchants = fields.get('auth_merchant') === 'no' ? [] : account.merchants;
  const subjects: Subject[] = [
    ...(authType === 'user' ? [] : shops.map((one) => ({ kind: 'shop' as const, id: one.shopId }))),
    ...(authType === 'user' ? [] : merchants.map((one) => ({ kind: 'merchant' as const, id: one.merchantId }))),
    ...(app.kind === 'livestream' ? users.map((one) => ({ kind: 'user' as const, id: one.userId })) : []),
  ];
  if (subjects.length === 0) return problem('This account has nothing that the app could be let in to.');
  const days = Number(fields.get('days') ?? 365);
  if (!DAYS.includes(String(days))) return problem(`days must be one of ${DAYS.join(', ')}.`);
  const code = world.tokens.issueCode({ partnerId: app.partnerId, account, subjects, days });
  world.pushes.authorized(app, account, subjects);
  const isUser = authType === 'user';
  return redirect(target, {
    code,
    shop_id: isUser || account.mainAccountId !== undefined ? undefined : shops[0]?.shopId,
    main_account_id: isUser ? undefined : account.mainAccountId,
    state: fields.get('state') ?? undefined,
  });
}

function cancel(world: World, app: PartnerApp, { account, target }: { account: Account; target: string }): RawResponse {
  world.endAuthorization(app, account, 'user cancel shop authorization');
  return redirect(
    target,
    account.mainAccountId === undefined
      ? { shop_id: account.shops[0]?.shopId }
      : { main_account_id: account.mainAccountId },
  );
}

function redirect(target: string, fields: Readonly<Record<string, string | number | undefined>>): RawResponse {
  const url = new URL(target);
  for (const [name, value] of Object.entries(fields))
    if (value !== undefined) url.searchParams.set(name, String(value));
  return { status: 302, headers: { location: url.href, 'cache-control': 'no-store' }, body: '' };
}

function form(fields: URLSearchParams, step: 'grant' | 'cancel'): string {
  const hidden = [...fields].map(
    ([name, value]) => `<input type="hidden" name="${escape(name)}" value="${escape(value)}">`,
  );
  const choices = ACCOUNTS.map(
    (one, index) =>
      `<label><input type="radio" name="account" value="${one.accountId}"${index === 0 ? ' checked' : ''}> ${escape(one.label)}</label><br>`,
  );
  const days = DAYS.map((one) => `<option${one === '365' ? ' selected' : ''}>${one}</option>`).join('');
  const extra =
    step === 'grant'
      ? `<p><label>Days <select name="days">${days}</select></label>
<label>Auth Merchant <select name="auth_merchant"><option>yes</option><option>no</option></select></label></p>`
      : '';
  return `<h1>Shopee Open Platform (simulated)</h1>
<p>App ${escape(fields.get('partner_id') ?? '')} ${step === 'grant' ? 'asks for access to your shop' : 'shall lose access to your shop'}.</p>
<form method="post">${hidden.join('')}${choices.join('')}${extra}<p><button type="submit">${step === 'grant' ? 'Confirm Authorization' : 'Cancel Authorization'}</button></p></form>`;
}

const problem = (reason: string): RawResponse =>
  page(400, `<h1>Authorization is not possible</h1><p>${escape(reason)}</p>`);

const page = (status: number, body: string): RawResponse => ({
  status,
  headers: { 'content-type': 'text/html;charset=UTF-8' },
  body: `<!doctype html><html lang="en"><meta charset="utf-8"><title>Authorization</title><body>${body}</body></html>`,
});

const escape = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
