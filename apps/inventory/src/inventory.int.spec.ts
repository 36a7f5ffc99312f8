import 'reflect-metadata';
import { generateKeyPairSync } from 'node:crypto';
import { topics, type MerchantEvent } from '@pinglu/contracts';
import { newId, SystemClock, type EventId, type MerchantId } from '@pinglu/kernel';
import { InternalTokenSigner, scopesOfRole, type BusRecord, type OutgoingRecord } from '@pinglu/platform';
import { waitUntil } from '@pinglu/testing';
import axios from 'axios';
import { metadataOf, recordOf, TestInventory } from './test-inventory.js';

// Real: PostgreSQL, the event bus on it, HTTP, tokens. Imitated: the gateway, by its events and its key.

const pem = (
  key: { export(options: { type: 'pkcs8' | 'spki'; format: 'pem' }): string | Buffer },
  type: 'pkcs8' | 'spki',
) => Buffer.from(key.export({ type, format: 'pem' })).toString('base64');
const keys = generateKeyPairSync('ed25519');
const signer = new InternalTokenSigner(pem(keys.privateKey, 'pkcs8'), new SystemClock());

const MERCHANT_REGISTERED = 'com.pinglu.merchants.merchant_registered.v1';

function registered(name: string): MerchantEvent & { metadata: { merchantId: MerchantId } } {
  const merchantId = newId<MerchantId>();
  const at = new Date().toISOString();
  return {
    type: MERCHANT_REGISTERED,
    data: { merchantId, name, countryOfEstablishment: 'CN', status: 'active', registeredAt: at, version: 1 },
    metadata: metadataOf(merchantId, merchantId, 1),
  };
}

const toRecord = (event: MerchantEvent): OutgoingRecord =>
  recordOf(topics.merchant.name, event.metadata.merchantId, event);

