import { ApiProperty } from '@nestjs/swagger';
import { stepStatuses, type ChainStep } from './chain.js';

export class ChainStepResponse implements ChainStep {
  @ApiProperty({ type: String, example: 'stock_reserved' })
  readonly step: string;

  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'Null for a step still to be taken.' })
  readonly at: string | null;

  @ApiProperty({ type: String, example: 'inventory', description: 'Who took it.' })
  readonly service: string;

  @ApiProperty({ type: String, description: 'A sentence; of a step that waits, what it waits for.' })
  readonly summary: string;

  @ApiProperty({ type: String, enum: stepStatuses })
  readonly status: ChainStep['status'];

  @ApiProperty({ type: 'object', additionalProperties: true, nullable: true, description: 'What it is based on.' })
  readonly document: object | null;
}

export class ChainSourceResponse {
  @ApiProperty({ type: String, example: 'inventory' })
  readonly service: string;

  @ApiProperty({ type: Boolean, description: 'False: it did not answer, and its steps are missing.' })
  readonly answered: boolean;
}

/** The whole life of one order, from push to payout. */
export class ChainResponse {
  @ApiProperty({ type: String, example: 'lazada' })
  readonly marketplace: string;

  @ApiProperty({ type: String })
  readonly orderNumber: string;

  @ApiProperty({ type: [ChainStepResponse], description: 'By time, those still to be taken last.' })
  readonly steps: readonly ChainStepResponse[];

  @ApiProperty({ type: [ChainSourceResponse], description: 'Every service that was asked.' })
  readonly sources: readonly ChainSourceResponse[];
}
