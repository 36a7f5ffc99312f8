import { globalAgent } from 'node:https';
import { connect } from 'node:tls';
import LazadaAPI from 'lazada-open-platform-sdk';
import { get, post } from 'lazada-open-platform-sdk/lib/LazadaRequest/index.js';
import { DEFAULT_SETTINGS } from './config.js';
import { startLazadaSimulator } from './simulator.js';
import { authorizeQuery, productPayload, queryOf, stockPayload } from './test-shop.js';

type Row = Record<string, unknown>;

const { key, secret } = DEFAULT_SETTINGS.app;

/**
 * Real: the simulator over HTTPS, and the npm package lazada-open-platform-sdk as published, with its own methods and
 * the hosts that are written in it. Only the name service lies: every host is the simulator.
 */
describe('the published client, over HTTPS and at the hosts it knows', () => {
  let simulator: Awaited<ReturnType<typeof startLazadaSimulator>>;
  let api: InstanceType<typeof LazadaAPI>;
  const { createConnection } = globalAgent;
  const { ca } = globalAgent.options;

  const control = async (path: string, body?: object): Promise<Row> => {
    const init = body && {
      method: 'POST',
      body: JSON.stringify(body),
      headers: { 'content-type': 'application/json' },
    };
    return (await (await fetch(`${simulator.url}/_control${path}`, init)).json()) as Row;
  };
  const call = async (method: string, parameters: Row = {}): Promise<Row> =>
    (await api.client[method]!(api.appKey, api.appSecret, api.gateway, api.accessToken, parameters)) as Row;

  beforeAll(async () => {
    simulator = await startLazadaSimulator({ host: '127.0.0.1', port: 0, httpsPort: 0, settings: DEFAULT_SETTINGS });
    const port = Number(new URL(simulator.secureUrl!).port);
    globalAgent.options.ca = String((await control('/certificate'))['certificate']);
    globalAgent.createConnection = ({ host }) =>
      connect({ host: '127.0.0.1', port, servername: String(host), ca: globalAgent.options.ca });
    api = new LazadaAPI(key, secret, 'THAILAND');
    const consent = await fetch(`${simulator.url}/oauth/authorize?${queryOf({ ...authorizeQuery, demo: '1' })}`, {
      redirect: 'manual',
    });
    const code = new URL(consent.headers.get('location')!).searchParams.get('code');
    const created = await call('generateAccessToken', { code });
    const refreshed = await call('refreshAccessToken', { refresh_token: created['refresh_token'] });
    api.accessToken = String(refreshed['access_token']);
  });
  afterAll(async () => {
    globalAgent.createConnection = createConnection;
    if (ca === undefined) delete globalAgent.options.ca;
    else globalAgent.options.ca = ca;
    globalAgent.destroy();
    await simulator.stop();
  });

  it('gets tokens from the auth host, and is at the host of its country', () => {
    expect(api.gateway).toBe('api.lazada.co.th/rest');
    expect(api.accessToken).toMatch(/^50000900001/);
  });

  it('would trust nobody else', async () => {
    const port = Number(new URL(simulator.secureUrl!).port);
    const socket = connect({ host: '127.0.0.1', port, servername: 'auth.lazada.com', ca: [] });
    const failed = new Promise((resolve, reject) => {
      socket.on('secureConnect', resolve).on('error', reject);
    });
    await expect(failed).rejects.toMatchObject({ code: 'DEPTH_ZERO_SELF_SIGNED_CERT' });
    socket.destroy();
  });

  it('reads the catalogue, creates a product, changes its stock and reads it back', async () => {
    const tree = (await call('getCategoryTree')).data as { category_id: number }[];
    expect(tree.length).toBeGreaterThan(0);
    const attributes = await call('getCategoryAttributes', { primary_category_id: '10002019' });
    expect(attributes.data).toContainEqual(expect.objectContaining({ name: 'SellerSku', is_mandatory: 1 }));
    const payload = productPayload([{ SellerSku: 'TLS-1', quantity: '5', price: '199.00' }]);
    const { item_id: ItemId, sku_list: skus } = (await call('createProduct', { payload })).data as {
      item_id: number;
      sku_list: { sku_id: number }[];
    };
    const sku = { ItemId: String(ItemId), SkuId: String(skus[0]!.sku_id), Quantity: '8' };
    expect(await call('updatePriceQuantity', stockPayload([sku]))).toMatchObject({ code: '0' });
    const listed = await call('getProducts', { filter: 'all', offset: 0, limit: 10 });
    expect(listed.data).toMatchObject({ products: [{ item_id: ItemId, skus: [{ SellerSku: 'TLS-1', quantity: 8 }] }] });
  });

  it('reads an order, packs it, gets its label and reports it ready', async () => {
    const shops = await control('/orders', {
      orders: [{ shop: '100200301', lines: [{ sellerSku: 'TLS-1', quantity: 1 }] }],
    });
    const [{ orderNumber }] = shops['placed'] as [{ orderNumber: string }];
    expect((await call('getOrders', { created_after: '2026-01-01T00:00:00+07:00' })).data).toMatchObject({
      orders: [{ order_id: Number(orderNumber) }],
    });
    expect((await call('getOrder', { order_id: Number(orderNumber) })).data).toMatchObject({ statuses: ['pending'] });
    const [item] = (await call('getOrderItems', { order_id: orderNumber })).data as { order_item_id: number }[];
    const ids = JSON.stringify([item!.order_item_id]);
    const providers = (await call('getShipmentProviders')).data as { shipment_providers: { name: string }[] };
    const { name } = providers.shipment_providers[0]!;
    const packed = { delivery_type: 'dropship', order_item_ids: ids, shipping_provider: name };
    expect((await call('setStatusToPackedByMarketplace', packed)).data).toMatchObject({
      order_items: [{ order_item_id: item!.order_item_id, package_id: expect.stringMatching(/^FP/) }],
    });
    const label = await call('getDocument', { doc_type: 'shippingLabel', order_item_ids: ids });
    expect(label.data).toMatchObject({ document: { file: expect.stringMatching(/^[A-Za-z0-9+/]{40}/) } });
    const ready = { delivery_type: 'dropship', order_item_ids: ids, shipment_provider: name, tracking_number: '' };
    expect(await call('setStatusToReadyToShip', ready)).toMatchObject({ code: '0' });
    const [after] = (await call('getMultipleOrderItems', { order_ids: `[${orderNumber}]` })).data as Row[];
    expect(after).toMatchObject({ order_items: [{ status: 'ready_to_ship' }] });
  });

  it('makes the newer calls, which it has no methods for, through its own request functions', async () => {
    const root = `https://${api.gateway}`;
    const read = async (path: string, parameters: Row): Promise<Row> =>
      (await get(root, key, secret, path, api.accessToken, parameters)) as Row;
    const write = async (path: string, parameters: Row): Promise<Row> =>
      (await post(root, key, secret, path, api.accessToken, parameters)) as Row;
    const placed = await control('/orders', {
      orders: [{ shop: '100200301', lines: [{ sellerSku: 'TLS-1', quantity: 1 }] }],
    });
    const [{ orderNumber }] = placed['placed'] as [{ orderNumber: string }];
    const [item] = (await call('getOrderItems', { order_id: orderNumber })).data as { order_item_id: number }[];
    const packed = await write('/order/fulfill/pack', {
      packReq: JSON.stringify({
        pack_order_list: [{ order_id: Number(orderNumber), order_item_list: [item!.order_item_id] }],
        delivery_type: 'dropship',
        shipping_allocate_type: 'NTFS',
        shipment_provider_code: 'FM49',
      }),
    });
    const { data } = packed['result'] as { data: { pack_order_list: { order_item_list: { package_id: string }[] }[] } };
    const packages = [{ package_id: data.pack_order_list[0]!.order_item_list[0]!.package_id }];
    const label = await read('/order/package/document/get', {
      getDocumentReq: JSON.stringify({ doc_type: 'PDF', packages }),
    });
    const { pdf_url: url } = (label['result'] as { data: { pdf_url: string } }).data;
    expect(url).toMatch(/^https:\/\/api\.lazada\.co\.th\/sellercenter\/th\/awb\/[0-9a-f]{32}\.pdf$/);
    expect((await fetch(`${simulator.url}${new URL(url).pathname}`)).headers.get('content-type')).toBe(
      'application/pdf',
    );
    expect(await write('/order/package/rts', { readyToShipReq: JSON.stringify({ packages }) })).toMatchObject({
      result: { data: { packages: [{ item_err_code: '0' }] } },
    });
    await control(`/orders/${orderNumber}/advance`, { to: 'delivered' });
    const day = (offset: number): string => new Date(Date.now() + offset * 86_400_000).toISOString().slice(0, 10);
    const rows = await read('/finance/transaction/details/get', {
      start_time: day(-2),
      end_time: day(2),
      trade_order_id: orderNumber,
    });
    expect(rows.data).toHaveLength(5);
    await control('/clock', { advance: '2d' });
    expect((await read('/finance/payout/status/get', { created_after: day(-2) })).data).toMatchObject([
      { item_revenue: '199.00', paid: '0' },
    ]);
  });

  it('means another country at another host', async () => {
    const singapore = new LazadaAPI(key, secret, 'SINGAPORE', api.accessToken);
    const { appKey, appSecret, gateway, accessToken } = singapore;
    const refused = singapore.client['getProducts']!(appKey, appSecret, gateway, accessToken, {
      filter: 'all',
      offset: 0,
      limit: 1,
    });
    // The token is for the shop in Thailand.
    await expect(refused).rejects.toMatchObject({ code: 'IllegalAccessToken' });
  });
});
