import { Readable } from 'node:stream';
import { Controller, Get, Param, Query, Req, Res, StreamableFile } from '@nestjs/common';
import { ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import { parseStatementId, type StatementId } from '@pinglu/kernel';
import {
  ApiPage,
  Caller,
  Page,
  page,
  PageQuery,
  parsePage,
  RequireScope,
  Transactions,
  visibleTo,
  type PageKey,
  type Principal,
} from '@pinglu/platform';
import type { Request, Response } from 'express';
import { StatementNotFoundError } from '../statement.errors.js';
import { StatementLineRepository } from '../statement-line.repository.js';
import { StatementLineResponse } from '../statement-line.response.js';
import { StatementRepository } from '../statement.repository.js';
import { csvHead, csvOfLine } from './lines-as-csv.js';

const CSV = 'text/csv';
/** Lines that are in memory at once, however long the statement is. */
const CSV_PAGE = 500;

@ApiTags('statements')
@Controller('api/v1/statements/:statementId/lines')
@RequireScope('settlement:read')
export class ViewStatementLinesController {
  constructor(
    private readonly statements: StatementRepository,
    private readonly lines: StatementLineRepository,
    private readonly transactions: Transactions,
  ) {}

  @Get()
  @ApiOperation({ summary: 'Lists the lines of a statement; with Accept: text/csv all of them at once, as a file' })
  @ApiProduces('application/json', CSV)
  @ApiPage(StatementLineResponse)
  async list(
    @Param('statementId') statementId: string,
    @Query() query: PageQuery,
    @Caller() caller: Principal,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<Page<StatementLineResponse> | StreamableFile> {
    const id = parseStatementId(statementId);
    const statement = await this.transactions.run(visibleTo(caller), () => this.statements.find(id));
    if (!statement) throw new StatementNotFoundError(id);
    response.vary('Accept');
    if (request.accepts(['application/json', CSV]) === CSV) {
      response.setHeader('Cache-Control', 'private, no-cache');
      return new StreamableFile(Readable.from(this.csv(id, caller)), {
        type: `${CSV}; charset=utf-8; header=present`,
        disposition: `attachment; filename="statement-${id}.csv"`,
      });
    }
    const wanted = parsePage(query);
    const rows = await this.transactions.run(visibleTo(caller), () => this.lines.list(id, wanted));
    return page(rows, wanted.limit, ({ key }) => key).map(({ line }) => new StatementLineResponse(line));
  }

  /** Each page in a transaction of its own: a slow reader holds no connection. */
  private async *csv(id: StatementId, caller: Principal): AsyncGenerator<string> {
    yield csvHead();
    let after: PageKey | undefined;
    do {
      const request = { limit: CSV_PAGE, after };
      const rows = await this.transactions.run(visibleTo(caller), () => this.lines.list(id, request));
      const shown = rows.slice(0, CSV_PAGE);
      if (shown.length > 0) yield shown.map(({ line }) => csvOfLine(line)).join('');
      after = rows.length > CSV_PAGE ? shown.at(-1)?.key : undefined;
    } while (after !== undefined);
  }
}
