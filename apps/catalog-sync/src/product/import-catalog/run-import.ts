import { Inject, Injectable } from '@nestjs/common';
import { AppError, Clock } from '@pinglu/kernel';
import { Logger, SERVICE_CONFIG, Transactions } from '@pinglu/platform';
import type { CatalogConfig } from '../../config.js';
import { ListingIntents } from '../../listing/listing-intents.js';
import type { Product } from '../product.js';
import { ProductEvents } from '../product.events.js';
import { ProductRepository } from '../product.repository.js';
import { assembleProducts, rejectedRows, type CatalogBatch } from './assemble-products.js';
import { CatalogImportRepository, type ImportClaim } from './catalog-import.repository.js';
import { claimedSkus, mergeProduct, type Merged } from './merge-product.js';
import { readCsv, UnreadableFileError } from './read-csv.js';
import type { Remark } from './remark.js';

const MOST_ATTEMPTS = 5;

/** Another process has taken over, or this one is to stop; whoever goes on begins after the last committed batch. */
class ImportInterruptedError extends AppError {
  readonly code = 'import-interrupted';
  readonly category = 'internal';

  constructor() {
    super('The import was interrupted between two batches; it goes on where it was.');
  }
}

/**
 * Brings a file into the catalog, batch by batch. Each commits with its products, events, remarks and the count of
 * batches, so that a crash costs nothing but reading again.
 */
@Injectable()
export class RunImport {
  private interrupted = false;

  constructor(
    private readonly transactions: Transactions,
    private readonly imports: CatalogImportRepository,
    private readonly products: ProductRepository,
    private readonly events: ProductEvents,
    private readonly intents: ListingIntents,
    private readonly clock: Clock,
    private readonly logger: Logger,
    @Inject(SERVICE_CONFIG) private readonly config: Pick<CatalogConfig, 'IMPORT_LEASE_MS'>,
  ) {}

  /** Ends the run after the batch at hand. */
  interrupt(): void {
    this.interrupted = true;
  }

  async run(claim: ImportClaim): Promise<void> {
    const { importId, merchantId } = claim.catalogImport;
    try {
      await this.readAll(claim);
      await this.finish(claim, null);
    } catch (error) {
      if (error instanceof ImportInterruptedError) return;
      if (error instanceof UnreadableFileError) return await this.finish(claim, error.message);
      this.logger.error('Reading a catalog file failed.', { importId, merchantId, attempts: claim.attempts, error });
      if (claim.attempts >= MOST_ATTEMPTS) {
        const reason =
          'The file could not be read to its end for a reason on our side; it was logged under the import id.';
        await this.finish(claim, reason);
      }
    }
  }

  private async readAll(claim: ImportClaim): Promise<void> {
    const { merchantId, currency } = claim.catalogImport;
    const file = await readCsv(this.textOf(claim));
    await this.transactions.run({ merchants: [merchantId] }, () => this.imports.noteColumns(claim, file.header.names));
    let number = 0;
    for await (const batch of assembleProducts(file, { currency })) {
      if (this.interrupted) throw new ImportInterruptedError();
      if (number >= claim.batchesDone) await this.save(claim, batch, number);
      number += 1;
    }
  }

  private async *textOf({ catalogImport }: ImportClaim): AsyncGenerator<string> {
    const { importId, merchantId, encoding } = catalogImport;
    const decoder = new TextDecoder(encoding);
    for (let position = 0; ; position += 1) {
      const at = position;
      const piece = await this.transactions.run({ merchants: [merchantId] }, () => this.imports.piece(importId, at));
      if (!piece) break;
      yield decoder.decode(piece, { stream: true });
    }
    yield decoder.decode();
  }

  private async save(claim: ImportClaim, batch: CatalogBatch, number: number): Promise<void> {
    const { importId, merchantId } = claim.catalogImport;
    await this.transactions.run({ merchants: [merchantId] }, async () => {
      await this.products.lockCatalog(merchantId);
      const merged = await this.merge(claim, batch);
      const remarks: Remark[] = [...batch.remarks, ...merged.flatMap((one) => one.remarks)];
      const ofOutcome = (outcome: Merged['outcome']): Product[] =>
        merged.flatMap((one) => (one.outcome === outcome && one.product ? [one.product] : []));
      const changed = [...ofOutcome('added'), ...ofOutcome('changed')];
      await this.products.save(changed);
      await this.events.publishSaved(changed);
      await this.intents.wantEverywhere(merchantId, changed);
      await this.imports.addRemarks(importId, merchantId, remarks);
      const isOurs = await this.imports.advance({
        importId,
        leaseId: claim.leaseId,
        batch: number,
        leaseMs: this.config.IMPORT_LEASE_MS,
        counts: {
          rowsRead: batch.rows,
          rowsRejected: rejectedRows(remarks).size,
          productsAdded: ofOutcome('added').length,
          productsChanged: ofOutcome('changed').length,
          productsUnchanged: ofOutcome('unchanged').length,
          productsLeftOut: merged.filter(({ outcome }) => outcome === 'left out').length,
        },
      });
      if (!isOurs) throw new ImportInterruptedError();
    });
  }

  private async merge({ catalogImport: { merchantId } }: ImportClaim, { drafts }: CatalogBatch): Promise<Merged[]> {
    const handles = drafts.map(({ handle }) => handle);
    const known = new Map((await this.products.findByHandles(merchantId, handles)).map((one) => [one.handle, one]));
    const owners = await this.products.ownersOf(merchantId, [...new Set(drafts.flatMap(claimedSkus))]);
    const now = this.clock.now();
    return drafts.map((draft) => {
      const existing = known.get(draft.handle);
      const merged = mergeProduct({ draft, existing, merchantId, ownerOf: (sku) => owners.get(sku), now });
      // What one product takes, the next one of the same batch cannot.
      for (const { sellerSku } of merged.product?.skus ?? []) owners.set(sellerSku, draft.handle);
      return merged;
    });
  }

  private async finish(claim: ImportClaim, reason: string | null): Promise<void> {
    const { merchantId } = claim.catalogImport;
    await this.transactions.run({ merchants: [merchantId] }, () =>
      this.imports.finish(claim, reason, this.clock.now()),
    );
  }
}
