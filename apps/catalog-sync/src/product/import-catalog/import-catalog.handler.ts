import { Injectable } from '@nestjs/common';
import { Clock, newId, type Currency } from '@pinglu/kernel';
import { currentTransaction, Transactions, visibleTo, type Principal } from '@pinglu/platform';
import { NoMerchantError } from './catalog-import.errors.js';
import type { CatalogImport } from './catalog-import.js';
import { CatalogImportRepository } from './catalog-import.repository.js';
import { ImportCatalogJob } from './import-catalog.job.js';
import type { ReceivedFile } from './receive-file.interceptor.js';

/** Keeps the file as it came; it is read afterwards, so that a large one does not hold up its sender. */
@Injectable()
export class ImportCatalogHandler {
  constructor(
    private readonly transactions: Transactions,
    private readonly imports: CatalogImportRepository,
    private readonly job: ImportCatalogJob,
    private readonly clock: Clock,
  ) {}

  /** @throws NoMerchantError for an operator */
  async execute(file: ReceivedFile, currency: Currency | null, caller: Principal): Promise<CatalogImport> {
    const { merchantId } = caller;
    if (merchantId === null) throw new NoMerchantError();
    const now = this.clock.now();
    const { content, fileName, encoding, sha256 } = file;
    const catalogImport: CatalogImport = {
      importId: newId(now.getTime()),
      merchantId,
      fileName,
      byteCount: content.length,
      sha256,
      encoding,
      currency,
      status: 'waiting',
      reason: null,
      columns: null,
      receivedAt: now,
      finishedAt: null,
      rowsRead: 0,
      rowsRejected: 0,
      productsAdded: 0,
      productsChanged: 0,
      productsUnchanged: 0,
      productsLeftOut: 0,
    };
    await this.transactions.run(visibleTo(caller), async () => {
      await this.imports.add(catalogImport, content);
      currentTransaction().afterCommit(() => this.job.ring());
    });
    return catalogImport;
  }
}
