import { Injectable } from '@nestjs/common';
import type { DeclarationId, MerchantId } from '@pinglu/kernel';
import { currentTransaction } from '@pinglu/platform';
import type { DeclarationDocument, DocumentStatus } from './document.js';

const COLUMNS = `message_id as "messageId", document_id as "documentId", merchant_id as "merchantId",
  declaration_id as "declarationId", attempt, kind, app_type as "appType", sender, status, xml, sent_at as "sentAt"`;
// By name, in the order in which they are sent.
const IN_ORDER = `array_position(array['order', 'waybill', 'list'], kind)`;

/** Where a receipt belongs. */
export interface DocumentAddress {
  readonly documentId: string;
  readonly declarationId: DeclarationId;
  readonly merchantId: MerchantId;
}

export interface StoredReceipt {
  readonly messageId: string;
  readonly documentId: string;
  readonly at: Date;
  readonly code: string;
  readonly text: string;
  readonly xml: string;
  readonly receivedAt: Date;
}

export interface SetAsideReceipt {
  readonly deliveryId: string;
  readonly address: string;
  readonly reason: string;
  readonly xml: string;
  readonly receivedAt: Date;
}

@Injectable()
export class DocumentRepository {
  async add(documents: readonly DeclarationDocument[]): Promise<void> {
    await currentTransaction().query(
      `insert into document (message_id, document_id, merchant_id, declaration_id, attempt, kind, app_type, sender,
                             status, xml)
       select * from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::uuid[], $5::int[], $6::text[], $7::text[],
                            $8::jsonb[], $9::text[], $10::text[])`,
      [
        documents.map(({ messageId }) => messageId),
        documents.map(({ documentId }) => documentId),
        documents.map(({ merchantId }) => merchantId),
        documents.map(({ declarationId }) => declarationId),
        documents.map(({ attempt }) => attempt),
        documents.map(({ kind }) => kind),
        documents.map(({ appType }) => appType),
        documents.map(({ sender }) => JSON.stringify(sender)),
        documents.map(({ status }) => status),
        documents.map(({ xml }) => xml),
      ],
    );
    await currentTransaction().query(
      `insert into mailbox (address) select distinct address from unnest($1::text[]) address on conflict do nothing`,
      [documents.map(({ sender }) => sender.dxpId)],
    );
  }

  async ofAttempt(declarationId: DeclarationId, attempt: number): Promise<DeclarationDocument[]> {
    return currentTransaction().query<DeclarationDocument & Record<string, unknown>>(
      `select ${COLUMNS} from document where declaration_id = $1 and attempt = $2 order by ${IN_ORDER}`,
      [declarationId, attempt],
    );
  }

  async ofDeclaration(declarationId: DeclarationId): Promise<DeclarationDocument[]> {
    return currentTransaction().query<DeclarationDocument & Record<string, unknown>>(
      `select ${COLUMNS} from document where declaration_id = $1 order by attempt, ${IN_ORDER}`,
      [declarationId],
    );
  }

  /** What is about to leave, written before it does: whoever finds it so asks the exchange before sending it again. */
  async markSending(messageId: string, signedXml: string): Promise<void> {
    await currentTransaction().query(
      `update document set status = 'sending', xml = $2 where message_id = $1 and status = 'waiting'`,
      [messageId, signedXml],
    );
  }

  /** A receipt may have come first and said more; then only the time is noted. */
  async markInExchange(messageId: string, sentAt: Date): Promise<void> {
    await currentTransaction().query(
      `update document set sent_at = coalesce(sent_at, $2),
         status = case when status = 'sending' then 'in_exchange' else status end where message_id = $1`,
      [messageId, sentAt],
    );
  }

  async setStatus(documentId: string, status: DocumentStatus): Promise<void> {
    await currentTransaction().query(`update document set status = $2 where document_id = $1`, [documentId, status]);
  }

  /** Of every merchant: to be asked in a transaction that sees all. */
  async addressesOf(ids: {
    documentIds: readonly string[];
    messageIds: readonly string[];
  }): Promise<(DocumentAddress & { readonly messageId: string })[]> {
    return currentTransaction().query<DocumentAddress & { messageId: string }>(
      `select document_id as "documentId", message_id as "messageId", declaration_id as "declarationId",
              merchant_id as "merchantId"
       from document where document_id = any ($1::uuid[]) or message_id = any ($2::uuid[])`,
      [ids.documentIds, ids.messageIds],
    );
  }

  /** False when it was stored before: receipts are delivered at least once. */
  async addReceipt(receipt: StoredReceipt): Promise<boolean> {
    const { messageId, documentId, at, code, text, xml, receivedAt } = receipt;
    const rows = await currentTransaction().query(
      `insert into receipt (message_id, document_id, merchant_id, declaration_id, kind, at, code, text, xml, received_at)
       select $1, document_id, merchant_id, declaration_id, kind, $3, $4, $5, $6, $7 from document where document_id = $2
       on conflict do nothing returning document_id`,
      [messageId, documentId, at, code, text, xml, receivedAt],
    );
    return rows.length > 0;
  }

  /** Keeps what was taken out of a mailbox and belongs to no document. */
  async setAside(receipt: SetAsideReceipt): Promise<void> {
    const { deliveryId, address, reason, xml, receivedAt } = receipt;
    await currentTransaction().query(
      `insert into set_aside_receipt (delivery_id, address, reason, xml, received_at) values ($1, $2, $3, $4, $5)
       on conflict do nothing`,
      [deliveryId, address, reason, xml, receivedAt],
    );
  }

  /** Addresses that anything was ever sent from. */
  async mailboxes(): Promise<string[]> {
    const rows = await currentTransaction().query<{ address: string }>(`select address from mailbox order by address`);
    return rows.map(({ address }) => address);
  }
}
