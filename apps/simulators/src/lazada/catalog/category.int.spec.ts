import { startTestShop } from '../test-shop.js';

type Shop = Awaited<ReturnType<typeof startTestShop>>;

// Real: the simulator over HTTP, driven by a published client.
describe('categories and brands', () => {
  let shop: Shop;

  beforeAll(async () => {
    shop = await startTestShop();
    await shop.connect();
  });
  afterAll(() => shop.stop());

  interface ShownAttribute {
    readonly name: string;
    readonly input_type: string;
    readonly is_sale_prop: number;
    readonly advanced: { is_key_prop: number; cascadeId?: number };
    readonly options: { id: number; name: string }[];
    readonly unit?: Record<string, unknown>;
  }
  const attributesOf = async (id: number) =>
    (await shop.get('/category/attributes/get', { primary_category_id: String(id) })).data as ShownAttribute[];

  it('ask for values of every kind', async () => {
    const kinds = new Set<string>();
    for (const id of [10002003, 10002014, 10002019]) {
      for (const one of await attributesOf(id)) kinds.add(one.input_type);
    }
    expect([...kinds].sort()).toEqual(
      [
        'date',
        'enumInput',
        'img',
        'multiEnumInput',
        'multiSelect',
        'numeric',
        'richText',
        'singleSelect',
        'text',
      ].sort(),
    );
    const [shelfLife] = (await attributesOf(10002003)).filter((one) => one.name === 'shelf_life');
    expect(shelfLife!.unit).toEqual({ type: ['days', 'months'], numericMin: '1', numericMax: '999', precision: 0 });
    const [material] = (await attributesOf(10002019)).filter((one) => one.name === 'material');
    expect(material!.advanced).toEqual({ is_key_prop: 1 });
  });

  it.each([
    ['10100001', '57'],
    ['10002099', '4228'],
    ['5', '4227'],
    ['', 'MissingParameter'],
  ])('have no attributes for "%s": %s', async (id, code) => {
    expect(await shop.get('/category/attributes/get', { primary_category_id: id })).toMatchObject({ code });
  });

  it('let values be chosen level by level', async () => {
    const [compatible] = (await attributesOf(10002032)).filter((one) => one.advanced.cascadeId !== undefined);
    const next = async (path: string) =>
      (
        await shop.get('/category/cascade/getNextCascadeProp', {
          categoryId: 10002032,
          cascadeId: compatible!.advanced.cascadeId,
          path,
        })
      ).data as { prop?: { id: number }; propValue?: { id: number; leaf: string }[] };
    const first = await next('');
    const second = await next(`${first.prop!.id}:${first.propValue![0]!.id}`);
    expect([first.propValue![0]!.leaf, second.propValue![0]!.leaf]).toEqual(['false', 'true']);
    expect(await next('1:1')).toEqual({});
  });

  it('are suggested for one name or for several', async () => {
    const one = await shop.get('/product/category/suggestion/get', { product_name: 'Striped tote bag' });
    expect(one.data).toMatchObject({
      categorySuggestions: [
        { categoryId: 10002022, categoryName: 'Tote Bags', categoryPath: 'Fashion > Bags > Tote Bags' },
      ],
    });
    expect(await shop.get('/product/category/suggestion/get', { product_name: '?!' })).toMatchObject({ code: '701' });
    const several = await shop.get('/product/category/suggestion/get/batch', {
      product_name_list: JSON.stringify(['Green tea', 'Phone cases']),
    });
    expect(several.data).toMatchObject({
      categorySuggestionMap: { 'Green tea': [{ categoryId: 10002003 }], 'Phone cases': [{ categoryId: 10002032 }] },
    });
    expect(await shop.get('/product/category/suggestion/get/batch', { product_name_list: 'tea' })).toMatchObject({
      code: '5',
    });
  });

  it('are listed page by page: 40 brands unless more are wanted, never more than 200', async () => {
    const page = async (parameters: Record<string, unknown>) =>
      (await shop.get('/category/brands/query', parameters)) as unknown as {
        success: boolean;
        data: { module: { brand_id: number }[]; total_record: number; page_index: number };
      };
    const first = await page({ startRow: 0 });
    expect([first.success, first.data.module.length]).toEqual([true, 40]);
    expect((await page({ startRow: 0, pageSize: 500 })).data.module).toHaveLength(200);
    const seen = new Set<number>();
    for (let start = 0; start < first.data.total_record; start += 200) {
      for (const brand of (await page({ startRow: start, pageSize: 500 })).data.module) seen.add(brand.brand_id);
    }
    expect(seen.size).toBe(first.data.total_record);
    expect((await page({ startRow: 200, pageSize: 200 })).data.page_index).toBe(2);
    expect(await shop.get('/category/brands/query', { startRow: 'x' })).toMatchObject({ code: '5' });
    await shop.control('POST', '/faults', { kind: 'empty-brands', count: 1 });
    expect(await page({ startRow: 0 })).toMatchObject({ success: true, data: { module: [] } });
  });
});
