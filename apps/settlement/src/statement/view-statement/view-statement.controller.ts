import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import { parseShopId, parseStatementId } from '@pinglu/kernel';
import {
  ApiPage,
  Caller,
  Page,
  page,
  PageQuery,
  parsePage,
  RequireScope,
  Transactions,
  Versioned,
  visibleTo,
  type Principal,
} from '@pinglu/platform';
import { IsIn, IsOptional, IsUUID } from 'class-validator';
import type { Response } from 'express';
import { LedgerRepository } from '../../ledger/ledger.repository.js';
import { StatementNotFoundError } from '../statement.errors.js';
import { StatementRepository } from '../statement.repository.js';
import { StatementDetailResponse, StatementResponse } from '../statement.response.js';

export class StatementQuery extends PageQuery {
  @ApiPropertyOptional({ format: 'uuid', description: 'Only statements of this shop.' })
  @IsOptional()
  @IsUUID()
  shop?: string;

  @ApiPropertyOptional({ enum: ['open', 'closed'] })
  @IsOptional()
  @IsIn(['open', 'closed'])
  status?: 'open' | 'closed';
}

/** A year: what is closed stays as it is, so whoever holds a copy need not ask again. */
const FOR_GOOD = 'private, max-age=31536000, immutable';

@ApiTags('statements')
@Controller('api/v1/statements')
@RequireScope('settlement:read')
export class ViewStatementController {
  constructor(
    private readonly statements: StatementRepository,
    private readonly ledger: LedgerRepository,
    private readonly transactions: Transactions,
  ) {}

  @Get()
  @ApiOperation({ summary: 'Lists the statements the caller may see, newest change last' })
  @ApiPage(StatementResponse)
  async list(@Query() query: StatementQuery, @Caller() caller: Principal): Promise<Page<StatementResponse>> {
    const request = parsePage(query);
    const filter = {
      shopId: query.shop === undefined ? null : parseShopId(query.shop),
      status: query.status ?? null,
    };
    const rows = await this.transactions.run(visibleTo(caller), () => this.statements.list(filter, request));
    return page(rows, request.limit, ({ key }) => key).map(({ statement }) => new StatementResponse(statement));
  }

  @Get(':statementId')
  @Versioned()
  @ApiOperation({ summary: 'Shows one statement, with its part of the ledger by account' })
  @ApiOkResponse({ type: StatementDetailResponse })
  async view(
    @Param('statementId') statementId: string,
    @Caller() caller: Principal,
    @Res({ passthrough: true }) response: Response,
  ): Promise<StatementDetailResponse> {
    const id = parseStatementId(statementId);
    return this.transactions.run(visibleTo(caller), async () => {
      const statement = await this.statements.find(id);
      if (!statement) throw new StatementNotFoundError(id);
      if (statement.status === 'closed') response.setHeader('Cache-Control', FOR_GOOD);
      return new StatementDetailResponse(statement, await this.ledger.balances(id));
    });
  }
}
