import type { ConformanceStage } from './conformance-stage.js';

export function pushConformance(stage: ConformanceStage): void {
  it('verifies and reads what is pushed', async () => {
    const orderNumber = await stage.buyOne();
    const push = await stage.world.pushed((rawBody) => stage.adapter.push.parse(rawBody).reference === orderNumber);
    // A message may leave out in which country it is; it never names another.
    expect([stage.world.country, null]).toContain(stage.adapter.push.parse(push.rawBody).country);
    const delivery = { ...push, now: new Date() };
    expect(stage.adapter.push.verify(delivery)).toBeUndefined();
    expect(stage.adapter.push.parse(push.rawBody)).toMatchObject({
      kind: 'order',
      externalSellerId: stage.account.externalSellerId,
      orderStatus: 'placed',
    });
    const changed = Buffer.concat([Buffer.from(push.rawBody), Buffer.from(' ')]);
    expect(() => stage.adapter.push.verify({ ...delivery, rawBody: changed })).toThrow('signature');
  });
}
