import { ApiProperty } from '@nestjs/swagger';
import { snapshotOf, type Declaration, type Receipt } from './declaration.js';
import { documentKinds, type DeclarationDocument } from './document.js';
import type { Problem, Sentence } from './problem.js';

class SentenceResponse implements Sentence {
  @ApiProperty()
  readonly en: string;

  @ApiProperty()
  readonly zh: string;
}

class ProblemResponse implements Problem {
  @ApiProperty({ example: 'hs-code-missing', description: 'A name of ours, or the code that customs gave.' })
  readonly code: string;

  @ApiProperty({ type: String, nullable: true })
  readonly field: string | null;

  @ApiProperty({ type: SentenceResponse, description: 'What is wrong.' })
  readonly cause: SentenceResponse;

  @ApiProperty({ type: SentenceResponse, description: 'What to do about it.' })
  readonly advice: SentenceResponse;
}

class ReceiptResponse {
  @ApiProperty({ format: 'date-time' })
  readonly at: string;

  @ApiProperty({ enum: documentKinds })
  readonly document: string;

  @ApiProperty({ example: '800', description: 'returnStatus.' })
  readonly code: string;

  @ApiProperty({ example: '[Code:2600;Desc:放行]' })
  readonly text: string;
}

/** A declaration as a list shows it: the words of its events, and both languages of its problems. */
export class DeclarationResponse {
  @ApiProperty({ format: 'uuid' })
  readonly declarationId: string;

  @ApiProperty({ format: 'uuid' })
  readonly merchantId: string;

  @ApiProperty({ format: 'uuid' })
  readonly shopId: string;

  @ApiProperty({ type: String, nullable: true, description: 'Null until the shop is known here.' })
  readonly shopName: string | null;

  @ApiProperty({ example: 'lazada' })
  readonly marketplace: string;

  @ApiProperty({ format: 'uuid' })
  readonly orderId: string;

  @ApiProperty()
  readonly orderNumber: string;

  @ApiProperty({ format: 'uuid' })
  readonly shipmentId: string;

  @ApiProperty()
  readonly trackingNumber: string;

  @ApiProperty({ example: 'TH', description: 'Destination, ISO 3166-1 alpha-2.' })
  readonly country: string;

  @ApiProperty({ enum: ['drafted', 'sent', 'released', 'refused'] })
  readonly status: string;

  @ApiProperty({ type: 'integer', minimum: 1, description: 'One more with each resubmission.' })
  readonly attempt: number;

  @ApiProperty({ type: String, nullable: true, description: 'Number that customs gave the list.' })
  readonly listNumber: string | null;

  @ApiProperty({ type: [ProblemResponse] })
  readonly problems: readonly ProblemResponse[];

  @ApiProperty({ type: [ReceiptResponse], description: 'Oldest first, of every attempt.' })
  readonly receipts: readonly ReceiptResponse[];

  @ApiProperty({ format: 'date-time' })
  readonly changedAt: string;

  @ApiProperty({ type: 'integer', minimum: 1 })
  readonly version: number;

  constructor(
    declaration: Declaration,
    { receipts, shopName }: { receipts: readonly Receipt[]; shopName: string | null },
  ) {
    const { problems, attempt, country } = declaration;
    Object.assign(this, snapshotOf(declaration, receipts), { problems, attempt, country, shopName });
  }
}

/** A document without its content, which has an address of its own. */
export class DocumentResponse {
  @ApiProperty({ enum: documentKinds })
  readonly kind: string;

  @ApiProperty({ type: 'integer', minimum: 1 })
  readonly attempt: number;

  @ApiProperty({ example: 'released' })
  readonly status: string;

  @ApiProperty({ description: 'Its number in the exchange.' })
  readonly messageId: string;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  readonly sentAt: string | null;

  constructor({ kind, attempt, status, messageId, sentAt }: DeclarationDocument) {
    Object.assign(this, { kind, attempt, status, messageId, sentAt: sentAt?.toISOString() ?? null });
  }
}
