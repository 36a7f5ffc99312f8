import { Injectable } from '@nestjs/common';
import { AppError, Clock } from '@pinglu/kernel';
import { Transactions } from '@pinglu/platform';
import { ChangeDeclaration } from '../change-declaration.js';
import type { Declaration } from '../declaration.js';
import { DeclarationRepository } from '../declaration.repository.js';
import { statusAfterReceipt, type DeclarationDocument } from '../document.js';
import { DocumentRepository, type DocumentAddress } from '../document.repository.js';
import type { ReceiptEntry, ReceiptMessage } from './read-receipt.js';
import { receiptProblem } from './receipt-problem.js';

/** It answers a document that we never made. */
export class ForeignReceiptError extends AppError {
  readonly code = 'foreign-receipt';
  readonly category = 'internal';

  constructor() {
    super('A receipt answers a document that is not ours.');
  }
}

/** Keeps a receipt and moves what it speaks of. A receipt that comes again, or late, changes nothing. */
@Injectable()
export class FollowReceiptsHandler {
  constructor(
    private readonly transactions: Transactions,
    private readonly declarations: DeclarationRepository,
    private readonly documents: DocumentRepository,
    private readonly change: ChangeDeclaration,
    private readonly clock: Clock,
  ) {}

  /** @throws ForeignReceiptError */
  async handle(receipt: ReceiptMessage): Promise<void> {
    // Whose it is stands nowhere in a receipt but in our own rows; everything after is done as that merchant alone.
    const addresses = await this.transactions.run({ operator: true }, () =>
      this.documents.addressesOf({
        documentIds: receipt.entries.flatMap(({ documentId }) => documentId ?? []),
        messageIds: receipt.entries.flatMap(({ answersMessage }) => answersMessage ?? []),
      }),
    );
    for (const entry of receipt.entries) {
      const found = addresses.find(
        ({ documentId, messageId }) => documentId === entry.documentId || messageId === entry.answersMessage,
      );
      if (!found) throw new ForeignReceiptError();
      await this.transactions.run({ merchants: [found.merchantId] }, () => this.apply(receipt, entry, found));
    }
  }

  private async apply(receipt: ReceiptMessage, entry: ReceiptEntry, found: DocumentAddress): Promise<void> {
    const declaration = await this.declarations.findForChange(found.declarationId);
    if (!declaration) return;
    const { code, at, text } = entry;
    const { messageId, xml } = receipt;
    const { documentId } = found;
    const receivedAt = this.clock.now();
    if (!(await this.documents.addReceipt({ messageId, documentId, code, at, text, xml, receivedAt }))) return;
    const documents = await this.documents.ofDeclaration(declaration.id);
    const document = documents.find((candidate) => candidate.documentId === documentId)!;
    const status = statusAfterReceipt(document.status, code);
    if (status === undefined) return;
    await this.documents.setStatus(documentId, status);
    // A document of an earlier attempt has been replaced; what becomes of it no longer decides anything.
    if (document.attempt === declaration.attempt) await this.move(declaration, { ...document, status }, entry);
  }

  private async move(declaration: Declaration, document: DeclarationDocument, entry: ReceiptEntry): Promise<void> {
    const listNumber = entry.listNumber ?? declaration.listNumber;
    if (document.status === 'refused') {
      const problem = receiptProblem({ kind: document.kind, status: entry.code, text: entry.text });
      await this.change.apply(declaration, {
        signal: 'document_refused',
        facts: { listNumber, problems: [problem] },
      });
      // What was not sent yet would be an order to customs that nobody waits for.
      await this.declarations.planSending(declaration.id, null);
    } else if (document.kind === 'list' && document.status === 'released') {
      await this.change.apply(declaration, { signal: 'list_released', facts: { listNumber } });
    } else if (listNumber !== declaration.listNumber) {
      await this.declarations.update({ ...declaration, listNumber });
    }
  }
}
