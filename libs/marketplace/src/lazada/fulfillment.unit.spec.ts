import { SendFailure } from '../http/send.js';
import { ConflictError, InvalidRequestError, NotFoundError, OutcomeUnknownError } from '../port/errors.js';
import { access, errorOf, fakeLazada, fixture, textOf } from './test-lazada.js';

const api = 'https://api.lazada.co.th/rest';
const units = { orderNumber: '711433089564242', externalLineIds: ['711433089764242', '711433089864242'] };
const packed = {
  packageId: 'FP094612143977611',
  trackingNumber: 'LEXDO0069388114',
  carrier: 'LEX TH',
  status: 'packed',
};

describe('shipping options', () => {
  it('are Lazada’s choice for a local shop', async () => {
    const { adapter, seen } = fakeLazada(['fulfillment.providers.ok']);
    expect(await adapter.fulfillment.providers(access, units)).toEqual({ allocation: 'marketplace', carriers: [] });
    expect(seen).toEqual([
      {
        method: 'GET',
        address: `${api}/order/shipment/providers/get`,
        params: {
          getShipmentProvidersReq:
            '{"orders":[{"order_id":711433089564242,"order_item_ids":[711433089764242,711433089864242]}]}',
        },
      },
    ]);
  });

  it('are the seller’s choice for a shop that ships across borders', async () => {
    const { adapter } = fakeLazada(['fulfillment.providers.cross-border']);
    expect(await adapter.fulfillment.providers(access, units)).toEqual({
      allocation: 'seller',
      carriers: [{ code: 'FM49', name: 'LGS-FM49' }],
    });
  });

  it('are none for an order that the shop does not have', async () => {
    const { adapter } = fakeLazada(['fulfillment.providers.error']);
    const error = await errorOf(adapter.fulfillment.providers(access, units));
    expect(error).toBeInstanceOf(NotFoundError);
    expect(error).toMatchObject({ upstreamCode: '700021', requestId: '0ba2887315178178017221014' });
  });
});

describe('packing', () => {
  it('sends the units, and names the carrier only when the seller chooses', async () => {
    const { adapter, seen } = fakeLazada(['fulfillment.pack.ok', 'fulfillment.pack.ok']);
    await adapter.fulfillment.pack(access, { ...units, allocation: 'marketplace' });
    await adapter.fulfillment.pack(access, { ...units, allocation: 'seller', carrierCode: 'FM49' });
    const list = '"pack_order_list":[{"order_id":711433089564242,"order_item_list":[711433089764242,711433089864242]}]';
    expect(seen).toEqual([
      {
        method: 'POST',
        address: `${api}/order/fulfill/pack`,
        params: { packReq: `{${list},"delivery_type":"dropship","shipping_allocate_type":"TFS"}` },
      },
      {
        method: 'POST',
        address: `${api}/order/fulfill/pack`,
        params: {
          packReq: `{${list},"delivery_type":"dropship","shipping_allocate_type":"NTFS","shipment_provider_code":"FM49"}`,
        },
      },
    ]);
  });

  it('answers the parcel with all its units', async () => {
    const { adapter } = fakeLazada(['fulfillment.pack.ok']);
    expect(await adapter.fulfillment.pack(access, { ...units, allocation: 'marketplace' })).toEqual({
      packages: [{ ...packed, externalLineIds: units.externalLineIds }],
      failed: [],
    });
  });

  it('does not take the success of the call for that of each unit', async () => {
    const { adapter } = fakeLazada(['fulfillment.pack.partial']);
    const { packages, failed } = await adapter.fulfillment.pack(access, { ...units, allocation: 'marketplace' });
    expect(packages).toEqual([{ ...packed, externalLineIds: ['711433089764242'] }]);
    expect(failed).toEqual([{ key: '711433089864242', error: expect.any(ConflictError) }]);
    expect(textOf(failed[0]!.error)).not.toContain('Somchai');
  });

  it('tries again while Lazada has a lock on the order, as it says that nothing was done', async () => {
    const { adapter, seen } = fakeLazada(['fulfillment.pack.error', 'fulfillment.pack.ok']);
    const { packages } = await adapter.fulfillment.pack(access, { ...units, allocation: 'marketplace' });
    expect(packages).toHaveLength(1);
    expect(seen).toHaveLength(2);
  });

  it('sends nothing when the seller chooses and has not', async () => {
    const { adapter, seen } = fakeLazada([]);
    const error = await errorOf(adapter.fulfillment.pack(access, { ...units, allocation: 'seller' }));
    expect(error).toBeInstanceOf(InvalidRequestError);
    expect(seen).toEqual([]);
  });

  it.each([
    ['no answer came', new SendFailure('timeout', true, 'ECONNABORTED')],
    ['the connection broke', new SendFailure('connection', true, 'ECONNRESET')],
    ['a proxy answered', { status: 502, retryAfterMs: null, contentType: 'text/html', body: '<html>' }],
    [
      'the answer is not whole',
      {
        status: 200,
        retryAfterMs: null,
        contentType: 'application/json',
        body: fixture('fulfillment.pack.ok').replaceAll('"package_id"', '"parcel"'),
      },
    ],
    [
      'the verdict is missing',
      { status: 200, retryAfterMs: null, contentType: 'application/json', body: '{"code":"0"}' },
    ],
  ])('does not know whether it was done when %s, and does not repeat it', async (_case, answer) => {
    const { adapter, seen } = fakeLazada([answer]);
    const error = await errorOf(adapter.fulfillment.pack(access, { ...units, allocation: 'marketplace' }));
    expect(error).toBeInstanceOf(OutcomeUnknownError);
    expect(error.retryable).toBe(false);
    expect(seen).toHaveLength(1);
  });
});

describe('marking a parcel ready to ship', () => {
  it('names the parcel', async () => {
    const { adapter, seen } = fakeLazada(['fulfillment.ready-to-ship.ok']);
    await expect(adapter.fulfillment.readyToShip(access, 'FP094612143977611')).resolves.toBeUndefined();
    expect(seen).toEqual([
      {
        method: 'POST',
        address: `${api}/order/package/rts`,
        params: { readyToShipReq: '{"packages":[{"package_id":"FP094612143977611"}]}' },
      },
    ]);
  });

  it('says when the parcel is not one that was just packed', async () => {
    const { adapter } = fakeLazada(['fulfillment.ready-to-ship.error']);
    expect(await errorOf(adapter.fulfillment.readyToShip(access, 'FP094612143977611'))).toBeInstanceOf(ConflictError);
  });

  it('does not know when another parcel is answered for', async () => {
    const { adapter } = fakeLazada(['fulfillment.ready-to-ship.ok']);
    expect(await errorOf(adapter.fulfillment.readyToShip(access, 'FP1'))).toBeInstanceOf(OutcomeUnknownError);
  });
});
