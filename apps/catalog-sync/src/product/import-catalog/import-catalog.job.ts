import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { newId } from '@pinglu/kernel';
import { Job, Logger, SERVICE_CONFIG, Transactions } from '@pinglu/platform';
import type { CatalogConfig } from '../../config.js';
import { CatalogImportRepository } from './catalog-import.repository.js';
import { RunImport } from './run-import.js';

const REST_MS = 1_000;

/** Reads files one after another, each in one process at a time. */
@Injectable()
export class ImportCatalogJob implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly job: Job;

  constructor(
    private readonly transactions: Transactions,
    private readonly imports: CatalogImportRepository,
    private readonly runImport: RunImport,
    @Inject(SERVICE_CONFIG) private readonly config: Pick<CatalogConfig, 'IMPORT_LEASE_MS'>,
    logger: Logger,
  ) {
    this.job = new Job({ name: 'import catalog', restMs: REST_MS, round: () => this.round(), logger });
  }

  onApplicationBootstrap(): void {
    this.job.start();
  }

  async onApplicationShutdown(): Promise<void> {
    this.runImport.interrupt();
    await this.job.stop();
  }

  ring(): void {
    this.job.ring();
  }

  private async round(): Promise<boolean> {
    const found = await this.transactions.run({ operator: true }, () => this.imports.findToDo());
    if (!found) return false;
    const claim = await this.transactions.run({ merchants: [found.merchantId] }, () =>
      this.imports.claim(found.importId, newId(), this.config.IMPORT_LEASE_MS),
    );
    if (claim) await this.runImport.run(claim);
    return true;
  }
}
