import { json, type RawRequest, type RawResponse } from '../../control/http-server.js';
import { answerKey, receiveMessage } from '../pipeline/receive-message.js';
import type { World } from '../world/world.js';

const MOST_RECEIPTS = 100;

const xml = (status: number, body: string): RawResponse => ({
  status,
  headers: { 'content-type': 'application/xml;charset=UTF-8' },
  body: `<?xml version="1.0" encoding="UTF-8"?>\n${body}`,
});

/**
 * The exchange over HTTP: `POST /dxp/messages` takes a DxpMsg and answers with a DxpRep;
 * `GET /dxp/messages/{sender}/{messageId}` gives that answer again, 404 when the message never came;
 * `GET /dxp/mailbox/{dxpId}?max=` gives what waits there as `<Deliveries>`, and
 * `POST /dxp/mailbox/{dxpId}/acknowledge` (one delivery id per line) takes it out.
 */
export function answerExchange(world: World, { method, url, body }: RawRequest): RawResponse {
  const [, root, resource, ...names] = url.pathname.split('/').map(decodeURIComponent);
  if (root !== 'dxp') return json(404, { reason: `There is no ${url.pathname}.` });
  if (method === 'POST' && resource === 'messages' && names.length === 0) {
    return xml(200, receiveMessage(world, body.toString('utf8')));
  }
  if (method === 'GET' && resource === 'messages' && names.length === 2) {
    const known = world.answers.get(answerKey(names[0]!, names[1]!));
    return known === undefined ? json(404, { reason: 'No such message has come.' }) : xml(200, known);
  }
  if (resource !== 'mailbox' || !world.enterpriseOf(names[0] ?? '')) {
    return json(404, { reason: 'There is no such resource, or no firm has this address.' });
  }
  if (method === 'GET' && names.length === 1) return mailbox(world, names[0]!, url.searchParams);
  if (method === 'POST' && names.length === 2 && names[1] === 'acknowledge') {
    const ids = new Set(body.toString('utf8').split(/\s+/).filter(Boolean));
    return json(200, { acknowledged: world.mailboxes.acknowledge(names[0]!, ids) });
  }
  return json(405, { reason: `${method} is not known here.` });
}

function mailbox(world: World, address: string, query: URLSearchParams): RawResponse {
  const max = Math.min(Number(query.get('max')) || MOST_RECEIPTS, MOST_RECEIPTS);
  const deliveries = world.mailboxes.peek(address, { nowMs: world.nowMs(), max });
  return xml(
    200,
    `<Deliveries>${deliveries.map(({ id, xml: one }) => `<Delivery id="${id}">${one}</Delivery>`).join('')}</Deliveries>`,
  );
}
