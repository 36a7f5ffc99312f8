import { Inject, Injectable, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { Clock } from '@pinglu/kernel';
import { Logger, RelayBell, SERVICE_CONFIG, Transactions } from '@pinglu/platform';
import type { CustomsDeclarationConfig } from '../../config.js';
import { CustomsExchange, ExchangeContractError, type Delivery } from '../../exchange/customs-exchange.js';
import { Job } from '../../job/job.js';
import { DocumentRepository } from '../document.repository.js';
import { FollowReceiptsHandler, ForeignReceiptError } from './follow-receipts.handler.js';
import { readReceipt } from './read-receipt.js';

/** Looks into our mailboxes. A receipt is taken out only when its effect is committed. */
@Injectable()
export class FollowReceiptsJob implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly job: Job;

  constructor(
    @Inject(SERVICE_CONFIG) config: CustomsDeclarationConfig,
    private readonly exchange: CustomsExchange,
    private readonly documents: DocumentRepository,
    private readonly transactions: Transactions,
    private readonly handler: FollowReceiptsHandler,
    private readonly logger: Logger,
    private readonly clock: Clock,
  ) {
    this.job = new Job({
      name: 'follow receipts',
      round: () => this.round(),
      everyMs: config.RECEIPT_POLL_MS,
      bell: new RelayBell(),
      logger,
    });
  }

  onApplicationBootstrap(): void {
    this.job.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.job.stop();
  }

  private async round(): Promise<boolean> {
    const addresses = await this.transactions.run({}, () => this.documents.mailboxes());
    let done = 0;
    for (const address of addresses) {
      const deliveries = await this.exchange.receive(address);
      const handled: string[] = [];
      for (const delivery of deliveries) {
        if (this.job.isStopping) break;
        if (await this.handle(address, delivery)) handled.push(delivery.id);
      }
      if (handled.length > 0) await this.exchange.acknowledge(address, handled);
      done += handled.length;
    }
    return done > 0;
  }

  /** False when it is to come again. */
  private async handle(address: string, { id, xml }: Delivery): Promise<boolean> {
    try {
      await this.handler.handle(readReceipt(xml));
      return true;
    } catch (error) {
      this.logger.error('A receipt could not be handled.', { deliveryId: id, error });
      // What cannot be read will not become readable, and would stand in the way of all others for ever.
      if (!(error instanceof ExchangeContractError || error instanceof ForeignReceiptError)) return false;
      const aside = { deliveryId: id, address, reason: error.message, xml, receivedAt: this.clock.now() };
      await this.transactions.run({}, () => this.documents.setAside(aside));
      return true;
    }
  }
}