describe('inventory', () => {
  let inventory: TestInventory;

  beforeAll(async () => {
    inventory = await TestInventory.start({ INTERNAL_TOKEN_PUBLIC_KEY: pem(keys.publicKey, 'spki') });
    await waitUntil(() => ready(), { what: 'the service to be ready' });
  });
  afterAll(async () => {
    await inventory.stop();
  });

  const ready = async () => {
    const { status } = await axios.get(`http://127.0.0.1:${inventory.service.managementPort}/health/ready`, {
      validateStatus: () => true,
    });
    return status === 200;
  };
  const get = (path: string, merchantId: MerchantId | null, headers: Record<string, string> = {}) =>
    ask('GET', path, { merchantId, headers });
  const ask = async (
    method: 'GET' | 'POST',
    path: string,
    { merchantId, headers, body }: { merchantId: MerchantId | null; headers?: Record<string, string>; body?: object },
  ) => {
    const role = merchantId === null ? 'operator' : 'merchant';
    const token = await signer.sign({ subject: newId(), merchantId, role, scopes: scopesOfRole[role] }, 'inventory');
    return axios.request({
      method,
      url: `http://127.0.0.1:${inventory.service.port}${path}`,
      data: body,
      headers: { Authorization: `Bearer ${token}`, ...headers },
      validateStatus: () => true,
    });
  };
  const warehousesOf = async (merchantId: MerchantId): Promise<{ warehouseId: string; code: string }[]> =>
    (await get('/api/v1/warehouses', merchantId)).data.items;

  const allHandled = () =>
    waitUntil(
      async () => (await inventory.bus.lag('inventory', [topics.merchant.name])).every(({ lag }) => lag === 0),
      {
        what: 'all records to be done with',
      },
    );

  it('opens one main warehouse for a merchant, also when the event comes twice', async () => {
    const event = registered('Nanning Live');
    const again: MerchantEvent = { ...event, metadata: { ...event.metadata, eventId: newId<EventId>() } };
    await inventory.bus.publish([toRecord(event), toRecord(event), toRecord(again)]);
    const { merchantId } = event.metadata;
    await waitUntil(async () => (await warehousesOf(merchantId)).length > 0, { what: 'a warehouse' });
    await allHandled();
    expect(await warehousesOf(merchantId)).toEqual([
      expect.objectContaining({ code: 'MAIN', country: 'CN', merchantId, version: 1 }),
    ]);
  });

  it('publishes that the warehouse was opened, as a consequence of the registration', async () => {
    const event = registered('Liuzhou Snacks');
    const seen: BusRecord[] = [];
    const subscription = await inventory.bus.subscribe({
      group: `spec-${newId()}`,
      topics: [topics.warehouse.name],
      handle: async (records) => {
        seen.push(...records);
      },
    });
    await inventory.bus.publish([toRecord(event)]);
    const record = await waitUntil(
      () => seen.find(({ headers }) => headers['ce_causationid'] === event.metadata.eventId),
      { what: 'the event of the warehouse' },
    );
    await subscription.stop();
    const [warehouse] = await warehousesOf(event.metadata.merchantId);
    expect(record.key).toBe(`${event.metadata.merchantId}/${warehouse!.warehouseId}`);
    expect(record.headers).toMatchObject({
      ce_type: 'com.pinglu.inventory.warehouse_opened.v1',
      ce_source: '/pinglu/inventory',
      ce_tenantid: event.metadata.merchantId,
      ce_correlationid: event.metadata.correlationId,
      ce_sequence: '1',
    });
    expect(JSON.parse(String(record.value))).toEqual(warehouse);
  });

  it('shows a merchant nothing of another one', async () => {
    const [mine, theirs] = [registered('Mine'), registered('Theirs')];
    await inventory.bus.publish([toRecord(mine), toRecord(theirs)]);
    const [warehouse] = await waitUntil(
      async () => {
        const found = await warehousesOf(theirs.metadata.merchantId);
        return found.length > 0 && found;
      },
      { what: 'their warehouse' },
    );
    const answer = await get(`/api/v1/warehouses/${warehouse!.warehouseId}`, mine.metadata.merchantId);
    expect(answer.status).toBe(404);
    expect(answer.data).toMatchObject({ code: 'warehouse-not-found', status: 404 });
    const own = await get(`/api/v1/warehouses/${warehouse!.warehouseId}`, theirs.metadata.merchantId);
    expect(own.status).toBe(200);
    expect((await get('/api/v1/warehouses?limit=1', null)).data.items).toHaveLength(1);
  });

  it('sets aside what it cannot read, and lets an operator, and nobody else, decide about it', async () => {
    const { metadata, ...rest } = registered('Unreadable');
    const good = registered('Readable');
    const broken = { ...toRecord({ ...rest, metadata }), value: Buffer.from('{"name":') };
    await inventory.bus.publish([broken, toRecord(good)]);
    const [letter] = await waitUntil(
      async () => {
        const { data } = await get('/api/v1/operations/inventory/dead-letters', null);
        return data.items.length > 0 && (data.items as { id: string; errorCode: string; eventType: string }[]);
      },
      { what: 'the dead letter' },
    );
    expect(letter).toMatchObject({
      errorCode: 'invalid-event',
      eventType: MERCHANT_REGISTERED,
      attempts: 1,
      waiting: 0,
    });
    const base = `/api/v1/operations/inventory/dead-letters/${letter!.id}`;
    expect((await get('/api/v1/operations/inventory/dead-letters', metadata.merchantId)).status).toBe(403);
    expect((await ask('POST', `${base}/retry`, { merchantId: null })).data).toEqual({ resolved: 0, remaining: 1 });
    expect((await ask('POST', `${base}/discard`, { merchantId: null, body: {} })).status).toBe(400);
    const note = 'Written by a broken tool.';
    expect((await ask('POST', `${base}/discard`, { merchantId: null, body: { note } })).data).toEqual({
      resolved: 0,
      remaining: 0,
    });
    expect((await ask('POST', `${base}/discard`, { merchantId: null, body: { note } })).status).toBe(404);
    await waitUntil(async () => (await warehousesOf(good.metadata.merchantId)).length === 1, {
      what: 'the other merchant to have its warehouse all the same',
    });
  });

  it('pages through everything once, and answers 304 to who has the page already', async () => {
    await inventory.bus.publish(Array.from({ length: 7 }, (_, i) => toRecord(registered(`Shop ${i}`))));
    await allHandled();
    const all = (await get('/api/v1/warehouses?limit=500', null)).data.items as { warehouseId: string }[];
    const paged: string[] = [];
    let next: string | null = '';
    while (next !== null) {
      const cursor: string = next === '' ? '' : `&cursor=${encodeURIComponent(next)}`;
      const { data } = await get(`/api/v1/warehouses?limit=3${cursor}`, null);
      paged.push(...(data.items as { warehouseId: string }[]).map(({ warehouseId }) => warehouseId));
      next = data.next as string | null;
    }
    expect(paged).toEqual(all.map(({ warehouseId }) => warehouseId));
    const first = await get('/api/v1/warehouses?limit=3', null);
    const again = await get('/api/v1/warehouses?limit=3', null, { 'If-None-Match': String(first.headers['etag']) });
    expect(again.status).toBe(304);
  });
});
