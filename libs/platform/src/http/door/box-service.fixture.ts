import { Body, Controller, Get, Injectable, Module, Param, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiProperty } from '@nestjs/swagger';
import { AppError, newId, type MerchantId } from '@pinglu/kernel';
import { Type } from 'class-transformer';
import { IsInt, IsString, MaxLength, ValidateNested } from 'class-validator';
import type { Request } from 'express';
import { UnauthenticatedError } from '../../auth/principal/auth.errors.js';
import { Authenticator, bearerToken } from '../../auth/principal/authenticator.js';
import { currentPrincipal } from '../../auth/principal/caller.js';
import type { Principal } from '../../auth/principal/principal.js';
import { Public, RequireScope } from '../../auth/principal/require-scope.js';
import { Versioned } from '../entity-tag/entity-tag.interceptor.js';
import { page, PageQuery, parsePage } from '../page/page.js';

// A small service for the specs of the door. A bearer token is taken for the name of the caller.

class LidJammedError extends AppError {
  readonly code = 'lid-jammed';
  readonly category = 'conflict';
}

class PartInput {
  @ApiProperty()
  @IsInt()
  size: number;
}

class BoxInput {
  @ApiProperty({ maxLength: 5 })
  @IsString()
  @MaxLength(5)
  label: string;

  @ApiProperty({ type: [PartInput] })
  @ValidateNested({ each: true })
  @Type(() => PartInput)
  parts: PartInput[];
}

class BoxResponse {
  @ApiProperty()
  id: string;

  @ApiProperty()
  version: number;
}

/** Lets `GET /boxes/slow` end; undefined while nobody waits. */
export const slowBox: { release: (() => void) | undefined } = { release: undefined };

@Controller('boxes')
class BoxController {
  @RequireScope('stock:read')
  @Get()
  list(@Query() query: PageQuery) {
    const { limit } = parsePage(query);
    const rows = [1, 2, 3].map((n) => ({ id: `b${n}`, at: `2026-11-25 10:00:0${n}+00` }));
    return page(rows.slice(0, limit + 1), limit, (row) => row);
  }

  @RequireScope('stock:read')
  @Versioned()
  @ApiOkResponse({ type: BoxResponse })
  @Get('one/:id')
  one(@Param('id') id: string): BoxResponse {
    return { id, version: 3 };
  }

  @RequireScope('stock:write')
  @Post()
  create(@Body() input: BoxInput) {
    return { label: input.label, caller: currentPrincipal().subject };
  }

  @Public()
  @Get('jammed')
  jammed(): never {
    throw new LidJammedError('The lid is jammed.');
  }

  @Public()
  @Get('broken')
  broken(): never {
    throw new Error('connect postgres://app:hunter2@db failed');
  }

  @Public()
  @Get('slow')
  async slow() {
    await new Promise<void>((resolve) => (slowBox.release = resolve));
    return { done: true };
  }

  @Get('undecided')
  undecided() {
    return { secret: 'nobody decided who may read this' };
  }
}

@Injectable()
class TokenIsSubject extends Authenticator {
  async authenticate(request: Request): Promise<Principal> {
    const subject = bearerToken(request);
    if (subject === undefined) throw new UnauthenticatedError();
    return { subject, merchantId: newId<MerchantId>(), role: 'warehouse', scopes: ['stock:read', 'stock:write'] };
  }
}

@Module({ controllers: [BoxController], providers: [{ provide: Authenticator, useClass: TokenIsSubject }] })
export class BoxModule {}
