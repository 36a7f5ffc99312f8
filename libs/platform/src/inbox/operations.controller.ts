import { Body, Controller, Get, HttpCode, Param, Post, type Type } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import { IsString, Length } from 'class-validator';
import { Caller } from '../auth/principal/caller.js';
import type { Principal } from '../auth/principal/principal.js';
import { RequireScope } from '../auth/principal/require-scope.js';
import { OutboxDeadLetters, RefusedEventNotFoundError, type RefusedEvent } from '../outbox/outbox-dead-letters.js';
import { DeadLetterNotFoundError, DeadLetters, type DeadLetter, type RetryResult } from './dead-letters.js';

export class DiscardCommand {
  @ApiProperty({ type: String, minLength: 1, maxLength: 500, description: 'Why it is given up, for those who ask.' })
  @IsString()
  @Length(1, 500)
  note: string;
}

class DeadLetterResponse implements DeadLetter {
  @ApiProperty({ type: String })
  readonly id: string;

  @ApiProperty({ type: String })
  readonly topic: string;

  @ApiProperty({ type: 'integer' })
  readonly partition: number;

  @ApiProperty({ type: String })
  readonly offset: string;

  @ApiProperty({ type: String, nullable: true })
  readonly eventType: string | null;

  @ApiProperty({ type: String })
  readonly errorCode: string;

  @ApiProperty({ type: String })
  readonly errorMessage: string;

  @ApiProperty({ type: 'integer' })
  readonly attempts: number;

  @ApiProperty({ type: String, format: 'date-time' })
  readonly firstFailedAt: Date;

  @ApiProperty({ type: String, format: 'date-time' })
  readonly lastFailedAt: Date;

  @ApiProperty({ type: 'integer', description: 'Records of the same key that wait behind it.' })
  readonly waiting: number;
}

class DeadLetterList {
  @ApiProperty({ type: [DeadLetterResponse], description: 'Oldest first, 100 at most.' })
  readonly items: readonly DeadLetter[];
}

class RetryResponse implements RetryResult {
  @ApiProperty({ type: 'integer', description: 'Records done with now.' })
  readonly resolved: number;

  @ApiProperty({ type: 'integer', description: 'Records of the key that still wait.' })
  readonly remaining: number;
}

class RefusedEventResponse implements RefusedEvent {
  @ApiProperty({ type: String })
  readonly seq: string;

  @ApiProperty({ type: String, format: 'uuid' })
  readonly eventId: string;

  @ApiProperty({ type: String })
  readonly topic: string;

  @ApiProperty({ type: String })
  readonly type: string;

  @ApiProperty({ type: String })
  readonly reason: string;

  @ApiProperty({ type: String, format: 'date-time' })
  readonly diedAt: Date;
}

class RefusedEventList {
  @ApiProperty({ type: [RefusedEventResponse], description: 'Oldest first, 500 at most.' })
  readonly items: readonly RefusedEvent[];
}

const DECIMAL = /^[0-9]{1,18}$/;

/**
 * What an operator can do about events of a service that went nowhere. Each service answers under its own name, so that
 * the one door can tell them apart.
 */
export function operationsController(service: string): Type {
  @ApiTags('operations')
  @Controller(`api/v1/operations/${service}`)
  class OperationsController {
    constructor(
      private readonly deadLetters: DeadLetters,
      private readonly refused: OutboxDeadLetters,
    ) {}

    @Get('dead-letters')
    @RequireScope('operations:read')
    @ApiOperation({ summary: `Lists the records that ${service} has set aside` })
    @ApiOkResponse({ type: DeadLetterList })
    async list(): Promise<DeadLetterList> {
      return { items: await this.deadLetters.list() };
    }

    @Post('dead-letters/:id/retry')
    @HttpCode(200)
    @RequireScope('operations:write')
    @ApiOperation({ summary: 'Handles the key of a record again, in order, up to the next failure' })
    @ApiOkResponse({ type: RetryResponse })
    async retry(@Param('id') id: string): Promise<RetryResult> {
      if (!DECIMAL.test(id)) throw new DeadLetterNotFoundError(id);
      return this.deadLetters.retry(id);
    }

    @Post('dead-letters/:id/discard')
    @HttpCode(200)
    @RequireScope('operations:write')
    @ApiOperation({ summary: 'Gives a record up; the rest of its key goes on' })
    @ApiOkResponse({ type: RetryResponse })
    async discard(
      @Param('id') id: string,
      @Body() { note }: DiscardCommand,
      @Caller() caller: Principal,
    ): Promise<RetryResult> {
      if (!DECIMAL.test(id)) throw new DeadLetterNotFoundError(id);
      return this.deadLetters.discard(id, { note, by: caller.subject });
    }

    @Get('refused-events')
    @RequireScope('operations:read')
    @ApiOperation({ summary: `Lists the events of ${service} that the bus refused for good` })
    @ApiOkResponse({ type: RefusedEventList })
    async listRefused(): Promise<RefusedEventList> {
      return { items: await this.refused.list() };
    }

    @Post('refused-events/:seq/discard')
    @HttpCode(204)
    @RequireScope('operations:write')
    @ApiOperation({ summary: 'Gives an event up: it is never published, and the rest of its key goes on' })
    async discardRefused(
      @Param('seq') seq: string,
      @Body() { note }: DiscardCommand,
      @Caller() caller: Principal,
    ): Promise<void> {
      if (!DECIMAL.test(seq)) throw new RefusedEventNotFoundError(seq);
      await this.refused.discard(seq, { note, by: caller.subject });
    }
  }
  return OperationsController;
}
