import { AuthExpiredError } from '../port/errors.js';
import { caught, connect, type ConformanceStage } from './conformance-stage.js';

export function authConformance(stage: ConformanceStage): void {
  it('gets tokens for the seller who consented', async () => {
    expect(stage.authorization.expiresAt.getTime()).toBeGreaterThan(Date.now());
    expect(stage.authorization.refreshExpiresAt.getTime()).toBeGreaterThan(stage.authorization.expiresAt.getTime());
    const seller = await stage.adapter.seller.get(stage.access);
    expect(seller).toMatchObject({ externalSellerId: stage.account.externalSellerId, status: 'active' });
    expect(seller.crossBorder).toBe(stage.authorization.crossBorder);
  });

  it('takes a code once', async () => {
    const { callback, authorization } = await connect(stage.world, 'several');
    expect(authorization.accessToken).not.toBe('');
    const again = stage.adapter.auth.exchangeCode(callback['code'] ?? '', callback);
    expect(await caught(again)).toBeInstanceOf(AuthExpiredError);
  });

  it('knows the warehouses that the seller ships from', async () => {
    const warehouses = await stage.adapter.seller.warehouses(stage.access);
    if (!stage.traits.onlyWarehouseIsNamed) {
      expect(warehouses).toEqual([]);
      return;
    }
    expect(warehouses.filter(({ isDefault, active }) => isDefault && active)).toHaveLength(1);
    expect(new Set(warehouses.map(({ code }) => code)).size).toBe(warehouses.length);
  });

  it('waits and tries again when there were too many calls', async () => {
    await stage.world.throttleNextCall();
    expect((await stage.adapter.seller.get(stage.access)).status).toBe('active');
  });
}

/** Comes last: afterwards the tokens of the stage are dead. */
export function tokenDeathConformance(stage: ConformanceStage): void {
  it('gets new tokens when the old ones are dead', async () => {
    await stage.world.killTokens();
    expect(await caught(stage.adapter.seller.get(stage.access))).toBeInstanceOf(AuthExpiredError);
    const { kind, externalSellerId } = stage.account;
    const fresh = await stage.adapter.auth.refresh(stage.authorization.refreshToken, { kind, externalSellerId });
    expect(fresh.accessToken).not.toBe(stage.authorization.accessToken);
    const seller = await stage.adapter.seller.get({ ...stage.access, accessToken: fresh.accessToken });
    expect(seller.status).toBe('active');
  });
}
