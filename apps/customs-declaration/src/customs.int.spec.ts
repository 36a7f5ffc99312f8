import 'reflect-metadata';
import { newId, type MerchantId } from '@pinglu/kernel';
import { waitUntil } from '@pinglu/testing';
import { TestCustoms, type Shown } from './test-customs.js';
import { changed } from './test-events.js';

// Real: the built service and the built simulator, each a process, HTTP, PostgreSQL, the event bus on it.

interface Report {
  readonly messages: { received: number; repeated: number; documentsAccepted: number };
  readonly calls: Record<string, Record<string, number>>;
}

describe('a parcel on its way through customs', () => {
  let customs: TestCustoms;
  beforeAll(async () => {
    customs = await TestCustoms.start();
    await customs.publish([customs.shop()]);
  });
  afterAll(() => customs.stop());
  afterEach(() => customs.control('DELETE', '/faults'));

  const report = (): Promise<Report> => customs.control<Report>('GET', '/report');
  /** What was told of the parcel in the end; that it was sent may be overtaken by what customs decided. */
  const decisions = (orderNumber: string, count: number): Promise<string[]> =>
    waitUntil(
      () => {
        const types = customs.typesOf(orderNumber).filter((type) => type !== 'declaration_sent');
        return types.length >= count && types;
      },
      { what: `the events of ${orderNumber}` },
    );

  it('is declared and released: three documents from one snapshot, signed, followed to the end', async () => {
    const shipment = customs.shipment('TS-BLK-M');
    const { data } = shipment;
    await customs.catalog(customs.product('TS-BLK-M'));
    await customs.publish([shipment]);
    const declaration = await customs.answered(data.orderNumber);
    expect(declaration).toMatchObject({ problems: [], attempt: 1, shopName: 'Pinglu Bangkok' });
    expect(declaration.listNumber).toMatch(/^7208\d{4}E\d{9}$/);
    const codes = (kind: string): string[] =>
      declaration.receipts.filter(({ document }) => document === kind).map(({ code }) => code);
    expect([codes('order'), codes('waybill'), codes('list')]).toEqual([
      ['2', '3', '120'],
      ['2', '3', '120'],
      ['2', '3', '120', '399', '800'],
    ]);
    expect(await decisions(data.orderNumber, 1)).toEqual(['declaration_released']);
  });

  it('says cause and advice in two languages when customs refuses it, and is released once the product is mended', async () => {
    const wrong = customs.product('TS-WRONG', { hsCode: '619910' });
    const shipment = customs.shipment('TS-WRONG');
    const { orderNumber } = shipment.data;
    await customs.catalog(wrong);
    await customs.publish([shipment]);
    const refused = await customs.declared(orderNumber, 'refused');
    expect(refused.problems).toEqual([
      {
        code: '1301',
        field: 'list.InventoryList.gnum:1,gcode:6199000000',
        cause: { en: expect.stringContaining('does not know the HS code'), zh: expect.stringContaining('商品编码') },
        advice: { en: expect.stringContaining('resubmit'), zh: expect.stringContaining('重新申报') },
      },
    ]);
    const resubmit = (key: string, merchantId?: MerchantId) =>
      customs.call('POST', `/api/v1/declarations/${refused.declarationId}/resubmit`, {
        headers: { 'Idempotency-Key': key },
        ...(merchantId && { merchantId }),
      });
    expect((await resubmit('stranger', newId<MerchantId>())).status).toBe(404);
    await customs.catalog(changed(wrong, { hsCode: '610910', version: 2 }));
    const first = await resubmit('once');
    expect(first.status).toBe(200);
    expect(first.data).toMatchObject({ status: 'drafted', attempt: 2, problems: [] });
    const again = await resubmit('once');
    expect(again.headers['idempotency-replayed']).toBe('true');
    const released = await customs.declared(orderNumber, 'released');
    expect(released).toMatchObject({ attempt: 2, problems: [] });
    expect((await resubmit('twice')).data).toMatchObject({ code: 'declaration-not-refused', status: 409 });
    expect(await decisions(orderNumber, 2)).toEqual(['declaration_refused', 'declaration_released']);
  });

  it('is refused before anything is sent while the catalog lacks what customs asks for, and says all of it', async () => {
    const before = (await report()).messages.received;
    const bare = customs.product('TS-BARE', { hsCode: null, titleZh: null });
    const [sku] = bare.data.skus;
    const shipment = customs.shipment('TS-BARE');
    await customs.catalog(changed(bare, { skus: [{ ...sku!, weightGrams: null }] }));
    await customs.publish([shipment]);
    const refused = await customs.declared(shipment.data.orderNumber, 'refused');
    expect(refused.problems.map(({ code }) => code)).toEqual([
      'hs-code-missing',
      'chinese-name-missing',
      'weight-missing',
    ]);
    expect((await report()).messages.received).toBe(before);
    expect(await decisions(shipment.data.orderNumber, 1)).toEqual(['declaration_refused']);
  });

  it('goes on by itself when the product it waited for becomes known', async () => {
    const shipment = customs.shipment('TS-LATE');
    await customs.publish([shipment]);
    const refused = await customs.declared(shipment.data.orderNumber, 'refused');
    expect(refused.problems.map(({ code }) => code)).toEqual(['product-unknown']);
    await customs.publish([customs.product('TS-LATE')]);
    await customs.declared(shipment.data.orderNumber, 'released');
  });

  it('is released also when its product is saved at the same moment', async () => {
    const skus = Array.from({ length: 12 }, (_, index) => `TS-RACE-${index}`);
    const shipments = skus.map((sku) => customs.shipment(sku));
    await Promise.all([customs.publish(skus.map((sku) => customs.product(sku))), customs.publish(shipments)]);
    for (const { data } of shipments) {
      expect(await customs.declared(data.orderNumber, 'released')).toMatchObject({ problems: [] });
    }
  });

  it('is left alone when it crosses no border', async () => {
    const shipment = customs.shipment('TS-BLK-M', { crossBorder: false });
    const marker = customs.shipment('TS-BLK-M', { orderNumber: shipment.data.orderNumber });
    await customs.publish([shipment, marker]);
    await customs.declared(shipment.data.orderNumber, 'released');
    const { rows } = await customs.admin.query(`select shipment_id from declaration where order_number = $1`, [
      shipment.data.orderNumber,
    ]);
    expect(rows).toEqual([{ shipment_id: marker.data.shipmentId }]);
  });

  it.each([
    [
      'the exchange hangs up after it took the message',
      [{ kind: 'error-after-commit', count: 3, path: '/dxp/messages' }],
    ],
    ['the exchange is down for a while', [{ kind: 'error-before-commit', count: 3, path: '/dxp/messages' }]],
    ['the exchange throttles', [{ kind: 'throttle', count: 2, path: '/dxp/messages' }]],
    ['receipts come twice', [{ kind: 'receipt-duplicate' }]],
    ['sending to customs fails at first', [{ kind: 'send-failed', count: 2 }]],
    ['mailboxes cannot be reached for a while', [{ kind: 'error-before-commit', count: 5, path: '/dxp/mailbox' }]],
  ])('is sent once and released although %s', async (_case, faults) => {
    for (const fault of faults) await customs.control('POST', '/faults', fault);
    const shipment = customs.shipment('TS-BLK-M');
    const before = await report();
    await customs.publish([shipment]);
    const { receipts } = await customs.answered(shipment.data.orderNumber);
    const after = await report();
    expect(after.messages.documentsAccepted - before.messages.documentsAccepted).toBe(3);
    expect(after.messages.repeated).toBe(before.messages.repeated);
    expect(receipts.filter(({ code }) => code === '2')).toHaveLength(3);
  });

  it('is not sent twice when the service is killed between sending it and writing so', async () => {
    const shipment = customs.shipment('TS-BLK-M');
    const before = (await report()).messages;
    await customs.control('POST', '/faults', { kind: 'late-answer', count: 1, path: '/dxp/messages', ms: 60_000 });
    await customs.publish([shipment]);
    await waitUntil(async () => (await report()).messages.documentsAccepted === before.documentsAccepted + 1, {
      what: 'the first document to be taken in',
    });
    await customs.killService();
    const { rows } = await customs.admin.query<{ sent_at: Date | null }>(
      `select d.sent_at from document d join declaration on declaration.id = declaration_id where order_number = $1`,
      [shipment.data.orderNumber],
    );
    expect(rows.map(({ sent_at }) => sent_at)).toEqual([null, null, null]);
    await customs.startService();
    await customs.declared(shipment.data.orderNumber, 'released');
    const after = (await report()).messages;
    expect(after.documentsAccepted - before.documentsAccepted).toBe(3);
    expect(after.received - before.received).toBe(3);
  });

  it('shows its documents as they were sent, its chain, and nothing to strangers', async () => {
    const shipment = customs.shipment('TS-BLK-M');
    const { orderNumber } = shipment.data;
    await customs.publish([shipment]);
    const { declarationId } = await customs.declared(orderNumber, 'released');
    const path = `/api/v1/declarations/${declarationId}`;
    // A receipt may overtake the note that its document was sent: until that is there the declaration may change once more.
    const read = await waitUntil(
      async () => {
        const one = await customs.call('GET', path);
        const same = await customs.call('GET', path, { headers: { 'If-None-Match': String(one.headers['etag']) } });
        return same.status === 304 && [one.status, same.status];
      },
      { what: 'an answer that nothing has changed' },
    );
    expect(read).toEqual([200, 304]);
    const xml = await customs.call('GET', `${path}/documents/list`);
    expect(xml.headers['content-type']).toContain('application/xml');
    expect(xml.data).toMatch(/^<\?xml version="1.0" encoding="UTF-8"\?>\n<ceb:CEB603Message [^]*<\/ds:Signature>/);
    expect((await customs.call('GET', `${path}/documents/receipt`)).data.code).toBe('document-not-found');
    const chain = await customs.call('GET', `/api/v1/chain/lazada/${orderNumber}`);
    const steps = (chain.data as { steps: { step: string; status: string }[] }).steps;
    expect(steps.map(({ step, status }) => `${step} ${status}`)).toEqual([
      'declared done',
      'declaration_released done',
    ]);
    const merchantId = newId<MerchantId>();
    expect((await customs.call('GET', path, { merchantId })).status).toBe(404);
    expect((await customs.call('GET', `/api/v1/chain/lazada/${orderNumber}`, { merchantId })).data).toEqual({
      steps: [],
    });
    expect((await customs.call('GET', '/api/v1/declarations', { merchantId })).data).toEqual({ items: [], next: null });
  });

  it('pages through every declaration once, newest first', async () => {
    const all = (await customs.call('GET', '/api/v1/declarations?limit=500')).data.items as Shown[];
    const paged: string[] = [];
    for (let next: string | null = ''; next !== null;) {
      const cursor: string = next === '' ? '' : `&cursor=${encodeURIComponent(next)}`;
      const { data } = await customs.call('GET', `/api/v1/declarations?limit=2${cursor}`);
      paged.push(...(data.items as Shown[]).map(({ declarationId }) => declarationId));
      next = data.next as string | null;
    }
    expect(all.length).toBeGreaterThan(4);
    expect(paged).toEqual(all.map(({ declarationId }) => declarationId));
  });

  it('waits for an officer who inspects it', async () => {
    await customs.control('POST', '/faults', { kind: 'inspection', count: 1 });
    const shipment = customs.shipment('TS-BLK-M');
    await customs.publish([shipment]);
    const inspected = await waitUntil(
      async () => {
        const sent = await customs.declared(shipment.data.orderNumber, 'sent');
        return sent.receipts.some(({ code }) => code === '500') && sent;
      },
      { what: 'the inspection' },
    );
    await waitUntil(() => customs.typesOf(shipment.data.orderNumber).length > 0, { what: 'the event' });
    expect(customs.typesOf(shipment.data.orderNumber)).toEqual(['declaration_sent']);
    const { rows } = await customs.admin.query<{ list_no: string }>(`select list_no from declaration where id = $1`, [
      inspected.declarationId,
    ]);
    await customs.control('POST', `/lists/${rows[0]!.list_no}/decide`, {
      outcome: 'refuse',
      code: '1399',
      text: '与实物不符',
    });
    const refused = await customs.declared(shipment.data.orderNumber, 'refused');
    expect(refused.problems[0]).toMatchObject({ code: '1399', cause: { zh: expect.stringContaining('与实物不符') } });
  });

  it('declares as the firms that the merchant set, and refuses what the exchange does not know', async () => {
    const current = await customs.call('GET', '/api/v1/declarant');
    const { version, ...settings } = current.data as { version: number; seller: object };
    expect(version).toBe(0);
    const change = (body: object, ifMatch?: string) =>
      customs.call('PUT', '/api/v1/declarant', { body, headers: ifMatch === undefined ? {} : { 'If-Match': ifMatch } });
    const other = { ...settings, seller: { ...settings.seller, code: '4501960XXX' } };
    expect((await change(other)).status).toBe(428);
    expect((await change({ ...other, statistics: 'C' }, '*')).status).toBe(400);
    const set = await change(other, String(current.headers['etag']));
    expect(set.data).toMatchObject({ version: 1, seller: { code: '4501960XXX' } });
    expect((await change(settings, String(current.headers['etag']))).status).toBe(412);
    const shipment = customs.shipment('TS-BLK-M');
    await customs.publish([shipment]);
    const refused = await customs.declared(shipment.data.orderNumber, 'refused');
    expect(refused.problems[0]).toMatchObject({ code: '-10102', field: 'order' });
    expect((await change(settings, String(set.headers['etag']))).status).toBe(200);
    const resubmitted = await customs.call('POST', `/api/v1/declarations/${refused.declarationId}/resubmit`, {
      headers: { 'Idempotency-Key': newId() },
    });
    expect(resubmitted.status).toBe(200);
    await customs.declared(shipment.data.orderNumber, 'released');
  });
});
