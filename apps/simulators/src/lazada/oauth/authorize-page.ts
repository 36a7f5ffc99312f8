import { json, type RawRequest, type RawResponse } from '../../control/http-server.js';
import { ACCOUNTS } from '../seller/seller.js';
import type { World } from '../world/world.js';

/**
 * `/oauth/authorize`: a consent page with a button. The button posts the form back here, and so can a script:
 * `account` chooses the login (`demo` when absent). `demo=1` in the query consents without a page.
 */
export function authorize(world: World, request: RawRequest): RawResponse {
  const fields = new URLSearchParams(request.url.search);
  if (request.method === 'POST') {
    for (const [name, value] of new URLSearchParams(request.body.toString('utf8'))) fields.set(name, value);
  }
  const wrong = problem(world, fields);
  if (wrong !== undefined) return page(400, `<h1>Authorisation is not possible</h1><p>${escape(wrong)}</p>`);
  if (request.method === 'POST' || fields.get('demo') === '1') return consent(world, fields);
  return page(200, form(fields));
}

function problem(world: World, fields: URLSearchParams): string | undefined {
  if (fields.get('response_type') !== 'code') return 'response_type must be code.';
  if (fields.get('client_id') !== world.settings.app.key) return 'client_id is not the key of a known app.';
  const target = fields.get('redirect_uri') ?? '';
  if (!/^https?:\/\//.test(target) || !URL.canParse(target))
    return 'redirect_uri must be the callback address of the app.';
  return undefined;
}

function consent(world: World, fields: URLSearchParams): RawResponse {
  const accountId = fields.get('account') || 'demo';
  const account = ACCOUNTS.find((one) => one.accountId === accountId);
  const countries = fields.get('country')?.toLowerCase().split(',');
  const sellers = account?.sellers.filter(
    // `cb` in the list stands for every site of a cross-border login.
    (one) => !countries || countries.includes(one.site.country) || (one.crossBorder && countries.includes('cb')),
  );
  if (!account || !sellers?.length) {
    return json(400, { reason: 'There is no such account, or it has no shop in the countries asked for.' });
  }
  const target = new URL(fields.get('redirect_uri')!);
  target.searchParams.set('code', world.tokens.issueCode(account, sellers));
  const state = fields.get('state');
  if (state !== null) target.searchParams.set('state', state);
  return { status: 302, headers: { location: target.href, 'cache-control': 'no-store' }, body: '' };
}

function form(fields: URLSearchParams): string {
  const hidden = ['response_type', 'client_id', 'redirect_uri', 'state', 'country']
    .filter((name) => fields.has(name))
    .map((name) => `<input type="hidden" name="${name}" value="${escape(fields.get(name)!)}">`);
  const choices = ACCOUNTS.map(
    (one, index) =>
      `<label><input type="radio" name="account" value="${one.accountId}"${index === 0 ? ' checked' : ''}> ${escape(one.label)}</label><br>`,
  );
  return `<h1>Lazada Seller Center (simulated)</h1>
<p>App ${escape(fields.get('client_id')!)} asks for access to your shop: products, orders, finance.</p>
<form method="post">${hidden.join('')}${choices.join('')}<p><button type="submit">Authorize</button></p></form>`;
}

const page = (status: number, body: string): RawResponse => ({
  status,
  headers: { 'content-type': 'text/html;charset=UTF-8' },
  body: `<!doctype html><html lang="en"><meta charset="utf-8"><title>Authorize</title><body>${body}</body></html>`,
});

const escape = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
