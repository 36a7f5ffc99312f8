import { BodyReader, RefusedError } from '../../control/body.js';
import type { ControlRoute } from '../../control/control-door.js';
import { sendReceipt } from '../pipeline/send-receipt.js';
import { AUDITED, CLOSED, RELEASED } from '../pipeline/verdicts.js';
import type { EnterpriseRole } from '../world/enterprise.js';
import type { StoredDocument } from '../world/stored-document.js';
import type { World } from '../world/world.js';

const roles: readonly EnterpriseRole[] = ['seller', 'carrier', 'agent'];

/** The part of the control door that only the customs gateway has. `current` gives the world of the moment. */
export const worldRoutes = (current: () => World): ControlRoute[] => [
  {
    method: 'GET',
    pattern: '/documents',
    handle: ({ query }) => ({ documents: find(current(), query.get('number')) }),
  },
  {
    method: 'POST',
    pattern: '/lists/{copNo}/decide',
    handle: ({ names, body }) => decide(current(), names.copNo!, body),
  },
  { method: 'POST', pattern: '/enterprises', handle: ({ body }) => register(current(), body) },
];

/** Documents with this order, waybill or list number; all without one. */
function find(world: World, number: string | null): object[] {
  return Object.values(world.documents)
    .flatMap((documents) => [...documents.values()])
    .filter(({ content: { head } }) => number === null || [head.orderNo, head.logisticsNo, head.copNo].includes(number))
    .map(({ kind, key, status, preNo, invtNo, content }) => ({
      kind: kind.kind,
      key,
      status,
      preNo,
      invtNo,
      ...content,
    }));
}

/** An officer's decision on a list under review or inspection; or its departure, once released. */
function decide(world: World, copNo: string, body: unknown): object {
  const reader = new BodyReader(body);
  const outcome = reader.oneOf('outcome', ['release', 'refuse', 'close']);
  const code = reader.optionalText('code') ?? '1399';
  const text = reader.optionalText('text') ?? '海关退单';
  reader.end();
  const list = [...world.documents.list.values()].find(({ content }) => content.head.copNo === copNo);
  if (!list) throw new RefusedError(`No list has the number ${copNo}.`, 404);
  assertDecidable(list, outcome);
  const nowMs = world.nowMs();
  if (outcome === 'refuse') sendReceipt(world, list, { status: '100', info: `[Code:${code};Desc:${text}]` }, nowMs);
  else if (outcome === 'close') sendReceipt(world, list, { status: '899', info: CLOSED }, nowMs);
  else {
    if (list.status === '300') sendReceipt(world, list, { status: '399', info: AUDITED }, nowMs);
    sendReceipt(world, list, { status: '800', info: RELEASED }, nowMs);
  }
  return { status: list.status };
}

function assertDecidable({ status }: StoredDocument, outcome: 'release' | 'refuse' | 'close'): void {
  const allowed = outcome === 'close' ? ['800'] : ['300', '500'];
  if (allowed.includes(status)) return;
  throw new RefusedError(`The list stands at ${status}; this can be decided only at ${allowed.join(' or ')}.`);
}

function register(world: World, body: unknown): object {
  const reader = new BodyReader(body);
  const code = reader.text('code');
  const name = reader.text('name');
  const dxpId = reader.optionalText('dxpId') ?? null;
  const given = reader.list('roles', (value, path) => {
    const role = roles.find((one) => one === value);
    if (!role) throw reader.wrong(path, `one of ${roles.join(', ')}`);
    return role;
  });
  reader.end();
  world.enterprises.set(code, { code, name, roles: given, dxpId });
  return { code };
}
