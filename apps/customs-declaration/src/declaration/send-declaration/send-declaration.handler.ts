import { Inject, Injectable } from '@nestjs/common';
import { Clock, type MerchantId } from '@pinglu/kernel';
import { Logger, SERVICE_CONFIG, Transactions } from '@pinglu/platform';
import type { CustomsDeclarationConfig } from '../../config.js';
import {
  CustomsExchange,
  ExchangeOutcomeUnknownError,
  ExchangeUnavailableError,
  type ExchangeAnswer,
} from '../../exchange/customs-exchange.js';
import { MessageSigner } from '../../signing/message-signer.js';
import { ChangeDeclaration } from '../change-declaration.js';
import type { Declaration } from '../declaration.js';
import { DeclarationRepository, type TakenUp } from '../declaration.repository.js';
import { messageTypeOf, written, type DeclarationDocument } from '../document.js';
import { DocumentRepository } from '../document.repository.js';
import { exchangeProblem } from '../follow-receipts/receipt-problem.js';
import { retryAfterMs } from './retry-after.js';

type DeclarationKey = Pick<Declaration, 'id' | 'merchantId'>;

/**
 * Sends the documents of a declaration, one after the other. No transaction is open while the exchange is spoken to:
 * what is about to leave is written before, what became of it after, and in between it is known to be unknown.
 */
@Injectable()
export class SendDeclarationHandler {
  constructor(
    @Inject(SERVICE_CONFIG) private readonly config: CustomsDeclarationConfig,
    private readonly transactions: Transactions,
    private readonly declarations: DeclarationRepository,
    private readonly documents: DocumentRepository,
    private readonly change: ChangeDeclaration,
    private readonly exchange: CustomsExchange,
    private readonly signer: MessageSigner,
    private readonly logger: Logger,
    private readonly clock: Clock,
  ) {}

  async handle(key: DeclarationKey): Promise<void> {
    const taken = await this.takeUp(key);
    if (!taken) return;
    const { id, attempt } = taken.declaration;
    const documents = await this.as(key.merchantId, () => this.documents.ofAttempt(id, attempt));
    try {
      for (const document of documents.filter(({ sentAt }) => sentAt === null)) {
        const answer = await this.deliver(document);
        if (!(await this.note(document, answer))) return;
      }
      await this.finish(taken.declaration);
    } catch (error) {
      if (!(error instanceof ExchangeUnavailableError || error instanceof ExchangeOutcomeUnknownError)) throw error;
      await this.tryLater(taken, error);
    }
  }

  private async takeUp({ id, merchantId }: DeclarationKey): Promise<TakenUp | null> {
    const now = this.clock.now();
    const leasedUntil = new Date(now.getTime() + this.config.SEND_LEASE_MS);
    return this.as(merchantId, () => this.declarations.takeUpToSend(id, { now, leasedUntil }));
  }

  /** A document found as "sending" may have left already: whoever sent it never learned, or was killed before he wrote it. */
  private async deliver(document: DeclarationDocument): Promise<ExchangeAnswer> {
    const { sender, kind, merchantId } = document;
    const messageId = written(document.messageId);
    let { xml } = document;
    if (document.status === 'waiting') {
      xml = await this.signer.sign(xml, sender);
      await this.as(merchantId, () => this.documents.markSending(document.messageId, xml));
    } else {
      const known = await this.exchange.find({ sender: sender.dxpId, messageId });
      if (known) return known;
    }
    const type = messageTypeOf[kind];
    return this.exchange.send({ messageId, sender: sender.dxpId, type, xml, createdAt: this.clock.now() });
  }

  /** Writes what the exchange said. False when it ends the sending. */
  private async note(document: DeclarationDocument, answer: ExchangeAnswer): Promise<boolean> {
    return this.as(document.merchantId, async () => {
      const declaration = await this.declarations.findForChange(document.declarationId);
      await this.documents.markInExchange(document.messageId, this.clock.now());
      // A receipt may have refused it meanwhile, or an operator resubmitted it: then the rest is not ours to send.
      if (declaration?.attempt !== document.attempt || declaration.status === 'refused') return false;
      if (answer.accepted) return true;
      await this.documents.setStatus(document.documentId, 'refused');
      const problems = [exchangeProblem(document.kind, answer.code, answer.text)];
      await this.change.apply(declaration, { signal: 'document_refused', facts: { problems } });
      await this.declarations.planSending(declaration.id, null);
      return false;
    });
  }

  private async finish({ id, merchantId, attempt }: Declaration): Promise<void> {
    await this.as(merchantId, async () => {
      const declaration = await this.declarations.findForChange(id);
      if (declaration?.attempt !== attempt) return;
      await this.change.apply(declaration, { signal: 'documents_sent' });
      await this.declarations.planSending(id, null);
    });
  }

  private async tryLater({ declaration, tries }: TakenUp, error: Error): Promise<void> {
    const { id, merchantId, attempt } = declaration;
    const waitMs = retryAfterMs(tries);
    this.logger.warn(error.message, { declarationId: id, tries, retryInMs: waitMs });
    await this.as(merchantId, async () => {
      const now = await this.declarations.findForChange(id);
      if (now?.attempt !== attempt || now.status === 'refused') return;
      await this.declarations.planSending(id, new Date(this.clock.now().getTime() + waitMs));
    });
  }

  private as<T>(merchantId: MerchantId, work: () => Promise<T>): Promise<T> {
    return this.transactions.run({ merchants: [merchantId] }, work);
  }
}
