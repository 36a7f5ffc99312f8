import { SendFailure } from '../http/send.js';
import {
  ConflictError,
  ContractViolationError,
  InvalidRequestError,
  NotFoundError,
  NotSupportedError,
  OutcomeUnknownError,
} from '../port/errors.js';
import { access, answerOf, errorOf, fakeLazada } from './test-lazada.js';

const api = 'https://api.lazada.co.th/rest';
const units = { orderNumber: '711433089564242', externalLineIds: ['711433089764242', '711433089864242'] };
const first = 'FP094612143977611';
const second = 'FP094612143977612';

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

  it('are known from who chooses when the type is left out, and not guessed when it is new', async () => {
    const sparse = fakeLazada(['fulfillment.providers.sparse']);
    expect(await sparse.adapter.fulfillment.providers(access, units)).toMatchObject({ allocation: 'marketplace' });
    const data = { shipping_allocate_type: 'DRONE', platform_default: 1, shipment_providers: [] };
    const strange = fakeLazada([answerOf({ result: { success: true, data }, code: '0' })]);
    const error = await errorOf(strange.adapter.fulfillment.providers(access, units));
    expect(error).toBeInstanceOf(ContractViolationError);
  });

  it('are none for an order that the shop does not have', async () => {
    const { adapter } = fakeLazada(['fulfillment.providers.error']);
    const error = await errorOf(adapter.fulfillment.providers(access, units));
    expect(error).toBeInstanceOf(NotFoundError);
    expect(error).toMatchObject({ upstreamCode: '700021', requestId: '0ba2887315178178017221014' });
  });
});

describe('marking parcels ready to ship', () => {
  it('names the parcels, each once', async () => {
    const { adapter, seen } = fakeLazada(['fulfillment.ready-to-ship.ok']);
    const result = await adapter.fulfillment.readyToShip(access, [first, first]);
    expect(result).toEqual({ succeeded: [first], failed: [] });
    expect(seen).toEqual([
      {
        method: 'POST',
        address: `${api}/order/package/rts`,
        params: { readyToShipReq: `{"packages":[{"package_id":"${first}"}]}` },
      },
    ]);
  });

  it('answers for each parcel', async () => {
    const { adapter } = fakeLazada(['fulfillment.ready-to-ship.partial']);
    expect(await adapter.fulfillment.readyToShip(access, [first, second, 'FP3'])).toEqual({
      succeeded: [first],
      failed: [
        { key: second, error: expect.any(ConflictError) },
        { key: 'FP3', error: expect.any(NotFoundError) },
      ],
    });
  });

  it('says when a parcel is not one that was just packed', async () => {
    const { adapter } = fakeLazada(['fulfillment.ready-to-ship.error']);
    const { failed } = await adapter.fulfillment.readyToShip(access, [first]);
    expect(failed).toEqual([{ key: first, error: expect.any(ConflictError) }]);
  });

  it('does not know when another parcel is answered for, or no answer comes', async () => {
    const { adapter } = fakeLazada(['fulfillment.ready-to-ship.ok', new SendFailure('timeout', true, 'ETIMEDOUT')]);
    for (let time = 0; time < 2; time += 1) {
      const result = await adapter.fulfillment.readyToShip(access, ['FP1']);
      expect(result).toEqual({ succeeded: [], failed: [{ key: 'FP1', error: expect.any(OutcomeUnknownError) }] });
    }
  });

  it('makes as many calls as it takes', async () => {
    const ids = Array.from({ length: 41 }, (_, index) => `FP${index}`);
    const answer = (from: number, to: number) =>
      answerOf({
        result: {
          success: true,
          data: { packages: ids.slice(from, to).map((package_id) => ({ package_id, item_err_code: '0' })) },
        },
        code: '0',
      });
    const { adapter, seen } = fakeLazada([answer(0, 20), answer(20, 40), answer(40, 41)]);
    expect(await adapter.fulfillment.readyToShip(access, ids)).toEqual({ succeeded: ids, failed: [] });
    expect(seen).toHaveLength(3);
    expect(await adapter.fulfillment.readyToShip(access, [])).toEqual({ succeeded: [], failed: [] });
  });
});

describe('repacking', () => {
  it('takes parcels apart', async () => {
    const { adapter, seen } = fakeLazada(['fulfillment.repack.ok']);
    expect(await adapter.fulfillment.repack(access, [first])).toEqual({ succeeded: [first], failed: [] });
    expect(seen).toEqual([
      {
        method: 'POST',
        address: `${api}/order/package/repack`,
        params: { rePackReq: `{"packages":[{"package_id":"${first}"}]}` },
      },
    ]);
  });

  it('says when a parcel is gone already', async () => {
    const { adapter } = fakeLazada(['fulfillment.repack.error']);
    const { failed } = await adapter.fulfillment.repack(access, [first]);
    expect(failed).toEqual([{ key: first, error: expect.any(ConflictError) }]);
    expect(failed[0]?.error.upstreamCode).toBe('600002');
  });
});

describe('what the seller’s own drivers report', () => {
  it('goes to the one call or the other, and is answered together', async () => {
    const { adapter, seen } = fakeLazada([
      'fulfillment.report-own-delivery.ok',
      'fulfillment.report-own-delivery.error',
    ]);
    expect(
      await adapter.fulfillment.reportOwnDelivery(access, [
        { packageId: second, outcome: 'failed' },
        { packageId: first, outcome: 'delivered' },
      ]),
    ).toEqual({ succeeded: [first], failed: [{ key: second, error: expect.any(NotSupportedError) }] });
    expect(seen).toEqual([
      {
        method: 'POST',
        address: `${api}/order/package/sof/delivered`,
        params: { dbsDeliveryReq: `{"packages":[{"package_id":"${first}"}]}` },
      },
      {
        method: 'POST',
        address: `${api}/order/package/sof/failed_delivery`,
        params: { dbsFailedDeliveryReq: `{"packages":[{"package_id":"${second}"}]}` },
      },
    ]);
  });

  it('must not contradict itself', async () => {
    const { adapter, seen } = fakeLazada([]);
    const error = await errorOf(
      adapter.fulfillment.reportOwnDelivery(access, [
        { packageId: first, outcome: 'failed' },
        { packageId: first, outcome: 'delivered' },
      ]),
    );
    expect(error).toBeInstanceOf(InvalidRequestError);
    expect(seen).toEqual([]);
  });
});
