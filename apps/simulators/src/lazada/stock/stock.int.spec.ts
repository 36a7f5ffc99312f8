import { TWO_WAREHOUSES_SELLER_ID } from '../seller/seller.js';
import { startTestShop, stockPayload } from '../test-shop.js';

type Shop = Awaited<ReturnType<typeof startTestShop>>;

const SECOND = 'TH10TWO-WH-10002';

interface ShownSku {
  readonly price: number;
  readonly special_price: number;
  readonly quantity: number;
  readonly Available: number;
  readonly preorderStock?: number;
  readonly multiWarehouseInventories: { warehouseCode: string; sellableQuantity: number; occupyQuantity: number }[];
  readonly [name: string]: unknown;
}

// Real: the simulator over HTTP, driven by a published client.
describe('prices and stock that a seller writes', () => {
  let shop: Shop;
  let sku: { ItemId: string; SkuId: string };

  beforeEach(async () => {
    shop = await startTestShop();
  });
  afterEach(() => shop.stop());

  const begin = async (account: string) => {
    await shop.connect(account);
    sku = await shop.create('STK-1', '10', '100.00');
  };
  const priceQuantity = (change: Record<string, string>) =>
    shop.post('/product/price_quantity/update', stockPayload([{ ...sku, ...change }]));
  const sellable = (kind: 'update' | 'adjust', change: Record<string, string>) =>
    shop.post(`/product/stock/sellable/${kind}`, stockPayload([{ ...sku, ...change }]));
  const several = (path: string, rows: readonly Record<string, string>[]) =>
    shop.post(path, {
      payload: JSON.stringify({
        Request: {
          Product: { Skus: { Sku: [{ ...sku, MultiWarehouseInventories: { MultiWarehouseInventory: rows } }] } },
        },
      }),
    });
  const shown = async () => {
    const { data } = await shop.get('/products/get', { filter: 'all', options: '1', sku_seller_list: '["STK-1"]' });
    return (data as { products: { skus: ShownSku[] }[] }).products[0]!.skus[0]!;
  };
  const refusal = (code: string) => ({ code: '501', type: 'ISP', detail: [expect.objectContaining({ code })] });

  describe('in a shop with one warehouse', () => {
    beforeEach(() => begin('demo'));

    it('set the total, of which what is promised stays promised', async () => {
      await shop.order('STK-1', 4);
      expect(await priceQuantity({ Quantity: '20' })).toMatchObject({ code: '0', data: {} });
      expect(await shown()).toMatchObject({ quantity: 20, Available: 16 });
      expect(await priceQuantity({ Quantity: '3' })).toMatchObject(refusal('212'));
      expect(await priceQuantity({ Quantity: '-1' })).toMatchObject(refusal('4152'));
      expect(await priceQuantity({ Quantity: 'many' })).toMatchObject(refusal('6'));
      expect(await shown()).toMatchObject({ quantity: 20, Available: 16 });
    });

    it('set or move what can be ordered', async () => {
      await shop.order('STK-1', 4);
      expect(await sellable('update', { SellableQuantity: '9' })).toMatchObject({ code: '0' });
      expect(await shown()).toMatchObject({ quantity: 13, Available: 9 });
      await sellable('adjust', { SellableQuantity: '-4' });
      await sellable('adjust', { SellableQuantity: '2' });
      expect(await shown()).toMatchObject({ quantity: 11, Available: 7 });
      expect(await sellable('adjust', { SellableQuantity: '-8' })).toMatchObject(refusal('212'));
      expect(await sellable('update', { SellableQuantity: '-1' })).toMatchObject(refusal('4152'));
      expect(await sellable('update', {})).toMatchObject(refusal('1'));
    });

    it('set prices with and without their days', async () => {
      const days = { SaleStartDate: '2020-01-01', SaleEndDate: '2020-02-01 12:00:00' };
      expect(await priceQuantity({ Price: '120.5', SalePrice: '99', ...days })).toMatchObject({ code: '0' });
      expect(await shown()).toMatchObject({
        price: 120.5,
        special_price: 99,
        special_from_date: '2020-01-01',
        special_to_time: '2020-02-01 12:00',
        quantity: 10,
      });
      expect(await priceQuantity({ SalePrice: '0' })).toMatchObject({ code: '0' });
      const plain = await shown();
      expect(plain).toMatchObject({ price: 120.5, special_price: 0 });
      expect(plain).not.toHaveProperty('special_from_date');
    });

    it.each([
      [{ Price: '0' }, '4118'],
      [{ SalePrice: '100' }, '4157'],
      [{ SaleStartDate: '2026-01-01' }, '4119'],
      [{ SalePrice: '90', SaleStartDate: '2026-02-01', SaleEndDate: '2026-01-01' }, '4117'],
      [{ Price: '1.001' }, '4104'],
      [{ SalePrice: '1.001' }, '4121'],
      [{ Price: 'free' }, '6'],
    ])('are refused whole for %j', async (change, code) => {
      expect(await priceQuantity({ Quantity: '3', ...change })).toMatchObject(refusal(code));
      expect(await shown()).toMatchObject({ price: 100, special_price: 0, quantity: 10 });
    });

    it('stay above what a campaign has locked, and may rise', async () => {
      await shop.control('POST', '/faults', { kind: 'campaign-lock', sellerSku: 'STK-1', quantity: 6 });
      const time = expect.stringMatching(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/);
      expect((await shown())['channelInventories']).toEqual([
        { channelName: 'Campaign', startTime: time, endTime: time, sellableQuantity: 6 },
      ]);
      expect(await priceQuantity({ Quantity: '5' })).toMatchObject(refusal('4170'));
      expect(await sellable('adjust', { SellableQuantity: '-5' })).toMatchObject(refusal('4170'));
      expect(await sellable('update', { SellableQuantity: '5' })).toMatchObject(refusal('4170'));
      expect(await priceQuantity({ Quantity: '12' })).toMatchObject({ code: '0' });
      await shop.control('DELETE', '/faults?kind=campaign-lock');
      expect(await shown()).toMatchObject({ channelInventories: [], quantity: 12 });
    });

    it('must not name warehouses', async () => {
      const rows = [{ WarehouseCode: 'dropshipping', SellableQuantity: '3', Quantity: '3' }];
      expect(await several('/product/stock/sellable/update', rows)).toMatchObject(refusal('4152'));
      expect(await several('/product/price_quantity/update', rows)).toMatchObject(refusal('4152'));
    });

    it('name at most 50 variants that are there', async () => {
      const many = Array.from({ length: 51 }, () => ({ ...sku, Quantity: '1' }));
      expect(await shop.post('/product/price_quantity/update', stockPayload(many))).toMatchObject({ code: '204' });
      expect(await shop.post('/product/price_quantity/update', stockPayload([]))).toMatchObject({ code: '30' });
      expect(await shop.post('/product/price_quantity/update')).toMatchObject({ code: '30' });
      const single = { Request: { Product: { Skus: { Sku: { ...sku, Quantity: '4' } } } } };
      expect(await shop.post('/product/price_quantity/update', { payload: JSON.stringify(single) })).toMatchObject({
        code: '0',
      });
      const mixed: Record<string, string>[] = [
        { SkuId: '1', SellerSku: 'GONE', Quantity: '1' },
        { ...sku, ItemId: '1', Quantity: '1' },
      ];
      expect(await shop.post('/product/price_quantity/update', stockPayload(mixed))).toMatchObject({
        code: '501',
        detail: [
          { code: '207', seller_sku: 'GONE', sku_id: '1' },
          { code: '208', sku_id: sku.SkuId },
        ],
      });
    });

    it.each([
      ['seller-sku', { message: 'E207: SKU does not exist', seller_sku: 'GONE' }],
      ['field', { field: 'Sku', message: 'E207: SKU does not exist' }],
      ['coded', { sku: 'GONE', code: '207', message: 'E207: SKU does not exist' }],
    ])('tell what failed in the shape %s', async (shape, detail) => {
      await shop.control('POST', '/faults', { kind: 'detail-shape', shape, count: 1 });
      const answer = await shop.post(
        '/product/price_quantity/update',
        stockPayload([{ SkuId: '1', SellerSku: 'GONE', Quantity: '1' }]),
      );
      expect(answer['detail']).toEqual([detail]);
    });
  });

  describe('in a shop with two warehouses', () => {
    beforeEach(() => begin('two'));

    it('are written for each, and a warehouse without a unit is not shown', async () => {
      expect((await shown()).multiWarehouseInventories.map((one) => one.warehouseCode)).toEqual(['dropshipping']);
      const rows = [
        { WarehouseCode: 'dropshipping', Quantity: '6' },
        { WarehouseCode: SECOND, Quantity: '8' },
      ];
      expect(await several('/product/price_quantity/update', rows)).toMatchObject({ code: '0' });
      expect(
        await several('/product/stock/sellable/adjust', [{ WarehouseCode: SECOND, SellableQuantity: '-3' }]),
      ).toMatchObject({ code: '0' });
      expect(await shown()).toMatchObject({
        quantity: 11,
        multiWarehouseInventories: [
          { warehouseCode: 'dropshipping', sellableQuantity: 6 },
          { warehouseCode: SECOND, sellableQuantity: 5 },
        ],
      });
      const overdrawn = [
        { WarehouseCode: 'dropshipping', SellableQuantity: '1' },
        { WarehouseCode: SECOND, SellableQuantity: '-6' },
      ];
      for (const order of [overdrawn, overdrawn.toReversed()])
        expect(await several('/product/stock/sellable/adjust', order)).toMatchObject(refusal('212'));
      expect(
        await several('/product/stock/sellable/update', [{ WarehouseCode: 'MOON', SellableQuantity: '1' }]),
      ).toMatchObject(refusal('4152'));
      expect((await shown()).quantity).toBe(11);
    });

    it('are eaten by buyers from the first warehouse, then from the other', async () => {
      await several('/product/stock/sellable/update', [
        { WarehouseCode: 'dropshipping', SellableQuantity: '1' },
        { WarehouseCode: SECOND, SellableQuantity: '2' },
      ]);
      const order = (quantity: number) =>
        shop.control('POST', '/orders', {
          orders: [{ shop: TWO_WAREHOUSES_SELLER_ID, lines: [{ sellerSku: 'STK-1', quantity }] }],
        });
      expect((await order(2)).body).toMatchObject({ placed: [{}] });
      expect((await shown()).multiWarehouseInventories).toMatchObject([
        { sellableQuantity: 0, occupyQuantity: 1 },
        { sellableQuantity: 1, occupyQuantity: 1 },
      ]);
      expect((await order(2)).body).toMatchObject({ placed: [], refused: [{}] });
    });

    it('may be for goods that have not arrived yet', async () => {
      const preorder = (change: Record<string, string>) =>
        several('/product/stock/sellable/adjust', [
          { BizType: '2', ShipTime: '1893456000000', WarehouseCode: 'dropshipping', ...change },
        ]);
      expect(await preorder({ SellableQuantity: '30' })).toMatchObject({ code: '0' });
      expect(await shown()).toMatchObject({ preorderStock: 30, Available: 10 });
      expect(await preorder({ SellableQuantity: '5', BizCode: 'NONE' })).toMatchObject(refusal('4152'));
    });

    it('lie in warehouses that the shop tells of', async () => {
      const listed = await shop.get('/seller/warehouse/get', { addressTypes: '["warehouse"]' });
      expect(listed['result']).toMatchObject({
        success: true,
        module: [
          { code: 'dropshipping', defaultAddress: true, status: 'ACTIVE', needToUpdate: false },
          { code: SECOND, defaultAddress: false },
        ],
        error_code: {},
      });
      expect((await shop.get('/seller/warehouse/get', { addressTypes: '["return"]' }))['result']).toMatchObject({
        module: [],
      });
      expect((await shop.get('/rc/warehouse/get'))['result']).toMatchObject({
        success: true,
        not_success: false,
        module: [{ code: 'dropshipping' }, { code: SECOND }],
      });
      expect((await shop.get('/rc/warehouse/detail/get'))['result']).toMatchObject({
        module: [
          { warehouse_code: 'dropshipping', default_address: true, country: 'Thailand' },
          { warehouse_code: SECOND },
        ],
      });
    });
  });

  it('tell a shop how it does', async () => {
    await begin('demo');
    expect((await shop.get('/seller/metrics/get')).data).toMatchObject({
      seller_id: 100200301,
      main_category_id: 10002019,
      main_category_name: 'T-Shirts',
      ship_on_time: '100%',
    });
    await shop.order('STK-1', 1);
    await shop.control('POST', '/clock', { advance: '5d' });
    expect((await shop.get('/seller/metrics/get')).data).toMatchObject({ ship_on_time: '0%' });
    expect(await shop.get('/product/seller/item/limit')).toMatchObject({
      success: true,
      data: { onlineItemCount: 1, payItemCnt: 1, payByrCnt: 1 },
    });
    expect((await shop.get('/rc/warehouse/detail/get'))['result']).toMatchObject({
      module: { warehouse_code: 'dropshipping', country: 'China', city: 'Nanning' },
    });
    await shop.connect('local');
    expect(await shop.get('/product/seller/item/limit')).toMatchObject({
      success: false,
      errorCodes: ['ONLY_CB_SELLER_SUPPORTED'],
    });
  });
});
