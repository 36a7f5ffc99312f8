import { lamp, startTestPlatform, uploadPicture, type Caller, type TestPlatform } from '../test-seller.js';

/** A Monday in Singapore. */
const MONDAY = '2031-03-03T02:00:00Z';

export interface EscrowAnswer {
  readonly order_income: Record<string, number>;
  readonly buyer_payment_info: Record<string, unknown>;
  readonly return_order_sn_list: string[];
}

/** A shop that sells lamps and is asked about its money. Steps that fail throw with the reason. */
export class TestMoney {
  shop!: Caller;
  private shopId = 0;

  private constructor(readonly platform: TestPlatform) {}

  static async start(): Promise<TestMoney> {
    return new TestMoney(await startTestPlatform());
  }

  /** A fresh world on a Monday. */
  async begin(account: string, shopId: number): Promise<void> {
    await this.platform.control('POST', '/reset', {});
    await this.platform.control('POST', '/clock', { now: MONDAY });
    await this.use(account, shopId);
  }

  async use(account: string, shopId: number): Promise<void> {
    this.shopId = shopId;
    this.shop = await this.platform.shop(account, shopId);
  }

  async stock(): Promise<void> {
    mustBeDone(await this.shop.post('product/add_item', lamp(await uploadPicture(this.shop), { original_price: 15 })));
  }

  order(quantity = 2): Promise<string> {
    return this.platform.order(this.shopId, [{ sellerSku: 'LAMP', quantity }]);
  }

  async advance(orderNumber: string, to: string): Promise<void> {
    await this.step(`/orders/${orderNumber}/advance`, { to });
  }

  async step(path: string, body: object): Promise<void> {
    const answer = await this.platform.control('POST', path, body);
    if (answer.status !== 200) throw new Error(String(answer.body['reason']));
  }

  async ship(orderNumber: string): Promise<void> {
    mustBeDone(await this.shop.post('logistics/ship_order', { order_sn: orderNumber, dropoff: {} }));
  }

  async complete(orderNumber: string): Promise<void> {
    await this.ship(orderNumber);
    await this.advance(orderNumber, 'COMPLETED');
  }

  async escrow(orderNumber: string): Promise<EscrowAnswer> {
    const { response } = await this.shop.get('payment/get_escrow_detail', { order_sn: orderNumber });
    return response as unknown as EscrowAnswer;
  }

  /** The last days until now, in seconds. */
  async last(days: number): Promise<{ from: number; to: number }> {
    const { body } = await this.platform.control('GET', '/clock');
    const to = Math.floor(Date.parse(String(body['now'])) / 1000);
    return { from: to - days * 86_400, to };
  }
}

export const cents = (amount: number): number => Math.round(amount * 100);

function mustBeDone({ error, message }: { error: string; message: string }): void {
  if (error !== '') throw new Error(`${error}: ${message}`);
}
