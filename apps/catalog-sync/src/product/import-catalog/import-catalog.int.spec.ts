import 'reflect-metadata';
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { topics } from '@pinglu/contracts';
import { newId, type MerchantId } from '@pinglu/kernel';
import { waitUntil } from '@pinglu/testing';
import { Client } from 'pg';
import { realCatalogFolder } from '../../config.js';
import { TestCatalog } from '../../test-catalog.js';

// Real: PostgreSQL, the event bus on it, HTTP, tokens. Imitated: the gateway and the marketplace, by TestMarketplace.

const names = 'Handle,Title,Option1 Name,Option1 Value,Variant SKU,Price TH,Weight grams,HS Code,Initial quantity';
const csv = (...lines: string[]): string => [names, ...lines].join('\n');
const demoFile = resolve(__dirname, '../../../demo/catalog.csv');

describe('importing a catalog file', () => {
  let catalog: TestCatalog;
  beforeAll(async () => (catalog = await TestCatalog.start()));
  afterAll(() => catalog.stop());

  const productsOf = async (merchantId: MerchantId) =>
    (await catalog.ask('/api/v1/products?limit=500', merchantId)).data.items as Record<string, unknown>[];
  const attentionOf = async ({ importId }: { importId: string }, merchantId: MerchantId) =>
    String((await catalog.ask(`/api/v1/imports/${importId}/attention.csv`, merchantId)).data);
  const savedOf = (merchantId: MerchantId) => catalog.events(merchantId, topics.product.name);

  it('keeps the good rows, says what is wrong with the others, and publishes each product', async () => {
    const merchantId = newId<MerchantId>();
    const answer = await catalog.import(
      csv(
        'tea,Liubao tea,Size,100 g,,199,120,090230,5',
        'tea,,,500 g,T-5,a lot,560,,',
        'cup,=Cup,,,CUP,99.5,300,691110,7',
      ),
      merchantId,
    );
    expect(answer).toMatchObject({
      status: 'done',
      rowsRead: 3,
      rowsRejected: 1,
      productsAdded: 2,
      productsChanged: 0,
      encoding: 'utf-8',
    });
    expect((await attentionOf(answer, merchantId)).split('\r\n')).toEqual([
      `\uFEFFAttention,Row,Column,What to do,${names}`,
      'imported,2,Variant SKU,The SKU was empty; TEA-100-G was made from the handle and the options.,tea,Liubao tea,Size,100 g,,199,120,090230,5',
      'not imported,3,Price TH,"""a lot"" is no price in THB; write an amount such as 199.00, without a currency sign.",tea,,,500 g,T-5,a lot,560,,',
      '',
    ]);
    const saved = await waitUntil(() => savedOf(merchantId).length === 2 && savedOf(merchantId), {
      what: 'the events',
    });
    expect(saved.find(({ handle }) => handle === 'tea')).toMatchObject({
      status: 'active',
      hsCode: '090230',
      version: 1,
      skus: [{ sellerSku: 'TEA-100-G', options: { Size: '100 g' }, weightGrams: 120, initialQuantity: 5 }],
    });
  });

  it('publishes only what changed when a file comes again', async () => {
    const merchantId = newId<MerchantId>();
    await catalog.import(csv('a,A,,,A,10,100,080810,1', 'b,B,,,B,10,100,080810,1'), merchantId);
    const again = await catalog.import(csv('a,A,,,A,10,100,080810,1', 'b,B,,,B,11,100,080810,1'), merchantId);
    expect(again).toMatchObject({ productsUnchanged: 1, productsChanged: 1, productsAdded: 0 });
    const saved = await waitUntil(() => savedOf(merchantId).length >= 3 && savedOf(merchantId), { what: 'the events' });
    expect(new Set(saved.map(({ handle, version }) => `${String(handle)} ${String(version)}`))).toEqual(
      new Set(['a 1', 'b 1', 'b 2']),
    );
    expect(saved).toHaveLength(3);
  });

  it('answers a repeated upload like the first, and refuses another file under its key', async () => {
    const merchantId = newId<MerchantId>();
    const key = { 'Idempotency-Key': newId() };
    const first = await catalog.upload(csv('a,A,,,A,10,100,080810,1'), merchantId, '', key);
    const again = await catalog.upload(csv('a,A,,,A,10,100,080810,1'), merchantId, '', key);
    const other = await catalog.upload(csv('b,B,,,B,10,100,080810,1'), merchantId, '', key);
    expect([first.status, first.headers['location']]).toEqual([202, `/api/v1/imports/${first.data.importId}`]);
    expect([again.status, again.data.importId, again.headers['idempotency-replayed']]).toEqual([
      202,
      first.data.importId,
      'true',
    ]);
    expect([other.status, other.data.code]).toEqual([422, 'idempotency-key-reused']);
    await catalog.imported(String(first.data.importId), merchantId);
    expect(await productsOf(merchantId)).toHaveLength(1);
  });

  it('takes the file of a form, in the encoding of a Chinese Excel', async () => {
    const merchantId = newId<MerchantId>();
    const form = new FormData();
    // "六堡茶" in GB 18030
    const title = Buffer.from([0xc1, 0xf9, 0xb1, 0xa4, 0xb2, 0xe8]);
    const content = Buffer.concat([
      Buffer.from('Handle,Title zh,Title,Variant SKU\ntea,'),
      title,
      Buffer.from(',Tea,T-1\n'),
    ]);
    form.append('file', new Blob([content]), '目录.csv');
    const { data, status } = await catalog.ask('/api/v1/imports', merchantId, { body: form });
    expect([status, data.encoding, data.fileName]).toEqual([202, 'gb18030', '目录.csv']);
    await catalog.imported(String(data.importId), merchantId);
    expect(await productsOf(merchantId)).toEqual([
      expect.objectContaining({ titleZh: '六堡茶', status: 'incomplete' }),
    ]);
  });

  it.each([
    [
      'without a file',
      { headers: { 'content-type': 'text/csv' }, method: 'POST' as const },
      400,
      'catalog-file-missing',
    ],
    ['of another type', { body: 'x', headers: { 'content-type': 'application/pdf' } }, 415, 'unsupported-media-type'],
    ['as JSON', { body: { csv: 'x' } }, 400, 'catalog-file-missing'],
  ])('refuses an upload %s', async (_what, options, status, code) => {
    const answer = await catalog.ask('/api/v1/imports', newId<MerchantId>(), options);
    expect([answer.status, answer.data.code]).toEqual([status, code]);
  });

  it('says why a file as a whole cannot be read', async () => {
    const merchantId = newId<MerchantId>();
    const answer = await catalog.import('{"not": "csv"}', merchantId);
    expect(answer).toMatchObject({
      status: 'failed',
      rowsRead: 0,
      reason: expect.stringContaining('no column "Handle"'),
    });
    expect(await attentionOf(answer, merchantId)).toBe('\uFEFFAttention,Row,Column,What to do\r\n');
  });

  it('keeps the catalogs of merchants apart, handles and SKUs included', async () => {
    const [mine, theirs] = [newId<MerchantId>(), newId<MerchantId>()];
    const file = csv('a,A,,,A,10,100,080810,1');
    const answer = await catalog.import(file, mine);
    expect(await catalog.import(file, theirs)).toMatchObject({ productsAdded: 1, rowsRejected: 0 });
    const [product] = await productsOf(mine);
    const path = `/api/v1/products/${String(product!['productId'])}`;
    const seen = await Promise.all([path, `/api/v1/imports/${answer.importId}`].map((p) => catalog.ask(p, theirs)));
    expect(seen.map(({ status, data }) => [status, data.code])).toEqual([
      [404, 'product-not-found'],
      [404, 'import-not-found'],
    ]);
    expect((await catalog.ask(path, null)).status).toBe(200);
    expect(
      (await catalog.ask('/api/v1/imports', null, { body: 'Handle\n', headers: { 'content-type': 'text/csv' } }))
        .status,
    ).toBe(403);
  });

  it('pages through products once, and answers 304 to who has the page', async () => {
    const merchantId = newId<MerchantId>();
    await catalog.import(
      csv(...Array.from({ length: 7 }, (_, n) => `p${n},P${n},,,P-${n},10,100,080810,1`)),
      merchantId,
    );
    const handles: string[] = [];
    for (let path: string | null = '/api/v1/products?limit=3'; path !== null;) {
      const { data } = await catalog.ask(path, merchantId);
      handles.push(...(data.items as { handle: string }[]).map(({ handle }) => handle));
      path = data.next === null ? null : `/api/v1/products?limit=3&cursor=${String(data.next)}`;
    }
    expect(handles.sort((a, b) => a.localeCompare(b))).toEqual(['p0', 'p1', 'p2', 'p3', 'p4', 'p5', 'p6']);
    const first = await catalog.ask('/api/v1/products?handle=p3', merchantId);
    const tag = String(first.headers['etag']);
    const again = await catalog.ask('/api/v1/products?handle=p3', merchantId, { headers: { 'If-None-Match': tag } });
    expect([first.data.items.length, again.status]).toEqual([1, 304]);
  });

  it('goes on with a file where it was when the process ends in between, and counts nothing twice', async () => {
    const merchantId = newId<MerchantId>();
    const products = 4_000;
    const rows = Array.from(
      { length: products },
      (_, n) => `p${n},P${n},,,P-${n},${n % 10 === 0 ? 'x' : '10'},100,080810,1`,
    );
    const { data } = await catalog.upload(csv(...rows), merchantId);
    const importId = String(data.importId);
    await waitUntil(async () => (await catalog.ask(`/api/v1/imports/${importId}`, merchantId)).data.rowsRead > 0, {
      what: 'the first batch',
      everyMs: 5,
    });
    await catalog.stopService();
    // Asked of the table: the next process may be done before it can be asked.
    const admin = new Client({ connectionString: catalog.database.adminUrl });
    await admin.connect();
    const { rows: stopped } = await admin.query<{ status: string; rows_read: number }>(
      'select status, rows_read from catalog_sync.catalog_import where import_id = $1',
      [importId],
    );
    await admin.end();
    expect(stopped[0]!.status).toBe('running');
    expect(stopped[0]!.rows_read).toBeLessThan(products);
    await catalog.startService();
    expect(await catalog.imported(importId, merchantId)).toMatchObject({
      status: 'done',
      rowsRead: products,
      rowsRejected: products / 10,
      productsAdded: products * 0.9,
      productsUnchanged: 0,
      productsLeftOut: products / 10,
    });
    expect((await attentionOf({ importId }, merchantId)).trim().split('\r\n')).toHaveLength(1 + products / 10);
    await waitUntil(() => savedOf(merchantId).length >= products * 0.9, { what: 'the events', deadlineMs: 30_000 });
    expect(new Set(savedOf(merchantId).map(({ version }) => version))).toEqual(new Set([1]));
  });

  it('reads the catalog of the demonstration without a remark', async () => {
    const merchantId = newId<MerchantId>();
    const answer = await catalog.import(readFileSync(demoFile), merchantId);
    expect(answer).toMatchObject({ rowsRead: 148, rowsRejected: 0, productsAdded: 67, productsLeftOut: 0 });
    expect((await attentionOf(answer, merchantId)).trim().split('\r\n')).toHaveLength(1);
    const products = await productsOf(merchantId);
    expect(products.every(({ status, titleZh }) => status === 'active' && titleZh !== null)).toBe(true);
    const skus = products.flatMap((product) => product['skus'] as { prices: unknown[]; initialQuantity: number }[]);
    expect(skus.filter(({ prices, initialQuantity }) => prices.length !== 6 || initialQuantity < 1)).toEqual([]);
    expect(await catalog.import(readFileSync(demoFile), merchantId)).toMatchObject({
      productsUnchanged: 67,
      productsChanged: 0,
    });
  });

  describeWithRealFiles(({ folder, files }) => {
    it.each([
      ['shopify-apparel.csv', { rowsRead: 22, productsAdded: 20 }, 22],
      ['shopify-home-and-garden.csv', { rowsRead: 21, productsAdded: 20 }, 21],
    ])('takes every row of %s, makes the SKUs it lacks, and says so', async (file, counts, derived) => {
      expect(files).toContain(file);
      const merchantId = newId<MerchantId>();
      const content = readFileSync(join(folder, file));
      const answer = await catalog.import(content, merchantId, '?currency=SGD');
      expect(answer).toMatchObject({ ...counts, status: 'done', rowsRejected: 0, productsLeftOut: 0 });
      const lines = (await attentionOf(answer, merchantId)).trim().split('\r\n').slice(1);
      expect(lines.filter((line) => line.includes('The SKU was empty; '))).toHaveLength(derived);
      expect(lines.filter((line) => line.includes('Saved, but not ready to be listed.'))).toHaveLength(20);
      const skus = (await productsOf(merchantId)).flatMap(
        (one) => one['skus'] as { sellerSku: string; weightGrams: null }[],
      );
      expect(new Set(skus.map(({ sellerSku }) => sellerSku)).size).toBe(derived);
      expect(
        skus.every(({ sellerSku, weightGrams }) => /^[A-Z0-9-]{1,20}$/.test(sellerSku) && weightGrams === null),
      ).toBe(true);
      expect(await catalog.import(content, merchantId, '?currency=SGD')).toMatchObject({ productsUnchanged: 20 });
    });
  });
});

/** Files of real merchants belong to them and not to the repository; where they are present, they are imported. */
function describeWithRealFiles(body: (found: { folder: string; files: string[] }) => void): void {
  const folder = realCatalogFolder() ?? resolve(__dirname, '../../../../../../shared/data');
  let files: string[] = [];
  try {
    files = readdirSync(folder).filter((file) => /^shopify-.*\.csv$/.test(file));
  } catch {
    // Told below.
  }
  if (files.length > 0) {
    describe('of real merchants', () => {
      body({ folder, files });
    });
    return;
  }
  process.stderr.write(
    '\nLEFT OUT: importing files of real merchants. There is no shopify-*.csv in ../shared/data beside the repository; ' +
      'set PINGLU_REAL_CATALOGS to the folder that holds some.\n\n',
  );
}
