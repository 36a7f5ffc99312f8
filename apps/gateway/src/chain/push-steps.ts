import { Injectable } from '@nestjs/common';
import { Transactions, visibleTo, type Principal } from '@pinglu/platform';
import { PushRepository, type PushHistory } from '../push/push.repository.js';
import { marketplaces } from '../shop/shop.js';
import type { ChainStep } from './chain.js';

/** The gateway's own step: the marketplace told us of the order. */
@Injectable()
export class PushSteps {
  constructor(
    private readonly transactions: Transactions,
    private readonly pushes: PushRepository,
  ) {}

  async of(marketplace: string, orderNumber: string, caller: Principal): Promise<ChainStep[]> {
    const known = marketplaces.find((name) => name === marketplace);
    if (!known) return [];
    const pushes = await this.transactions.run(visibleTo(caller), () => this.pushes.listAboutOrder(known, orderNumber));
    return stepsOf(pushes);
  }
}

/** One step, with the first push's time: later pushes tell of later changes, which are steps of other services. */
export function stepsOf(pushes: readonly PushHistory[]): ChainStep[] {
  const [first] = pushes;
  if (!first) return [];
  const repeats = pushes.reduce((sum, push) => sum + push.repeats, 0);
  const more = pushes.length === 1 ? '' : ` ${pushes.length - 1} more followed.`;
  return [
    {
      step: 'push_received',
      at: first.receivedAt.toISOString(),
      service: 'gateway',
      summary: `The marketplace pushed the order.${more}`,
      status: 'done',
      document: {
        shopId: first.shopId,
        repeats,
        // Not the message itself: it may name the buyer.
        pushes: pushes.map(({ pushId, receivedAt, repeats: times }) => ({
          pushId,
          receivedAt: receivedAt.toISOString(),
          repeats: times,
        })),
      },
    },
  ];
}
